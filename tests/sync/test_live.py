"""Hints: streams the centre names are followed, what moved is fetched first; the thread that listens, against a centre
that misbehaves by script, one behind TLS, and the real one.
"""

from __future__ import annotations

import ipaddress
import queue
import random
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from pos.central.centre import Centre as CentreItself
from pos.central.centre import Health
from pos.central.control import hand_over
from pos.central.database import address_file
from pos.central.office import Order
from pos.contract import PAGE_ITEMS_MAX, Cursor, EnrolRequest, FeedItem, FeedPage, from_json
from pos.sync.download import LISTENING_MS, Download
from pos.sync.gateway import LINE_MOST, Ear
from pos.sync.live import HELD_MS, Live
from pos.sync.steps import (
    Applied,
    Apply,
    Bearer,
    Cut,
    Disowned,
    Hinted,
    HintsWait,
    Listening,
    Locate,
    NotApplied,
    Pulled,
)
from tests.central.actors import CATALOGUE, HandClock, Till
from tests.central.remote import Ready, RemoteCentre, Served
from tests.central.test_import import DEMO
from tests.services.shop import SetClock
from tests.sync.over_http import PATIENCE_S, soon

OWN = "stock:S1"
POLL_MS = 2_000
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"


def download(*streams: str) -> Download:
    return Download(streams or ("policy:S1", "catalog:eu"), {}, POLL_MS, OWN)


def named(one: Download, *streams: str) -> None:
    for stream in streams:
        for located in one.heads({stream: 1}):
            one.applied(Applied(located.stream, None), 0)


def asked(one: Download, now: int) -> str:
    found = one.next(now)
    assert found is not None
    return found[0]


def took(one: Download, stream: str, to: int, head: int, now: int = 0, items: int = 1) -> Pulled | None:
    start = one._cursors[stream].pos if one._cursors[stream] else 0  # type: ignore[union-attr]
    rows = tuple(FeedItem("stock", str(n), 1) for n in range(items))
    assert isinstance(one.page(stream, FeedPage(stream, 1, start, to, head, rows, server_time=now)), Apply)
    return one.applied(Applied(stream, Cursor(stream, 1, to)), now)


# --- which stream is next -------------------------------------------------------------------------------------------


def test_a_stream_the_centre_names_is_looked_up_once_and_then_followed() -> None:
    one = download()
    assert one.heads({OWN: 5, "policy:S1": 1, "gossip:S1": 9}) == [Locate(OWN)]
    assert one.heads({OWN: 6}) == []
    assert one.next(0) == ("policy:S1", f"/v1/feed/policy:S1?limit={PAGE_ITEMS_MAX}")
    one.applied(Applied(OWN, Cursor(OWN, 3, 4)), 0)
    took(one, "policy:S1", 1, 1)
    assert one.next(0) == (OWN, f"/v1/feed/{OWN}?cursor=v1.{OWN}.3.4&limit={PAGE_ITEMS_MAX}")


def test_looking_one_stream_up_does_not_disturb_a_page_under_way() -> None:
    one = download()
    assert isinstance(one.page("policy:S1", FeedPage("policy:S1", 1, 0, 1, 1, (FeedItem("rate", "a", 1),))), Apply)
    assert one.heads({OWN: 5}) == [Locate(OWN)]
    assert one.applied(Applied(OWN, None), 0) is None
    assert one.due_at() is None, "the page is still being written"
    assert one.applied(Applied("policy:S1", Cursor("policy:S1", 1, 1)), 0) == Pulled("policy:S1", 1, 1)


def test_the_counter_comes_before_the_catalogue_and_other_shelves_last() -> None:
    one = download("policy:S1", "promo:eu", "catalog:eu", "cust:S1")
    named(one, "stock:S2", OWN, "pickup:S1", "stock:WEB")
    order = []
    for _ in range(8):
        stream = asked(one, 0)
        order.append(stream)
        took(one, stream, 1, 1)
    assert order == [
        "policy:S1", "pickup:S1", OWN, "promo:eu", "catalog:eu", "cust:S1", "stock:S2", "stock:WEB",
    ]  # fmt: skip


