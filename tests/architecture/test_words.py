"""What must not stand in any tracked file: paths of a machine, registries, secrets, talk about how it was made."""

from __future__ import annotations

import re

from tests.architecture.sources import ROOT, tracked

# Each is put together from pieces, so that this file does not contain what it looks for.
MAKING = "|".join(["cl" + "aude", "anth" + "ropic", "chat" + "gpt", "open" + "ai", "l" + "lm", "ai-gen" + "erated"])
FORBIDDEN = {
    "path of a machine": r"(?<![\w.$}])/("
    + "|".join(["ro" + "ot", "wo" + "rk", "fa" + "rm", "ho" + r"me/\w+"])
    + r")\b/",
    "temporary folder": r"(?<![\w.$}])/tm" + r"p/[a-z]",
    "package registry": r"\b(pypi\.o" + r"rg|pythonho" + r"sted\.org|test\.pypi\.o" + r"rg)\b",
    "talk about the making": rf"(?i)\b({MAKING})\b",
    "private key": r"-----BEGIN [A-Z ]*PRIVATE" + " KEY-----",
}


def found(text: str) -> list[str]:
    """What of the above stands in the text, with the place."""
    return [
        f"{name}: {match.group(0)!r} in line {text.count(chr(10), 0, match.start()) + 1}"
        for name, pattern in FORBIDDEN.items()
        for match in re.finditer(pattern, text)
    ]


def test_no_tracked_file_says_it() -> None:
    said = {}
    for path in tracked():
        try:
            text = (ROOT / path).read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a font or a picture
        if places := found(text):
            said[path] = places
    assert not said


def test_the_search_finds_each() -> None:
    samples = ["see /ro" + "ot/x", "in /tm" + "p/build", "from pypi.o" + "rg", "by Cl" + "aude"]
    assert [len(found(sample)) for sample in samples] == [1, 1, 1, 1]
    assert found("a/root/b in ./work/x and https://example.org/home") == []
