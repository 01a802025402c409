"""Shelves to test with: two stores and a warehouse with something on them, and what can be read off."""

from __future__ import annotations

from msgspec import structs
from sqlalchemy import text

from pos.central import feed, goods_import
from pos.central.centre import Centre
from pos.central.goods_channels import MovedLine, MovementPut
from pos.central.sheets import Sheet
from pos.contract import from_json
from pos.contract.goods import StockRow
from pos.domain import events
from pos.domain.cart import DELIVER, Fulfil
from tests.central.actors import Till

HERE, OTHER, WEB = "S0042", "S0043", "WEB"
PLACES = """location,kind,name,city,lat,lon,delivers_in_days,keep_back
S0042,store,Berlin,Berlin,52.521900,13.413200,,
S0043,store,Hamburg,Hamburg,53.550900,10.001200,,1
WEB,warehouse,Web,Erfurt,50.984800,11.029900,2,
"""
STOCK = "location,sku,on_hand\nS0042,A1,10\nS0043,A1,4\nWEB,A1,100\nS0042,B2,2\n"


def furnish(centre: Centre, places: str = PLACES, stock: str = STOCK) -> None:
    centre.run(lambda db: goods_import.import_locations(db, Sheet("l.csv", places.encode()), centre.now_ms()))
    counted(centre, stock)


def counted(centre: Centre, stock: str) -> None:
    centre.run(lambda db: goods_import.import_stock(db, Sheet("s.csv", stock.encode()), "", centre.now_ms()))


def levels(centre: Centre) -> dict[tuple[str, str], tuple[int, int]]:
    query = text("SELECT location, sku, on_hand, reserved FROM stock_level")
    return {(row[0], row[1]): (row[2], row[3]) for row in centre.run(lambda db: db.execute(query).all())}


def sums(centre: Centre) -> dict[tuple[str, str], tuple[int, int]]:
    """What the moves add up to."""
    query = text("SELECT location, sku, sum(on_hand), sum(reserved) FROM stock_move GROUP BY location, sku")
    return {(row[0], row[1]): (int(row[2]), int(row[3])) for row in centre.run(lambda db: db.execute(query).all())}


def told(centre: Centre, place: str) -> dict[str, tuple[int, int]]:
    """What tills were told of a place."""
    rows = centre.run(lambda db: feed.rows_of(db, f"stock:{place}", "stock"))
    found = {sku: from_json(data, StockRow) for sku, data in rows.items()}
    return {sku: (row.on_hand, row.reserved) for sku, row in found.items()}


def reviews(centre: Centre) -> list[str]:
    query = text("SELECT reason FROM review ORDER BY store, journal, seq")
    return [row[0] for row in centre.run(lambda db: db.execute(query).all())]


def sale_of(till: Till, sku: str = "A1", quantity: int = 1, deliver: bool = False) -> events.SaleCompleted:
    """A receipt of one line; ``deliver``: it is sent home from the warehouse."""
    sale = till.sale(1_000 * quantity)
    line = structs.replace(
        sale.lines[0], sku=sku, quantity=quantity, unit_minor=1_000, fulfil=Fulfil(DELIVER, WEB) if deliver else None
    )
    sale = structs.replace(sale, lines=(line,))
    till.write(sale, id=sale.sale)
    return sale


def moved(centre: Centre, key: str, id_: str, place: str, pieces: int, sku: str = "A1") -> None:
    """The channel says that pieces came or went."""
    why = "received" if pieces > 0 else "sold"
    centre.put_goods(key, "movements", id_, MovementPut(place, 1, why, (MovedLine(sku, pieces),)))
