"""The look as data: contrast, fonts, icons, style sheet, and that no colour stands anywhere else."""

import csv
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontMetricsF, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos.ui import theme
from pos.ui.assets import RESOURCES, asset
from pos.ui.icons import Icon, icon_named, pixmap
from pos.ui.theme import FontStyle, ThemeName
from pos.ui.tokens import breakpoint_of, tokens

THEMES: tuple[ThemeName, ...] = ("light", "dark")

# docs/design.md: what stands on what, and how much contrast it needs (4.5 for text, 3 for graphics).
CONTRAST = [
    ("text", "surface", 4.5),
    ("text2", "surface", 4.5),
    ("text3", "surface", 4.5),
    ("text3", "canvas", 4.5),
    ("text3", "pressed", 4.5),
    ("text3", "accent_soft", 4.5),
    ("accent_text", "surface", 4.5),
    ("accent_text", "accent_soft", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_hover", 4.5),
    ("green", "green_soft", 4.5),
    ("green", "surface", 4.5),
    ("amber", "amber_soft", 4.5),
    ("amber", "surface", 4.5),
    ("amber", "accent_soft", 4.5),
    ("red", "red_soft", 4.5),
    ("red", "surface", 4.5),
    ("gold", "gold_soft", 4.5),
    ("on_amber", "amber_dot", 4.5),
    ("on_green", "green_dot", 3.0),
    ("green_dot", "surface", 3.0),
    ("amber_dot", "surface", 3.0),
    ("red_dot", "surface", 3.0),
    ("border_input", "surface", 3.0),
    ("accent", "canvas", 3.0),
]


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: QColor, other: QColor) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("ink", "ground", "needed"), CONTRAST, ids=lambda value: str(value))
def test_contrast_is_enough_to_read(name: ThemeName, ink: str, ground: str, needed: float) -> None:
    colours = tokens().color[name]
    assert _contrast(getattr(colours, ink), getattr(colours, ground)) >= needed


def test_contrast_formula_knows_its_ends() -> None:
    assert _contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert _contrast(QColor("white"), QColor("white")) == pytest.approx(1)


def _ui_sources() -> list[Path]:
    return sorted((RESOURCES.parent / "pos" / "ui").rglob("*.py"))


def test_no_colour_stands_in_the_code() -> None:
    hexed = re.compile(r"""["'][^"'\n]*#(?:[0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\b""")
    made = re.compile(r"QColor\(\s*[\d\"']")
    found = [
        f"{path.name}:{number}: {line.strip()}"
        for path in _ui_sources()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if hexed.search(line) or made.search(line)
    ]
    assert found == []


def test_no_colour_stands_in_the_style_sheet() -> None:
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", asset("design", "till.qss").read_text("utf-8"))


@pytest.mark.parametrize("name", THEMES)
def test_style_sheet_has_all_its_words(qapp: QApplication, name: ThemeName) -> None:
    look = theme.apply(qapp, name)
    sheet = theme.style_sheet(look)
    assert "$" not in sheet
    assert look.colours.accent.name() in sheet
    assert qapp.palette().window().color() == look.colours.canvas


