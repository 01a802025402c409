"""A served centre with fifty stores, and a crowd of tills that listen to it: the connections are real, the tills behind
them only read.
"""

from __future__ import annotations

import json
import random
import selectors
import shutil
import socket
import subprocess
import threading
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pos import contract
from pos.base.clock import Ids, SystemClock
from pos.bootstrap import programs
from pos.central import articles, goods_import
from pos.central.centre import Centre
from pos.central.database import Database
from pos.central.importing import import_operators, import_rates, import_stores
from pos.central.sheets import Sheet

STORES, TILLS_EACH = 50, 4
CHANNEL = "bench"
HEAD = "store,retailer,name,street,city,country,currency,zone,tax_mode,tax_number,language,demo\n"
CATALOGUE = "main"
SKU = "A-1"
PIN_OF_ALL = "1111"
ARTICLES = "sku,name,price\n" + "".join(f"A-{n},Article {n},9.99\n" for n in range(1, 201))
RATES = b"country,tax,rate_bp,valid_from\nDE,standard,1900,2007-01-01\nDE,reduced,700,1983-07-01\n"


@dataclass(frozen=True)
class Crowd:
    """A running centre. ``key``: of a channel that may move stock; ``code``: enrols the till that is watched."""

    url: str
    store: str
    code: str
    key: str
    listeners: int

    def put(self, path: str, body: dict[str, Any]) -> None:
        """One call of another channel; returns when the centre has committed and answered."""
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {"Authorization": f"Bearer {self.key}"}, method="PUT"
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()


@contextmanager
def crowd(place: Path) -> Iterator[Crowd]:
    """The centre in a process of its own, and all but one till listening."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    url = f"sqlite:///{place / 'centre.db'}"
    tokens, code, key = _peopled(url)
    with (
        (place / "centre.log").open("ab") as log,
        subprocess.Popen(
            programs.command("centre", "serve", "--database", url, "--port", "0", "--until-stdin-closes"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        ) as centre,
    ):
        assert centre.stdin is not None and centre.stdout is not None
        address = json.loads(centre.stdout.readline())["url"]
        with _listening(address, tokens):
            yield Crowd(address, _store(0), code, key, len(tokens))
        centre.stdin.close()


def _store(number: int) -> str:
    return f"S{number + 1:04d}"


def _peopled(url: str) -> tuple[list[str], str, str]:
    """Stores, and a token for each till but one; made before the server opens the file."""
    rows = [
        f"{_store(n)},Retailer,Store {n},Street 1,10178 Berlin,DE,EUR,Europe/Berlin,included,DEMO,de,true"
        for n in range(STORES)
    ]
    clock, rng = SystemClock(), random.Random(3)
    with closing(Database(url)) as database:
        centre = Centre(database.transaction, clock, Ids(clock))
        centre.run(lambda db: import_rates(db, Sheet("rates.csv", RATES), clock.now_ms()))
        sheet = Sheet("stores.csv", (HEAD + "\n".join(rows) + "\n").encode())
        centre.run(lambda db: import_stores(db, sheet, clock.now_ms()))
        goods = Sheet("articles.csv", ARTICLES.encode())
        options = articles.Options(contract.catalogue_stream(CATALOGUE))
        centre.run(lambda db: articles.import_articles(db, [goods], options, clock.now_ms()))
        people = Sheet(
            "operators.csv", f"store,number,name,role,pin\n{_store(0)},7,M. D.,cashier,{PIN_OF_ALL}\n".encode()
        )
        centre.run(lambda db: import_operators(db, people, clock.now_ms()))
        places = "location,kind,name,lat,lon\n" + "".join(
            f"{_store(n)},store,Store {n},52.{n + 10},13.40\n" for n in range(STORES)
        )
        centre.run(lambda db: goods_import.import_locations(db, Sheet("places.csv", places.encode()), clock.now_ms()))
        counted = "location,sku,on_hand\n" + "".join(f"{_store(n)},{SKU},1000\n" for n in range(STORES))
        centre.run(lambda db: goods_import.import_stock(db, Sheet("stock.csv", counted.encode()), "", clock.now_ms()))
        tokens = []
        for store in map(_store, range(STORES)):
            for name in (f"T{n + 1:02d}" for n in range(TILLS_EACH)):
                code = centre.new_code(store, name)
                if (store, name) == (_store(0), "T01"):
                    watched = code
                    continue
                key = Ed25519PrivateKey.from_private_bytes(rng.randbytes(32))
                public = b64encode(key.public_key().public_bytes_raw()).decode()
                centre.enrol(contract.EnrolRequest(code, public, "bench"))
                at, nonce = clock.now_ms(), rng.randbytes(8).hex()
                signature = b64encode(key.sign(contract.token_message(name, at, nonce))).decode()
                tokens.append(centre.token(contract.TokenRequest(name, at, nonce, signature, store)).token)
        return tokens, watched, centre.new_channel_key(CHANNEL)


@contextmanager
def _listening(url: str, tokens: list[str]) -> Iterator[None]:
    """A connection for each token, read by one thread that throws away what it hears."""
    address = urlsplit(url)
    ended = threading.Event()
    ears = selectors.DefaultSelector()
    for token in tokens:
        line = socket.create_connection((address.hostname or "", address.port or 80), timeout=10)
        words = f"GET /v1/live HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Bearer {token}\r\n\r\n"
        line.sendall(words.encode())
        if not line.recv(4096).startswith(b"HTTP/1.1 200"):
            raise RuntimeError("a listener was turned away")
        ears.register(line, selectors.EVENT_READ, line)

    def listen() -> None:
        while not ended.is_set():
            for heard, _ in ears.select(timeout=0.2):
                if not heard.data.recv(65_536):
                    ears.unregister(heard.data)

    thread = threading.Thread(target=listen, name="crowd")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        for heard in list(ears.get_map().values()):
            heard.data.close()
        ears.close()
