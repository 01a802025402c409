"""What travels beside entries: kept until the centre has it, and not a moment longer."""

from __future__ import annotations

import pytest

from pos.domain.events import JournalOpened
from pos.ports import PERSONAL, Head, NewFact, Stored
from pos.services.outbox import SLICE_ENTRIES
from tests.services.conftest import Shop

PERSON = b'{"name":"Erika Muster (invented)"}'


def write(shop: Shop, id_: str, personal: bytes | None = None) -> Stored:
    body = JournalOpened("j", "T03", "S0042", "1.0", "demo", None)
    drafts = {} if personal is None else {PERSONAL + id_: personal}
    (stored,) = shop.journal.append([NewFact(id_, body, "2026-11-24", "7")], drafts)
    return stored


def place(item: Stored) -> Head:
    return Head(item.seq, item.hash)


def kept(shop: Shop) -> set[str]:
    return {name for name in shop.journal.drafts() if name.startswith("personal:")}


def test_personal_data_are_answered_for_the_entries_they_belong_to(shop: Shop) -> None:
    items = [write(shop, "a", PERSON), write(shop, "b"), write(shop, "c", b"{}")]
    outbox = shop.till.outbox
    assert outbox.personal(items)[0] == {"a": PERSON, "c": b"{}"}
    assert outbox.personal(items[1:])[0] == {"c": b"{}"}
    assert outbox.personal([])[0] == {}


def test_they_end_with_the_acknowledgement_of_their_entry(shop: Shop) -> None:
    first, _, third = write(shop, "a", PERSON), write(shop, "b"), write(shop, "c", PERSON)
    shop.journal.save({"cart": b"{}"})
    shop.till.outbox.acknowledge(place(first), ())
    assert kept(shop) == {"personal:c"}
    shop.till.outbox.acknowledge(place(third), ())
    assert shop.journal.drafts() == {"cart": b"{}"}
    assert shop.journal.acked() == place(third)


def test_a_long_acknowledgement_is_read_in_slices(shop: Shop) -> None:
    write(shop, "first", PERSON)
    for n in range(SLICE_ENTRIES):
        write(shop, f"n{n}")
    last = write(shop, "last", PERSON)
    write(shop, "later", PERSON)
    shop.till.outbox.acknowledge(place(last), ())
    assert kept(shop) == {"personal:later"}


def test_a_place_that_is_not_in_this_journal_ends_nothing(shop: Shop) -> None:
    item = write(shop, "a", PERSON)
    for wrong in (Head(item.seq, "00" * 32), Head(9, item.hash)):
        shop.till.outbox.acknowledge(wrong, ())
        assert kept(shop) == {"personal:a"}
        shop.journal.ack = Head(0, "")


def test_a_crash_on_the_way_leaves_no_name_behind(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    item = write(shop, "a", PERSON)

    def crash(*_: object) -> None:
        raise OSError("the power failed")

    with monkeypatch.context() as patch:
        patch.setattr(shop.journal, "acknowledge", crash)
        with pytest.raises(OSError, match="power"):
            shop.till.outbox.acknowledge(place(item), ())
    assert kept(shop) == set()
    again = shop.restarted()
    again.till.outbox.acknowledge(place(item), ())
    assert again.journal.acked() == place(item)


def test_without_personal_data_nothing_is_read_or_saved(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    item = write(shop, "a")

    def never(*_: object) -> None:
        raise AssertionError("work nobody needs")

    for name in ("save", "read"):
        monkeypatch.setattr(shop.journal, name, never)
    shop.till.outbox.personal([item])
    shop.till.outbox.acknowledge(place(item), ())
    assert shop.journal.acked() == place(item)
