"""Promotions and coupons from a table: our own columns, and those in which Israel's grocers publish theirs. A row that
cannot be understood is named with its reason; nothing about it is guessed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from pos.central.sheets import NUMBER, TRUE, BadRow, Record, Sheet, minor_units, required
from pos.domain.coupons import Coupon
from pos.domain.promotions import (
    BUNDLE,
    GROUP,
    N_FOR_M,
    N_FOR_PRICE,
    PERCENT,
    PRICE,
    THRESHOLD,
    Promotion,
    Window,
    is_sound,
)

NEEDED: Final = ("id", "text", "kind")
COUPON_NEEDED: Final = (*NEEDED, "code")
IL_NEEDED: Final = (
    *("barcode", "promo_id", "description", "valid_until", "min_qty", "promo_price_ils"),
    *("discount_rate", "club_only", "is_coupon", "reward_type"),
)
IL_CURRENCY: Final = "ILS"
NO_BARCODE: Final = "0000000000000"
TEXT_MOST: Final = 200
# "20%" in a description; "1+1" as a word of its own.
PERCENT_SAID: Final = re.compile(r"(\d+(?:\.\d+)?) ?%", re.ASCII)
ONE_AND_ONE: Final = re.compile(r"(?<![\d+])1\+1(?![\d+])", re.ASCII)
REWARD_OPEN, REWARD_SOME = "0", ("8", "9")


class Options(Struct, frozen=True):
    """``currency`` amounts are in; ``zone``: IANA name of the zone that dates and times are in; ``where``: column →
    value a row must have; ``now_ms``: what ended before is refused.
    """

    currency: str
    zone: str
    where: dict[str, str] = {}
    now_ms: int = 0


def is_published_format(sheet: Sheet) -> bool:
    """Whether this is a table of the grocers' statutory publication."""
    return all(column in sheet.columns for column in IL_NEEDED)


def read_promotions(sheet: Sheet, options: Options) -> tuple[list[Promotion], int]:
    """The promotions of ``sheet``, and how many rows the filter left out. Faults go to the sheet. Raises Refused
    FILE_COLUMNS_MISSING.
    """
    sheet.require(list(options.where))
    if is_published_format(sheet):
        return _published_promotions(sheet, options)
    sheet.require(NEEDED)
    return _read(sheet, options, lambda cells: promotion_of(cells, options))


def read_coupons(sheet: Sheet, options: Options) -> tuple[list[Coupon], int]:
    """General coupons: the columns of a promotion, and ``code``; ``single``, ``alone``, ``worth``."""
    sheet.require((*COUPON_NEEDED, *options.where))
    codes: dict[str, str] = {}

    def read(cells: Mapping[str, str]) -> Coupon:
        coupon = _coupon(cells, options)
        if codes.setdefault(coupon.code, coupon.id) != coupon.id:
            raise BadRow("code-twice", coupon.code)
        return coupon

    return _read(sheet, options, read)


def _read(sheet: Sheet, options: Options, read: Callable[[Mapping[str, str]], Any]) -> tuple[list[Any], int]:
    """Every row by ``read``; bad ones, and those whose id came before, are faults."""
    good: dict[str, Any] = {}
    filtered = 0
    for record in sheet.records():
        if _is_left_out(record, options):
            filtered += 1
            continue
        try:
            row = read(record.cells)
            if row.id in good:
                raise BadRow("twice", row.id)
            good[row.id] = row
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
    return list(good.values()), filtered


def _is_left_out(record: Record, options: Options) -> bool:
    return any(record.cells[column] != value for column, value in options.where.items())


# --- our own columns ----------------------------------------------------------------------------------------------


