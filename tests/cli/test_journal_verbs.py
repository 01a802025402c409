from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pos.base.errors import Code, Unavailable
from pos.cli import export
from pos.ports import JournalReader
from pos.services.inspection import SLICE, Inspection
from tests.cli.conftest import Tresen, journal_with

Output = pytest.CaptureFixture[str]


def test_the_export_can_be_checked_without_the_product(tresen: Tresen, tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "out.ndjson"
    assert tresen(["journal", "export", str(file), "--data", str(tmp_path)]) == 0
    assert "4 entries" in capsys.readouterr().out
    content = file.read_bytes()
    manifest = json.loads((tmp_path / "out.ndjson.manifest.json").read_bytes())
    reached = bytes.fromhex(manifest["first_hash"])
    lines = content.splitlines()
    for line in lines:
        reached = hashlib.sha256(reached + line).digest()
    assert reached.hex() == manifest["head_hash"]
    assert [json.loads(line)["seq"] for line in lines] == [1, 2, 3, 4]
    assert manifest["entries"] == 4
    assert manifest["bytes"] == len(content)
    assert manifest["sha256"] == hashlib.sha256(content).hexdigest()
    assert (manifest["till"], manifest["tag"]) == ("T03", "7K2Q")
    assert not list(tmp_path.glob("*.part"))


def test_a_place_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    journal = journal_with(tmp_path / "journal.db", 1)
    with pytest.raises(Unavailable) as reason:
        export.export(Inspection(journal), tmp_path / "nowhere" / "out")
    assert reason.value.code is Code.FILE_UNREADABLE
    journal.close()


def test_a_failed_export_keeps_the_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = journal_with(tmp_path / "journal.db", 1)
    file = tmp_path / "out"
    file.write_text("older")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(Unavailable):
            export.export(Inspection(journal), file)
    assert file.read_text() == "older"
    assert not list(tmp_path.glob("*.part"))
    journal.close()


def test_a_long_chain_goes_in_slices_and_none_is_left_out(tmp_path: Path) -> None:
    journal = journal_with(tmp_path / "journal.db", 2 * SLICE)
    inspection = Inspection(journal)
    assert inspection.verify().entries == 2 * SLICE + 1
    assert [e.seq for e in inspection.entries()] == list(range(1, 2 * SLICE + 2))
    assert [row.seq for row in inspection.newest(SLICE + 1)] == list(range(2 * SLICE + 1, SLICE, -1))
    journal.close()


@pytest.mark.parametrize("seq", [1, 3, SLICE + 2])
def test_a_flipped_byte_is_named_with_what_is_safe(tresen: Tresen, tmp_path: Path, capsys: Output, seq: int) -> None:
    path = tmp_path / "journal.db"
    journal = journal_with(path, SLICE + 5)
    _flip(journal, seq)

    @contextmanager
    def door(_: Path) -> Iterator[JournalReader]:
        yield journal

    assert tresen(["journal", "verify"], journal=door) == 1
    out, err = capsys.readouterr()
    assert f"DAMAGED at entry {seq} (hash-wrong)" in out
    assert "journal-damaged" in err
    assert f"Every entry before {seq} is proven whole." in err
    assert tresen(["journal", "verify", "--json"], journal=door) == 1
    facts = json.loads(capsys.readouterr().out)
    assert (facts["entries"], facts["damage"]) == (seq - 1, {"seq": seq, "reason": "hash-wrong"})
    journal.close()


def _flip(journal: object, seq: int) -> None:
    """Change one byte as a failing disk would: behind the back of every guard."""
    db: sqlite3.Connection = journal._db  # type: ignore[attr-defined]
    trigger = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'entry_no_update'").fetchone()[0]
    db.execute("DROP TRIGGER entry_no_update")
    line = bytearray(db.execute("SELECT line FROM entry WHERE seq = ?", (seq,)).fetchone()[0])
    line[len(line) // 2] ^= 1
    db.execute("UPDATE entry SET line = ? WHERE seq = ?", (bytes(line), seq))
    db.execute(trigger)
