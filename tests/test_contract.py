import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos import contract as c
from pos.domain import events

OPENED = events.ShiftOpened("s", 1, "EUR", 30_000)


def entry(seq: int, body: events.Body = OPENED, v: int = 1) -> c.Entry:
    kind = events.KIND_OF[type(body)]
    return c.Entry(seq, f"id-{seq}", kind, v, 1, "Europe/Berlin", "b", 2, "2026-11-21", "7", True, c.encode_body(body))


def test_a_line_is_read_back_as_it_was_written() -> None:
    line = c.encode_entry(entry(1))
    assert b"\n" not in line
    assert c.decode_entry(line).seq == 1
    assert c.decode_body(c.decode_entry(line)) == OPENED


def test_an_unknown_kind_or_version_is_said_so() -> None:
    for strange in (entry(1, v=2), msgspec.structs.replace(entry(1), kind="moon.landed")):
        with pytest.raises(msgspec.ValidationError, match="unknown kind"):
            c.decode_body(strange)


def test_the_chain_is_what_the_protocol_says() -> None:
    first = c.first_hash("j", "T03", b"k" * 32)
    fields = (b"journal-v1", b"j", b"T03", b"k" * 32)
    assert first == hashlib.sha256(b"".join(len(f).to_bytes(4, "big") + f for f in fields)).hexdigest()
    lines = [b"one", b"two"]
    second = hashlib.sha256(bytes.fromhex(first) + b"one").hexdigest()
    assert c.chain(first, lines) == [second, c.next_hash(second, b"two")]
    assert c.first_hash("jT", "03", b"k" * 32) != first, "fields must not run into each other"


@given(st.lists(st.integers(1, 1_000), max_size=20))
def test_a_push_carries_the_exact_bytes(seqs: list[int]) -> None:
    lines = [c.encode_entry(entry(seq)) for seq in seqs]
    header = c.PushHeader(1, 1, "00", len(lines), 99, "0.1", "b")
    assert c.decode_push(c.encode_push(header, lines)) == (header, lines)


@pytest.mark.parametrize("body", [b"", b"{}\n", b"not json\n"])
def test_a_push_that_is_none_is_refused(body: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        c.decode_push(body)


def test_a_push_with_a_wrong_count_is_refused() -> None:
    body = c.encode_push(c.PushHeader(1, 1, "00", 2, 99, "0.1", "b"), [b"{}"])
    with pytest.raises(msgspec.ValidationError, match="2 entries announced, 1 came"):
        c.decode_push(body)
    assert c.decode_push(body.replace(b'"n":2', b'"n":1').rstrip(b"\n"))[1] == [b"{}"]


@given(st.integers(0, 2**40), st.integers(0, 2**40))
def test_a_cursor_survives_its_text(gen: int, pos: int) -> None:
    cursor = c.Cursor(c.policy_stream("S0042"), gen, pos)
    assert c.read_cursor(str(cursor)) == cursor
    assert c.catalogue_stream("eu") == "catalog:eu"


@pytest.mark.parametrize("text", ["", "v1", "v2.s.1.1", "v1..1.1", "v1.s.x.1", "v1.s.1.-1"])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        c.read_cursor(text)


def test_what_a_till_signs_cannot_be_mistaken() -> None:
    assert c.token_message("T03", 5, "n") == b"token-v1\nT03\n5\nn"
    assert c.from_json(c.to_json(c.TokenAnswer("t", 1, 2)), c.TokenAnswer) == c.TokenAnswer("t", 1, 2)


def test_a_journals_tag_is_cut_from_its_id() -> None:
    assert c.journal_tag("00000000-0000-4000-8000-000000000000") == "AAAA"
    assert c.journal_tag("no uuid") == ""
