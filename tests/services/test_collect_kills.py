"""kill -9 at each commit between basket and money: the order is sold and handed over, or neither, and the till goes on
where it stood.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from pos.domain.collect import HANDED_OVER, READY
from pos.domain.events import SaleCompleted
from pos.domain.pickup_code import parcel_label
from pos.domain.pickup_facts import PickupHandedOver
from tests.domain.orders import ORDER
from tests.services.killed_paying import UNPAID, till_on
from tests.services.pickups import of_kind, opened, qr, scanned
from tests.store.build import open_journal

ROOT = Path(__file__).parents[2]
COMMITS = 4  # into the basket, checkout started, card asked, paid


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("passes", range(1, COMMITS + 1))
@pytest.mark.parametrize("place", ["journal.before_commit", "journal.after_commit"])
def test_killed_at_a_commit(tmp_path: Path, place: str, passes: int) -> None:
    path = tmp_path / "journal.db"
    command = [sys.executable, "-m", "tests.services.killed_paying", str(path), place, str(passes)]
    child = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert child.returncode == -9, child.stderr
    with closing(open_journal(path)) as journal:
        assert journal.verify()[0].damage is None
        shop = till_on(journal)
        durable = passes if place == "journal.after_commit" else passes - 1
        sold, handed = of_kind(shop, SaleCompleted), of_kind(shop, PickupHandedOver)
        assert len(sold) == len(handed) == (durable == COMMITS)
        assert [one.sale for one in sold] == [one.sale for one in handed]
        shop.till.checkout.recover()
        order, _ = shop.till.collect.show(ORDER)
        assert order is not None
        assert order.state == (HANDED_OVER if handed else READY)
        if not handed:
            if durable == 0:
                shop.till.collect.to_cart(scanned(shop, opened(shop, qr(UNPAID)), parcel_label(ORDER, 1)))
            if shop.desk.checkout is None:
                shop.till.checkout.pay_cash()
            else:
                shop.till.checkout.answer_card(paid=True)
        assert len(of_kind(shop, SaleCompleted)) == len(of_kind(shop, PickupHandedOver)) == 1
        assert shop.desk.cart is None
