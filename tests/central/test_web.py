"""What the public pages have in common: words in every language, colours everybody can read, a limit for guessing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi import Request

from pos.central import web
from pos.central.web import DARK, EDGE_ON, LIGHT, STYLE, TEXT_ON, Limiter
from pos.central.web_words import WORDS

TOKENS = Path(__file__).parents[2] / "resources/design/tokens.json"


def test_every_language_says_everything() -> None:
    mine = WORDS["de"].words
    for spoken in WORDS.values():
        assert spoken.words.keys() == mine.keys()
        for key, text in spoken.words.items():
            assert set(re.findall(r"{\w*}", text)) == set(re.findall(r"{\w*}", mine[key])), key


def test_a_limiter_forgets_the_oldest_and_survives_a_clock_set_back() -> None:
    one = Limiter(most=2, window_ms=1_000, clients=2)
    for client in ("a", "a", "b", "b"):
        one.miss(client, 10_000)
    assert (one.wait_ms("a", 10_400), one.wait_ms("b", 11_000), one.wait_ms("c", 10_000)) == (600, 0, 0)
    assert one.wait_ms("a", 5_000) == 0
    one.miss("c", 10_000)
    assert (one.wait_ms("a", 10_400), one.wait_ms("b", 10_400)) == (0, 600)


@pytest.mark.parametrize(
    ("peer", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_a_household_counts_as_one(peer: str, other: str, same: bool) -> None:
    clients = [web.client_of(Request({"type": "http", "client": (one, 1), "headers": []})) for one in (peer, other)]
    assert (clients[0] == clients[1]) is same


def test_colours_are_the_tokens() -> None:
    tokens = json.loads(TOKENS.read_text("utf-8"))["color"]
    assert LIGHT.items() <= tokens["light"].items() and DARK.items() <= tokens["dark"].items()
    used = set(re.findall(r"var\(--(\w+)\)", STYLE))
    assert used == LIGHT.keys() == DARK.keys()
    assert not re.search(r"url\(|@import|https?:", STYLE)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_is_readable_for_everybody(colours: dict[str, str]) -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in TEXT_ON}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
    edges = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in EDGE_ON}
    assert {pair: ratio for pair, ratio in edges.items() if ratio < 3} == {}