def promotion_of(cells: Mapping[str, str], options: Options) -> Promotion:
    """One promotion; BadRow says what is wrong with it."""
    promotion = Promotion(
        id=required(cells, "id"),
        text=required(cells, "text")[:TEXT_MOST],
        kind=required(cells, "kind").upper(),
        skus=_list(cells, "skus"),
        categories=_list(cells, "categories"),
        value=_basis_points(cells) if required(cells, "kind").upper() == PERCENT else _money(cells, "amount", options),
        value_bp=_basis_points(cells) if required(cells, "kind").upper() == THRESHOLD else 0,
        take=_whole(cells, "take", 1),
        pay=_whole(cells, "pay", 1),
        bundle=tuple(tuple(some.split("|")) for some in cells["bundle"].split("+")) if cells.get("bundle") else (),
        minimum=_money(cells, "minimum", options),
        minimum_pieces=_whole(cells, "minimum_pieces", 1),
        most=_whole(cells, "most", 0),
        members=_yes(cells, "members"),
        tiers=_list(cells, "tiers"),
        from_ms=_moment(cells, "from", options.zone),
        to_ms=_moment(cells, "to", options.zone),
        window=Window(_weekdays(cells), _minute(cells, "from_time", 0), _minute(cells, "to_time", 1440)),
        coupon=cells.get("coupon", ""),
        stacks=_yes(cells, "stacks"),
        priority=_whole(cells, "priority", 0),
    )
    if not is_sound(promotion):
        raise BadRow("no-offer", promotion.kind)
    if promotion.kind in (PRICE, N_FOR_PRICE, BUNDLE) and not cells.get("amount"):
        raise BadRow("amount-missing")
    if promotion.stacks and (promotion.kind in GROUP or promotion.most):
        raise BadRow("cannot-stack", promotion.kind)
    if promotion.to_ms and promotion.to_ms <= max(options.now_ms, promotion.from_ms):
        raise BadRow("over", cells["to"])
    return promotion


def _coupon(cells: Mapping[str, str], options: Options) -> Coupon:
    offer = promotion_of(cells, options)
    return Coupon(
        id=offer.id,
        code=required(cells, "code"),
        text=offer.text,
        offer=replace(offer, coupon=offer.id),
        single=_yes(cells, "single"),
        customer=cells.get("customer", ""),
        from_ms=offer.from_ms,
        to_ms=offer.to_ms,
        worth_minor=_money(cells, "worth", options),
        alone=_yes(cells, "alone"),
    )


def _list(cells: Mapping[str, str], column: str) -> tuple[str, ...]:
    return tuple(part for part in cells.get(column, "").split("|") if part)


def _yes(cells: Mapping[str, str], column: str) -> bool:
    return cells.get(column, "").lower() in TRUE


