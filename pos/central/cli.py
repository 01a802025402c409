"""`tresen-central`: the centre's command line. Exit codes: 0 done, 1 it could not be done, 2 the command is wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy.exc import SQLAlchemyError

from pos.base.clock import Ids, SystemClock
from pos.base.errors import TresenError
from pos.central import articles, cli_goods, cli_people, control, office, postman, texts
from pos.central.centre import Centre
from pos.central.database import Database, InUse, Unusable, address_file
from pos.central.reconciliation import Reconciliation
from pos.central.refusal import Refusal
from pos.central.reports import ALL
from pos.central.sentences import sentence
from pos.central.sheets import read_file

DATABASE: Final = "sqlite:///centre.db"
OFFICE_KEY: Final = "TRESEN_OFFICE_KEY"
DATABASE_HELP: Final = "sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME (default: %(default)s)"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    options = _parser().parse_args(argv)
    try:
        if options.verb == "serve":
            return _serve(options)
        answer = _carried_out(options.database, options.order(options))
    except control.Told as told:
        return _say(sentence(told.problem.code, told.problem.facts))
    except TresenError as error:
        return _say(sentence(error.code, error.facts))
    except Refusal as refused:
        return _say(sentence(refused.code, refused.facts))
    except control.NotReached:
        return _say(sentence("running-unreachable", {"database": options.database}))
    except InUse as reason:
        return _say(sentence("in-use", {"reason": str(reason)}))
    except Unusable as reason:
        return _say(sentence("database-unusable", {"reason": str(reason)}))
    except SQLAlchemyError as error:
        return _say(sentence("database-unusable", {"reason": str(error).splitlines()[0]}))
    said = msgspec.json.encode(answer).decode() if options.json else texts.text(answer, getattr(options, "all", False))
    try:
        print(said, flush=True)
    except BrokenPipeError:
        sys.stdout = None  # whoever read it has gone; Python must not complain about that while it ends
        return 1
    return 1 if isinstance(answer, Reconciliation) and not answer.ok else 0


def _carried_out(url: str, order: office.Order) -> Any:
    """Here if the database is free, else by the centre that has it open."""
    try:
        database = Database(url)
    except InUse:
        note = address_file(url)
        assert note is not None  # only a file can be in use
        return control.hand_over(note, order)
    try:
        clock = SystemClock()
        return office.carry_out(Centre(database.transaction, clock, Ids(clock)), order)
    finally:
        database.close()


def _serve(options: argparse.Namespace) -> int:
    # Here and not above: the other verbs need no web server, and should start without loading one.
    from pos.central import serve

    def announce(line: bytes) -> None:
        if options.ready_file is None:
            sys.stdout.write(line.decode() + "\n")
            sys.stdout.flush()
            return
        # Whoever waits for the file must never see half of it.
        part = options.ready_file.with_name(options.ready_file.name + ".part")
        part.write_bytes(line + b"\n")
        part.replace(options.ready_file)

    try:
        serve.serve(
            serve.Options(
                database=options.database,
                host=options.host,
                port=options.port,
                demo=options.demo,
                until_stdin_closes=options.until_stdin_closes,
                office_key=os.environ.get(OFFICE_KEY, ""),
                messages=options.messages,
                smtp=options.smtp,
            ),
            announce,
        )
    except serve.Unbindable as reason:
        return _say(sentence("address-unusable", {"reason": str(reason)}))
    return 0


def _say(text: str) -> int:
    print(text, file=sys.stderr)
    return 1


# --- the command line ---------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tresen-central", description="The reference centre of Tresen.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    _add_serve(verbs)
    _add_imports(verbs)
    _add_offers(verbs)
    code = _verb(verbs, "enrol-code", "make a code that enrols one till, once, within 15 minutes")
    code.add_argument("--store", required=True, help="code of the store, such as S0042")
    code.add_argument("--till", required=True, type=_code, help="code of the till, such as T03")
    code.set_defaults(order=lambda o: office.Order("enrol-code", {"store": o.store, "till": o.till}))
    _add_report(verbs)
    review = _verb(verbs, "review", "list what a person should look at")
    review.add_argument("--store", default="", help="only this store")
    review.set_defaults(order=lambda o: office.Order("review", {"store": o.store}))
    _add_till(verbs)
    cli_people.add(verbs, _verb)
    cli_goods.add(verbs, _verb)
    return parser


def _verb(verbs: Any, name: str, what: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=what, description=what.capitalize() + ".")
    parser.add_argument("--database", default=DATABASE, metavar="URL", help=DATABASE_HELP)
    if name != "serve":
        parser.add_argument("--json", action="store_true", help="print facts as JSON")
    return parser


def _add_serve(verbs: Any) -> None:
    serve = _verb(verbs, "serve", f"run the centre; {OFFICE_KEY} in the environment is the key to its reports")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=8400, help="0 takes a free one (default: %(default)s)")
    serve.add_argument("--demo", type=Path, metavar="DIR", help="fill an empty database from the tables in DIR")
    serve.add_argument(
        "--messages", type=Path, metavar="DIR", help="put letters to customers there, one .eml file each"
    )
    serve.add_argument(
        "--smtp", type=_smtp, metavar="URL",
        help=f"send letters through smtp://[USER@]HOST[:PORT]?from=ADDRESS or smtps://…; {postman.PASSWORD} in the"
        " environment is the password",
    )  # fmt: skip
    serve.add_argument("--until-stdin-closes", action="store_true", help="end when the other end of stdin is closed")
    serve.add_argument("--ready-file", type=Path, metavar="PATH", help="write the ready line there, not to stdout")


def _smtp(text: str) -> postman.Smtp:
    try:
        return postman.smtp(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _add_imports(verbs: Any) -> None:
    goods = _verb(verbs, "import-articles", "import articles from CSV or CSV.gz")
    goods.add_argument("files", nargs="+", type=Path, metavar="FILE")
    goods.add_argument("--catalogue", default="", help="name of the catalogue (default: the stores', else main)")
    goods.add_argument("--currency", default="", help="what prices are in (default: what the header or the store says)")
    goods.add_argument("--tax", default="standard", help="tax class of articles that name none (default: %(default)s)")
    goods.add_argument(
        "--map", action="append", default=[], type=_field, metavar="FIELD=COLUMN",
        help=f"which column is what; fields: {', '.join(articles.FIELDS)}",
    )  # fmt: skip
    goods.add_argument(
        "--where", action="append", default=[], type=_pair, metavar="COLUMN=VALUE", help="only rows with that value"
    )
    goods.add_argument("--join", type=Path, metavar="FILE", help="more columns, by sku, from another table")
    goods.set_defaults(order=_articles_order)
    _finish_import(goods)
    for verb, what in (
        ("import-stores", "import stores"),
        ("import-rates", "import dated tax rates per country"),
        ("import-operators", "import operators and their PINs"),
        ("import-quick-keys", "import the quick keys of the sell screen"),
    ):
        table = _verb(verbs, verb, f"{what} from CSV or CSV.gz")
        table.add_argument("file", type=Path, metavar="FILE")
        if verb == "import-quick-keys":
            table.add_argument("--store", default="", help="store they are for, if the table does not say")
        table.set_defaults(order=_table_order)
        _finish_import(table, keeps=verb in ("import-stores", "import-rates"))


def _add_offers(verbs: Any) -> None:
    for verb, what in (
        ("import-promotions", "import promotions from CSV or CSV.gz: our columns, or those of Israel's grocers"),
        ("import-coupons", "import general coupons from CSV or CSV.gz"),
    ):
        table = _verb(verbs, verb, what)
        table.add_argument("file", type=Path, metavar="FILE")
        table.add_argument("--catalogue", default="", help="catalogue they are for (default: the stores', else main)")
        table.add_argument("--currency", default="", help="what amounts are in (default: what the stores sell in)")
        table.add_argument("--zone", default="", help="zone that dates and times are in (default: the stores')")
        table.add_argument(
            "--where", action="append", default=[], type=_pair, metavar="COLUMN=VALUE", help="only rows with that value"
        )
        table.set_defaults(order=_offers_order)
        _finish_import(table)


def _finish_import(parser: argparse.ArgumentParser, keeps: bool = False) -> None:
    parser.add_argument("--all", action="store_true", help="show every refused row")
    if not keeps:
        parser.add_argument("--remove-missing", action="store_true", help="what the table does not name is gone")


def _add_report(verbs: Any) -> None:
    report = verbs.add_parser("report", help="print a report", description="Print a report.")
    kinds = report.add_subparsers(dest="kind", required=True, metavar="REPORT")
    day = _verb(kinds, "day", "sales, tax and tenders per store and till")
    day.add_argument("--day", default="", type=_day, help=f"ISO date, or {ALL} (default: today where the store is)")
    day.add_argument("--store", default="", help="only this store")
    day.set_defaults(order=lambda o: office.Order("day", {"day": o.day, "store": o.store}))
    whole = _verb(kinds, "reconcile", "is everything here, exactly once; exit code 1 if not")
    whole.add_argument("--store", default="", help="only this store")
    whole.set_defaults(order=lambda o: office.Order("reconcile", {"store": o.store}))


def _add_till(verbs: Any) -> None:
    till = verbs.add_parser("till", help="what to do with a till", description="What to do with a till.")
    doing = till.add_subparsers(dest="doing", required=True, metavar="WHAT")
    revoke = _verb(doing, "revoke", "shut a till out at once; what it pushed stays")
    revoke.add_argument("--store", required=True)
    revoke.add_argument("--till", required=True)
    revoke.set_defaults(order=lambda o: office.Order("revoke", {"store": o.store, "till": o.till}))


def _articles_order(options: argparse.Namespace) -> office.Order:
    files = {path.name: read_file(path) for path in options.files}
    wanted = {name: getattr(options, name) for name in ("catalogue", "currency", "tax")}
    wanted["remove_missing"] = "yes" if options.remove_missing else ""
    if options.join is not None:
        wanted["join"] = "yes"
        files[f"{options.join.name} (joined)"] = read_file(options.join)
    return office.Order("import-articles", wanted, {"map": dict(options.map), "where": dict(options.where)}, files)


def _offers_order(options: argparse.Namespace) -> office.Order:
    wanted = {name: getattr(options, name) for name in ("catalogue", "currency", "zone")}
    wanted["remove_missing"] = "yes" if options.remove_missing else ""
    files = {options.file.name: read_file(options.file)}
    return office.Order(options.verb, wanted, {"where": dict(options.where)}, files)


def _table_order(options: argparse.Namespace) -> office.Order:
    wanted = {"store": getattr(options, "store", "")}
    wanted["remove_missing"] = "yes" if getattr(options, "remove_missing", False) else ""
    return office.Order(options.verb, wanted, {}, {options.file.name: read_file(options.file)})


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _field(text: str) -> tuple[str, str]:
    field, column = _pair(text)
    if field not in articles.FIELDS:
        raise argparse.ArgumentTypeError(f"{field!r} is none of {', '.join(articles.FIELDS)}")
    return field, column


def _day(text: str) -> str:
    if text and text != ALL:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{text!r} is neither a date such as 2026-03-02 nor {ALL}") from error
    return text


def _code(text: str) -> str:
    if not text.isascii() or not text.isalnum() or len(text) > 20:
        raise argparse.ArgumentTypeError(f"{text!r}: a till's code is up to 20 letters and digits")
    return text


def _port(text: str) -> int:
    if not text.isdigit() or int(text) > 65_535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
