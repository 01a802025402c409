"""Who sent the characters: decided by their times alone."""

from hypothesis import given
from hypothesis import strategies as st

from pos.ui.scans import ENTER_GRACE_MS, SHORTEST_SCAN, Decision, ScanDetector, Scanned, Typed

GAP = 35
EAN = "4057218104231"
characters = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=1)


def play(detector: ScanDetector, keys: str, start: int, step: int) -> list[Decision]:
    """Press ``keys`` every ``step`` ms; the hold timer runs out wherever there is time for it."""
    decided = []
    for index, key in enumerate(keys):
        decided += detector.feed(key, start + index * step)
        if step >= detector.patience_ms:
            decided += detector.expire()
    return decided


def test_a_burst_with_enter_is_one_scan_and_enter_is_its_own() -> None:
    detector = ScanDetector(GAP)
    decided = play(detector, EAN, 0, 2)
    ended, of_scanner = detector.enter(30)
    assert decided + ended == [Scanned(EAN)]
    assert of_scanner
    assert detector.enter(30 + GAP + 1) == ([], False)


def test_a_burst_without_enter_is_a_scan_after_the_hold_and_a_late_enter_still_belongs_to_it() -> None:
    detector = ScanDetector(GAP)
    play(detector, EAN, 0, 2)
    assert detector.holding
    assert detector.expire() == [Scanned(EAN)]
    assert detector.enter(24 + ENTER_GRACE_MS) == ([], True)
    assert detector.enter(24 + ENTER_GRACE_MS + 1) == ([], False), "one scan has one Enter"


def test_an_enter_long_after_a_scan_is_a_person() -> None:
    detector = ScanDetector(GAP)
    play(detector, EAN, 0, 2)
    detector.expire()
    assert detector.enter(24 + ENTER_GRACE_MS + 1) == ([], False)


def test_after_another_key_an_enter_is_a_person() -> None:
    detector = ScanDetector(GAP)
    play(detector, EAN, 0, 2)
    assert detector.other_key() == [Scanned(EAN)]
    assert detector.enter(30) == ([], False)


def test_an_enter_after_typing_is_a_person() -> None:
    detector = ScanDetector(GAP)
    play(detector, EAN, 0, 2)
    detector.expire()
    assert play(detector, "x", 60, GAP) == [Typed("x")]
    assert detector.enter(100) == ([], False)


def test_typing_before_a_scan_stays_typing() -> None:
    detector = ScanDetector(GAP)
    typed = play(detector, "3*", 0, 120)
    typed += play(detector, EAN, 400, 1)
    assert [*typed, *detector.enter(420)[0]] == [Typed("3"), Typed("*"), Scanned(EAN)]


def test_two_keys_pressed_together_are_typing() -> None:
    detector = ScanDetector(GAP)
    assert play(detector, "ab", 0, 3) + detector.expire() == [Typed("ab")]


def test_marks_tell_a_scan_at_any_speed_and_vanish() -> None:
    detector = ScanDetector(GAP, prefix="~", suffix="#")
    decided = play(detector, "~12#", 0, 90)
    assert decided == [Scanned("12")]
    assert detector.enter(3 * 90 + GAP) == ([], True)


def test_a_marked_scan_that_never_ends_is_decided_by_its_hold() -> None:
    detector = ScanDetector(GAP, prefix="~", suffix="#")
    play(detector, "~12", 0, 10)
    assert detector.holding
    assert detector.expire() == [Scanned("12")]
    assert not detector.holding


@given(st.lists(st.tuples(characters, st.integers(0, 200), st.booleans()), max_size=60))
def test_every_character_comes_out_once_and_in_order(keys: list[tuple[str, int, bool]]) -> None:
    detector, now, decided = ScanDetector(GAP), 0, []
    for key, wait, timer_ran in keys:
        now += wait
        if wait >= GAP and timer_ran:
            decided += detector.expire()
        decided += detector.feed(key, now)
    decided += detector.expire()
    assert "".join(one.text for one in decided) == "".join(key for key, _, _ in keys)
    assert not detector.holding


@given(st.lists(st.tuples(characters, st.integers(GAP, 2_000)), max_size=40))
def test_slow_typing_is_never_a_scan(keys: list[tuple[str, int]]) -> None:
    detector, now, decided = ScanDetector(GAP), 0, []
    for key, wait in keys:
        now += wait
        decided += detector.feed(key, now)
        decided += detector.expire()
    assert not any(isinstance(one, Scanned) for one in decided)


@given(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=SHORTEST_SCAN, max_size=48),
    st.lists(st.integers(0, GAP - 1), min_size=48, max_size=48),
)
def test_a_fast_burst_and_enter_is_always_exactly_one_scan(code: str, steps: list[int]) -> None:
    detector, now, decided = ScanDetector(GAP), 1_000, []
    for key, step in zip(code, steps, strict=False):
        now += step
        decided += detector.feed(key, now)
    ended, of_scanner = detector.enter(now)
    assert decided + ended == [Scanned(code)]
    assert of_scanner
