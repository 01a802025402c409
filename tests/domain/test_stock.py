"""What each fact does to stock; the till and the centre both use exactly this."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.domain.cart import DELIVER, PICKUP, STORE, Cart, Fulfil, Line
from pos.domain.events import Body, CartDiscarded, Incident, SaleCompleted, Seller, SoldLine, StockAdjusted
from pos.domain.pickup_facts import (
    BY_QR,
    EXPIRED,
    HandedLine,
    PickedLine,
    PickupHandedOver,
    PickupPicked,
    PickupReady,
    PickupReturned,
    ReturnedLine,
)
from pos.domain.receipt import void
from pos.domain.stock import Level, Move, StockAnswer, moved, moves_of
from pos.domain.tax import Rate, vat_included
from pos.domain.tender import Tender

HERE = "S0042"
SELLER = Seller("Tresen", "Mitte", "Torstraße 1", "10119 Berlin", "DE999999999")


def line(n: int, sku: str, quantity: int = 1, fulfil: Fulfil | None = None) -> SoldLine:
    total = 100 * quantity
    return SoldLine(n, sku, "", sku, quantity, "piece", 100, total, "standard", 1900, 1, fulfil=fulfil)


def sale(*lines: SoldLine) -> SaleCompleted:
    total = sum(one.total_minor for one in lines)
    return SaleCompleted(
        "sale-1", "R1", 1, "shift-1", "EUR", "included", 0, lines, total, vat_included([(1900, total)]),
        (Tender(1, "cash", total, total, 0),), SELLER, "M. Demir", True,
    )  # fmt: skip


MIXED = sale(
    line(1, "A", 2),
    line(2, "B", 3, Fulfil(DELIVER, "W01")),
    line(3, "A", 1, Fulfil(STORE, "S0007")),
    line(4, "C", 1, Fulfil(PICKUP, order="o-1")),
    line(5, "A", 4),
)
MIXED_MOVES = (Move(HERE, "A", -2), Move("W01", "B", 0, 3), Move("S0007", "A", 0, 1), Move(HERE, "A", -4))


def voided(of: SaleCompleted) -> Body:
    return void(
        of, void_id="v", receipt="R2", receipt_n=2, shift="shift-1", operator_name="M.", opened_at_ms=0,
        reason="wrong", approved_by=None,
    )  # fmt: skip


def test_a_sale_takes_from_the_shelf_and_promises_what_is_not_carried_out() -> None:
    assert moves_of(MIXED, HERE) == MIXED_MOVES


def test_a_void_does_the_opposite_at_every_place() -> None:
    assert moves_of(voided(MIXED), HERE) == tuple(
        Move(move.location, move.sku, -move.on_hand, -move.reserved) for move in MIXED_MOVES
    )


@pytest.mark.parametrize(
    ("body", "moves"),
    [
        (
            PickupHandedOver(
                "o-1", "W-1", (HandedLine(1, "A", 2), HandedLine(2, "B", 0, 1), HandedLine(3, "C", 0)), BY_QR
            ),
            (Move(HERE, "A", -2, -2), Move(HERE, "B", 0, -1)),
        ),
        (PickupHandedOver("o-1", "W-1", (), BY_QR), ()),
        (
            PickupPicked("o-1", (PickedLine(1, "A", 2), PickedLine(2, "B", 0, short=3))),
            (Move(HERE, "B", 0, -3),),
        ),
        (
            PickupReturned("o-1", EXPIRED, (ReturnedLine(1, "A", 2), ReturnedLine(2, "B", 0))),
            (Move(HERE, "A", 0, -2),),
        ),
        (StockAdjusted("A", -3, "piece", "broken"), (Move(HERE, "A", -3),)),
        (StockAdjusted("A", 0, "piece", "counted"), ()),
        (PickupReady("o-1", ("B4",), 1), ()),
        (Incident("test", {}), ()),
        (CartDiscarded(Cart("c", 0, "EUR", (Line(1, "A", "A", 9, 1, "standard", 1),)), 9), ()),
    ],
)
def test_what_other_facts_do(body: Body, moves: tuple[Move, ...]) -> None:
    assert moves_of(body, HERE) == moves


pieces = st.integers(-1_000, 1_000)
levels = st.builds(Level, pieces, pieces, st.integers(0, 99), st.sampled_from(["", "2026-12-01"]))
some_moves = st.lists(st.builds(Move, st.just(HERE), st.just("A"), pieces, pieces), max_size=8)


@given(levels, some_moves, some_moves)
def test_moves_add_up_whatever_their_order(level: Level, some: list[Move], others: list[Move]) -> None:
    after = moved(level, [*some, *others])
    assert after == moved(moved(level, others), reversed(some))
    assert after.available - level.available == sum(m.on_hand - m.reserved for m in (*some, *others))
    assert (after.incoming, after.incoming_on) == (level.incoming, level.incoming_on)


def test_an_answer_says_what_nobody_was_promised() -> None:
    answer = StockAnswer(HERE, "A", Level(2, 5), None, False)
    assert answer.available == -3


def test_the_sale_of_the_test_adds_up() -> None:
    assert MIXED.total_minor == sum(v.gross_minor for v in MIXED.vat) == 1_100
    assert Rate("standard", 1900).rate_bp == MIXED.lines[0].rate_bp
