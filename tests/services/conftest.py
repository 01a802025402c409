from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from pos.base.clock import Ids
from pos.base.errors import Code, Refused
from pos.ports import Identity
from pos.services.desk import Desk
from pos.services.link import Contact, Link
from pos.services.signon import SignOn
from pos.services.till import Till, till_of
from pos.store.seals import Ed25519Seals
from tests.services.memory import MemoryJournal
from tests.services.shop import PlainPins, SetClock, ShopReplica, SpySigner


@dataclass
class Shop:
    """A till over a journal that survives `restarted`, as a till's disk does."""

    mode: str = "demo"
    clock: SetClock = field(default_factory=SetClock)
    replica: ShopReplica = field(default_factory=ShopReplica)
    signer: SpySigner = field(default_factory=SpySigner)
    journal: MemoryJournal | None = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.contact = Contact()
        identity = Identity("11111111-0000-4000-8000-000000000000", "7K2Q", "T03", "S0042", self.mode)
        self.journal: MemoryJournal = self.journal or MemoryJournal(identity, self.clock, self.contact)
        self.journal.online = self.contact
        self.desk = Desk(self.journal, self.replica, self.signer, self.clock, Ids(self.clock), self.contact)
        signon = SignOn(self.desk, PlainPins())
        self.till: Till = till_of(self.desk, signon, Link(self.journal, self.contact), Ed25519Seals())

    def sign_in(self) -> None:
        self.till.signon.sign_in("7", "1111")

    def open(self) -> None:
        """Signed in, with a shift of 300 in the drawer."""
        self.sign_in()
        self.till.cash.open_shift(30_000)

    def restarted(self) -> Shop:
        """The same till after the power came back."""
        return Shop(self.mode, self.clock, self.replica, self.signer, self.journal)


def refused(call: Callable[[], object], code: Code) -> Refused:
    """Assert that ``call`` is refused with ``code``; returns the refusal."""
    with pytest.raises(Refused) as reason:
        call()
    assert reason.value.code is code
    return reason.value


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def live_shop() -> Shop:
    return Shop(mode="live")


@pytest.fixture(scope="session")
def shop_of() -> Callable[[], Shop]:
    return Shop
