"""The bare limits: the least that Qt, SQLite and Python need for the same window, font, bytes and pragmas."""

import sqlite3
import time
from collections.abc import Callable, Iterator

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QSplitter, QTableView, QWidget

SHOWN = "import sys; from PySide6.QtWidgets import QApplication, QMainWindow; a = QApplication(sys.argv);"
SHOWN += "w = QMainWindow(); w.resize(1366, 768); w.show(); a.processEvents(); print('shown', flush=True);"
HELD = SHOWN + "sys.stdin.read()"


def ms(start_ns: int) -> float:
    return (time.perf_counter_ns() - start_ns) / 1e6


def window(*parts: QWidget) -> QWidget:
    shown = QSplitter()
    for part in parts:
        shown.addWidget(part)
    shown.resize(1366, 768)
    shown.show()
    QApplication.processEvents()
    return shown


def basket(rows: int, first: Callable[[], object] = lambda: None) -> Iterator[float]:
    """``first()``, then a row more on top of a table of ``rows``, another text in a big label, repaint."""
    view, model, label = QTableView(), QStandardItemModel(), QLabel("0,00 €")
    view.setModel(model)
    label.setStyleSheet("font-size: 60px")
    shown = window(view, label)
    while shown.isVisible():
        model.removeRows(rows - 1, max(0, model.rowCount() - rows + 1))
        QApplication.processEvents()
        start = time.perf_counter_ns()
        first()
        model.insertRow(0, [QStandardItem(text) for text in ("1", "Kaffeebohnen Crema 1 kg", "16,99", "16,99")])
        label.setText(f"{start % 10_000},99 €")
        QApplication.processEvents()
        yield ms(start)


def find(db: sqlite3.Connection, view: QListWidget, query: str) -> float:
    """The bare FTS5 query (rowid is the sales rank, so no ORDER BY), then five new rows in a list, repaint."""
    start = time.perf_counter_ns()
    rows = db.execute("SELECT rowid FROM name_index WHERE name_index MATCH ? LIMIT 5", (query,)).fetchall()
    view.clear()
    view.addItems([f"Kaffeebohnen Crema {rowid} kg" for (rowid,) in rows])
    QApplication.processEvents()
    return ms(start)


def opened(path: str) -> sqlite3.Connection:
    """A file with the journal's pragmas: WAL, FULL, exclusive."""
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    db.executescript("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;")
    db.execute("CREATE TABLE IF NOT EXISTS bare (seq INTEGER PRIMARY KEY, line BLOB) STRICT")
    return db


def commit(db: sqlite3.Connection, line: bytes) -> float:
    """Insert the bytes in a transaction of their own."""
    start = time.perf_counter_ns()
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO bare (line) VALUES (?)", (line,))
    db.execute("COMMIT")
    return ms(start)