def test_a_hint_goes_before_the_next_page_of_a_long_catalogue() -> None:
    one = download()
    named(one, "stock:S2")
    for stream in ("policy:S1", "catalog:eu"):
        assert asked(one, 0) == stream
        took(one, stream, 1, 1 if stream == "policy:S1" else 500)
    one.hinted({"stock:S2": 7})
    assert asked(one, 0) == "stock:S2"
    took(one, "stock:S2", 7, 7)
    assert asked(one, 0) == "catalog:eu", "then it goes on where it was"


def test_an_old_hint_and_one_of_a_strange_stream_change_nothing() -> None:
    one = download("policy:S1")
    took(one, "policy:S1", 4, 4)
    assert one.hinted({"policy:S1": 4, "gossip:S1": 3}) == []
    assert one.next(POLL_MS - 1) is None


def test_while_hints_come_streams_are_asked_less_often_and_at_once_when_they_end() -> None:
    one = download("policy:S1")
    one.relax(True)
    took(one, "policy:S1", 1, 1)
    assert one.due_at() == LISTENING_MS
    one.relax(False)
    assert one.due_at() == POLL_MS


def test_a_stream_the_greeting_no_longer_names_is_no_longer_asked() -> None:
    one = download("policy:S1")
    named(one, "stock:S2")
    one.heads({"policy:S1": 1}, all_of_them=True)
    took(one, "policy:S1", 1, 1)
    assert one.next(0) is None


def test_a_hint_that_comes_while_its_page_is_on_the_way_is_not_forgotten() -> None:
    one = download("policy:S1")
    took(one, "policy:S1", 4, 4)
    assert asked(one, POLL_MS) == "policy:S1"
    one.hinted({"policy:S1": 5})
    took(one, "policy:S1", 4, 4, POLL_MS, items=0)  # as it stood just before
    assert asked(one, POLL_MS) == "policy:S1"
    took(one, "policy:S1", 5, 5, POLL_MS)
    assert one.next(POLL_MS + 1) is None


def test_a_hint_that_the_page_on_the_way_already_held_costs_no_second_one() -> None:
    one = download("policy:S1")
    assert asked(one, 0) == "policy:S1"
    one.hinted({"policy:S1": 5})
    took(one, "policy:S1", 5, 5)
    assert one.next(1) is None


def test_a_hint_that_never_comes_true_is_followed_once() -> None:
    one = download("policy:S1")
    took(one, "policy:S1", 4, 4)
    one.hinted({"policy:S1": 900})
    assert asked(one, 0) == "policy:S1"
    took(one, "policy:S1", 4, 4, items=0)
    assert one.next(1) is None


def test_a_hint_of_a_whole_catalogue_does_not_keep_a_few_shelves_waiting() -> None:
    one = download()
    named(one, "stock:S2")
    took(one, "policy:S1", 1, 1)
    one.hinted({"catalog:eu": 40 * PAGE_ITEMS_MAX, "stock:S2": 7})  # as the channel begins: with everything
    assert asked(one, 0) == "stock:S2"
    took(one, "stock:S2", 7, 7)
    assert asked(one, 0) == "catalog:eu"


def test_nothing_goes_before_the_policy_until_it_was_there_once() -> None:
    one = download()
    named(one, "pickup:S1")
    one.hinted({"pickup:S1": 1})
    assert asked(one, 0) == "policy:S1"
    took(one, "policy:S1", 3, 9)
    assert asked(one, 0) == "policy:S1"
    took(one, "policy:S1", 9, 9)
    assert asked(one, 0) == "pickup:S1"
    took(one, "pickup:S1", 1, 1)
    one.hinted({"pickup:S1": 2})
    assert asked(one, POLL_MS) == "pickup:S1", "from then on its turn is one like others"