def test_switching_changes_what_painters_see(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    dark = theme.current().colours.canvas
    theme.apply(qapp, "light")
    assert theme.current().colours.canvas != dark
    assert theme.current().name == "light"


def test_reduced_motion_takes_no_time(qapp: QApplication) -> None:
    assert theme.apply(qapp, "light", motion=False).duration(240) == 0
    assert theme.apply(qapp, "light").duration(240) == 240


@pytest.mark.parametrize(
    ("width", "at"),
    [(1024, "compact"), (1199, "compact"), (1200, "regular"), (1679, "regular"), (1680, "wide"), (800, "compact")],
)
def test_breakpoints(width: int, at: str) -> None:
    assert breakpoint_of(width) == at


STYLES: tuple[FontStyle, ...] = (
    "micro", "caption", "captionStrong", "body", "bodyStrong", "title", "heading", "searchText",
    "lineTotal", "qty", "heroLabel", "numKey", "display", "amountM", "amountL",
)  # fmt: skip


def test_every_text_style_is_known() -> None:
    assert set(STYLES) == set(tokens().font.scale)


# The Display cut of Inter 4.0 beta 7 has tabular forms of unequal width; it is for figures that stand alone.
COLUMNS = tuple(style for style in STYLES if not tokens().font.scale[style].display)


@pytest.mark.parametrize("style", COLUMNS)
def test_digits_have_one_width(qapp: QApplication, style: FontStyle) -> None:
    measures = QFontMetricsF(theme.font(style))
    widths = [measures.horizontalAdvance(digit * 8) for digit in "0123456789"]
    assert max(widths) - min(widths) < 0.25  # Qt keeps positions in 1/64 px


def _faces(words: str, style: FontStyle) -> set[str]:
    layout = QTextLayout(words, theme.font(style))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert all(index != 0 for run in runs for index in run.glyphIndexes()), "a glyph is missing"
    return {run.rawFont().familyName() for run in runs}


@pytest.mark.parametrize("style", STYLES)
def test_hebrew_and_latin_come_from_shipped_fonts(qapp: QApplication, style: FontStyle) -> None:
    assert _faces("חלב טרי 3%", style) <= {"Inter", "Inter Display", "Noto Sans Hebrew"}
    assert "Noto Sans Hebrew" in _faces("חלב", style)
    assert _faces("1.826,15 € Käse – Größe", style) <= {"Inter", "Inter Display"}


@pytest.mark.parametrize("name", ["NotoSansHebrew-Regular.ttf", "NotoSansHebrew-Bold.ttf"])
def test_hebrew_font_has_the_alphabet(qapp: QApplication, name: str) -> None:
    face = QRawFont(str(asset("fonts", name)), 16)
    assert face.familyName() == "Noto Sans Hebrew"
    assert all(face.supportsCharacter(ord(letter)) for letter in "אבגדהוזחטיכךלמםנןסעפףצץקרשת")


def test_shipped_fonts_are_small_and_licensed(qapp: QApplication) -> None:
    theme.font("body")
    fonts = asset("fonts")
    for path in [*fonts.glob("*.otf"), *fonts.glob("*.ttf")]:
        assert path.stat().st_size < 700_000
        licence = "OFL-NotoSansHebrew.txt" if "Hebrew" in path.name else "OFL-Inter.txt"
        assert "SIL Open Font License" in (fonts / licence).read_text("utf-8")
    assert {"Inter", "Inter Display", "Noto Sans Hebrew"} <= set(QFontDatabase.families())


def test_icons_in_code_and_files_are_the_same() -> None:
    files = {path.stem for path in asset("icons").glob("*.svg")}
    assert {icon.value for icon in Icon} == files
    assert "ISC License" in asset("icons", "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("icon", list(Icon))
def test_icon_is_drawn_in_the_one_colour_asked_for(qapp: QApplication, icon: Icon) -> None:
    source = asset("icons", f"{icon.value}.svg").read_text("utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}", source)
    colour = QColor("magenta")
    image = pixmap(icon, 24, colour, 2.0).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]
    assert image.width() == 48
    assert inked
    assert all(abs(pixel.red() - 255) < 8 and pixel.green() < 8 for pixel in inked)


def test_an_unknown_category_gets_the_common_icon() -> None:
    assert icon_named("gift") is Icon.GIFT
    assert icon_named("no such picture") is Icon.ARTICLE


def test_every_category_of_the_demo_has_a_picture() -> None:
    with asset("demo", "made_up.csv").open(encoding="utf-8", newline="") as lines:
        categories = {row["category"] for row in csv.DictReader(lines)}
    assert categories
    assert categories <= {icon.value for icon in Icon}


def test_the_contrast_table_in_the_docs_is_the_computed_one() -> None:
    page = (RESOURCES.parent / "docs" / "design.md").read_text("utf-8")
    for ink, ground, needed in CONTRAST:
        light, dark = (
            _contrast(getattr(tokens().color[name], ink), getattr(tokens().color[name], ground)) for name in THEMES
        )
        assert f"| {_camel(ink)} | {_camel(ground)} | {light:.1f} | {dark:.1f} | {needed} |" in page


def _camel(role: str) -> str:
    first, *rest = role.split("_")
    return first + "".join(part.title() for part in rest)


def test_applying_loads_nothing_twice(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    before = len(QFontDatabase.families())
    theme.apply(qapp, "dark")
    assert len(QFontDatabase.families()) == before
