"""What belongs to an article: what is often in the same basket, and what is of the same kind. Counted from real
baskets, published with the catalogue, shown by tills without a network.

Two articles go together by *lift*: how much more often they stand in one basket than chance would have it,
lift = baskets(both) · baskets / (baskets(one) · baskets(other)). A pair needs `SUPPORT` baskets at least, and of its
baskets only those count that are sure (`sure`), or rare articles that met a few times would lead every list. All of it
is whole numbers: lifts are compared as fractions, crosswise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cmp_to_key, partial
from itertools import combinations
from math import isqrt
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from pos.central import feed
from pos.central.sheets import ImportReport, Sheet
from pos.central.tables import event, feed_row
from pos.contract import FEED_ARTICLE, ArticleRow, decode_body, decode_entry, to_json
from pos.contract.goods import FEED_RELATED, RelatedRow
from pos.domain.events import SALE_COMPLETED, SaleCompleted

SUPPORT: Final = 5
LIFT_LEAST: Final = 2
SHOWN_MOST: Final = 4
LOOKED_AT: Final = 20  # neighbours by rank, on each side
# Of a huge basket (a wholesaler's) every pair would count, and none of them says what goes with what.
LINES_MOST: Final = 60
READ_AT_ONCE: Final = 1_000

Basket = frozenset[str]
Place = tuple[str, str, int]  # store, journal, number of an entry
FIRST: Final[Place] = ("", "", 0)


def relate(
    connection: Connection, catalogue: str, baskets: Iterable[Basket], now_ms: int, support: int = SUPPORT
) -> int:
    """Publish what belongs to each article of ``catalogue`` (a stream); how many have something. The last act."""
    articles = articles_of(connection, catalogue)
    return publish(connection, catalogue, articles, pairs(baskets, articles.keys(), support), now_ms)


def relate_as_listed(connection: Connection, catalogue: str, sheet: Sheet, now_ms: int) -> int:
    """As `relate`, with pairs that were counted elsewhere: columns stock_code, together (several with bars between)."""
    sheet.require(("stock_code", "together"))
    listed = {record.cells["stock_code"]: record.cells["together"].split("|") for record in sheet.records()}
    return publish(connection, catalogue, articles_of(connection, catalogue), listed, now_ms)


def articles_of(connection: Connection, catalogue: str) -> dict[str, ArticleRow]:
    rows = feed.rows_of(connection, catalogue, FEED_ARTICLE)
    return {sku: msgspec.json.decode(data, type=ArticleRow) for sku, data in rows.items()}


def publish(
    connection: Connection,
    catalogue: str,
    articles: Mapping[str, ArticleRow],
    together: Mapping[str, Sequence[str]],
    now_ms: int,
) -> int:
    """Tell the tills; what no longer belongs to anything ends there."""
    instead = alike(articles.values())
    changes = []
    for sku in articles:
        related = RelatedRow(tuple(together.get(sku, ())), tuple(instead.get(sku, ())))
        if related != RelatedRow():
            changes.append(feed.Change(FEED_RELATED, sku, to_json(related)))
    gone = feed.missing(connection, catalogue, FEED_RELATED, changes)
    feed.publish(connection, {catalogue: [*changes, *gone]}, now_ms)
    return len(changes)


def sure(met: int) -> int:
    """Of ``met`` baskets those that are no accident: what is left two standard errors (√n each) below."""
    return met - isqrt(4 * met)


def pairs(baskets: Iterable[Basket], known: Iterable[str], support: int = SUPPORT) -> dict[str, list[str]]:
    """SKU → those that go with it, the highest lift first; equal ones by how often, then by number."""
    wanted = frozenset(known)
    total, alone, both = 0, Counter[str](), Counter[tuple[str, str]]()
    for basket in baskets:
        skus = sorted(basket & wanted)
        total += 1
        alone.update(skus)
        if len(skus) <= LINES_MOST:
            both.update(combinations(skus, 2))
    found: dict[str, list[str]] = defaultdict(list)
    for (one, other), met in both.items():
        if met >= support and sure(met) * total >= LIFT_LEAST * alone[one] * alone[other]:
            found[one].append(other)
            found[other].append(one)

    def sorted_of(sku: str, others: Sequence[str]) -> list[str]:
        def meets(other: str) -> int:
            return both[min(sku, other), max(sku, other)]

        def compare(a: str, b: str) -> int:
            # lift(a) against lift(b); what both have in common is left out.
            mine, theirs = sure(meets(a)) * alone[b], sure(meets(b)) * alone[a]
            return (theirs > mine) - (theirs < mine) or meets(b) - meets(a) or (a > b) - (a < b)

        return sorted(others, key=cmp_to_key(compare))[:SHOWN_MOST]

    return {sku: sorted_of(sku, others) for sku, others in found.items()}


def alike(articles: Iterable[ArticleRow]) -> dict[str, list[str]]:
    """SKU → others of its category: those first that cost about as much (a third more or less), then those that sell
    about as well.
    """
    of: dict[str, list[ArticleRow]] = defaultdict(list)
    for article in articles:
        if article.category:
            of[article.category].append(article)
    found = {}
    for group in of.values():
        group.sort(key=lambda article: article.rank)
        for at, article in enumerate(group):
            near = group[max(0, at - LOOKED_AT) : at] + group[at + 1 : at + 1 + LOOKED_AT]
            found[article.sku] = [other.sku for other in sorted(near, key=partial(_unlike, article))[:SHOWN_MOST]]
    return found


def _unlike(one: ArticleRow, other: ArticleRow) -> tuple[bool, int, int]:
    dearer = abs(other.price_minor - one.price_minor)
    return 3 * dearer > one.price_minor, abs(other.rank - one.rank), other.rank


def baskets_of(sheet: Sheet) -> Iterator[Basket]:
    """The baskets of a table of invoice lines (columns invoice_no, stock_code, quantity): what was bought, not what
    came back.
    """
    sheet.require(("invoice_no", "stock_code", "quantity"))
    invoice, skus = "", set[str]()
    for record in sheet.records():
        if record.cells["invoice_no"] != invoice:
            if skus:
                yield frozenset(skus)
            invoice, skus = record.cells["invoice_no"], set()
        if invoice.isdigit() and not record.cells["quantity"].startswith("-"):
            skus.add(record.cells["stock_code"])
    if skus:
        yield frozenset(skus)


def baskets_sold(connection: Connection) -> Iterator[Basket]:
    """The baskets of every sale the centre has, read from the lines as they came."""
    last: Place | None = FIRST
    while last is not None:
        some, last = baskets_after(connection, last)
        yield from some


def baskets_after(connection: Connection, last: Place) -> tuple[list[Basket], Place | None]:
    """The next thousand of them, and where to go on; None: that was all."""
    store, journal, seq = last
    query = select(event.c.store, event.c.journal, event.c.seq, event.c.line).where(event.c.kind == SALE_COMPLETED)
    later = (event.c.journal > journal) | ((event.c.journal == journal) & (event.c.seq > seq))
    beyond = (event.c.store > store) | ((event.c.store == store) & later)
    order = (event.c.store, event.c.journal, event.c.seq)
    rows = connection.execute(query.where(beyond).order_by(*order).limit(READ_AT_ONCE)).all()
    found = []
    for row in rows:
        try:
            body = decode_body(decode_entry(bytes(row.line)))
        except msgspec.MsgspecError:
            continue
        if isinstance(body, SaleCompleted):
            found.append(frozenset(line.sku for line in body.lines))
    return found, (rows[-1].store, rows[-1].journal, rows[-1].seq) if rows else None


def report(name: str, related: int) -> ImportReport:
    return ImportReport(name, "relations", related, related, 0, 0, 0, 0, ())


def catalogues(connection: Connection) -> list[str]:
    """Every catalogue's stream."""
    query = select(feed_row.c.stream).where(feed_row.c.k == FEED_ARTICLE).distinct().order_by(feed_row.c.stream)
    return list(connection.execute(query).scalars())