def _whole(cells: Mapping[str, str], column: str, default: int) -> int:
    text = cells.get(column, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise BadRow(f"{column.replace('_', '-')}-not-a-number", text)
    return int(text)


def _money(cells: Mapping[str, str], column: str, options: Options) -> int:
    return minor_units(cells[column], options.currency)[0] if cells.get(column) else 0


def _basis_points(cells: Mapping[str, str]) -> int:
    return _hundredths(cells["percent"], "percent-unreadable") if cells.get("percent") else 0


def _hundredths(text: str, reason: str) -> int:
    """A number times 100, if that is whole."""
    match = NUMBER.fullmatch(text)
    if match is None or match[1] == "-" or len((match[3] or "").rstrip("0")) > 2:
        raise BadRow(reason, text)
    return int(match[2]) * 100 + int((match[3] or "").rstrip("0").ljust(2, "0"))


def _moment(cells: Mapping[str, str], column: str, zone: str) -> int:
    """A local date or date and time as UTC ms; a bare date counts whole, so ``to`` ends with it."""
    text = cells.get(column, "")
    if not text:
        return 0
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadRow("date-unreadable", text) from error
    if moment.tzinfo is not None:
        raise BadRow("date-with-zone", text)
    if column == "to" and len(text) == len("2026-08-31"):
        moment += timedelta(days=1)
    return int(moment.replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1000


def _weekdays(cells: Mapping[str, str]) -> tuple[int, ...]:
    text = cells.get("weekdays", "").replace("|", "")
    if not set(text) <= set("1234567"):
        raise BadRow("weekdays-unreadable", text)
    return tuple(sorted({int(day) for day in text}))


def _minute(cells: Mapping[str, str], column: str, default: int) -> int:
    text = cells.get(column, "")
    if not text:
        return default
    match = re.fullmatch(r"(\d\d):(\d\d)", text, re.ASCII)
    minute = int(match[1]) * 60 + int(match[2]) if match and int(match[2]) < 60 else 1441
    if minute > 1440:
        raise BadRow("time-unreadable", text)
    return minute


# --- the grocers' publication -------------------------------------------------------------------------------------


def _published_promotions(sheet: Sheet, options: Options) -> tuple[list[Promotion], int]:
    """Rows of one promotion with the same terms are one promotion for all their articles: pieces of different
    articles then count together.
    """
    skus: dict[Promotion, dict[str, None]] = {}
    filtered = 0
    for record in sheet.records():
        if _is_left_out(record, options):
            filtered += 1
            continue
        try:
            terms = _published_terms(record.cells, options)
            sku = required(record.cells, "barcode")
            if sku in skus.setdefault(terms, {}):
                raise BadRow("twice", f"{record.cells['promo_id']}, {sku}")
            skus[terms][sku] = None
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
    return [replace(terms, id=_id_of(terms), skus=tuple(some)) for terms, some in skus.items() if some], filtered


def _published_terms(cells: Mapping[str, str], options: Options) -> Promotion:
    if required(cells, "barcode") == NO_BARCODE:
        raise BadRow("for-no-article", cells["promo_id"])
    if required(cells, "reward_type") == REWARD_OPEN:
        # Their price column then repeats the shelf price: the reward stands in the text only.
        raise BadRow("reward-not-stated", cells["description"])
    pieces = _hundredths(required(cells, "min_qty"), "min-qty-unreadable")
    if pieces % 100 or not pieces:
        raise BadRow("sold-by-weight", cells["min_qty"])
    kind, value, take, least = _reward(cells, pieces // 100, options.currency)
    to_ms = _moment({"to": required(cells, "valid_until")}, "to", options.zone)
    if to_ms <= options.now_ms:
        raise BadRow("over", cells["valid_until"])
    is_coupon = _yes(cells, "is_coupon")
    return Promotion(
        id=required(cells, "promo_id"),
        text=required(cells, "description")[:TEXT_MOST],
        kind=kind,
        value=value,
        take=take,
        minimum_pieces=least,
        most=1 if is_coupon and _is_gift(kind, value) else 0,  # a coupon gives its present once
        members=_yes(cells, "club_only"),
        to_ms=to_ms,
        coupon=cells["promo_id"] if is_coupon else "",
    )


def _is_gift(kind: str, value: int) -> bool:
    return value == 0 and kind in (PRICE, N_FOR_PRICE)


def _reward(cells: Mapping[str, str], pieces: int, currency: str) -> tuple[str, int, int, int]:
    """(kind, value, take, least number of pieces)."""
    price = minor_units(cells["promo_price_ils"], currency)[0] if cells["promo_price_ils"] else None
    rate = _hundredths(cells["discount_rate"], "rate-unreadable") if cells["discount_rate"] else 0
    if price is None and not rate:
        raise BadRow("no-terms", cells["promo_id"])
    if price is None:
        return _reduction(cells, rate, pieces)
    # Beside a price the rate is what the price comes to, in whole per cent; 100 belongs to price 0 only.
    if (rate >= 10_000) != (price == 0) or rate > 10_000:
        raise BadRow("price-and-rate-disagree", f"{cells['promo_price_ils']}, {cells['discount_rate']}")
    return (PRICE, price, 1, 1) if pieces == 1 else (N_FOR_PRICE, price, pieces, 1)


def _reduction(cells: Mapping[str, str], rate: int, pieces: int) -> tuple[str, int, int, int]:
    """Rates without a price mix scales (50 and 5000 for 50 %): only the text can say which one it is."""
    said = [_hundredths(text, "rate-unreadable") for text in PERCENT_SAID.findall(cells["description"])]
    if cells["reward_type"] in REWARD_SOME and pieces > 1:
        if pieces == 2 and rate in (10_000, 1_000_000) and ONE_AND_ONE.search(cells["description"]):
            return N_FOR_M, 0, 2, 1
        raise BadRow("only-some-pieces-reduced", cells["description"])  # "the second at half price", "1+2"
    fitting = [basis_points for basis_points in said if rate in (basis_points, basis_points * 100)]
    if not fitting:
        raise BadRow("rate-scale-unknown", cells["discount_rate"])
    if not 0 < fitting[0] <= 10_000:
        raise BadRow("rate-too-large", cells["discount_rate"])
    return PERCENT, fitting[0], 1, pieces


def _id_of(terms: Promotion) -> str:
    """A promotion with several terms becomes several; each keeps its id whatever else is in the table."""
    told = f"{terms.kind}|{terms.value}|{terms.take}|{terms.minimum_pieces}|{terms.members}|{terms.coupon}|{terms.text}"
    return f"{terms.id}.{hashlib.sha256(f'{told}|{terms.to_ms}'.encode()).hexdigest()[:8]}"
