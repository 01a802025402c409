import random

from hypothesis import given
from hypothesis import strategies as st

from pos.base.clock import Ids, SystemClock, local_date, local_time


class FixedClock:
    def __init__(self, now_ms: int) -> None:
        self.now = now_ms

    def now_ms(self) -> int:
        return self.now

    def mono_ms(self) -> int:
        return self.now


@given(st.integers(0, 2**48 - 1), st.integers())
def test_ids_are_uuid_version_7_and_carry_their_birth(now_ms: int, seed: int) -> None:
    new_id = Ids(FixedClock(now_ms), random.Random(seed).randbytes).new()
    assert len(new_id) == 36
    assert new_id[14] == "7"
    assert new_id[19] in "89ab"
    assert int(new_id.replace("-", "")[:12], 16) == now_ms


def test_ids_differ_within_one_millisecond() -> None:
    ids = Ids(FixedClock(1))
    assert len({ids.new() for _ in range(1_000)}) == 1_000


def test_local_time_follows_the_store_across_midnight_and_summer_time() -> None:
    before_midnight_utc = 1_793_919_000_000  # 2026-11-05T22:50:00Z
    assert local_date(before_midnight_utc, "Europe/Berlin").isoformat() == "2026-11-05"
    assert local_date(before_midnight_utc + 15 * 60_000, "Europe/Berlin").isoformat() == "2026-11-06"
    assert local_time(1_785_000_000_123, "Europe/Berlin").isoformat().endswith(".123000+02:00")


def test_the_system_clock_runs() -> None:
    clock = SystemClock()
    assert clock.now_ms() > 1_700_000_000_000
    assert clock.mono_ms() <= clock.mono_ms()
