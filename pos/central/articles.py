"""Articles from a table into a catalogue stream. A column map says which column is what; for tables we know it is
found from the header. What is refused, and why, is told row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from pos.base.errors import Code, Refused
from pos.central import briefing, feed
from pos.central.sheets import TRUE, BadRow, ImportReport, Record, Sheet, minor_units, precision
from pos.central.tables import store
from pos.contract import FEED_ARTICLE, FEED_QUICK_KEY, ArticleRow, policy_stream, promotions_stream, to_json
from pos.domain.barcode import GTIN_LENGTHS, gtin_key
from pos.domain.cart import UNIT_MINOR_MAX
from pos.domain.catalogue import QuickKey

# field → column(s); several columns separated by "|" for fields that may have several values.
FIELDS: Final = (
    *("sku", "name", "price", "gtin", "gtin_checked", "gtin_raw", "currency", "tax"),
    *("unit", "category", "shelf", "rank", "popularity", "by_weight"),
)
# Tables we know by their header: what is where, and the currency if the header says it.
PRESETS: Final[tuple[tuple[str, str], ...]] = (
    ("sku=barcode gtin_checked=barcode name=name price=price_ils by_weight=is_weighed", "ILS"),
    ("sku=sku gtin=gtin gtin_raw=upc_raw name=name price=price_cad category=category", "CAD"),
    ("sku=stock_code name=description price=modal_price_gbp popularity=units_sold", "GBP"),
    ("sku=sku gtin=gtin name=name price=price category=category_path", ""),
    ("sku=stock_code name=description price=price", ""),
    ("sku=stock_code tax=tax category=category shelf=shelf gtin=ean rank=sales_rank", ""),
    ("sku=sku name=name price=price", ""),
)
SKU_MOST: Final = 64
NAME_MOST: Final = 200


class Options(Struct, frozen=True):
    """``catalogue``: the stream; ``currency``: what prices are in (empty: what the header says, else the stores');
    ``columns``: field → column, over the preset; ``where``: column → value a row must have; ``tax``: class of
    articles that name none; ``remove_missing``: articles the tables do not name are gone.
    """

    catalogue: str
    currency: str = ""
    columns: dict[str, str] = {}
    where: dict[str, str] = {}
    tax: str = "standard"
    remove_missing: bool = False


class Draft(Struct):
    """An article as far as its row says; ``wish`` is the rank it asks for."""

    line: int
    sku: str
    name: str
    price_minor: int
    currency: str
    tax: str
    gtins: tuple[str, ...]
    unit: str
    category: str
    shelf: str
    wish: int
    popularity: int


def import_articles(
    connection: Connection,
    sheets: Sequence[Sheet],
    options: Options,
    now_ms: int,
    extra: Sheet | None = None,
) -> list[ImportReport]:
    """Bring ``sheets`` into the catalogue; ``extra`` adds columns by sku. One report per sheet. The transaction's
    last act. Raises Refused: FILE_COLUMNS_MISSING if sku, name or price cannot be found in a header, SETTING_INVALID
    if the currency is not that of the catalogue's stores.
    """
    more = _extra(extra) if extra is not None else {}
    sold_in = _currencies(connection, options.catalogue)
    taken: dict[str, str] = {}
    read = [_drafts(sheet, options, sold_in, more, taken) for sheet in sheets]
    before = {
        sku: msgspec.json.decode(data, type=ArticleRow)
        for sku, data in feed.rows_of(connection, options.catalogue, FEED_ARTICLE).items()
    }
    drafts = [draft for some, _ in read for draft in some]
    ranks = _ranks(drafts, before)
    rows = {draft.sku: _row(draft, ranks[draft.sku]) for draft in drafts}
    changes = [feed.Change(FEED_ARTICLE, sku, to_json(row)) for sku, row in rows.items()]
    if options.remove_missing:
        changes += feed.missing(connection, options.catalogue, FEED_ARTICLE, changes)
    streams = {options.catalogue: changes, **_quick_keys(connection, options.catalogue, rows)}
    news = briefing.of_prices(before, rows, now_ms)
    if news:
        streams[promotions_stream(options.catalogue.partition(":")[2])] = news
    published = feed.publish(connection, streams, now_ms).get(FEED_ARTICLE, feed.Published())
    reports = []
    for sheet, (some, filtered) in zip(sheets, read, strict=True):
        known = [before.get(draft.sku) for draft in some]
        unchanged = sum(rows[draft.sku] == row for draft, row in zip(some, known, strict=True))
        added = known.count(None)
        changed = len(some) - added - unchanged
        removed = published.removed if sheet is sheets[-1] else 0
        reports.append(
            sheet.report(
                "articles", added=added, changed=changed, unchanged=unchanged, removed=removed, filtered=filtered
            )
        )
    return reports


# --- reading ------------------------------------------------------------------------------------------------------


def column_map(sheet: Sheet, options: Options) -> tuple[dict[str, str], str]:
    """(field → column, currency of the preset): the first preset whose columns are all there, under the user's own."""
    for text, currency in PRESETS:
        columns: dict[str, str] = {}
        for pair in text.split():
            field, _, column = pair.partition("=")
            columns[field] = column
        if all(column in sheet.columns for column in columns.values()):
            same_name = {field: field for field in FIELDS if field in sheet.columns}
            return same_name | columns | options.columns, currency
    return dict(options.columns), ""


def _drafts(
    sheet: Sheet, options: Options, sold_in: Sequence[str], more: Mapping[str, Mapping[str, str]], taken: dict[str, str]
) -> tuple[list[Draft], int]:
    columns, stated = column_map(sheet, options)
    missing = [field for field in ("sku", "name", "price") if field not in columns]
    if missing:
        raise Refused(
            Code.FILE_COLUMNS_MISSING, file=sheet.name, missing=", ".join(missing), found=", ".join(sheet.columns)
        )
    sheet.require([column for cell in (*columns.values(), *options.where) for column in cell.split("|")])
    currency = _currency(options, stated, sold_in)
    drafts: list[Draft] = []
    filtered = 0
    for record in sheet.records():
        if any(record.cells[column] != value for column, value in options.where.items()):
            filtered += 1
            continue
        try:
            draft = _draft(record, columns, currency, options.tax, more, sheet)
            _claim(draft, taken, f"{sheet.name}:{record.line}")
        except BadRow as bad:
            sheet.fault(record.line, bad.reason, bad.value)
        else:
            drafts.append(draft)
    return drafts, filtered


def _draft(
    record: Record,
    columns: Mapping[str, str],
    currency: str,
    tax: str,
    more: Mapping[str, Mapping[str, str]],
    sheet: Sheet,
) -> Draft:
    cells = {field: record.cells[column] for field, column in columns.items() if "|" not in column}
    sku = cells["sku"]
    if not sku:
        raise BadRow("sku-missing")
    if len(sku) > SKU_MOST:
        raise BadRow("sku-too-long", sku)
    if not cells["name"]:
        raise BadRow("name-missing")
    own = {**cells, **{field: value for field, value in more.get(sku, {}).items() if value}}
    if own.get("currency", currency) != currency:
        raise BadRow("currency-other", own["currency"])
    if own.get("by_weight", "").lower() in TRUE:
        raise BadRow("sold-by-weight", own["name"])
    price, rounded = minor_units(cells["price"], currency)
    if price > UNIT_MINOR_MAX:
        raise BadRow("price-too-large", cells["price"])
    if rounded:
        sheet.note(record.line, "price-rounded", cells["price"])
    codes = [record.cells[column] for column in columns.get("gtin", "").split("|") if column]
    codes += [more.get(sku, {}).get("gtin", "")]
    gtins = [_gtin(code, sheet, record.line) for code in codes if code]
    gtins += _checked(own.get("gtin_checked", ""), sheet, record.line)
    raw = own.get("gtin_raw", "")
    if raw and not gtins:
        sheet.note(record.line, "barcode-unusable", raw)  # as published; the article goes in without one
    return Draft(
        line=record.line,
        sku=sku,
        name=own["name"][:NAME_MOST],
        price_minor=price,
        currency=currency,
        tax=own.get("tax") or tax,
        gtins=tuple(dict.fromkeys(gtins)),
        unit=own.get("unit") or "piece",
        category=own.get("category", ""),
        shelf=own.get("shelf", ""),
        wish=_whole(own.get("rank", ""), "rank"),
        popularity=_whole(own.get("popularity", ""), "popularity"),
    )


def _gtin(code: str, sheet: Sheet, line: int) -> str:
    """A barcode column holds barcodes; what is none is refused. Zeros that a spreadsheet ate are put back."""
    if gtin_key(code) is not None:
        return code
    if not (code.isascii() and code.isdigit()):
        raise BadRow("barcode-not-digits", code)
    restored = _restored(code)
    if restored is None:
        raise BadRow("barcode-check-digit" if len(code) in GTIN_LENGTHS else "barcode-length", code)
    sheet.note(line, "barcode-zeros-restored", code)
    return restored


def _checked(code: str, sheet: Sheet, line: int) -> list[str]:
    """A column of article numbers some of which are barcodes: a number of another length is just the sku."""
    if gtin_key(code) is not None:
        return [code]
    if not (code.isascii() and code.isdigit()):
        return []
    if len(code) in GTIN_LENGTHS:
        raise BadRow("barcode-check-digit", code)
    restored = _restored(code)
    if restored is None:
        return []
    sheet.note(line, "barcode-zeros-restored", code)
    return [restored]


def _restored(code: str) -> str | None:
    padded = code.zfill(8 if len(code) == 7 else 12)
    return padded if 7 <= len(code) <= 11 and gtin_key(padded) is not None else None


def _claim(draft: Draft, taken: dict[str, str], place: str) -> None:
    """A sku or a barcode belongs to the first row that names it."""
    if "s" + draft.sku in taken:
        raise BadRow("sku-twice", f"{draft.sku}, first in {taken['s' + draft.sku]}")
    keys = ["g" + (gtin_key(code) or code) for code in draft.gtins]
    for key in keys:
        if key in taken:
            raise BadRow("barcode-twice", f"{key[1:]}, first in {taken[key]}")
    taken.update(dict.fromkeys(("s" + draft.sku, *keys), place))


def _whole(text: str, field: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise BadRow(f"{field}-not-a-number", text)
    return int(text)


def _extra(sheet: Sheet) -> dict[str, dict[str, str]]:
    columns, _ = column_map(sheet, Options(""))
    if "sku" not in columns:
        raise Refused(Code.FILE_COLUMNS_MISSING, file=sheet.name, missing="sku", found=", ".join(sheet.columns))
    fields = {field: column for field, column in columns.items() if field not in ("name", "price")}
    return {
        record.cells[columns["sku"]]: {field: record.cells[column] for field, column in fields.items()}
        for record in sheet.records()
    }


# --- ranks, rows, and what hangs on them --------------------------------------------------------------------------


def _ranks(drafts: Iterable[Draft], before: Mapping[str, ArticleRow]) -> dict[str, int]:
    """A rank for each sku, unique in the catalogue: the one asked for if nobody outside this import has it, else the
    one it had, else the next free, most popular first. So an unchanged table changes no rank.
    """
    drafts = list(drafts)
    here = {draft.sku for draft in drafts}
    used = {row.rank for sku, row in before.items() if sku not in here}
    ranks: dict[str, int] = {}

    def give(draft: Draft, rank: int) -> None:
        if rank > 0 and rank not in used and draft.sku not in ranks:
            ranks[draft.sku] = rank
            used.add(rank)

    for draft in drafts:
        give(draft, draft.wish)
    for draft in drafts:
        give(draft, before[draft.sku].rank if draft.sku in before else 0)
    free: Callable[[], int] = count(max(used, default=0) + 1).__next__
    for draft in sorted(drafts, key=lambda draft: -draft.popularity):
        if draft.sku not in ranks:
            ranks[draft.sku] = free()
    return ranks


def _row(draft: Draft, rank: int) -> ArticleRow:
    return ArticleRow(
        sku=draft.sku,
        name=draft.name,
        price_minor=draft.price_minor,
        currency=draft.currency,
        tax=draft.tax,
        rank=rank,
        gtins=draft.gtins,
        unit=draft.unit,
        category=draft.category,
        shelf=draft.shelf,
    )


def _currencies(connection: Connection, catalogue: str) -> list[str]:
    """What the stores of this catalogue sell in."""
    query = select(store.c.currency).where(store.c.catalogue == catalogue).distinct().order_by(store.c.currency)
    return list(connection.execute(query).scalars())


def _currency(options: Options, stated: str, sold_in: Sequence[str]) -> str:
    currency = options.currency or stated or (sold_in[0] if len(sold_in) == 1 else "")
    try:
        precision(currency)
    except BadRow as bad:
        raise Refused(Code.SETTING_INVALID, name="currency", value=currency, reason="it is not named") from bad
    if sold_in and currency not in sold_in:
        raise Refused(
            Code.SETTING_INVALID,
            name="currency",
            value=currency,
            reason=f"the stores of this catalogue sell in {', '.join(sold_in)}",
        )
    return currency


def _quick_keys(
    connection: Connection, catalogue: str, rows: Mapping[str, ArticleRow]
) -> dict[str, Sequence[feed.Change]]:
    """A quick key shows its article's price and category: those of ``rows`` are written anew."""
    changes: dict[str, Sequence[feed.Change]] = {}
    for name in connection.execute(select(store.c.store).where(store.c.catalogue == catalogue)).scalars().all():
        stream = policy_stream(name)
        stored = feed.rows_of(connection, stream, FEED_QUICK_KEY).values()
        keys = [msgspec.json.decode(data, type=QuickKey) for data in stored]
        touched = [quick_key_change(key, rows[key.sku]) for key in keys if key.sku in rows]
        if touched:
            changes[stream] = touched
    return changes


def quick_key_change(key: QuickKey, article: ArticleRow) -> feed.Change:
    """The row of a quick key, with what it shows of its article."""
    key = msgspec.structs.replace(key, category=article.category, price_minor=article.price_minor)
    return feed.Change(FEED_QUICK_KEY, str(key.position), to_json(key))
