from hypothesis import given
from hypothesis import strategies as st

from pos.domain import cash, tender
from pos.domain.cart import Cart
from pos.domain.cash import Shift
from pos.domain.events import SaleCompleted, Seller
from pos.domain.pricing import price
from pos.domain.receipt import complete, void
from pos.domain.slip import Amount, Banner, Count, Item, Vat, sale_slip, void_slip, z_slip
from tests.domain.shop import DAY, RATES, carts

SHIFT = Shift("shift-1", 7, DAY, "EUR", 0, "Mara", 30_000)


def sale_of(cart: Cart, n: int, by_card: bool, demo: bool = True) -> SaleCompleted:
    priced = price(cart, RATES, DAY)
    total = priced.total_minor
    payment = tender.card(1, total, "attempt") if by_card else tender.cash(1, total, total + 1)
    seller = Seller("Volt & Heim", "Berlin", "Street 1", "10178 Berlin", "12/345" if demo else "")
    return complete(
        priced,
        (payment,),
        receipt=f"R{n}",
        receipt_n=n,
        shift="shift-1",
        seller=seller,
        operator_name="Mara",
        demo=demo,
    )


@given(st.lists(st.tuples(carts(), st.booleans(), st.booleans()), max_size=6), st.integers(0, 10**6))
def test_running_totals_equal_the_sum_of_the_receipts(day: list[tuple[Cart, bool, bool]], counted: int) -> None:
    shift, receipts, n = SHIFT, [], 0
    for cart, by_card, taken_back in day:
        n += 1
        sale = sale_of(cart, n, by_card)
        shift = cash.sold(shift, sale, seq=n)
        receipts.append(sale)
        if taken_back:
            n += 1
            counter = void(
                sale,
                void_id="v",
                receipt=f"R{n}",
                receipt_n=n,
                shift="shift-1",
                operator_name="Mara",
                opened_at_ms=0,
                reason="x",
                approved_by=None,
            )
            shift = cash.voided(shift, counter.sale)
            receipts.append(counter.sale)
            assert shift.last_sale_voided
    report = cash.close(shift, counted_minor=counted, closed_by="Mara", closed_at_ms=1, unsent=0)
    assert report.total_minor == sum(r.total_minor for r in receipts) == sum(t.amount_minor for t in report.tenders)
    assert report.total_minor == sum(v.gross_minor for v in report.vat)
    cash_taken = sum(t.amount_minor for r in receipts for t in r.tenders if t.kind == tender.CASH)
    assert report.expected_cash_minor == SHIFT.float_minor + cash_taken
    assert report.difference_minor == counted - report.expected_cash_minor
    assert (report.sales, report.voids) == (len(day), sum(back for _, _, back in day))
    assert (report.first_receipt, report.last_receipt) == ((("R1"), f"R{n}") if receipts else (None, None))


def test_a_discarded_cart_is_counted() -> None:
    assert cash.discarded(SHIFT).discarded == 1


@given(carts(), st.booleans(), st.booleans())
def test_the_receipt_says_what_the_sale_is(cart: Cart, by_card: bool, demo: bool) -> None:
    sale = sale_of(cart, 1, by_card, demo)
    rows = sale_slip(sale, 0, "Europe/Berlin", "de").rows
    assert sum(row.total_minor for row in rows if isinstance(row, Item)) == sale.total_minor
    assert sum(row.gross_minor for row in rows if isinstance(row, Vat)) == sale.total_minor
    paid = [row.amount_minor for row in rows if isinstance(row, Amount) and row.word in {"cash", "card", "change"}]
    assert sum(paid) == sale.total_minor
    assert (Banner("demo") in rows) is demo


def test_a_void_names_the_receipt_it_takes_back() -> None:
    from pos.domain.cart import add
    from tests.domain.test_cart import CABLE, EMPTY

    sale = sale_of(add(EMPTY, CABLE), 1, by_card=False)
    counter = void(
        sale,
        void_id="v",
        receipt="R2",
        receipt_n=2,
        shift="s",
        operator_name="Mara",
        opened_at_ms=0,
        reason="wrong",
        approved_by=None,
    )
    rows = void_slip(counter, 0, "Europe/Berlin", "de").rows
    assert Banner("void") in rows
    assert Amount("total", -1_499, strong=True) in rows


def test_the_z_report_speaks_of_waiting_entries_only_if_there_are_any() -> None:
    for unsent in (0, 3):
        report = cash.close(SHIFT, counted_minor=30_000, closed_by="Mara", closed_at_ms=1, unsent=unsent)
        rows = z_slip(report, "Berlin", "T03", unsent == 0, "Europe/Berlin", "de").rows
        assert (Count("unsent", 3) in rows) is bool(unsent)
        assert (Banner("demo") in rows) is (unsent == 0)
