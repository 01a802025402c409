"""What painted widgets and list delegates share: cards, badges, keycaps, avatars, text, rings.

All functions paint with the theme in force. Coordinates are logical pixels; rounded one-pixel borders lie on
half pixels and straight lines are filled rectangles, so that 125 % and 150 % stay crisp.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from pos.ui.icons import Icon, draw_icon
from pos.ui.theme import current, font, mark_font

Kind = Literal["neutral", "accent", "amber", "green", "red", "gold"]
Rect = QRect | QRectF

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class Tone:
    """The four colours of one kind of state."""

    fill: QColor
    border: QColor
    text: QColor
    dot: QColor


def tone(kind: Kind) -> Tone:
    """The colours of a kind of state in the theme in force."""
    c = current().colours
    return {
        "neutral": Tone(c.pressed, c.border, c.text2, c.border_input),
        "accent": Tone(c.accent_soft, c.accent_border, c.accent_text, c.accent),
        "amber": Tone(c.amber_soft, c.amber_border, c.amber, c.amber_dot),
        "green": Tone(c.green_soft, c.green_border, c.green, c.green_dot),
        "red": Tone(c.red_soft, c.red_border, c.red, c.red_dot),
        "gold": Tone(c.gold_soft, c.gold_soft, c.gold, c.gold),
    }[kind]


@lru_cache(maxsize=64)
def metrics(face: QFont) -> QFontMetricsF:
    """Measures of a font; making them anew for every text would cost more than painting it."""
    return QFontMetricsF(face)


def text_width(words: str, face: QFont) -> float:
    """Width of one line of text in pixels."""
    return metrics(face).horizontalAdvance(words)


def text(
    painter: QPainter,
    rect: Rect,
    words: str,
    face: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
    *,
    elide: bool = True,
) -> float:
    """One line of text in a rectangle, cut with … at its end if too long. Returns the painted width."""
    width = text_width(words, face)
    if elide and width > rect.width() + 0.5:
        words = elided(words, face, rect.width())
        width = text_width(words, face)
    painter.setFont(face)
    painter.setPen(colour)
    painter.drawText(QRectF(rect), _flags(align.value), words)
    return width


@cache
def _flags(align: int) -> int:
    # Python's enums take microseconds to be combined, and a screen has hundreds of texts.
    return align | Qt.TextFlag.TextSingleLine.value | Qt.TextFlag.TextDontClip.value


def elided(words: str, face: QFont, width: float) -> str:
    """The text, cut with … at its end if it is wider than ``width``."""
    measures = metrics(face)
    # Half a pixel of tolerance: a text measured to fit must not lose its last letter to rounding.
    if measures.horizontalAdvance(words) <= width + 0.5:
        return words
    return measures.elidedText(words, Qt.TextElideMode.ElideRight, width)


def struck(painter: QPainter, rect: Rect, words: str, face: QFont, colour: QColor, align: Qt.AlignmentFlag) -> None:
    """Text with a line through it: the old price."""
    crossed = QFont(face)
    crossed.setStrikeOut(True)
    text(painter, rect, words, crossed, colour, align)


def rounded(
    painter: QPainter,
    rect: Rect,
    radius: float,
    fill: QColor | None,
    border: QColor | None = None,
    width: float = 1,
) -> None:
    """A filled rounded rectangle with its border inside the rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    box = QRectF(rect)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(border, width))
        box.adjust(width / 2, width / 2, -width / 2, -width / 2)
        radius -= width / 2
    painter.drawRoundedRect(box, radius, radius)


def card(painter: QPainter, rect: Rect, *, radius: int | None = None, strong: bool = False) -> None:
    """A white surface with a hairline border; ``strong`` is the border of buttons."""
    look = current()
    c = look.colours
    edge = radius if radius is not None else look.tokens.radius.l
    rounded(painter, rect, edge, c.surface, c.border_strong if strong else c.border)


