import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos.base.money import Money, allocate, divide_half_up

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "money.json").read_text("utf-8"))


@pytest.mark.parametrize(("numerator", "denominator", "result"), VECTORS["rounding"])
def test_rounding_follows_the_document(numerator: int, denominator: int, result: int) -> None:
    assert divide_half_up(numerator, denominator) == result


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_rounding_is_off_by_half_at_most_and_symmetric(numerator: int, denominator: int) -> None:
    rounded = divide_half_up(numerator, denominator)
    assert 2 * abs(rounded * denominator - numerator) <= denominator
    assert divide_half_up(-numerator, denominator) == -rounded


def test_rounding_wants_a_positive_denominator() -> None:
    with pytest.raises(ValueError, match="denominator"):
        divide_half_up(1, 0)


@pytest.mark.parametrize("case", VECTORS["allocation"])
def test_allocation_follows_the_document(case: dict[str, object]) -> None:
    assert list(allocate(case["amount"], case["weights"])) == case["parts"]  # type: ignore[arg-type]


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=20))
def test_allocation_never_loses_a_cent(total: int, weights: list[int]) -> None:
    parts = allocate(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    if whole:
        assert all(abs(part * whole - total * weight) < whole for part, weight in zip(parts, weights, strict=True))


@pytest.mark.parametrize("weights", [[], [1, -1]])
def test_allocation_wants_weights(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(1, weights)


def test_money_knows_its_currency() -> None:
    assert Money(1, "EUR") != Money(1, "USD")
