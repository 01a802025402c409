"""The file printer: whole files or none, and a fault that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from pos.base.errors import Code, Unavailable
from pos.devices.paper import paper
from pos.simulated import FilePrinter
from tests.devices.documents import HEBREW, a_sale, sale_document

NAME = "S0042-T03-7K2Q-000418"


def test_a_document_becomes_a_file_of_its_number(tmp_path: Path) -> None:
    slip = sale_document(a_sale(HEBREW))
    FilePrinter(tmp_path / "receipts", paper).print(slip, NAME)
    assert (tmp_path / "receipts" / f"{NAME}.txt").read_text("utf-8") == paper(slip)


def test_printing_again_replaces_it_and_leaves_nothing_else(tmp_path: Path) -> None:
    printer = FilePrinter(tmp_path, paper)
    printer.print(sale_document(a_sale()), NAME)
    printer.print(sale_document(a_sale(HEBREW)), NAME)
    assert [path.name for path in tmp_path.iterdir()] == [f"{NAME}.txt"]
    assert HEBREW.name in (tmp_path / f"{NAME}.txt").read_text("utf-8")


def test_a_folder_that_cannot_be_is_a_printer_fault(tmp_path: Path) -> None:
    (tmp_path / "receipts").write_text("a file stands where the folder should be")
    with pytest.raises(Unavailable) as fault:
        FilePrinter(tmp_path / "receipts", paper).print(sale_document(a_sale()), NAME)
    assert fault.value.code is Code.PRINTER_FAILED