def chosen(painter: QPainter, rect: Rect, radius: float) -> None:
    """The one recipe for "this one": soft fill and a two-pixel accent border."""
    c = current().colours
    rounded(painter, rect, radius, c.accent_soft, c.accent, current().tokens.border.selected)


def selected_row(painter: QPainter, rect: Rect) -> None:
    """The chosen row of a list: soft fill and a three-pixel bar at its left edge."""
    look = current()
    painter.fillRect(QRectF(rect), look.colours.accent_soft)
    marker = QRectF(rect)
    marker.setWidth(look.tokens.border.row_marker)
    painter.fillRect(marker, look.colours.accent)


def hairline(painter: QPainter, x: float, y: float, width: float, colour: QColor | None = None) -> None:
    """A level line of one pixel whose top is at y."""
    painter.fillRect(QRectF(x, y, width, 1), colour or current().colours.border)


def upright(painter: QPainter, x: float, y: float, height: float, colour: QColor | None = None) -> None:
    """An upright line of one pixel whose left edge is at x."""
    painter.fillRect(QRectF(x, y, 1, height), colour or current().colours.border)


def focus_ring(painter: QPainter, rect: Rect, radius: float) -> None:
    """The ring outside a control: two pixels of accent, two pixels of air. ``rect`` is the control itself."""
    ring = current().tokens.focus_ring
    reach = ring.offset + ring.width
    outer = QRectF(rect).adjusted(-reach, -reach, reach, reach)
    rounded(painter, outer, radius + reach, None, current().colours.accent, ring.width)


def dot(painter: QPainter, x: float, y: float, colour: QColor, size: float = 8, *, hollow: bool = False) -> None:
    """A round mark of state with its centre at x, y; hollow means none."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if hollow:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        size -= 1.5
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, y), size / 2, size / 2)


def keycap_width(label: str, *, large: bool = False) -> int:
    """How wide the keycap of this key is."""
    face = mark_font(15 if large else 12)
    least = 30 if large else 22
    return max(least, round(text_width(label, face) + (18 if large else 14)))


def keycap(
    painter: QPainter,
    x: float,
    middle: float,
    label: str,
    *,
    colour: QColor | None = None,
    edge: QColor | None = None,
    fill: QColor | None = None,
    large: bool = False,
) -> None:
    """The picture of a key, its left edge at x, centred on ``middle``. ``large`` is that of the hero button."""
    look = current()
    height = 26 if large else look.tokens.control.keycap
    box = QRectF(round(x), round(middle - height / 2), keycap_width(label, large=large), height)
    radius = look.tokens.radius.s if large else look.tokens.radius.xs
    rounded(painter, box, radius, fill, edge or look.colours.border_strong)
    face = mark_font(15 if large else 12)
    text(painter, box, label, face, colour or look.colours.text3, CENTRE, elide=False)


def badge_width(words: str, icon: Icon | None = None, *, large: bool = False) -> int:
    """How wide a badge with this text is."""
    face = font("caption", weight=500) if large else mark_font(12, 500)
    side = 8 if large else 6
    return round(text_width(words, face) + 2 * side + (14 + 5 if icon else 0))


def badge(
    painter: QPainter,
    x: float,
    y: float,
    words: str,
    kind: Kind,
    icon: Icon | None = None,
    *,
    large: bool = False,
) -> int:
    """A small word of state with its top left corner at x, y. Returns its width."""
    look = current()
    colours = tone(kind)
    width = badge_width(words, icon, large=large)
    height = look.tokens.control.badge_large if large else look.tokens.control.badge
    radius = look.tokens.radius.s if large else look.tokens.radius.xs
    rounded(painter, QRectF(x, y, width, height), radius, colours.fill)
    left = x + (8 if large else 6)
    if icon:
        draw_icon(painter, icon, left, y + (height - 14) / 2, 14, colours.text)
        left += 14 + 5
    face = font("caption", weight=500) if large else mark_font(12, 600 if kind == "gold" else 500)
    text(painter, QRectF(left, y, x + width - left, height), words, face, colours.text, LEFT, elide=False)
    return width


def counter(painter: QPainter, right: float, top: float, words: str, kind: Kind) -> None:
    """The pill with a number at a rail button's upper right: dark, or amber for what waits."""
    c = current().colours
    fill, ink = (c.amber_dot, c.on_amber) if kind == "amber" else (c.text2, c.surface)
    face = mark_font(12)
    width = max(18.0, text_width(words, face) + 10)
    box = QRectF(right - width, top, width, 18)
    rounded(painter, box, 9, fill)
    text(painter, box, words, face, ink, CENTRE, elide=False)


