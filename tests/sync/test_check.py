"""The chain, walked off the till."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos.ports import Damage, Head, Stored
from pos.sync.check import HASH_WRONG, SEQ_MISSING, walk
from tests.sync.doubles import PaperTill


def sold(count: int) -> PaperTill:
    till = PaperTill()
    till.sell(count)
    return till


@given(st.integers(0, 12), st.integers(0, 12))
def test_a_whole_chain_is_proven_slice_by_slice(count: int, cut: int) -> None:
    till = sold(count)
    middle, damage = walk(Head(0, till.genesis()), till.items[:cut])
    assert damage is None
    assert walk(middle, till.items[cut:]) == (till.head(), None)


@given(st.integers(1, 10), st.data())
def test_one_flipped_byte_is_found_at_its_row(count: int, data: st.DataObject) -> None:
    till = sold(count)
    seq = data.draw(st.integers(1, count))
    item = till.items[seq - 1]
    place = data.draw(st.integers(0, len(item.line) - 1))
    line = bytes(b ^ (1 if index == place else 0) for index, b in enumerate(item.line))
    till.items[seq - 1] = Stored(seq, line, item.hash)
    head, damage = walk(Head(0, till.genesis()), till.items)
    assert damage == Damage(seq, HASH_WRONG)
    assert head.seq == seq - 1


@given(st.integers(2, 10), st.data())
def test_a_missing_row_is_found(count: int, data: st.DataObject) -> None:
    till = sold(count)
    seq = data.draw(st.integers(1, count - 1))
    del till.items[seq - 1]
    assert walk(Head(0, till.genesis()), till.items)[1] == Damage(seq, SEQ_MISSING)
