import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.base.errors import Code, Refused
from pos.domain.cart import QUANTITY_MAX, UNIT_MINOR_MAX, Cart, add, remove, set_quantity
from pos.domain.catalogue import Article
from tests.domain.shop import articles

EMPTY = Cart("sale-1", 0, "EUR")
CABLE = Article("118-0912", "USB-C Kabel 2 m", 1_499, "standard")
KETTLE = Article("310-1170", "Wasserkocher", 5_990, "standard")


def test_the_same_article_joins_its_line_which_moves_up() -> None:
    cart = add(add(add(EMPTY, CABLE), KETTLE), CABLE)
    assert [(line.sku, line.quantity) for line in cart.lines] == [(CABLE.sku, 2), (KETTLE.sku, 1)]
    assert [line.sku for line in cart.newest_first()] == [CABLE.sku, KETTLE.sku]


def test_the_same_article_at_another_price_stands_apart() -> None:
    dearer = Article(CABLE.sku, CABLE.name, CABLE.price_minor + 1, CABLE.tax)
    assert len(add(add(EMPTY, CABLE), dearer).lines) == 2


def test_a_line_number_is_never_used_twice() -> None:
    cart = remove(add(add(EMPTY, CABLE), KETTLE), 2)
    assert [line.n for line in add(cart, KETTLE).lines] == [1, 3]


@pytest.mark.parametrize("quantity", [0, -1, QUANTITY_MAX + 1])
def test_an_absurd_quantity_is_refused(quantity: int) -> None:
    for change in (lambda: add(EMPTY, CABLE, quantity), lambda: set_quantity(add(EMPTY, CABLE), 1, quantity)):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code is Code.QUANTITY_OUT_OF_RANGE


def test_an_absurd_price_or_total_is_refused() -> None:
    absurd = Article("1", "x", UNIT_MINOR_MAX + 1, "standard")
    negative = Article("1", "x", -1, "standard")
    huge = Article("1", "x", UNIT_MINOR_MAX, "standard")
    for change in (lambda: add(EMPTY, absurd), lambda: add(EMPTY, negative), lambda: add(EMPTY, huge, QUANTITY_MAX)):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.code is Code.AMOUNT_OUT_OF_RANGE


@pytest.mark.parametrize("change", [lambda c: c.line(9), lambda c: set_quantity(c, 9, 1), lambda c: remove(c, 9)])
def test_a_line_that_is_not_there_is_refused(change: object) -> None:
    with pytest.raises(Refused) as refused:
        change(add(EMPTY, CABLE))  # type: ignore[operator]
    assert refused.value.code is Code.LINE_UNKNOWN


@given(st.lists(articles, min_size=1, max_size=20))
def test_no_scan_is_lost(scans: list[Article]) -> None:
    cart = EMPTY
    for article in scans:
        cart = add(cart, article)
    assert sum(line.quantity for line in cart.lines) == len(scans)
    assert sum(line.quantity * line.unit_minor for line in cart.lines) == sum(a.price_minor for a in scans)
    last = cart.newest_first()[0]
    assert (last.sku, last.unit_minor) == (scans[-1].sku, scans[-1].price_minor)
