"""Light and dark: colours by role, fonts by name, the style sheet, and the switch between them at run time.

Painted widgets ask ``current()`` while they paint; ``apply()`` changes it and Qt repaints every window.
"""

from dataclasses import dataclass
from functools import cache
from string import Template
from typing import Literal

import msgspec
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from pos.ui.assets import asset
from pos.ui.tokens import Breakpoint, Colours, ThemeName, Tokens, breakpoint_of, tokens

__all__ = ["Breakpoint", "FontStyle", "Theme", "ThemeName", "apply", "breakpoint_of", "current", "font"]

FontStyle = Literal[
    "micro", "caption", "captionStrong", "body", "bodyStrong", "title", "heading", "searchText",
    "lineTotal", "qty", "heroLabel", "numKey", "display", "amountM", "amountL",
]  # fmt: skip

_FONT_FILES = (
    "Inter-Regular.otf",
    "Inter-Medium.otf",
    "Inter-SemiBold.otf",
    "InterDisplay-Medium.otf",
    "InterDisplay-SemiBold.otf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansHebrew-Bold.ttf",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """What a painter needs to know: the colours by role, the tokens, and whether things may move."""

    name: ThemeName
    colours: Colours
    tokens: Tokens
    motion: bool = True

    def colour(self, role: str) -> QColor:
        """A colour by its role's name (``"accent_soft"``); AttributeError for a role that is not one."""
        found: QColor = getattr(self.colours, role)
        return found

    def duration(self, milliseconds: int) -> int:
        """How long an animation lasts: nothing at all if the person asked for reduced motion."""
        return milliseconds if self.motion else 0


_active: Theme | None = None


def current() -> Theme:
    """The theme in force; light until ``apply`` was called."""
    return _active or _theme("light", True)


@cache
def _theme(name: ThemeName, motion: bool) -> Theme:
    return Theme(name, tokens().color[name], tokens(), motion)


def apply(app: QApplication, name: ThemeName, *, motion: bool = True) -> Theme:
    """Dress the whole program, at start and whenever the person switches; fonts are loaded on first use."""
    global _active
    _load_fonts()
    _active = theme = _theme(name, motion)
    sheet = style_sheet(theme)
    if app.styleSheet() == sheet:  # setting it anew would polish every widget again for nothing
        return theme
    if app.style().name() != "fusion":
        app.setStyle("Fusion")  # the one style that looks the same on every system
    app.setFont(font("body"))
    app.setPalette(_palette(theme.colours))
    app.setStyleSheet(sheet)
    return theme


def style_sheet(theme: Theme) -> str:
    """The style sheet of one theme: the template with every role and radius put in."""
    words = {field.name: getattr(theme.colours, field.name).name() for field in msgspec.structs.fields(Colours)}
    radius = theme.tokens.radius
    words |= {f"radius_{size}": str(getattr(radius, size)) for size in ("xs", "s", "m", "l", "xl")}
    return Template(asset("design", "till.qss").read_text("utf-8")).substitute(words)


def font(style: FontStyle, *, weight: int | None = None) -> QFont:
    """The font of a named text style. Shared: do not change it, copy it.

    All digits have one width, except in the Display styles (24 px and up): that cut's tabular forms are uneven in
    the shipped Inter 4.0 beta 7, so columns of figures use the text styles.
    """
    spec = tokens().font.scale[style]
    key = "heading" if spec.display else "default"
    return _font(spec.px, weight or spec.weight, spec.display, _spacing(key))


def amount_font(px: int) -> QFont:
    """The font of an amount at any pixel size (50, 60, 72, 96, 168 …)."""
    return _font(px, 600, True, _spacing("amountDone" if px >= 120 else "amount"))


def mark_font(px: int = 12, weight: int = 600) -> QFont:
    """The font of keycaps and badges: hardly any tightening, they are small."""
    return _font(px, weight, False, _spacing("keycapAndBadge"))


def line_height(style: FontStyle) -> int:
    """Line height of a named text style in pixels."""
    return tokens().font.scale[style].line


def _spacing(key: str) -> float:
    value = tokens().font.letter_spacing[key]
    assert isinstance(value, float)
    return value


@cache
def _font(px: int, weight: int, display: bool, spacing: float) -> QFont:
    _load_fonts()
    spec = tokens().font
    first = spec.family_display if display else spec.family
    made = QFont()
    made.setFamilies([first, spec.family_hebrew, *spec.fallback])
    made.setPixelSize(px)
    made.setWeight(QFont.Weight(weight))
    for feature in spec.features:
        made.setFeature(QFont.Tag(feature), 1)
    # em, as the pictures have it; percentage spacing would take it of each glyph and stay too wide
    made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * px)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@cache
def _load_fonts() -> None:
    for name in _FONT_FILES:
        if QFontDatabase.addApplicationFont(str(asset("fonts", name))) < 0:
            raise RuntimeError(f"the font {name} cannot be read")


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for key, colour in {
        role.Window: colours.canvas,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.subtle,
        role.Text: colours.text,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.PlaceholderText: colours.text3,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent_text,
        role.ToolTipBase: colours.text,
        role.ToolTipText: colours.surface,
    }.items():
        palette.setColor(key, colour)
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, colours.text_disabled)
    return palette