def avatar(
    painter: QPainter, rect: Rect, initials: str, *, soft: bool = False, strong: bool = False, icon: Icon | None = None
) -> None:
    """A person as a disc with initials (or an icon): neutral, accent-soft, or filled when chosen."""
    c = current().colours
    fill, ink = (c.accent, c.on_accent) if strong else (c.accent_soft, c.accent_text) if soft else (c.pressed, c.text2)
    disc = QRectF(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(disc)
    if icon:
        size = current().tokens.icon.l if disc.width() >= 48 else current().tokens.icon.m
        middle = disc.center()
        draw_icon(painter, icon, middle.x() - size / 2, middle.y() - size / 2, size, ink)
        return
    face = font("heading") if disc.width() >= 64 else font("lineTotal") if disc.width() >= 48 else font("bodyStrong")
    text(painter, disc, initials, face, ink, CENTRE, elide=False)


def initials(name: str) -> str:
    """First letters of the first and last word: "Mara Krüger" → "MK"."""
    words = name.split()
    picked = words[:1] + words[-1:] if len(words) > 1 else words
    return "".join(word[0] for word in picked).upper()


def icon_tile(painter: QPainter, rect: Rect, icon: Icon, kind: Kind = "neutral", *, disabled: bool = False) -> None:
    """The tile in place of a photo, or the coloured one of a state: an icon centred on a rounded square."""
    look = current()
    box = QRectF(rect)
    size = look.tokens.icon.m if box.width() >= 36 else look.tokens.icon.s
    colours = tone(kind)
    rounded(painter, box, look.tokens.radius.m if box.width() >= 36 else look.tokens.radius.s, colours.fill)
    ink = look.colours.text_disabled if disabled else colours.text
    middle = box.center()
    draw_icon(painter, icon, middle.x() - size / 2, middle.y() - size / 2, size, ink)


def spinner(painter: QPainter, x: float, y: float, size: float, colour: QColor, turn: float) -> None:
    """Three quarters of a circle, its centre at x, y; ``turn`` in degrees says how far it has gone."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    half = size / 2 - 1
    painter.drawArc(QRectF(x - half, y - half, 2 * half, 2 * half), round(-turn * 16), 270 * 16)


def shadow(painter: QPainter, rect: Rect, radius: float) -> None:
    """The one soft shadow under a list, menu or toast that lies above the body."""
    spec = current().tokens.shadow["popover"]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    # Nested faint layers add up to a soft edge; a dozen are enough for the eye at this opacity.
    steps = 12
    layer = QColor(spec.color)
    layer.setAlphaF(spec.opacity / steps)
    painter.setBrush(layer)
    for step in range(steps):
        reach = spec.blur * (0.5 - step / steps)
        box = QRectF(rect).adjusted(-reach, -reach, reach, reach).translated(spec.dx, spec.dy)
        corner = max(2.0, radius + reach)
        painter.drawRoundedRect(box, corner, corner)


@lru_cache(maxsize=64)
def resized(face: QFont, px: int) -> QFont:
    """The same font at another pixel size."""
    made = QFont(face)
    made.setPixelSize(px)
    return made
