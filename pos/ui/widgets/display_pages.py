"""What the customer display can show: the basket, thanks, a welcome. Every page forgets what it showed when told to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.contract import StoreRow
from pos.ui.icons import Icon
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.display_parts import Brand, FactTile, QrCard, Text
from pos.ui.widgets.display_words import Words
from pos.ui.widgets.labels import IconMark, Line

_LEFT = Qt.AlignmentFlag.AlignLeft
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_NARROW = 1_200
_LOW = 720
_WORDS = 230  # pixels that title, text and note take beside a code


@dataclass(frozen=True, slots=True)
class House:
    """Who speaks: words in the store's language, names of retailer and store."""

    words: Words
    retailer: str
    store: str

    @staticmethod
    def of(row: StoreRow | None, words: Words) -> House:
        """Nobody's, before the first sync."""
        return House(words, row.retailer if row else "", row.name if row else "")


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of a tile: what it is, how much, and a note."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Thanks:
    """After the payment. ``name``: first name or empty; ``paid``: the sentence; ``address``: of the digital receipt,
    empty = it cannot be fetched now.
    """

    name: str
    paid: str
    facts: tuple[Fact, ...] = ()
    address: str = ""


class Columns(QWidget):
    """Two columns: what it is about at the left, what it comes to at the right. ``left`` and ``right`` are layouts."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        work, side = self._ground("surface"), self._ground("canvas")
        self.brand = Brand()
        self.left, self.right = QVBoxLayout(work), QVBoxLayout(side)
        self._side = side
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(work, 1)
        row.addWidget(Line(upright=True))
        row.addWidget(side)
        for column in (self.left, self.right):
            column.setSpacing(0)
        self.left.addWidget(self.brand)

    def side_width(self) -> int:
        """The right column: three eighths of the window, and never less than its content needs."""
        return max(min(600, self.width() * 3 // 8 - 1), 360)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Lay out anew for the window's size."""
        edge = 40 if self.width() >= _NARROW else 24
        low = self.height() < _LOW
        self.left.setContentsMargins(edge, 16 if low else 36, edge, 16 if low else 36)
        self.right.setContentsMargins(edge, 16 if low else 32, edge, 16 if low else 44)
        self._side.setFixedWidth(self.side_width())

    @staticmethod
    def _ground(role: str) -> QWidget:
        made = QWidget()
        made.setProperty("ground", role)
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        return made


class QrSide(QWidget):
    """``QrSide()``: title, what to do, the code, a note; without an address title and text stand alone."""

    def __init__(self) -> None:
        super().__init__()
        self.card = QrCard()
        self._title = Text(32, weight=600, align=_MIDDLE, wrap=True)
        self._text = Text(18, "text2", align=_MIDDLE, wrap=True)
        self._note = Text(16, "text3", align=_MIDDLE, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(16)
        column.addWidget(self.card, 0, _MIDDLE)
        column.addSpacing(16)
        column.addWidget(self._note)
        column.addStretch(1)

    def setSide(self, title: str, text: str, note: str = "", address: str = "") -> None:
        """What it says; the note belongs to the code."""
        self._title.setText(title)
        self._text.setText(text)
        self._note.setText(note if address else "")
        self.card.setAddress(address)
        self.card.setVisible(bool(address))

    def fit(self, width: int, height: int) -> None:
        """Grow the code with the room; where there is little, it stays and the words give way, the last ones first."""
        self.card.setRoom(min(width * 4 // 5, height - _WORDS))
        left = height - self.card.height()
        for label, room in ((self._note, _WORDS), (self._text, _WORDS - 76), (self._title, 64)):
            label.setVisible(bool(label.text()) and (left >= room or not self.card.address()))


class _WithQr(Columns):
    def __init__(self) -> None:
        super().__init__()
        self.qr = QrSide()
        self.right.addWidget(self.qr, 1)

    def side_width(self) -> int:
        edge = self.qr.card.sizeHint().width()
        return max(super().side_width(), edge + 32 if edge else 0)

    def fit(self) -> None:
        self.right.setContentsMargins(16, 16, 16, 16)
        self.qr.fit(super().side_width(), self.height() - 32)
        super().fit()
        self.right.setContentsMargins(16, 16, 16, 16)


class IdlePage(_WithQr):
    """Nobody is served: a welcome, and the house's name; or, asked for, the way to sign up by telephone."""

    def __init__(self) -> None:
        super().__init__()
        self._title = AmountLabel(72, _LEFT)
        self._sentence = Text(24, "text2", wrap=True)
        self._served = Text(18, "text3")
        self.left.addStretch(2)
        self.left.addWidget(self._title)
        self.left.addSpacing(16)
        self.left.addWidget(self._sentence)
        self.left.addStretch(3)
        self.left.addWidget(self._served)

    def show_welcome(self, house: House, served: str) -> None:
        """``served``: by whom and at which till."""
        self._say(house, served)
        self.qr.setSide(house.retailer, house.store)
        self.fit()

    def show_sign_up(self, house: House, served: str, address: str) -> None:
        """A code that opens the sign-up on the customer's telephone."""
        words = house.words
        self._say(house, served)
        self.qr.setSide(words.say("join-title"), words.say("join-text"), words.say("join-note"), address)
        self.fit()

    def _say(self, house: House, served: str) -> None:
        self.brand.setNames(house.retailer)
        self._title.setText(house.words.say("welcome"))
        self._sentence.setText(house.words.say("sentence"))
        self._served.setText(served)


class ThanksPage(_WithQr):
    """Paid: thanks, what changed, and the receipt for the telephone."""

    def __init__(self) -> None:
        super().__init__()
        self._title = AmountLabel(64, _LEFT)
        self._paid = Text(24, "text2", wrap=True)
        self._tiles = (FactTile(), FactTile())
        tiles = QHBoxLayout()
        tiles.setSpacing(16)
        for tile in self._tiles:
            tiles.addWidget(tile)
        self.left.addStretch(1)
        self.left.addWidget(IconMark(Icon.CHECK, 36, disc="green"))
        self.left.addSpacing(28)
        self.left.addWidget(self._title)
        self.left.addSpacing(16)
        self.left.addWidget(self._paid)
        self.left.addSpacing(40)
        self.left.addLayout(tiles)
        self.left.addStretch(1)

    def show_thanks(self, house: House, thanks: Thanks) -> None:
        """What happened."""
        words = house.words
        self.brand.setNames(house.retailer)
        self._title.setText(words.say("thanks-name", name=thanks.name) if thanks.name else words.say("thanks"))
        self._paid.setText(thanks.paid)
        self._set_facts(thanks.facts)
        if thanks.address:
            title, text, note = (words.say(f"receipt-{part}") for part in ("title", "text", "note"))
            self.qr.setSide(title, text, note, thanks.address)
        else:
            self.qr.setSide(words.say("printed-title"), words.say("printed-text"))
        self.fit()

    def forget(self) -> None:
        """Nothing of this sale is left in the window."""
        self._title.setText("")
        self._paid.setText("")
        self._set_facts(())
        self.qr.setSide("", "")

    def _set_facts(self, facts: Sequence[Fact]) -> None:
        for at, tile in enumerate(self._tiles):
            fact = facts[at] if at < len(facts) else Fact("", "")
            tile.setFact(fact.label, fact.value, fact.note)
            tile.setVisible(at < len(facts))
