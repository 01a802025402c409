"""A till on paper, a centre on paper, and a bench that runs the engine between them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from msgspec import Raw

from pos import contract
from pos.contract import Cursor, Entry, FeedItem, FeedPage, JournalHead, Outcome, Problem, PushAnswer
from pos.ports import Head, Stored
from pos.sync.engine import Config, Engine
from pos.sync.steps import (
    Acknowledge,
    Applied,
    Apply,
    Ask,
    Entries,
    Failed,
    Forget,
    Input,
    Locate,
    Moment,
    NotApplied,
    Output,
    Reply,
    Report,
    Send,
    Sleep,
    Tick,
    Wake,
)

KEY = bytes(range(32))
WALL = 1_795_500_000_000
POLICY, CATALOGUE = "policy:S0042", "catalog:eu"
CONFIG = Config("S0042", "T03", KEY, "1.0", "boot", (POLICY, CATALOGUE))


class PaperTill:
    """Numbered lines with their chain, and what was acknowledged. ``entry(n)`` makes line n."""

    def __init__(self, journal: str = "0190-journal") -> None:
        self.journal = journal
        self.items: list[Stored] = []
        self.acked = Head(0, "")
        self.acknowledged: list[Acknowledge] = []
        self.personal: dict[str, bytes] = {}

    def genesis(self) -> str:
        return contract.first_hash(self.journal, CONFIG.till, KEY)

    def sell(self, count: int = 1, size: int = 0) -> None:
        for _ in range(count):
            seq = len(self.items) + 1
            line = b'{"seq":%d,"in":"%s"%s}' % (seq, self.journal.encode(), b" " * size)
            self.items.append(Stored(seq, line, contract.next_hash(self.head().hash, line)))

    def sign_up(self, id_: str, personal: bytes) -> None:
        """An entry about a person, with ``personal`` beside it."""
        seq = len(self.items) + 1
        entry = Entry(seq, id_, "customer.created", 1, WALL, "Europe/Berlin", "boot", 1, "2026-11-24", "1", True,
                      Raw(b"{}"))  # fmt: skip
        line = contract.encode_entry(entry)
        self.items.append(Stored(seq, line, contract.next_hash(self.head().hash, line)))
        self.personal[id_] = personal

    def head(self) -> Head:
        return Head(self.items[-1].seq, self.items[-1].hash) if self.items else Head(0, self.genesis())

    def answer(self, ask: Ask) -> Entries:
        head = self.head()
        items = tuple(self.items[ask.after : ask.after + ask.limit])
        return Entries(
            ask.after, JournalHead(self.journal, "TAGG", head.seq, head.hash), self.acked, items, self.personal
        )

    def acknowledge(self, told: Acknowledge) -> None:
        assert told.journal == self.journal
        assert told.head.hash == self.items[told.head.seq - 1].hash, "what is acknowledged is not ours"
        self.acked = told.head
        self.acknowledged.append(told)


@dataclass
class PaperCentre:
    """The contract in a few lines: journals by number, hash and gap; streams by position. ``personal``: what came
    beside entries, once for each request that was taken; ``foreign``: streams of other tills.
    """

    till: PaperTill
    lines: list[bytes] = field(default_factory=list)
    streams: dict[str, list[FeedItem]] = field(default_factory=lambda: {POLICY: [], CATALOGUE: []})
    gens: dict[str, int] = field(default_factory=lambda: {POLICY: 1, CATALOGUE: 1})
    foreign: set[str] = field(default_factory=set)
    unreadable: set[bytes] = field(default_factory=set)
    refusals: dict[str, tuple[int, Problem]] = field(default_factory=dict)
    page_size: int = 3
    quarantined: list[bytes] = field(default_factory=list)
    personal: list[dict[str, bytes]] = field(default_factory=list)
    now: int = WALL
    tokens: int = 0

    def hashes(self) -> list[str]:
        return contract.chain(self.till.genesis(), self.lines)

    def acked(self) -> Head:
        hashes = self.hashes()
        return Head(len(hashes), hashes[-1] if hashes else self.till.genesis())

    def publish(self, stream: str, *ids: str) -> None:
        for id_ in ids:
            ver = len(self.streams[stream]) + 1
            self.streams[stream].append(FeedItem("article", id_, ver, Raw(b'{"v":%d}' % ver)))

    def begin(self, stream: str) -> None:
        """From here on there is such a stream."""
        self.streams.setdefault(stream, [])
        self.gens.setdefault(stream, 1)

    def heads(self) -> dict[str, int]:
        return {stream: len(items) for stream, items in self.streams.items() if stream not in self.foreign}

    def handle(self, request: Send) -> tuple[int, bytes]:
        url = urlsplit(request.path)
        words = [unquote(word) for word in url.path.split("/")]
        kind = words[2]
        query = {name: values[0] for name, values in parse_qs(url.query).items()}
        if kind in self.refusals:
            status, problem = self.refusals[kind]
            return status, contract.to_json(problem)
        if kind == "token":
            self.tokens += 1
            return 200, contract.to_json(contract.TokenAnswer(f"token-{self.tokens}", 3600, self.now))
        if request.token != f"token-{self.tokens}":
            return 401, contract.to_json(Problem("token-expired", server_time=self.now))
        if kind == "hello":
            return 200, contract.to_json(self._hello(contract.from_json(request.body, contract.Hello)))
        if kind == "journals":
            return self._push(request.body)
        if kind == "quarantine":
            if int(query["seq"]) > len(self.lines) + 1:
                return 409, contract.to_json(self._state(contract.GAP))
            self.quarantined.append(request.body)
            self.lines.append(request.body)
            return 200, contract.to_json(self._state(contract.OK))
        if kind == "customers":
            return 200, contract.to_json({"asked": request.method, "q": query["q"]})
        if words[3] in self.foreign:
            return 403, contract.to_json(Problem("stream-foreign"))
        if words[3] not in self.streams:
            return 404, contract.to_json(Problem("stream-unknown"))
        return self._page(words[3], query.get("cursor"), int(query["limit"]))

    def _hello(self, hello: contract.Hello) -> contract.HelloAnswer:
        acked, heads = self.acked(), self.heads()
        head = hello.journals[-1]
        state = contract.REGRESSED if head.seq < acked.seq else contract.OK
        return contract.HelloAnswer(
            (contract.JournalState(head.journal, acked.seq, acked.hash, state),), heads, self.now
        )

    def _push(self, body: bytes) -> tuple[int, bytes]:
        header, lines = contract.decode_push(body)
        if self.unreadable.intersection(lines):
            return 400, contract.to_json(Problem("batch-unreadable"))
        if header.first > len(self.lines) + 1:
            return 409, contract.to_json(self._state(contract.GAP))
        known = lines[: len(self.lines) - header.first + 1]
        stored = self.lines[header.first - 1 : header.first - 1 + len(lines)]
        if header.prev != [self.till.genesis(), *self.hashes()][header.first - 1] or known != stored:
            return 409, contract.to_json(self._state(contract.FORK))
        self.lines += lines[len(known) :]
        self.personal.append({id_: bytes(data) for id_, data in header.personal.items()})
        outcomes = tuple(
            Outcome(seq, contract.KNOWN if seq < header.first + len(known) else contract.APPLIED)
            for seq in range(header.first, header.first + len(lines))
        )
        return 200, contract.to_json(self._state(contract.OK, outcomes))

    def _state(self, code: str, outcomes: tuple[Outcome, ...] = ()) -> PushAnswer:
        acked, heads = self.acked(), self.heads()
        return PushAnswer(code, acked.seq, acked.hash, self.now, outcomes, heads)

    def _page(self, stream: str, cursor: str | None, limit: int) -> tuple[int, bytes]:
        items, gen = self.streams[stream], self.gens[stream]
        start = contract.read_cursor(cursor) if cursor else Cursor(stream, gen, 0)
        if start.gen != gen:
            return 410, contract.to_json(Problem("generation-unknown"))
        if start.pos > len(items):
            return 409, contract.to_json(Problem("ahead"))
        to = min(len(items), start.pos + min(limit, self.page_size))
        page = FeedPage(stream, gen, start.pos, to, len(items), tuple(items[start.pos : to]), {}, self.now)
        return 200, contract.to_json(page)


class Latest(random.Random):
    """Jitter at its upper end, so that delays are the documented caps."""

    def uniform(self, a: float, b: float) -> float:
        return b

    def random(self) -> float:
        return 1.0


class Bench:
    """Runs one engine on a clock of its own. Requests wait in ``sent`` until `deliver`, `lose` or `fail`.

    Watches what must always hold: one request at a time, a `Sleep` in the future at the end of every step.
    """

    def __init__(self, till: PaperTill, centre: PaperCentre, config: Config = CONFIG) -> None:
        self.till = till
        self.centre = centre
        self.config = config
        self.now = 1_000
        self.wall_offset = 0
        self.online = False
        self.disk_full = False
        self.streams: dict[str, Cursor | None] = {}
        self.rows: dict[tuple[str, str], int] = {}
        self.said: list[Output] = []
        self.sent: Send | None = None
        self.asked: list[Ask] = []
        self.until = 0
        self.restart()

    def restart(self) -> None:
        """A new engine, as after the helper's death."""
        self.engine = Engine(self.config, lambda _: b"signature", Latest(0), dict(self.streams))
        self.sent = None
        self.asked = []
        self.step(Tick())

    def step(self, given: Input) -> list[Output]:
        outputs = self.engine.step(Moment(self.now, WALL + self.now + self.wall_offset), given)
        sends = [output for output in outputs if isinstance(output, Send)]
        if sends:
            assert len(sends) == 1 and self.sent is None, "two requests under way"
            self.sent = sends[0]
        if outputs:
            assert isinstance(outputs[-1], Sleep) and outputs[-1].until > self.now
            self.until = outputs[-1].until
        self.said += outputs
        for output in outputs:
            self._carry_out(output)
        return outputs

    def _carry_out(self, output: Output) -> None:
        match output:
            case Ask():
                self.asked.append(output)
            case Acknowledge():
                self.till.acknowledge(output)
            case Report():
                self.online = output.link.online
            case Locate():
                self.step(Applied(output.stream, self.streams.get(output.stream)))
            case Forget():
                self.streams[output.stream] = None
                self.rows = {key: ver for key, ver in self.rows.items() if key[0] != output.stream}
                self.step(Applied(output.stream, None))
            case Apply():
                if self.disk_full:
                    self.step(NotApplied(output.page.stream, "disk-full"))
                    return
                page = output.page
                self.rows.update({(page.stream, item.id): item.ver for item in page.items})
                self.streams[page.stream] = Cursor(page.stream, page.gen, page.to)
                self.step(Applied(page.stream, self.streams[page.stream]))

    def answer_asks(self) -> None:
        while self.asked:
            self.step(self.till.answer(self.asked.pop(0)))

    def deliver(self, after_ms: int = 10) -> Reply:
        """The request reaches the centre and its answer comes back."""
        request = self.take()
        status, body = self.centre.handle(request)
        return self.reply(request, status, body, after_ms=after_ms)

    def reply(
        self, request: Send, status: int, body: bytes, *, after_ms: int = 10, retry_after_s: int | None = None
    ) -> Reply:
        self.now += after_ms
        reply = Reply(request.id, status, body, retry_after_s)
        self.step(reply)
        return reply

    def fail(self, reason: str, after_ms: int = 10) -> None:
        request = self.take()
        self.now += after_ms
        self.step(Failed(request.id, reason))

    def take(self) -> Send:
        assert self.sent is not None, "nothing is under way"
        request, self.sent = self.sent, None
        return request

    def wait(self) -> None:
        """Let time pass until the engine wants to wake up."""
        self.now = max(self.now + 1, self.until)
        self.step(Tick())

    def wait_for_request(self) -> Send:
        """Let time pass until something is sent."""
        while self.sent is None:
            self.answer_asks()
            if self.sent is None:
                self.wait()
        return self.sent

    def live(self, ms: int) -> None:
        """Let time pass with everything working."""
        until = self.now + ms
        while self.now < until:
            self.settle()
            self.wait()
        self.settle()

    def settle(self, until: Callable[[], bool] = lambda: False) -> None:
        """Answer everything until nothing is under way and nothing is asked."""
        for _ in range(2_000):
            if until():
                return
            if self.asked:
                self.answer_asks()
            elif self.sent is not None:
                self.deliver()
            else:
                return
        raise AssertionError("it never settles")

    def sell(self, count: int = 1) -> None:
        self.till.sell(count)
        self.step(Wake(self.till.journal, self.till.head().seq))

    def said_of(self, kind: type[Output]) -> list[Output]:
        return [output for output in self.said if isinstance(output, kind)]


def bench(sold: int = 0) -> Bench:
    """A till with ``sold`` entries before it ever met its centre."""
    till = PaperTill()
    till.sell(sold)
    return Bench(till, PaperCentre(till))


def connected(sold: int = 0) -> Bench:
    """The same, settled: everything pushed and pulled, nothing said."""
    ready = bench(sold)
    ready.settle()
    ready.said.clear()
    return ready
