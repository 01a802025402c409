"""Promotions and general coupons from tables into the promotions stream of a catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection, select

from pos.base.errors import Code, Refused
from pos.central import briefing, feed, offer_sheets
from pos.central.coupons import with_state
from pos.central.offer_sheets import IL_CURRENCY, is_published_format
from pos.central.sheets import BadRow, ImportReport, Sheet, precision
from pos.central.tables import store
from pos.contract import FEED_BRIEFING, FEED_COUPON, FEED_PROMOTION, promotions_stream, to_json
from pos.domain.coupons import Coupon
from pos.domain.promotions import Promotion


class Options(Struct, frozen=True):
    """``catalogue``: the stream of articles they are for; ``currency`` and ``zone``: what amounts and dates
    are in (empty: what the header says, else the stores'); ``where``: column → value a row must have;
    ``remove_missing``: what the table does not name is gone.
    """

    catalogue: str
    currency: str = ""
    zone: str = ""
    where: dict[str, str] = {}
    remove_missing: bool = False


def import_promotions(connection: Connection, sheet: Sheet, options: Options, now_ms: int) -> ImportReport:
    """One report; its rows are rows, what was added, changed and removed are promotions. The transaction's last act.
    Raises Refused FILE_COLUMNS_MISSING, and SETTING_INVALID if stores differ in currency or zone.
    """
    promotions, filtered = offer_sheets.read_promotions(sheet, _reading(connection, sheet, options, now_ms))
    return _publish(connection, sheet, options, FEED_PROMOTION, promotions, filtered, now_ms)


def import_coupons(connection: Connection, sheet: Sheet, options: Options, now_ms: int) -> ImportReport:
    """General coupons; as `import_promotions`."""
    coupons, filtered = offer_sheets.read_coupons(sheet, _reading(connection, sheet, options, now_ms))
    coupons = with_state(connection, coupons)  # one that was used stays used
    return _publish(connection, sheet, options, FEED_COUPON, coupons, filtered, now_ms)


def _publish(
    connection: Connection,
    sheet: Sheet,
    options: Options,
    kind: str,
    rows: Sequence[Promotion] | Sequence[Coupon],
    filtered: int,
    now_ms: int,
) -> ImportReport:
    stream = promotions_stream(options.catalogue.partition(":")[2])
    changes = [feed.Change(kind, row.id, to_json(row)) for row in rows]
    if options.remove_missing:
        changes += feed.missing(connection, stream, kind, changes)
    if kind == FEED_PROMOTION:
        news = briefing.of_promotions([row for row in rows if isinstance(row, Promotion)])
        over = feed.missing(connection, stream, FEED_BRIEFING, news) if options.remove_missing else []
        changes += [*news, *filter(briefing.is_campaign, over)]
    published = feed.publish(connection, {stream: changes}, now_ms).get(kind, feed.Published())
    return sheet.report(
        f"{kind}s",
        added=published.added,
        changed=published.changed,
        unchanged=published.unchanged,
        removed=published.removed,
        filtered=filtered,
    )


def _reading(connection: Connection, sheet: Sheet, options: Options, now_ms: int) -> offer_sheets.Options:
    stated = options.currency or (IL_CURRENCY if is_published_format(sheet) else "")
    sold_in = _of_stores(connection, options.catalogue, store.c.currency)
    zones = [options.zone] if options.zone else _of_stores(connection, options.catalogue, store.c.zone)
    currency = _the_one([stated] if stated and not sold_in else sold_in, "currency", options.catalogue)
    if stated and stated != currency:
        raise Refused(Code.SETTING_INVALID, name="currency", value=stated, reason=f"the stores sell in {currency}")
    zone = _the_one(zones, "zone", options.catalogue)
    try:
        precision(currency)
        ZoneInfo(zone)
    except (BadRow, KeyError, ValueError, OSError) as error:
        raise Refused(
            Code.SETTING_INVALID, name="currency or zone", value=f"{currency}, {zone}", reason="there is none such"
        ) from error
    return offer_sheets.Options(currency, zone, options.where, now_ms)


def _of_stores(connection: Connection, catalogue: str, column: Any) -> list[str]:
    query = select(column).where(store.c.catalogue == catalogue).distinct().order_by(column)
    return list(connection.execute(query).scalars())


def _the_one(found: Sequence[str], name: str, catalogue: str) -> str:
    if len(found) != 1:
        reason = f"the stores of {catalogue} have {', '.join(found) or 'none'}"
        raise Refused(Code.SETTING_INVALID, name=name, value="", reason=reason)
    return found[0]
