"""The words of the command line, and what each verb prints."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from pos.base.errors import Bug, Code, Refused, TresenError
from pos.cli import customers, pickups, show, stock
from pos.cli.doors import Doors, ReplayOptions
from pos.cli.export import export, manifest_path
from pos.cli.show import Terminal
from pos.services.inspection import Inspection

OK: Final = 0
FAILED: Final = 1
USAGE: Final = 2
BUG: Final = 3
INTERRUPTED: Final = 130

log = logging.getLogger(__name__)

EPILOG = """exit codes: 0 done · 1 refused, unavailable, or a check that failed · 2 wrong usage · 3 a bug of ours
docs/cli.md describes every verb, docs/errors.md every error."""


def main(argv: Sequence[str], doors: Doors) -> int:
    """Run one verb; the exit code. ``argv`` without the program's name."""
    try:
        words = _parser().parse_args(argv)
    except SystemExit as end:  # argparse has printed its help or its complaint
        return USAGE if end.code else OK
    terminal = Terminal(getattr(words, "json", False))
    try:
        return VERBS[words.verb](words, doors, terminal)
    except TresenError as error:
        terminal.error(error)
        return BUG if isinstance(error, Bug) else FAILED
    except KeyboardInterrupt:
        terminal.aside("tresen: interrupted. Everything booked so far is safe.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python must not complain about it while it ends.
        sys.stdout = None
        return FAILED
    except Exception as error:
        log.exception("verb %s", words.verb)
        terminal.error(Bug(f"{type(error).__name__}: {error}"))
        return BUG


# --- verbs --------------------------------------------------------------------------------------------------------


def _run(words: argparse.Namespace, doors: Doors, _: Terminal) -> int:
    return doors.run(words.data, words.centre)


def _tour(words: argparse.Namespace, doors: Doors, _: Terminal) -> int:
    return doors.tour(words.out)


def _screens(words: argparse.Namespace, doors: Doors, _: Terminal) -> int:
    return doors.screens(words.out, words.pictures)


def _replay(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    options = ReplayOptions(
        file=words.file,
        invoices=words.invoices,
        skip=words.skip,
        offline=words.offline,
        operator=words.operator,
        pin=words.pin,
        patience_s=words.patience,
        customers=words.customers,
    )
    summary = doors.replay(words.data, words.centre, options, terminal)
    terminal.fact(summary, show.summary_text(summary))
    return OK if summary.acknowledged else FAILED


def _verify(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    with doors.journal(words.data) as journal:
        inspection = Inspection(journal)
        found, identity, acked = inspection.verify(), inspection.identity(), inspection.acked()
    facts = {"journal": identity, "entries": found.entries, "damage": found.damage, "acked_seq": acked.seq}
    terminal.fact(facts, show.verification_text(found, identity, acked))
    if found.damage is not None:
        terminal.error(Refused(Code.JOURNAL_DAMAGED, seq=found.damage.seq, reason=found.damage.reason))
        return FAILED
    return OK


def _list(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    with doors.journal(words.data) as journal:
        rows = Inspection(journal).newest(words.limit)
    for row in rows:
        terminal.fact(row, show.entry_text(row))
    return OK


def _export(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    with doors.journal(words.data) as journal:
        manifest = export(Inspection(journal), words.file)
    terminal.fact(manifest, f"{manifest.entries} entries in {words.file}, manifest in {manifest_path(words.file)}")
    return OK


def _enrol(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    enrolled = doors.enrol(words.data, words.centre, words.code)
    terminal.fact(enrolled, f"this is now till {enrolled.till} of store {enrolled.store} at {enrolled.centre}")
    return OK


def _replica_reset(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    doors.replica_reset(words.data)
    terminal.fact({"reset": True}, "the replica begins anew; the till fetches everything from the centre again")
    return OK


def _doctor(words: argparse.Namespace, doors: Doors, terminal: Terminal) -> int:
    checks = doors.doctor(words.data)
    for check in checks:
        terminal.fact(check, show.check_text(check))
    return FAILED if any(check.state == "fail" for check in checks) else OK


VERBS: Final[dict[str, Callable[[argparse.Namespace, Doors, Terminal], int]]] = {
    "run": _run,
    "tour": _tour,
    "screens": _screens,
    "replay": _replay,
    "journal verify": _verify,
    "journal list": _list,
    "journal export": _export,
    "enrol": _enrol,
    "replica reset": _replica_reset,
    "doctor": _doctor,
    "customers find": customers.find,
    "customers show": customers.show,
    "stock": stock.show,
    "pickups list": pickups.list_,
    "pickups show": pickups.show,
}


# --- words --------------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tresen",
        description="The till. Without a verb it opens its window.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(verb="run")
    _shared(parser, data=user_data_path("tresen", appauthor=False), centre=None)
    verbs = parser.add_subparsers(metavar="VERB", title="verbs")
    _add(verbs, "run", "run", "open the till's window (the same as no verb)")
    shows = {
        verb: _add(verbs, verb, verb, text)
        for verb, text in (
            ("tour", "play a store day through the real windows, with a picture of every step"),
            ("screens", "draw every screen with the story of its picture"),
        )
    }
    for verb, parser_ in shows.items():
        out = Path("build") / verb
        parser_.add_argument(
            "--out", type=Path, metavar="DIR", default=out, help="folder for the pictures (%(default)s)"
        )
    shows["screens"].add_argument(
        "--pictures", type=Path, metavar="DIR", help="the designer's pictures, for contact sheets beside ours"
    )
    _add_replay(verbs)
    _add_journal(verbs)
    enrol = _add(verbs, "enrol", "enrol", "make this a till of a store, with a one-time code", json=True)
    enrol.add_argument("--code", required=True, metavar="C", help="the code that the centre gave out")
    replica = verbs.add_parser("replica", help="the copy of what the centre knows").add_subparsers(
        metavar="VERB", title="verbs", required=True
    )
    _add(replica, "reset", "replica reset", "throw the copy away; it is fetched again", json=True)
    _add_customers(verbs)
    goods = _add(verbs, "stock", "stock", "how much of an article is where, as far as this till knows", json=True)
    goods.add_argument("sku", metavar="SKU", help="the article's number")
    _add_pickups(verbs)
    _add(verbs, "doctor", "doctor", "check this machine and the till's folder; says what to do", json=True)
    return parser


def _add_replay(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    replay = _add(verbs, "replay", "replay", "sell the invoices of a file, one by one, like a cashier", json=True)
    replay.add_argument("file", type=Path, metavar="FILE", help="CSV or CSV.gz with the columns that docs/cli.md names")
    replay.add_argument(
        "--invoices", type=_count, metavar="N", help="take at most N of the invoices that can be sold (all)"
    )
    replay.add_argument("--skip", type=_count, default=0, metavar="N", help="pass over the first N of them (0)")
    replay.add_argument("--offline", action="store_true", help="send nothing while selling, everything afterwards")
    replay.add_argument("--customers", action="store_true", help="sell to the invoices' customers, who earn points")
    replay.add_argument("--operator", metavar="NUMBER", help="who sells; a demo store needs nobody named")
    replay.add_argument("--pin", metavar="PIN", help="that operator's PIN")
    replay.add_argument(
        "--patience",
        type=_count,
        default=60,
        metavar="SECONDS",
        help="at the end, how long to wait for the centre while nothing moves (%(default)s)",
    )


def _add_customers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    known = verbs.add_parser("customers", help="the customers this till knows, masked").add_subparsers(
        metavar="VERB", title="verbs", required=True
    )
    find = _add(known, "find", "customers find", "by name, card, telephone or e-mail", json=True)
    find.add_argument("text", metavar="TEXT", help="three letters of a name or more; anything else whole")
    one = _add(known, "show", "customers show", "one customer, as of the last word of the centre", json=True)
    one.add_argument("id", metavar="ID", help="as `customers find` prints it")


def _add_pickups(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    known = verbs.add_parser("pickups", help="the online orders that are collected in this store").add_subparsers(
        metavar="VERB", title="verbs", required=True
    )
    listed = _add(known, "list", "pickups list", "by what is to be done: to pick, ready, expired, done", json=True)
    listed.add_argument("--state", choices=pickups.STATES, metavar="STATE", help="only these: %(choices)s")
    one = _add(known, "show", "pickups show", "one order, line by line", json=True)
    one.add_argument("code", metavar="CODE", help="its six characters, its number, or part of the name")


def _add_journal(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    journal = verbs.add_parser("journal", help="look at the journal, also beside a running till").add_subparsers(
        metavar="VERB", title="verbs", required=True
    )
    _add(journal, "verify", "journal verify", "walk the whole chain: is every byte as it was written?", json=True)
    entries = _add(journal, "list", "journal list", "the newest entries, newest first", json=True)
    entries.add_argument("--limit", type=_count, default=50, metavar="N", help="how many (%(default)s)")
    file = _add(journal, "export", "journal export", "write every entry, byte for byte, and a manifest", json=True)
    file.add_argument("file", type=Path, metavar="FILE", help="where to; FILE.manifest.json is written beside it")


def _add(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser],
    word: str,
    verb: str,
    text: str,
    *,
    json: bool = False,
) -> argparse.ArgumentParser:
    parser = verbs.add_parser(word, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(verb=verb)
    # Given again behind the verb, an option overrides; not given, it must not reset what stood before the verb.
    _shared(parser, data=argparse.SUPPRESS, centre=argparse.SUPPRESS)
    if json:
        parser.add_argument("--json", action="store_true", help="print facts as JSON, one value a line")
    return parser


def _shared(parser: argparse.ArgumentParser, *, data: object, centre: object) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", default=data, help="the till's folder")
    parser.add_argument("--centre", metavar="URL", default=centre, help="address of the centre")


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)
