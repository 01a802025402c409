"""The verbs of `tresen-central` about customers; see `pos.central.cli`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pos.central import office
from pos.central.office_people import COUPONS, HISTORY, NAMES, STORY
from pos.central.sheets import read_file

Verb = Callable[[Any, str, str], argparse.ArgumentParser]
PARTS: Final = {
    NAMES: "more columns, by customer, from another table",
    HISTORY: "what they bought before: invoice lines, or their sums",
    STORY: "contacts, carts and matters; times are minutes before now",
    COUPONS: "personal coupons: customer, and the columns of import-coupons",
}


def add(verbs: Any, verb: Verb) -> None:
    """Add all verbs; ``verb`` makes one with the options that all have."""
    _add_imports(verbs, verb)
    points = verbs.add_parser("points", help="points of a customer", description="Points of a customer.")
    showing = points.add_subparsers(dest="doing", required=True, metavar="WHAT")
    _about(showing, verb, "show", "points", "print balance and movements")
    customer = verbs.add_parser(
        "customer", help="what to do with a customer", description="What to do with a customer."
    )
    doing = customer.add_subparsers(dest="doing", required=True, metavar="WHAT")
    _about(doing, verb, "export", "export", "print everything that is kept about a person, as JSON")
    _about(doing, verb, "erase", "erase", "forget a person; books and journal keep the pseudonym")
    _about(doing, verb, "unmerge", "unmerge", "let a record count for itself again")
    _about(doing, verb, "block", "block", "tills find the customer and do not sell to them")
    _about(doing, verb, "unblock", "unblock", "take a block back")
    merge = verb(doing, "merge", "let a record count for another one")
    merge.add_argument("customer", metavar="ID")
    merge.add_argument("--into", required=True, metavar="ID", help="the record that stays")
    merge.set_defaults(order=lambda o: office.Order("merge", {"customer": o.customer, "into": o.into}))
    maintain = verb(verbs, "maintain", "end points, holds and copies whose time is over; to be run every day")
    maintain.set_defaults(order=lambda o: office.Order("maintain"))
    key = verb(verbs, "channel-key", "make the key of another channel; an older one is void then")
    key.add_argument("channel", metavar="NAME", help="such as web, app or support")
    key.set_defaults(order=lambda o: office.Order("channel-key", {"channel": o.channel}))


def _about(doing: Any, verb: Verb, name: str, order: str, what: str) -> None:
    parser = verb(doing, name, what)
    parser.add_argument("customer", metavar="ID")
    parser.set_defaults(order=lambda o: office.Order(order, {"customer": o.customer}))


def _add_imports(verbs: Any, verb: Verb) -> None:
    who = verb(verbs, "import-customers", "import customers from CSV or CSV.gz")
    who.add_argument("file", type=Path, metavar="FILE")
    for part, what in PARTS.items():
        who.add_argument(f"--{part}", type=Path, metavar="FILE", help=what)
    who.add_argument("--store", default="", help="home store of those whose row names none")
    who.add_argument("--until", default="", metavar="DATE", help="move all dates, by whole weeks, as far as this one")
    who.add_argument("--all", action="store_true", help="show every refused row")
    who.set_defaults(order=_customers_order)
    rules = verb(verbs, "import-loyalty", "import the rules of points from CSV")
    rules.add_argument("file", type=Path, metavar="FILE")
    rules.add_argument("--all", action="store_true", help="show every refused row")
    rules.set_defaults(order=lambda o: office.Order(o.verb, files={o.file.name: read_file(o.file)}))


def _customers_order(options: argparse.Namespace) -> office.Order:
    files = {options.file.name: read_file(options.file)}
    wanted = {"store": options.store, "until": options.until}
    for part in PARTS:
        path = getattr(options, part)
        if path is not None:
            wanted[part] = "yes"
            files[f"{path.name} ({part})"] = read_file(path)
    return office.Order(options.verb, wanted, {}, files)
