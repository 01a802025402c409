"""The basket as the customer sees it: lines left, points and sums right, the sum always in the same place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.domain.pricing import PricedCart
from pos.ui.theme import amount_font
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.display_lines import EDGE, Lines
from pos.ui.widgets.display_pages import Columns, House
from pos.ui.widgets.display_parts import Text
from pos.ui.widgets.display_words import Words
from pos.ui.widgets.labels import Badge, Card, Line

_RIGHT = Qt.AlignmentFlag.AlignRight
_SUM = 80


@dataclass(frozen=True, slots=True)
class Guest:
    """What strangers may read about the customer. ``as_of``: how old the balance is, empty = it is live."""

    name: str
    tier: str
    balance: int
    earns: int
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Basket:
    """``taken``: pairs of tender and amount already paid; ``open_minor``: what is left."""

    cart: PricedCart
    open_minor: int
    taken: tuple[tuple[str, int], ...] = ()
    guest: Guest | None = None


class PointsCard(Card):
    """Balance, tier, and what this purchase brings."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._as_of = Text(18, weight=500), Text(16, "text3")
        self._tier = Badge("", "gold", large=True)
        self._balance = AmountLabel(40, Qt.AlignmentFlag.AlignLeft)
        self._gain = Text(22, "accentText", 600, align=_RIGHT)
        self._gain.setFont(amount_font(22))
        self._after = Text(16, "text3")
        head, figures = QHBoxLayout(), QHBoxLayout()
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._as_of, 1)
        head.addWidget(self._tier)
        figures.addWidget(self._balance, 1)
        figures.addWidget(self._gain, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 20)
        column.setSpacing(7)
        column.addLayout(head)
        column.addLayout(figures)
        column.addWidget(self._after)

    def show_guest(self, guest: Guest, words: Words) -> None:
        """Another customer, or other points."""
        self._title.setText(words.say("your-points"))
        self._tier.setBadge(guest.tier, "gold")
        self._tier.setVisible(bool(guest.tier))
        self._balance.setText(words.number(guest.balance))
        self._gain.setText(words.gain(guest.earns) if guest.earns else "")
        self._as_of.setText(guest.as_of)
        after = words.number(guest.balance + guest.earns)
        self._after.setText(words.say("with-this", n=after) if guest.earns else "")

    def forget(self) -> None:
        """Nobody."""
        for label in (self._title, self._as_of, self._balance, self._gain, self._after):
            label.setText("")
        self._tier.setBadge("", "gold")


class _Sum(QWidget):
    """Label left, amount right."""

    def __init__(self, role: str = "text2") -> None:
        super().__init__()
        self._label, self._value = Text(18, role), Text(18, "text2", align=_RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self._value)
        self.setFixedHeight(32)

    def setSum(self, label: str, value: str) -> None:
        """No value: no row."""
        self._label.setText(label if value else "")
        self._value.setText(value)
        self._value.setMinimumWidth(self._value.sizeHint().width())
        self.setVisible(bool(value))


class BasketPage(Columns):
    """``show_basket(house, basket, newest_first)``, ``forget()``; ``lines`` knows what is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines()
        self._points = PointsCard()
        self._gross, self._advantage, self._redeemed, self._vat = _Sum(), _Sum("accentText"), _Sum(), _Sum()
        self._taken = (_Sum(), _Sum(), _Sum())
        self._word = Text(22, weight=600)
        self._amount = AmountLabel(_SUM)
        self.left.addSpacing(24)
        self.left.addWidget(self.lines, 1)
        self.right.addWidget(self._points)
        self.right.addStretch(1)
        for row in (self._gross, self._advantage, self._redeemed, self._vat):
            self.right.addWidget(row)
        for paid in self._taken:
            self.right.addWidget(paid)
        self.right.addSpacing(16)
        self.right.addWidget(Line())
        self.right.addSpacing(12)
        self.right.addWidget(self._word)
        self.right.addWidget(self._amount)

    def fit(self) -> None:
        super().fit()
        margins = self.left.contentsMargins()
        # The mark of the newest line reaches beyond the texts' edge; those of the brand stay on it.
        self.left.setContentsMargins(margins.left() - EDGE, margins.top(), margins.right() - EDGE, 0)
        self.brand.setContentsMargins(EDGE, 0, EDGE, 0)
        self.right.setSpacing(0)

    def show_basket(self, house: House, basket: Basket, *, newest_first: bool) -> None:
        """The basket as it is now."""
        words, cart, guest = house.words, basket.cart, basket.guest
        self.brand.setNames(house.retailer, words.say("hello", name=guest.name) if guest and guest.name else "")
        self.lines.setCart(cart, words, newest_first=newest_first)
        self._points.setVisible(guest is not None)
        if guest is None:
            self._points.forget()
        else:
            self._points.show_guest(guest, words)
        off = cart.gross_minor - cart.total_minor - cart.points_minor
        money = words.money
        self._gross.setSum(words.say("subtotal"), money(cart.gross_minor, cart.currency))
        self._advantage.setSum(words.say("advantage"), money(-off, cart.currency) if off else "")
        points = money(-cart.points_minor, cart.currency) if cart.points_minor else ""
        self._redeemed.setSum(words.say("points-used"), points)
        tax = sum(vat.tax_minor for vat in cart.vat)
        self._vat.setSum(words.say("vat"), money(tax, cart.currency))
        self._show_taken(words, basket)
        self._word.setText(words.say("open" if basket.taken else "total"))
        self._amount.setText(money(basket.open_minor, cart.currency))

    def forget(self) -> None:
        """Nothing of this basket is left in the window."""
        self.lines.setCart(None, self.lines.words, newest_first=True)
        self.brand.setNames("")
        self._points.forget()
        for row in (self._gross, self._advantage, self._redeemed, self._vat, *self._taken):
            row.setSum("", "")
        self._amount.setText("")

    def _show_taken(self, words: Words, basket: Basket) -> None:
        """Payments by kind: there are no more kinds than rows."""
        sums: dict[str, int] = {}
        for kind, amount in basket.taken:
            sums[kind] = sums.get(kind, 0) + amount
        rows = list(sums.items())
        for at, row in enumerate(self._taken):
            kind, amount = rows[at] if at < len(rows) else ("", 0)
            label = words.tender(kind) if kind else ""
            row.setSum(label, words.money(-amount, basket.cart.currency) if kind else "")
