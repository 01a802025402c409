"""The signed pickup code: its size, its round trip, and that no changed bit of it counts."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
import qrcode
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from qrcode.util import MODE_ALPHA_NUM, QRData

from pos.base.errors import Code, Refused
from pos.domain import pickup_code
from pos.domain.pickup_code import (
    CODE_LENGTH,
    PREFIX,
    QR_VERSION_MOST,
    STORE_MOST,
    PickupCode,
    PickupKey,
    check,
    is_parcel_label,
    is_pickup_code,
    key_for,
    label_of,
    lines_digest,
    parcel_label,
    parcels_of,
    read,
    read_typed,
    text_of,
    to_sign,
    typed_code,
)
from tests.domain.orders import NOW, ORDER, OTHER, line

PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = PRIVATE.public_key()
NOW_S = NOW // 1000
CODE = PickupCode(3, ORDER, "S0042", 2, bytes(8), NOW_S - 100, NOW_S + 100)

STORES = st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=STORE_MOST)
SECONDS = st.integers(0, 2**32 - 1)
CODES = st.builds(
    PickupCode,
    key=st.integers(0, 2**16 - 1),
    order=st.uuids().map(str),
    store=STORES,
    parcels=st.integers(0, 255),
    digest=st.binary(min_size=8, max_size=8),
    not_before_s=SECONDS,
    expires_s=SECONDS,
)


def signed(code: PickupCode = CODE) -> str:
    return text_of(code, PRIVATE.sign(to_sign(code)))


def refused(call: Callable[[], object]) -> Code:
    with pytest.raises(Refused) as reason:
        call()
    return reason.value.code


def genuine(text: str) -> PickupCode | None:
    """The code if it can be read and its signature is right."""
    try:
        sealed = read(text)
        PUBLIC.verify(sealed.signature, sealed.message)
    except (Refused, InvalidSignature):
        return None
    return sealed.code


@given(CODES)
def test_what_is_signed_is_read_back(code: PickupCode) -> None:
    text = signed(code)
    assert is_pickup_code(text)
    assert genuine(text) == code


@given(CODES, st.data())
def test_no_flipped_bit_counts(code: PickupCode, data: st.DataObject) -> None:
    signature = PRIVATE.sign(to_sign(code))
    raw = bytearray(pickup_code._unbase45(text_of(code, signature).removeprefix(PREFIX)))
    bit = data.draw(st.integers(0, 8 * len(raw) - 1))
    raw[bit // 8] ^= 1 << bit % 8
    assert genuine(PREFIX + pickup_code._base45(bytes(raw))) is None


def test_no_changed_character_counts_anywhere() -> None:
    text = signed()
    for at in range(len(text)):
        for other in "0A:":
            if text[at] != other:
                assert genuine(text[:at] + other + text[at + 1 :]) is None, at


@given(st.text(max_size=200))
def test_anything_else_is_refused_and_never_an_accident(text: str) -> None:
    for tried in (text, PREFIX + text):
        assert refused(lambda tried=tried: read(tried)) is Code.PICKUP_CODE_UNREADABLE  # type: ignore[misc]


@pytest.mark.parametrize("text", ["", PREFIX, PREFIX + "0", PREFIX + ":::", signed()[:-1], signed()[:-3], signed()[5:]])
def test_half_a_code_is_refused(text: str) -> None:
    assert refused(lambda: read(text)) is Code.PICKUP_CODE_UNREADABLE


def test_a_code_of_another_version_is_refused() -> None:
    raw = bytearray(pickup_code._unbase45(signed().removeprefix(PREFIX)))
    raw[0] = 2
    assert refused(lambda: read(PREFIX + pickup_code._base45(bytes(raw)))) is Code.PICKUP_CODE_UNREADABLE


@pytest.mark.parametrize("store", ["", "S" * (STORE_MOST + 1), "Köln"])
def test_a_store_that_does_not_fit_is_never_signed(store: str) -> None:
    with pytest.raises(ValueError):
        to_sign(replace(CODE, store=store))


@settings(max_examples=20)
@given(CODES)
def test_it_fits_a_small_qr(code: PickupCode) -> None:
    text = signed(replace(code, store=code.store[:8]))
    qr = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M)
    qr.add_data(QRData(text, mode=MODE_ALPHA_NUM))
    qr.make(fit=True)
    assert qr.version <= QR_VERSION_MOST
    assert len(text) <= 178


def test_base45_is_the_one_of_the_rfc() -> None:
    for data, text in (
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
    ):
        assert pickup_code._base45(data) == text
        assert pickup_code._unbase45(text) == data


# --- keys, store, time ------------------------------------------------------------------------------------------------


def test_the_key_that_a_code_names() -> None:
    keys = [PickupKey(2, "b"), PickupKey(3, "c"), PickupKey(4, "d", revoked=True)]
    assert key_for(CODE, keys) == PickupKey(3, "c")
    assert refused(lambda: key_for(replace(CODE, key=4), keys)) is Code.PICKUP_KEY_REVOKED
    assert refused(lambda: key_for(replace(CODE, key=9), keys)) is Code.PICKUP_KEY_UNKNOWN


def test_good_at_one_store_and_in_its_time_with_five_minutes_for_clocks() -> None:
    check(CODE, "S0042", NOW)
    check(CODE, "S0042", NOW + (100 + 300) * 1000)
    check(CODE, "S0042", NOW - (100 + 300) * 1000)
    assert refused(lambda: check(CODE, "S0007", NOW)) is Code.PICKUP_OTHER_STORE
    assert refused(lambda: check(CODE, "S0042", NOW + 402_000)) is Code.PICKUP_CODE_EXPIRED
    assert refused(lambda: check(CODE, "S0042", NOW - 402_000)) is Code.PICKUP_CODE_NOT_YET


# --- digest, typed code, labels ---------------------------------------------------------------------------------------


def test_the_digest_is_of_what_was_ordered_whatever_became_of_it() -> None:
    lines = [line(1, 2), line(2, 1)]
    digest = lines_digest(lines)
    assert len(digest) == 8
    assert lines_digest([line(2, 1, picked=1, handed=1), line(1, 2, short=2)]) == digest
    assert lines_digest([line(1, 2)]) != digest
    assert lines_digest([line(1, 3), line(2, 1)]) != digest


@given(st.uuids())
def test_a_typed_code_is_read_however_it_is_said(order: uuid.UUID) -> None:
    code = typed_code(str(order))
    assert len(code) == CODE_LENGTH
    assert read_typed(code) == code
    assert read_typed(f" {code[:3].lower()}-{code[3:].lower()} ") == code
    assert read_typed(code.replace("0", "o").replace("1", "l")) == code


@pytest.mark.parametrize("text", ["", "ABC", "ABCDEFG", "ÄBCDEF", "AB_DEF"])
def test_what_cannot_be_a_typed_code(text: str) -> None:
    assert read_typed(text) is None


def test_parcels_are_known_by_the_order_alone() -> None:
    first, second = parcel_label(ORDER, 1), parcel_label(ORDER, 2)
    assert is_parcel_label(first)
    assert not is_parcel_label(signed())
    assert label_of(first) == label_of(second) == parcels_of(ORDER)
    assert parcels_of(OTHER) != parcels_of(ORDER)
    assert len(first) <= 20, "Code 128 on 80 mm"
