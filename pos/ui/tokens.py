"""The design tokens: resources/design/tokens.json read once into typed, frozen values.

Every size is in logical pixels at UI scale 100 %; a larger UI scale is Qt's scale factor, set at start.
Every colour is a QColor. No other file of the program holds a colour of the look.
"""

from functools import cache
from typing import Any, Literal

import msgspec
from PySide6.QtGui import QColor

from pos.ui.assets import asset

Breakpoint = Literal["compact", "regular", "wide"]
ThemeName = Literal["light", "dark"]
Span = tuple[int, int]


class Colours(msgspec.Struct, frozen=True, rename="camel"):
    """One theme's colours by role; what each is for stands in docs/design.md."""

    canvas: QColor
    surface: QColor
    subtle: QColor
    pressed: QColor
    photo: QColor
    border: QColor
    border_strong: QColor
    border_input: QColor
    text: QColor
    text2: QColor
    text3: QColor
    text_disabled: QColor
    accent: QColor
    accent_hover: QColor
    accent_pressed: QColor
    on_accent: QColor
    accent_soft: QColor
    accent_border: QColor
    accent_text: QColor
    green: QColor
    green_dot: QColor
    on_green: QColor
    green_soft: QColor
    green_border: QColor
    amber: QColor
    amber_dot: QColor
    on_amber: QColor
    amber_soft: QColor
    amber_border: QColor
    red: QColor
    red_dot: QColor
    red_soft: QColor
    red_border: QColor
    gold: QColor
    gold_soft: QColor
    scrim: QColor
    disabled_fill: QColor


class FontSpec(msgspec.Struct, frozen=True):
    """One text style: pixel size, line height, weight, and whether it is cut for large sizes."""

    px: int
    line: int
    weight: int
    display: bool = False


class Fonts(msgspec.Struct, frozen=True, rename="camel"):
    """Families, the named styles, and the amounts whose size follows the window."""

    family: str
    family_display: str
    family_hebrew: str
    fallback: tuple[str, ...]
    features: tuple[str, ...]
    scale: dict[str, FontSpec]
    letter_spacing: dict[str, float | str]
    amount_panel: dict[str, Span | str]
    amount_change: dict[str, Span | str]
    amount_done: dict[str, Span | str]


class Radius(msgspec.Struct, frozen=True):
    """Corner radii: xs badges, s keycaps, m buttons and fields, l cards and tiles, xl large marks."""

    xs: int
    s: int
    m: int
    l: int  # noqa: E741  the design's own word for "large"
    xl: int
    pill: int


class Lines(msgspec.Struct, frozen=True, rename="camel"):
    """Widths of drawn lines."""

    hairline: int
    selected: int
    row_marker: int


class FocusRing(msgspec.Struct, frozen=True, rename="camel"):
    """The ring outside the one control that has the keyboard."""

    width: int
    offset: int
    radius_delta: int


class Control(msgspec.Struct, frozen=True, rename="camel"):
    """Heights (and where said, sizes) of controls."""

    touch_min: int
    button: int
    button_large: int
    button_hero: int
    button_hero_wide: int
    input: int
    input_large: int
    input_search: int
    chip: int
    checkbox: int
    quick_key: int
    quick_key_compact: int
    quick_key_wide: int
    quick_column: dict[str, int]
    pin_key: int
    num_key_min: int
    tender_tile: int
    tender_tile_compact: int
    operator_tile: int
    fkey_bar: int
    status_strip: int
    rail: int
    rail_wide: int
    rail_item: int
    rail_item_wide: int
    keycap: int
    badge: int
    badge_large: int


class IconSizes(msgspec.Struct, frozen=True):
    """16 strip and badges, 20 buttons and rows, 24 rail, tiles and search, 48 empty states."""

    s: int
    m: int
    l: int  # noqa: E741  the design's own word for "large"
    xl: int
    hero: int
    stroke: float


