"""The verbs of `tresen-central` about stock and online orders; see `pos.central.cli`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from pos.central import office
from pos.central.cli_people import Verb
from pos.central.sheets import read_file


def add(verbs: Any, verb: Verb) -> None:
    """Add all verbs; ``verb`` makes one with the options that all have."""
    places = verb(verbs, "import-locations", "import stores and warehouses with their positions from CSV")
    _file(places, "import-locations")
    stock = verbs.add_parser("stock", help="what to do with stock", description="What to do with stock.")
    counted = verb(stock.add_subparsers(dest="doing", required=True, metavar="WHAT"), "import", "set levels as counted")
    counted.add_argument("--location", default="", help="where, for rows that do not say")
    counted.add_argument(
        "--map", action="append", default=[], type=_pair, metavar="FIELD=COLUMN", help="which column is sku or on_hand"
    )
    _file(counted, "import-stock")
    free = verb(verbs, "availability", "what other channels may promise from a store")
    free.add_argument("sku", metavar="SKU", help="one, or several with commas between them")
    free.add_argument("--store", required=True)
    free.set_defaults(order=lambda o: office.Order("availability", {"sku": o.sku, "store": o.store}))
    _add_orders(verbs, verb)
    related = verb(verbs, "relate", "find out what is often bought together, and tell the tills")
    related.add_argument("--baskets", type=Path, metavar="FILE", help="invoice lines instead of the sales here")
    related.add_argument("--all", action="store_true", help="show every refused row")
    related.set_defaults(order=_relate_order)
    key = verb(verbs, "pickup-key", "keys that sign pickup codes")
    key.add_argument("do", choices=("list", "rotate", "revoke"))
    key.add_argument("key", nargs="?", default="", help="number of the key, for revoke")
    key.set_defaults(order=lambda o: office.Order("pickup-key", {"do": o.do, "key": o.key}))


def _add_orders(verbs: Any, verb: Verb) -> None:
    orders = verbs.add_parser("orders", help="online orders", description="Online orders.")
    doing = orders.add_subparsers(dest="doing", required=True, metavar="WHAT")
    put = verb(doing, "put", "take orders from CSV, a row per line of an order")
    put.add_argument("--channel", default="", help="who sold them (default: table)")
    _file(put, "import-orders")
    listed = verb(doing, "list", "orders that somebody waits for")
    listed.add_argument("--store", default="", help="only this store")
    listed.set_defaults(order=lambda o: office.Order("orders", {"store": o.store}))
    shown = verb(doing, "show", "an order by number, typed code or id, with what happened to it")
    shown.add_argument("number", metavar="ORDER")
    shown.set_defaults(order=lambda o: office.Order("order", {"order": o.number}))
    word = verb(doing, "answer", "say a store's word on a cancellation in its place, for one that cannot any more")
    word.add_argument("number", metavar="ORDER")
    word.add_argument("word", choices=("there", "handed-over"), help="the goods are there, or they were handed over")
    word.set_defaults(order=lambda o: office.Order("answer", {"order": o.number, "word": o.word}))
    figures = verb(doing, "figures", "time to ready, time at the counter, open orders by age")
    figures.add_argument("--store", default="", help="only this store")
    figures.set_defaults(order=lambda o: office.Order("figures", {"store": o.store}))
    sweep = verb(doing, "sweep", "end leases and orders whose time is over; a served centre does so by itself")
    sweep.set_defaults(order=lambda o: office.Order("sweep"))


def _file(parser: argparse.ArgumentParser, order: str) -> None:
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--all", action="store_true", help="show every refused row")

    def make(options: argparse.Namespace) -> office.Order:
        wanted = {name: getattr(options, name) for name in ("location", "channel") if getattr(options, name, "")}
        columns = dict(getattr(options, "map", []))
        return office.Order(order, wanted, {"map": columns}, {options.file.name: read_file(options.file)})

    parser.set_defaults(order=make)


def _relate_order(options: argparse.Namespace) -> office.Order:
    path = options.baskets
    return office.Order("relate", files={} if path is None else {path.name: read_file(path)})


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or name not in ("sku", "on_hand"):
        raise argparse.ArgumentTypeError(f"{text!r} is not sku=COLUMN or on_hand=COLUMN")
    return name, value
