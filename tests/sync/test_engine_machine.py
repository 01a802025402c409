"""The engine against a centre that loses, forgets and refuses, in any order: whatever happened, all ends well."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from pos import contract
from pos.contract import Problem
from pos.sync.steps import TIMEOUT, UNREACHABLE, UNTRUSTED, Cut, Hinted, Listening, Rehome, Stop, Tick, Wake
from tests.sync.doubles import CATALOGUE, POLICY, Bench, PaperCentre, PaperTill

PICKUP, OTHER = "pickup:S0042", "stock:S0007"


class Line(RuleBasedStateMachine):
    """One till, one centre; between them anything may happen but a lie."""

    @initialize(sold=st.integers(0, 45))
    def begin(self, sold: int) -> None:
        self.till = PaperTill()
        self.till.sell(sold)
        self.centre = PaperCentre(self.till)
        self.bench = Bench(self.till, self.centre)
        self.published = 0

    @rule(count=st.integers(1, 30))
    def sell(self, count: int) -> None:
        self.bench.sell(count)

    @rule()
    def sell_poison(self) -> None:
        self.till.sell()
        self.centre.unreadable.add(self.till.items[-1].line)
        self.bench.step(Wake(self.till.journal, self.till.head().seq))

    @rule(stream=st.sampled_from([POLICY, CATALOGUE, PICKUP, OTHER]), count=st.integers(1, 5))
    def publish(self, stream: str, count: int) -> None:
        self.centre.begin(stream)
        for _ in range(count):
            self.published += 1
            self.centre.publish(stream, f"X{self.published}")

    @rule(stream=st.sampled_from([POLICY, CATALOGUE, PICKUP, OTHER]), more=st.sampled_from([0, 0, 0, 7]))
    def a_hint_comes(self, stream: str, more: int) -> None:
        """Late, twice, or of a centre that has been restored since."""
        self.bench.step(Hinted({stream: len(self.centre.streams.get(stream, ())) + more}))

    @rule(on=st.booleans())
    def the_live_channel_opens_or_ends(self, on: bool) -> None:
        self.bench.step(Listening(on))

    @rule(stream=st.sampled_from([PICKUP, OTHER]))
    def the_centre_begins_a_stream(self, stream: str) -> None:
        self.centre.begin(stream)

    @rule(ours=st.booleans())
    def a_neighbour_goes_or_comes(self, ours: bool) -> None:
        self.centre.foreign = set() if ours else {OTHER}

    @rule()
    def the_till_answers(self) -> None:
        self.bench.answer_asks()

    @rule()
    def the_till_overhears(self) -> None:
        self.bench.asked.clear()

    @rule(ms=st.integers(1, 100_000))
    def time_passes(self, ms: int) -> None:
        self.bench.now += ms
        self.bench.step(Tick())

    @precondition(lambda self: self.bench.sent is not None)
    @rule(ms=st.integers(1, 9_000))
    def an_answer_comes(self, ms: int) -> None:
        self.bench.deliver(ms)

    @precondition(lambda self: self.bench.sent is not None)
    @rule(reason=st.sampled_from([TIMEOUT, UNREACHABLE, UNTRUSTED]), arrived=st.booleans())
    def no_answer_comes(self, reason: str, arrived: bool) -> None:
        if arrived:
            assert self.bench.sent is not None
            self.centre.handle(self.bench.sent)
        self.bench.fail(reason)

    @precondition(lambda self: self.bench.sent is not None)
    @rule(
        status=st.sampled_from([200, 302, 400, 401, 403, 409, 410, 413, 426, 429, 500, 503]),
        body=st.sampled_from([b"", b"<html>", contract.to_json(Problem("busy")), b'{"code":"ok"}', b"[]", b"null"]),
        seconds=st.one_of(st.none(), st.integers(0, 30)),
    )
    def somebody_else_answers(self, status: int, body: bytes, seconds: int | None) -> None:
        refused = status in (400, 413) and body.startswith(b'{"code":"busy"')
        assert self.bench.sent is not None
        if refused and self.bench.sent.path.endswith("/events"):
            return  # the centre's own words for a batch it cannot read: `sell_poison` says them
        self.bench.reply(self.bench.take(), status, body, retry_after_s=seconds)

    @rule()
    def the_token_runs_out(self) -> None:
        self.centre.tokens += 1

    @rule(keep=st.floats(0, 1))
    def the_centre_is_restored_from_a_backup(self, keep: float) -> None:
        del self.centre.lines[int(len(self.centre.lines) * keep) :]
        for stream in self.centre.gens:
            self.centre.gens[stream] += 1

    @rule()
    def the_helper_dies(self) -> None:
        self.bench.restart()

    @rule(on=st.booleans())
    def the_switch_is_touched(self, on: bool) -> None:
        self.bench.step(Cut(on=on))
        if not on:
            self.bench.sent = None

    @rule(full=st.booleans())
    def the_disk_fills_or_empties(self, full: bool) -> None:
        self.bench.disk_full = full

    @invariant()
    def nobody_is_told_to_leave_this_journal(self) -> None:
        if hasattr(self, "bench"):
            assert self.bench.said_of(Rehome) == []

    def teardown(self) -> None:
        """Everything heals: the queue drains, the replica is the centre's, and the screen says online."""
        if not hasattr(self, "bench"):
            return
        bench = self.bench
        bench.disk_full = False
        bench.step(Cut(on=True))
        bench.live(200_000)
        assert self.centre.lines == [item.line for item in self.till.items]
        assert self.till.acked == self.till.head() or self.till.head().seq == 0
        assert bench.online
        assert set(self.centre.quarantined) <= self.centre.unreadable
        self.everything_is_here(POLICY, CATALOGUE)
        bench.step(Cut(on=False))  # so that a hello names what nobody hinted
        bench.sent = None
        bench.step(Cut(on=True))
        bench.live(20_000)
        self.everything_is_here(*self.centre.heads())
        assert bench.step(Stop()) == []

    def everything_is_here(self, *streams: str) -> None:
        for stream in streams:
            items = self.centre.streams[stream]
            here = {id_: ver for (of, id_), ver in self.bench.rows.items() if of == stream}
            assert here == {item.id: item.ver for item in items}


TestLine = Line.TestCase
TestLine.settings = settings(max_examples=60, stateful_step_count=40)
