"""The document on the screen: the same black on white everywhere, whole at every size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos.domain import code128
from pos.ui import theme
from pos.ui.widgets.slip_view import SlipPainter, SlipView
from tests.devices.documents import HEBREW, LONG, a_sale, sale_document, void_document, z_document

INK, PAPER = QColor("#111111").rgb(), QColor("#FFFFFF").rgb()


def painted(painter: SlipPainter, width: int) -> QImage:
    image = QImage(width, int(painter.height), QImage.Format.Format_RGB32)
    image.fill(QColor("#804020"))
    brush = QPainter(image)
    painter.paint(brush)
    brush.end()
    return image


@pytest.mark.parametrize("look", ["light", "dark"])
def test_paper_is_white_in_both_themes(qapp: QApplication, look: theme.ThemeName) -> None:
    theme.apply(qapp, look)
    image = painted(SlipPainter(sale_document(a_sale()), 344), 344)
    assert {image.pixel(x, y) for x, y in ((0, 0), (343, 0), (0, image.height() - 1))} == {PAPER}
    theme.apply(qapp, "light")


def test_the_banner_reaches_from_edge_to_edge_above_and_below_the_goods(qapp: QApplication) -> None:
    image = painted(SlipPainter(sale_document(a_sale()), 344), 344)
    full = [y for y in range(image.height()) if image.pixel(0, y) == INK and image.pixel(343, y) == INK]
    bands = 1 + sum(later - earlier > 1 for earlier, later in pairwise(full))
    assert bands == 2


def test_the_bars_are_whole_pixels_a_scanner_can_read(qapp: QApplication) -> None:
    sale = a_sale()
    image = painted(SlipPainter(sale_document(sale), 344), 344)
    wanted = list(code128.widths(sale.receipt))
    assert any(wanted == _runs(image, y) for y in range(image.height() // 2, image.height()))


def _runs(image: QImage, y: int) -> list[int]:
    """Widths of black and white in turn, without the margins; empty if there is any grey."""
    row = [image.pixel(x, y) for x in range(image.width())]
    if INK not in row or set(row) - {INK, PAPER}:
        return []
    row = row[row.index(INK) : len(row) - row[::-1].index(INK)]
    runs = [1]
    for before, now in pairwise(row):
        if now == before:
            runs[-1] += 1
        else:
            runs.append(1)
    return runs


def test_a_longer_name_takes_more_paper_and_none_is_lost(qapp: QApplication) -> None:
    short = SlipPainter(sale_document(a_sale(HEBREW)), 344).height
    assert SlipPainter(sale_document(a_sale(LONG)), 344).height > short


def test_every_size_of_the_window_comes_to_rest(qtbot: QtBot) -> None:
    # The height follows the width and the scroll bar takes width: this must not go round in circles.
    view = SlipView()
    qtbot.addWidget(view)
    view.show()
    for slip in (sale_document(a_sale()), void_document("en"), z_document("nl")):
        view.setSlip(slip)
        for height in range(300, 640, 7):
            view.resize(345, height)
            QApplication.processEvents()
        paper = view.widget()
        assert paper.height() == int(SlipPainter(slip, paper.width()).height)
    view.setSlip(None)
    assert view.widget().height() == 0