def test_a_stream_that_was_hinted_while_a_greeting_was_on_its_way_is_kept_until_it_was_asked_for() -> None:
    one = download("policy:S1")
    took(one, "policy:S1", 1, 1)
    assert one.hinted({OWN: 5}) == [Locate(OWN)]
    one.heads({"policy:S1": 1}, all_of_them=True)  # from before there was such a stream
    one.applied(Applied(OWN, None), 0)
    assert asked(one, 0) == OWN
    one.later(OWN, 60_000)
    one.heads({"policy:S1": 1}, all_of_them=True)
    assert one.next(60_000) == ("policy:S1", f"/v1/feed/policy:S1?cursor=v1.policy:S1.1.1&limit={PAGE_ITEMS_MAX}")


def test_a_stream_without_rows_waits_unless_it_was_hinted_in_between() -> None:
    one = download("policy:S1")
    took(one, "policy:S1", 1, 1)
    named(one, OWN)
    assert asked(one, 0) == OWN
    one.hinted({OWN: 1})
    one.later(OWN, 60_000)
    assert asked(one, 0) == OWN
    one.later(OWN, 60_000)
    assert one.next(1) is None


def test_a_stream_that_could_not_be_looked_up_is_looked_up_when_it_is_named_again() -> None:
    one = download("policy:S1")
    assert one.heads({OWN: 5}) == [Locate(OWN)]
    one.not_applied(NotApplied(OWN, "disk-failed"), 0)
    assert asked(one, 60_000) == "policy:S1"
    assert one.heads({OWN: 5}) == [Locate(OWN)]


def test_a_stream_that_is_dropped_while_it_is_looked_up_or_written_stays_dropped() -> None:
    one = download("policy:S1")
    assert one.heads({OWN: 5}) == [Locate(OWN)]
    one.heads({"policy:S1": 0}, all_of_them=True)
    assert one.applied(Applied(OWN, None), 0) is None
    assert one.heads({OWN: 5}) == [Locate(OWN)]
    one.applied(Applied(OWN, None), 0)
    assert isinstance(one.page(OWN, FeedPage(OWN, 1, 0, 1, 1, (FeedItem("stock", "a", 1),))), Apply)
    one.heads({"policy:S1": 0}, all_of_them=True)
    one.applied(Applied(OWN, Cursor(OWN, 1, 1)), 0)
    took(one, "policy:S1", 1, 1)
    assert one.next(POLL_MS - 1) is None


# --- the thread that listens ----------------------------------------------------------------------------------------


class Centre:
    """Answers each connection with the next of ``scripts``: bytes to send; the connection then stays open."""

    def __init__(self, scripts: list[bytes], tls: ssl.SSLContext | None = None) -> None:
        self._scripts = scripts
        self._tls = tls
        self._server = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self._server.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def say(self, text: bytes) -> None:
        self.send(chunk(text))

    def send(self, raw: bytes) -> None:
        self._open[-1].sendall(raw)

    def hang_up(self) -> None:
        self._open.pop().close()

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()
        for one in self._open:
            one.close()

    def _serve(self) -> None:
        for script in self._scripts:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            if self._tls is not None:
                line = self._tls.wrap_socket(line, server_side=True)
            self._open.append(line)
            self.requests.put(line.recv(65_536))
            line.sendall(script)


def chunk(text: bytes) -> bytes:
    return f"{len(text):x}\r\n".encode() + text + b"\r\n"


def hint(stream: str, pos: int) -> bytes:
    return f'data: {{"stream":"{stream}","pos":{pos}}}\n\n'.encode()


class Jitter(random.Random):
    """Waits next to nothing, and remembers how long it might have been."""

    def __init__(self) -> None:
        super().__init__(0)
        self.caps: list[float] = []

    def uniform(self, a: float, b: float) -> float:
        self.caps.append(b)
        return 0.01


class Hearer:
    """What the engine would be told, hints taken at once."""

    def __init__(self, ear: Ear) -> None:
        self._heard: queue.SimpleQueue[HintsWait | Listening | Disowned] = queue.SimpleQueue()
        self.clock = SetClock()
        self.jitter = Jitter()
        self.live = Live(ear, self.clock, self._heard.put, self.jitter)

    def next(self) -> Hinted | HintsWait | Listening | Disowned:
        told = self._heard.get(timeout=PATIENCE_S)
        return self.live.hints() if isinstance(told, HintsWait) else told

    def opened(self) -> bool:
        return self.next() == Listening(True)

    def until(self, stream: str) -> int:
        """Where that stream stands, as soon as it is told."""
        while True:
            told = self.next()
            if isinstance(told, Hinted) and stream in told.heads:
                return told.heads[stream]

    @property
    def silent(self) -> bool:
        return self._heard.empty()


