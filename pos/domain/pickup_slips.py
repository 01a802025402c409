"""Paper around online orders: a label for each parcel, and the list for whoever takes the goods off the shelves."""

from __future__ import annotations

from collections.abc import Sequence

from pos.domain.collect import Pickup
from pos.domain.pickup_code import parcel_label
from pos.domain.slip import Banner, Barcode, Pair, Pick, Row, Rule, Slip, Text, Title, When


def parcel_labels(order: Pickup, store: str, zone: str, language: str) -> tuple[Slip, ...]:
    """One for each parcel. No name stands on it: parcels lie where other customers see them. An age that must be
    looked at does, for a till that has the order in no list knows of it from here alone.
    """
    return tuple(_label(order, n, store, zone, language) for n in range(1, order.parcels + 1))


def pick_list(orders: Sequence[Pickup], store: str, at_ms: int, currency: str, zone: str, language: str) -> Slip:
    """What is still to be taken off the shelves, in the order of the shelves; each line says for which order."""
    wanted = sorted(
        (line.shelf, line.text, order.ready_by_ms, order.number, line.to_pick, line.gtin or line.sku)
        for order in orders
        for line in order.lines
        if line.to_pick > 0
    )
    rows: list[Row] = [Title(store), Banner("pick-list"), When("time", at_ms)]
    shelf: str | None = None
    for at, text, _, number, pieces, code in wanted:
        if at != shelf:
            shelf = at
            rows += [Rule(), Title(at or "–")]
        rows.append(Pick(pieces, text, f"{code} · {number}"))
    return Slip(tuple(rows), currency, zone, language)


def _label(order: Pickup, n: int, store: str, zone: str, language: str) -> Slip:
    rows = (
        Title(order.number),
        Text(store),
        Pair("parcel", f"{n} / {order.parcels}"),
        *((Pair("bag", " ".join(order.bags)),) if order.bags else ()),
        *((When("kept-until", order.expires_ms),) if order.expires_ms else ()),
        *((Banner("not-paid"),) if not order.paid else ()),
        *((Pair("age", f"{order.min_age}+"),) if order.min_age else ()),
        *((Banner("demo"),) if order.demo else ()),
        Barcode(parcel_label(order.id, n)),
    )
    return Slip(rows, order.currency, zone, language)
