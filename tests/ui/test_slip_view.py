"""The document on the screen: the same black on white everywhere, whole at every size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos.domain import code128
from pos.domain.pickup_code import parcel_label
from pos.domain.slip import Pick, Qr, Slip
from pos.ui import theme
from pos.ui.widgets.qr import QUIET, QrCode, qr_matrix
from pos.ui.widgets.slip_view import SlipPainter, SlipView
from tests.devices.documents import (
    HEBREW,
    LONG,
    a_members_sale,
    a_sale,
    label_document,
    members_document,
    pick_document,
    sale_document,
    void_document,
    z_document,
)
from tests.domain.orders import ORDER

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


def test_a_parcel_s_label_is_read_back_from_its_picture(qapp: QApplication) -> None:
    image = painted(SlipPainter(label_document(), 344), 344)
    wanted = list(code128.widths(parcel_label(ORDER, 2)))
    assert any(_scaled(_runs(image, y)) == wanted for y in range(image.height() // 2, image.height()))


def test_a_pick_list_takes_a_line_for_each_piece_of_it(qapp: QApplication) -> None:
    slip = pick_document()
    picks = [row for row in slip.rows if isinstance(row, Pick)]
    without = Slip(tuple(row for row in slip.rows if row is not picks[0]), slip.currency, slip.zone, slip.language)
    assert SlipPainter(slip, 344).height > SlipPainter(without, 344).height
    assert painted(SlipPainter(slip, 344), 344) != painted(SlipPainter(without, 344), 344)


def _scaled(runs: list[int]) -> list[int]:
    """In modules: the narrowest run is one."""
    return [run // min(runs) for run in runs]


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


@pytest.mark.parametrize("width", [240, 344, 420])
def test_the_digital_receipt_s_code_is_whole_pixels_too(qapp: QApplication, width: int) -> None:
    slip = members_document(a_members_sale())
    address = next(row.text for row in slip.rows if isinstance(row, Qr))
    image = painted(SlipPainter(slip, width), width)
    matrix = qr_matrix(address)
    modules = len(matrix)
    # The upper edge of the left finder: seven dark modules, from there on the whole code follows module by module.
    for y in range(image.height() // 2, image.height()):
        row = [image.pixel(x, y) for x in range(width // 2)]
        left = row.index(INK) if INK in row else 0
        run = next((n for n, pixel in enumerate(row[left:]) if pixel != INK), 0)
        module = run // 7
        if left == 0 or run == 0 or run % 7:
            continue
        middles = [
            (left + n * module + module // 2, y + m * module + module // 2)
            for m in range(modules)
            for n in range(modules)
        ]
        if all(
            image.valid(x, below) and (image.pixel(x, below) == INK) == dark
            for (x, below), dark in zip(middles, (dark for line in matrix for dark in line), strict=True)
        ):
            assert left >= QUIET * module
            return
    raise AssertionError("no code was found on the paper")


def test_a_code_of_its_own_has_its_quiet_zone_and_nothing_when_empty(qtbot: QtBot) -> None:
    code = QrCode()
    qtbot.addWidget(code)
    assert code.sizeHint().width() == 0
    code.setText("https://beleg.example.com/r/1/2")
    modules = len(qr_matrix(code.text())) + 2 * QUIET
    code.resize(3 * modules + 2, 3 * modules)
    image = code.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    dark = [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == INK]
    left = min(x for x, _y in dark)
    assert max(x for x, _y in dark) - left + 1 == 3 * (modules - 2 * QUIET)
    assert min(y for _x, y in dark) == 3 * QUIET


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
