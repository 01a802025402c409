"""A till that takes an unpaid online order into the basket and is paid for it by card, until it is killed at a given
commit; run as a program by test_collect_kills.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from msgspec.structs import replace

from pos.domain.pickup_code import parcel_label
from pos.store.journal import SqliteJournal
from tests.domain.orders import NOW, ORDER
from tests.services.conftest import Shop
from tests.services.pickups import KEYS, STANDING, opened, qr, scanned
from tests.store.build import new_journal, open_journal

SIGKILL = 9
NEVER = 1_000_000
UNPAID = replace(STANDING, paid=False)


def till_on(journal: SqliteJournal) -> Shop:
    """A shop whose till keeps this journal, with a shift if it has one."""
    shop = Shop(journal=journal)  # type: ignore[arg-type]
    shop.clock.now = NOW
    shop.replica.orders = (UNPAID,)
    shop.replica.keys = KEYS
    shop.sign_in()
    return shop


def main(path: Path, place: str, passes: int) -> None:
    """Dies when ``place`` is passed for the ``passes``-th time after somebody has signed in."""
    new_journal(path).close()
    with_shift = till_on(journal := open_journal(path))
    with_shift.till.cash.open_shift(30_000)
    journal.close()
    left = NEVER

    def at(name: str) -> None:
        nonlocal left
        left -= name == place
        if name == place and left == 0:
            os.kill(os.getpid(), SIGKILL)

    shop = till_on(open_journal(path, at=at))
    left = passes
    shop.till.collect.to_cart(scanned(shop, opened(shop, qr(UNPAID)), parcel_label(ORDER, 1)))
    shop.till.checkout.start()
    shop.till.checkout.ask_card()
    shop.till.checkout.answer_card(paid=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