@contextmanager
def listening(centre: Centre | Ready, token: str | None = "t0ken", ear: Ear | None = None) -> Iterator[Hearer]:
    hearer = Hearer(ear or Ear(centre.url))
    hearer.live.start()
    hearer.live.note(Bearer(token))
    try:
        yield hearer
    finally:
        hearer.live.stop()
        for thread in [one for one in threading.enumerate() if one.name == "live"]:
            thread.join(PATIENCE_S)
            assert not thread.is_alive()


def test_hints_reach_the_engine_and_heartbeats_do_not() -> None:
    first = HEAD + chunk(hint("stock:S1", 3) + b":\n\n" + hint("pickup:S1", 9)[:10])
    with closing(Centre([first])) as centre, listening(centre) as hearer:
        assert hearer.opened()
        assert hearer.next() == Hinted({"stock:S1": 3})
        centre.say(hint("pickup:S1", 9)[10:])
        assert hearer.next() == Hinted({"pickup:S1": 9})
        assert b"authorization: bearer t0ken" in centre.requests.get(timeout=PATIENCE_S).lower()


def test_hints_that_nobody_takes_are_one_word_and_one_position_per_stream() -> None:
    with closing(Centre([HEAD])) as centre, listening(centre) as hearer:
        assert hearer.opened()
        for n in range(1, 50):
            centre.say(hint("a:b", n) + hint("c:d", n))
        soon(lambda: hearer.live._waiting == {"a:b": 49, "c:d": 49})
        assert hearer.next() == Hinted({"a:b": 49, "c:d": 49})
        assert hearer.silent
        centre.say(hint("a:b", 50))
        assert hearer.next() == Hinted({"a:b": 50})


def test_a_line_that_breaks_is_opened_again_after_a_pause_that_grows_until_one_holds() -> None:
    with closing(Centre([HEAD + chunk(hint("a:b", n)) for n in range(4)])) as centre, listening(centre) as hearer:
        for n in range(4):
            assert hearer.opened()
            assert hearer.next() == Hinted({"a:b": n})
            if n == 2:
                hearer.clock.now += HELD_MS
            centre.hang_up()
            assert hearer.next() == Listening(False)
        soon(lambda: len(hearer.jitter.caps) >= 4)
        assert hearer.jitter.caps[:4] == [1, 2, 1, 2]


def test_a_line_that_ends_as_it_should_is_no_reason_to_hurry_either() -> None:
    whole = HEAD + chunk(b":\n\n") + b"0\r\n\r\n"
    with closing(Centre([whole, whole, HEAD])) as centre, listening(centre) as hearer:
        for _ in range(2):
            assert hearer.opened()
            assert hearer.next() == Listening(False)
        assert hearer.opened()
        assert hearer.jitter.caps == [1, 2]


def test_a_sign_in_page_is_not_the_centre() -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi"
    with closing(Centre([page, HEAD])) as centre, listening(centre) as hearer:
        assert hearer.opened()
        assert hearer.jitter.caps == [1]


def test_a_token_that_is_not_accepted_is_told_and_a_new_one_tried() -> None:
    refused = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with closing(Centre([refused, HEAD])) as centre, listening(centre, "old") as hearer:
        assert hearer.next() == Disowned("old")
        hearer.live.note(Bearer("new"))
        assert hearer.opened()
        assert hearer.jitter.caps == [1], "a new token is no reason not to wait"


def test_the_network_switch_ends_the_line_and_brings_it_back() -> None:
    with closing(Centre([HEAD, HEAD])) as centre, listening(centre) as hearer:
        assert hearer.opened()
        hearer.live.cut(Cut(on=False))
        assert hearer.next() == Listening(False)
        hearer.live.cut(Cut(on=True))
        assert hearer.opened()


