"""Building blocks that screens share. They know no service: plain values in, signals out, texts from the caller."""

from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.base import FocusRing, FollowsWindow, PaintedButton, set_breakpoint
from pos.ui.widgets.buttons import Button, ButtonKind, IconButton
from pos.ui.widgets.cash import CoinRow, NoteTile, draw_coin, draw_note, draw_piece
from pos.ui.widgets.choices import Chip, Segment
from pos.ui.widgets.fields import SearchField, TextField
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.keys import FKeyButton, KeyLabel
from pos.ui.widgets.labels import Avatar, Badge, Card, IconMark, Label, Line, SummaryRow
from pos.ui.widgets.lists import EmptyState, Popover, RoundedList
from pos.ui.widgets.notices import NoticeBar, Toast
from pos.ui.widgets.pads import BACKSPACE, CLEAR, ENTER, AmountField, NumPad, PinDots, PinPad
from pos.ui.widgets.rail import Logo, RailButton, RailOperator
from pos.ui.widgets.steps import Steps
from pos.ui.widgets.strip import DeviceState, LinkState, StatusStrip
from pos.ui.widgets.tiles import OperatorTile, QuickKey, StateTile, TenderTile

__all__ = [
    "BACKSPACE",
    "CLEAR",
    "ENTER",
    "AmountField",
    "AmountLabel",
    "Avatar",
    "Badge",
    "Button",
    "ButtonKind",
    "Card",
    "Chip",
    "CoinRow",
    "DeviceState",
    "EmptyState",
    "FKeyButton",
    "FocusRing",
    "FollowsWindow",
    "HeroButton",
    "IconButton",
    "IconMark",
    "KeyLabel",
    "Label",
    "Line",
    "LinkState",
    "Logo",
    "NoteTile",
    "NoticeBar",
    "NumPad",
    "OperatorTile",
    "PaintedButton",
    "PinDots",
    "PinPad",
    "Popover",
    "QuickKey",
    "RailButton",
    "RailOperator",
    "RoundedList",
    "SearchField",
    "Segment",
    "StateTile",
    "StatusStrip",
    "Steps",
    "SummaryRow",
    "TenderTile",
    "TextField",
    "Toast",
    "draw_coin",
    "draw_note",
    "draw_piece",
    "set_breakpoint",
]