class Thumbs(msgspec.Struct, frozen=True, rename="camel"):
    """Edges of the square tiles that stand in place of a photo."""

    quick_key: int
    s: int
    m: int


class Motion(msgspec.Struct, frozen=True):
    """Milliseconds."""

    press: int
    fast: int
    base: int
    slow: int
    flash: int
    toast: int
    undo: int


class Shadow(msgspec.Struct, frozen=True):
    """The one shadow: type-ahead list, menus, toasts."""

    dx: int
    dy: int
    blur: int
    color: QColor
    opacity: float


class Layout(msgspec.Struct, frozen=True, rename="camel"):
    """Widths and paddings of the frame by breakpoint; paddings are top, right, bottom, left."""

    main_padding: dict[str, tuple[int, int, int, int]]
    gap: dict[str, int]
    panel_width: dict[str, int]
    panel_padding: dict[str, tuple[int, int, int, int]]
    basket_columns: dict[str, list[tuple[str, int | str]]]
    basket_padding: dict[str, int]


class Currency(msgspec.Struct, frozen=True):
    """How one currency's pieces look: coins as ring and core metal, notes as one colour."""

    coins: dict[str, tuple[str, str | None]]
    notes: dict[str, QColor]


class Money(msgspec.Struct, frozen=True, rename="camel"):
    """How cash is painted; keys of ``currencies`` are ISO codes, keys inside are minor units."""

    metal: dict[str, QColor]
    currencies: dict[str, Currency]
    other_coin: tuple[str, str | None]
    other_note: QColor
    coin: dict[str, int]
    note_size: Span


class Paper(msgspec.Struct, frozen=True):
    """A printed document's two colours, the same in both themes."""

    ink: QColor
    ground: QColor


class Tokens(msgspec.Struct, frozen=True):
    """The whole file."""

    color: dict[str, Colours]
    font: Fonts
    space_by_step: dict[str, int] = msgspec.field(name="space")
    radius: Radius
    border: Lines
    focus_ring: FocusRing = msgspec.field(name="focusRing")
    control: Control
    row: dict[str, int]
    icon: IconSizes
    thumb: Thumbs
    motion: Motion
    shadow: dict[str, Shadow]
    breakpoint: dict[str, tuple[int, int | None] | str]
    layout: Layout
    money: Money
    paper: Paper

    def space(self, step: int) -> int:
        """The step of the 8 px grid: 1→4, 2→8, 3→12, 4→16, 5→24, 6→32, 7→40, 8→48, 9→64."""
        return self.space_by_step[str(step)]

    def amount_panel(self, at: Breakpoint) -> Span:
        """Pixel size and line height of the amount to pay, the largest text of a screen."""
        return _span(self.font.amount_panel, at)

    def amount_change(self, at: Breakpoint) -> Span:
        """Pixel size and line height of the change while the cash is typed."""
        return _span(self.font.amount_change, at)

    def amount_done(self, at: Breakpoint) -> Span:
        """Pixel size and line height of the change after the payment."""
        return _span(self.font.amount_done, at)


def _span(sizes: dict[str, Span | str], at: Breakpoint) -> Span:
    # The file leaves "wide" out where it is the same as "regular".
    found = sizes.get(at, sizes["regular"])
    assert not isinstance(found, str)
    return found


@cache
def tokens() -> Tokens:
    """The tokens, read from the one file on first use."""
    text = asset("design", "tokens.json").read_bytes()
    return msgspec.json.decode(text, type=Tokens, dec_hook=_colour)


def _colour(kind: type, value: Any) -> Any:
    if kind is not QColor:
        raise NotImplementedError(kind)
    return QColor(value)


def breakpoint_of(width: int) -> Breakpoint:
    """Which of the three layouts a window of this logical width gets."""
    table = tokens().breakpoint
    for name in ("wide", "regular"):
        start = table[name][0]
        if isinstance(start, int) and width >= start:
            return "wide" if name == "wide" else "regular"
    return "compact"