def test_a_switch_that_is_touched_while_the_line_is_opened_ends_it_too() -> None:
    with closing(Centre([b"", HEAD])) as centre, listening(centre) as hearer:
        centre.requests.get(timeout=PATIENCE_S)
        hearer.live.cut(Cut(on=False))  # there is no line yet to be ended
        centre.send(HEAD)
        assert hearer.opened()
        assert hearer.next() == Listening(False)
        hearer.live.cut(Cut(on=True))
        assert hearer.opened()


def test_a_token_that_is_gone_ends_the_line_until_there_is_another() -> None:
    with closing(Centre([HEAD, HEAD])) as centre, listening(centre) as hearer:
        assert hearer.opened()
        hearer.live.note(Bearer(None))
        assert hearer.next() == Listening(False)
        hearer.live.note(Bearer("other"))
        assert hearer.opened()
        centre.requests.get(timeout=PATIENCE_S)
        assert b"bearer other" in centre.requests.get(timeout=PATIENCE_S).lower()


@pytest.mark.parametrize("words", [b"data: nonsense\n\n", b"event: bye\n\n", b"data: " + b"x" * (LINE_MOST + 9)])
def test_what_is_no_hint_is_passed_over(words: bytes) -> None:
    with (
        closing(Centre([HEAD + chunk(words) + chunk(b"\n" + hint("a:b", 1))])) as centre,
        listening(centre) as hearer,
    ):
        assert hearer.opened()
        assert hearer.next() == Hinted({"a:b": 1})


def test_a_centre_without_such_a_door_is_left_alone() -> None:
    missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    with closing(Centre([missing, HEAD])) as centre, listening(centre) as hearer:
        soon(lambda: not centre.requests.empty())
        hearer.live.cut(Cut(on=False))
        hearer.live.cut(Cut(on=True))
        assert hearer.opened(), "the switch is as good as a new start"
        assert hearer.jitter.caps == [], "until then it was not a matter of patience"


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server at 127.0.0.1 shows, and what a client needs to believe it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "centre")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    built = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    shown = built.add_extension(here, critical=False).sign(key, hashes.SHA256())
    pem = folder / "centre.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem.write_bytes(private + shown.public_bytes(Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))


def test_the_line_is_ended_from_another_thread_behind_tls_too(tmp_path: Path) -> None:
    server, client = certified(tmp_path)
    with closing(Centre([HEAD, HEAD], server)) as centre:
        ear = Ear(centre.url, httpx.HTTPTransport(verify=client))
        with listening(centre, ear=ear) as hearer:
            for on in (False, True):
                assert hearer.opened()
                centre.say(hint("a:b", 1))
                assert hearer.next() == Hinted({"a:b": 1})
                if not on:
                    hearer.live.cut(Cut(on=False))
                    assert hearer.next() == Listening(False)
                    hearer.live.cut(Cut(on=True))


def test_the_real_centre_is_understood(tmp_path: Path) -> None:
    served = Served(tmp_path, "--demo", str(DEMO))
    try:
        now = from_json(served.client.get("/v1/health").content, Health).server_time
        till = Till(cast(CentreItself, RemoteCentre(served.client)), HandClock(now))
        till.centre.enrol(EnrolRequest(served.ready.enrol_code, b64encode(till.public).decode(), "test"))
        till.sign_in()
        with listening(served.ready, till.token) as hearer:
            assert hearer.opened()
            stood = hearer.until(CATALOGUE)
            note = address_file(served.database)
            assert note is not None
            hand_over(note, Order("import-articles", files={"new.csv": b"sku,name,price\nLIVE1,Something new,1.00\n"}))
            assert hearer.until(CATALOGUE) > stood
            hearer.live.cut(Cut(on=False))
            while hearer.next() != Listening(False):
                pass
            hearer.live.cut(Cut(on=True))
            assert hearer.opened()
            assert hearer.until(CATALOGUE) > stood, "it begins with where each stream stands"
        assert served.stop() == 0
        assert served.log == ""
    finally:
        served.process.kill()
        served.process.wait()
