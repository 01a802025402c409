"""The replay over a till in memory: what it sells, and that being killed at any write changes nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest

from pos.base.errors import Code, Refused, Unavailable
from pos.bootstrap import selling
from pos.bootstrap.assembly import nowhere
from pos.cli.doors import ReplayOptions, ReplaySummary, SaleLine
from pos.contract import decode_body, decode_entry
from pos.domain.events import SaleCompleted, ShiftClosed, ShiftOpened
from pos.rehearsal.replay import replay
from pos.services.changes import Changes
from pos.services.till import Till
from pos.store.files import Folder
from tests.services.conftest import Shop
from tests.services.shop import CABLE, ShopReplica

Result = TypeVar("Result")

CSV = f"""invoice_no,stock_code,description,quantity,invoice_date,unit_price_gbp,customer_id,country
101,A1,LANTERN,6,2010-12-01T08:26:00,2.55,17850,United Kingdom
101,A2,HANGER,2,2010-12-01T08:26:00,0.125,17850,United Kingdom
C102,A1,LANTERN,-6,2010-12-01T09:00:00,2.55,17850,United Kingdom
103,FREE,,1,2010-12-01T10:00:00,0.00,,United Kingdom
104,A1,LANTERN,1,2010-12-01T11:00:00,2.55,,United Kingdom
104,A1,LANTERN,2,2010-12-01T11:00:00,2.55,,United Kingdom
104,A1,LANTERN,1,2010-12-01T11:00:00,2.10,,United Kingdom
105,A3,BROKEN,-1,2010-12-01T11:30:00,0.00,,United Kingdom
106,A1,LANTERN,100000,2010-12-01T12:00:00,2.55,,United Kingdom
107,{CABLE.sku},CABLE,1,2010-12-02T08:00:00,9.99,,United Kingdom
101,A4,CORD,1,2010-12-02T08:00:00,1.00,17850,United Kingdom
"""
TOTALS = {"101": 6 * 255 + 2 * 13 + 100, "103": 0, "104": 3 * 255 + 210, "107": 999}
NOT_REPLAYED = {"number-not-digits": 1, "quantity-not-positive": 1, "quantity-out-of-range": 1}


class Killed(Exception):
    """The process is gone."""


@dataclass
class MemoryStage:
    """A till without threads. Its centre acknowledges at once while connected. ``die_at``: the number of the write or
    place at which it is killed."""

    shop: Shop
    die_at: int | None = None
    steps: int = 0
    connected: bool = False
    writing: bool = False
    story: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        journal = self.shop.journal
        for name in ("append", "save"):
            setattr(journal, name, self._watched(getattr(type(journal), name).__get__(journal)))

    def _watched(self, write: Callable[..., object]) -> Callable[..., object]:
        def watched(*values: object) -> object:
            if self.writing:  # `append` saves drafts in the same transaction
                return write(*values)
            self._step()
            self.writing = True
            result = write(*values)
            self.writing = False
            self._step()
            return result

        return watched

    def _step(self) -> None:
        self.steps += 1
        if self.steps == self.die_at:
            raise Killed

    def money(self, call: Callable[[Till], tuple[Result, Changes]]) -> Result:
        if self.connected:
            self.shop.journal.acknowledge(self.shop.journal.head(), [])
        return call(self.shop.till)[0]

    def connect(self) -> None:
        self.story.append("connect")
        self.connected = True

    def disconnect(self) -> None:
        self.story.append("disconnect")
        self.connected = False

    def at(self, name: str) -> None:
        self._step()


@dataclass
class Heard:
    lines: list[SaleLine] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def sale(self, line: SaleLine) -> None:
        self.lines.append(line)

    def progress(self, text: str) -> None:
        self.said.append(text)


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "sales.csv"
    file.write_text(CSV, encoding="utf-8")
    return file


def run(shop: Shop, file: Path, heard: Heard | None = None, **options: object) -> ReplaySummary:
    wanted = ReplayOptions(file, **{"operator": "7", "pin": "1111", "patience_s": 0, **options})  # type: ignore[arg-type]
    return replay(MemoryStage(shop), wanted, heard or Heard())


def sales(shop: Shop) -> list[SaleCompleted]:
    bodies = [decode_body(decode_entry(s.line)) for s in shop.journal.read(0, 10_000)]
    return [body for body in bodies if isinstance(body, SaleCompleted)]


def test_every_invoice_that_can_be_sold_is_sold_and_the_rest_is_counted(shop: Shop, file: Path) -> None:
    heard = Heard()
    summary = run(shop, file, heard)
    assert {s.source_invoice: s.total_minor for s in sales(shop)} == TOTALS
    assert (summary.sales, summary.total_minor, summary.days) == (4, sum(TOTALS.values()), 2)
    assert summary.not_replayed == NOT_REPLAYED
    assert summary.acknowledged
    assert [(line.invoice, line.total_minor) for line in heard.lines] == list(TOTALS.items())
    assert [shop.journal.entry(line.seq) is not None for line in heard.lines] == [True] * 4
    assert shop.journal.unprinted(10) == []


def test_lines_join_only_at_the_same_price_and_keep_their_own(shop: Shop, file: Path) -> None:
    run(shop, file)
    by_invoice = {s.source_invoice: s for s in sales(shop)}
    assert [(line.quantity, line.unit_minor) for line in by_invoice["104"].lines] == [(3, 255), (1, 210)]
    cable = by_invoice["107"].lines[0]
    assert (cable.unit_minor, cable.text, cable.gtin) == (999, CABLE.name, CABLE.gtin), "known: the centre's article"
    assert by_invoice["101"].customer_note == "17850"
    assert by_invoice["103"].customer_note is None
    assert by_invoice["103"].lines[0].text == "FREE"


def test_one_shift_a_business_day_with_a_clean_z(shop: Shop, file: Path) -> None:
    run(shop, file)
    entries = [decode_entry(s.line) for s in shop.journal.read(0, 10_000)]
    bodies = [(entry.day, decode_body(entry)) for entry in entries]
    assert [day for day, body in bodies if isinstance(body, ShiftOpened)] == ["2010-12-01", "2010-12-02"]
    closed = [body.report for _, body in bodies if isinstance(body, ShiftClosed)]
    assert [(z.day, z.sales, z.difference_minor) for z in closed] == [("2010-12-01", 3, 0), ("2010-12-02", 1, 0)]


@pytest.mark.parametrize(
    ("skip", "invoices", "sold"),
    [(0, 2, ["101", "103"]), (1, 1, ["103"]), (2, None, ["104", "107"]), (9, 5, []), (0, 0, [])],
)
def test_a_part_of_the_file(shop: Shop, file: Path, skip: int, invoices: int | None, sold: list[str]) -> None:
    run(shop, file, skip=skip, invoices=invoices)
    assert [s.source_invoice for s in sales(shop)] == sold


def test_started_again_it_sells_nothing_twice(shop: Shop, file: Path) -> None:
    run(shop, file, invoices=2)
    again = run(shop.restarted(), file)
    assert (again.sales, again.known) == (2, 2)
    assert {s.source_invoice: s.total_minor for s in sales(shop)} == TOTALS
    assert run(shop.restarted(), file).sales == 0


def test_offline_nothing_is_sent_until_the_last_is_sold(shop: Shop, file: Path) -> None:
    stage = MemoryStage(shop)
    options = ReplayOptions(file, offline=True, operator="7", pin="1111")
    assert replay(stage, options, Heard()).acknowledged
    assert stage.story == ["connect"]
    assert shop.journal.acked() == shop.journal.head()


def test_a_till_that_never_met_its_centre_meets_it_once_first(file: Path) -> None:
    class Late(ShopReplica):
        """The operators come with the third look."""

        looks = 0

        def operators(self):  # type: ignore[no-untyped-def]
            self.looks += 1
            return super().operators() if self.looks > 2 else ()

    shop = Shop(replica=Late())
    stage = MemoryStage(shop)
    options = ReplayOptions(file, offline=True, operator="7", pin="1111", patience_s=5)
    heard = Heard()
    replay(stage, options, heard)
    assert stage.story == ["connect", "disconnect", "connect"]
    assert heard.said == ["fetching the store's data from the centre"]


def test_a_centre_that_never_answers_is_a_reason_not_a_wait_for_ever(shop: Shop, file: Path) -> None:
    stage = MemoryStage(shop)
    stage.connect = lambda: None  # type: ignore[method-assign]
    summary = replay(stage, ReplayOptions(file, operator="7", pin="1111", patience_s=0), Heard())
    assert not summary.acknowledged
    assert summary.waiting == shop.journal.head().seq
    empty = Shop(replica=ShopReplica(row=None))
    empty.replica.operators = lambda: ()  # type: ignore[method-assign]
    with pytest.raises(Unavailable) as reason:
        run(empty, file)
    assert reason.value.code is Code.REPLICA_EMPTY


def test_outside_a_demo_store_somebody_must_be_named(shop: Shop, file: Path) -> None:
    for given in ({"operator": None, "pin": None}, {"pin": None}, {"operator": None}):
        with pytest.raises(Refused) as reason:
            run(shop, file, **given)
        assert reason.value.code is Code.NOBODY_SIGNED_IN
    assert shop.journal.head().seq == 0


def test_an_unanswered_card_stops_it_and_a_foreign_basket_is_discarded(shop: Shop, file: Path) -> None:
    shop.open()
    shop.till.sale.scan(CABLE.sku)
    shop.till.checkout.ask_card()
    with pytest.raises(Refused) as reason:
        run(shop.restarted(), file)
    assert reason.value.code is Code.CARD_UNANSWERED
    shop = shop.restarted()
    shop.sign_in()
    shop.till.checkout.answer_card(paid=False)
    run(shop.restarted(), file)
    kinds = [decode_entry(s.line).kind for s in shop.journal.read(0, 10_000)]
    assert kinds.count("cart.discarded") == 1
    assert {s.source_invoice: s.total_minor for s in sales(shop)} == TOTALS


def test_a_refusal_that_would_meet_every_invoice_ends_it(shop: Shop, file: Path) -> None:
    shop.replica.rates = lambda: ()  # type: ignore[method-assign]
    with pytest.raises(Refused) as reason:
        run(shop, file)
    assert reason.value.code is Code.REPLICA_EMPTY


def test_killed_before_and_after_every_single_write_each_sale_stands_once(file: Path) -> None:
    options = ReplayOptions(file, operator="7", pin="1111")
    whole = MemoryStage(Shop())
    replay(whole, options, Heard())
    for die_at in range(1, whole.steps + 1):
        shop, heard = Shop(), Heard()
        with pytest.raises(Killed):
            replay(MemoryStage(shop, die_at), options, heard)
        printed = list(heard.lines)
        shop = shop.restarted()
        summary = replay(MemoryStage(shop), options, heard)
        assert summary.acknowledged
        found = sales(shop)
        assert {s.source_invoice: s.total_minor for s in found} == TOTALS, die_at
        assert len(found) == len(TOTALS)
        assert [s.receipt_n for s in found] == [1, 2, 3, 4]
        assert {line.receipt for line in printed} <= {s.receipt for s in found}
        days = [decode_entry(s.line).day for s in shop.journal.read(0, 10_000) if b'"shift.opened"' in s.line]
        assert days == ["2010-12-01", "2010-12-02"], "the right shift goes on"


def test_whatever_keeps_the_till_shut_is_raised_and_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(folder: Folder, at: object) -> None:
        raise PermissionError(13, "not yours")

    monkeypatch.setattr(selling, "open_till", shut)
    with pytest.raises(PermissionError), selling.MoneyThread(Folder(tmp_path), "", nowhere):
        pass
