"""Paying with points: what there is and how sure that is, how much of it may be spent, and who may allow more."""

from __future__ import annotations

from math import gcd

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos.domain import loyalty
from pos.services.customers import CustomerView
from pos.services.redeeming import RAISABLE
from pos.ui import customer_words, i18n, paint
from pos.ui.customer_words import Moment
from pos.ui.icons import Icon
from pos.ui.theme import current, font
from pos.ui.widgets.amounts import AmountLabel
from pos.ui.widgets.labels import Badge, Card, IconMark, Label
from pos.ui.widgets.pads import PinDots
from pos.ui.widgets.pay_amount import AmountForm, round_sums
from pos.ui.widgets.pin_entry import PIN_LENGTH

_SUMS = (10_000, 5_000, 2_000, 1_000, 500, 200, 100)


class _Stand(QWidget):
    # How old the balance is: a dot and words, green while it is live; in a narrow place without for how long.
    def __init__(self) -> None:
        super().__init__()
        self._words, self._short, self._live = "", "", False
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setStand(self, words: str, short: str, *, live: bool) -> None:
        self._words, self._short, self._live = words, short, live
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        c = current().colours
        painter = QPainter(self)
        ink = c.text2 if self._live else c.amber
        room = self.rect()
        fits = paint.text_width(self._words, font("caption")) + 20 <= self.width()
        used = paint.text(painter, room, self._words if fits else self._short, font("caption"), ink, paint.RIGHT)
        paint.dot(painter, self.width() - used - 12, self.height() / 2, c.green_dot if self._live else c.amber_dot, 8)
        painter.end()


class PointsForm(AmountForm):
    """``PointsForm(parent=None)``: ``setCustomer(view, open_minor, currency, moment)`` starts it with as much as may
    be.

    ``points``: how many the sum stands for; ``needs_approval``: only with a second person's PIN. ``ask_pin()`` asks for
    it, ``refuse(words)`` says that it was wrong, ``asking_pin`` is true meanwhile, ``forget_pin()`` ends it.
    Signal: ``approved(str)`` with the PIN.
    """

    approved = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Redeem"), self.tr("Redeem"), parent)
        self._view: CustomerView | None = None
        self._pin = ""
        self.head.addWidget(self._make_source())
        self.left.addWidget(self._make_approval(), 1)
        self._approval.hide()

    # --- what it asks -----------------------------------------------------------------------------------------------

    def setCustomer(
        self, view: CustomerView, open_minor: int, currency: str, moment: Moment, *, keep: bool = False
    ) -> None:
        """Begin; with ``keep`` only more is known of the same customer, and what was typed stays."""
        typed = self.entered if keep and not self._fresh else None
        if not keep:
            self.forget_pin()
        self._view = view
        self._open, self._currency = open_minor, currency
        self._show_source(view, currency, moment)
        most = self._worth(view.allowed.points)
        chips = [(most, self._most_word(view))] if most else []
        chips += [(minor, "") for minor in round_sums(most, self._worth(view.rules.least_points), _SUMS)]
        above = self._above(view)
        if above:
            chips = [*chips[:2], (above, "")]
        self.ask(most if typed is None else typed, open_minor, currency, chips[:3])
        if typed is not None:
            self._fresh = False

    @property
    def points(self) -> int:
        """How many points the sum stands for."""
        minor = self._view.rules.point_minor if self._view is not None else 0
        return self.entered // minor if minor > 0 else 0

    @property
    def takes(self) -> int:
        return 0 if self.reason else self._worth(self.points)

    @property
    def needs_approval(self) -> bool:
        """Above what the till may allow alone while the centre cannot be asked."""
        view = self._view
        return view is not None and view.allowed.bound in RAISABLE and self.points > view.allowed.points

    def check(self, minor: int) -> str:
        view = self._view
        if view is None:
            return self.tr("No customer")
        rules, allowed = view.rules, view.allowed
        if allowed.points == 0 and allowed.bound not in RAISABLE:
            return self._bound_words(view)
        if self.points < max(1, rules.least_points):
            return self.tr("From {points} on").format(points=customer_words.points(rules.least_points))
        most = self._above(view) or self._worth(allowed.points)
        if self._worth(self.points) > most:
            return self.tr("At most {amount}").format(amount=i18n.money(most, self._currency))
        return ""

    def _above(self, view: CustomerView) -> int:
        """The most with a second person's word, in minor units; 0 if their word helps nothing."""
        if view.allowed.bound not in RAISABLE:
            return 0
        most = min(self._worth(view.points.balance), self._worth(loyalty.points_of(view.rules, self._open)))
        enough = most >= self._worth(view.rules.least_points)
        return most if enough and most > self._worth(view.allowed.points) else 0

    def _worth(self, points: int) -> int:
        return loyalty.worth(self._view.rules, points) if self._view is not None else 0

    def _enter(self, minor: int, *, fresh: bool = False) -> None:
        super()._enter(minor, fresh=fresh)
        self._take.setText(self.tr("Redeem with approval") if self.needs_approval else self.tr("Redeem"))

    # --- a second person --------------------------------------------------------------------------------------------

    @property
    def asking_pin(self) -> bool:
        """Whether digits are a PIN now."""
        return self._approval.isVisibleTo(self)

    def ask_pin(self) -> None:
        """More than the till may allow alone."""
        amount = i18n.money(self.takes, self._currency)
        self._asked.setText(
            self.tr("{amount} while the centre cannot be asked: PIN of a shift lead").format(amount=amount)
        )
        self._asked.setRole("text")
        self._set_pin("")
        self.amounts.hide()
        self._approval.show()
        self.changed.emit()

    def refuse(self, words: str) -> None:
        """The PIN was wrong."""
        self._set_pin("")
        self._dots.setError(True)
        self._asked.setText(words)
        self._asked.setRole("red")

    def forget_pin(self) -> None:
        """Back to the amount."""
        self._set_pin("")
        self._approval.hide()
        self.amounts.show()
        self.changed.emit()

    def typed(self, digits: str) -> None:
        if not self.asking_pin:
            super().typed(digits)
            return
        if len(self._pin) < PIN_LENGTH:
            self._set_pin((self._pin + digits)[:PIN_LENGTH])
            if len(self._pin) == PIN_LENGTH:
                self.approved.emit(self._pin)

    def backspace(self) -> None:
        if self.asking_pin:
            self._set_pin(self._pin[:-1])
        else:
            super().backspace()

    def _set_pin(self, pin: str) -> None:
        self._pin = pin
        self._dots.setError(False)
        self._dots.setFilled(len(pin))

    # --- what is shown ----------------------------------------------------------------------------------------------

    def _show_source(self, view: CustomerView, currency: str, moment: Moment) -> None:
        self._name.setText(customer_words.full_name(view.row))
        badge = customer_words.badge_of(view.row)
        self._badge.setVisible(badge is not None)
        if badge is not None:
            self._badge.setBadge(*badge)
        words, live = customer_words.stand(view.points, moment, long=True)
        self._stand.setStand(words, customer_words.stand(view.points, moment)[0], live=live)
        self._balance.setText(customer_words.points(view.points.balance))
        self._worth_label.setText(f"= {i18n.money(view.worth_minor, currency)}")
        limit = self._bound_words(view)
        parts = [limit or self._rule_words(view, currency), customer_words.provisional(view.points)]
        self._rule.setText(" · ".join(part for part in parts if part))
        self._rule.setRole("amber" if limit else "text3")

    def _most_word(self, view: CustomerView) -> str:
        """Before the first suggestion: is it all they have?"""
        return self.tr("All") if view.allowed.points == view.points.balance else ""

    def _rule_words(self, view: CustomerView, currency: str) -> str:
        """``100 P = 1,00 € · ab 500 P``."""
        rules = view.rules
        step = 100 // gcd(100, rules.point_minor) if rules.point_minor > 0 else 1
        rule = f"{customer_words.points(step)} = {i18n.money(loyalty.worth(rules, step), currency)}"
        if rules.least_points <= 1:
            return rule
        return f"{rule} · " + self.tr("from {points} on").format(points=customer_words.points(rules.least_points))

    def _bound_words(self, view: CustomerView) -> str:
        """Why not more, while the centre cannot be asked; empty if nothing but balance and sum set the limit."""
        most = i18n.money(self._worth(view.allowed.points), self._currency)
        match view.allowed.bound:
            case loyalty.CAP:
                return self.tr("Offline at most {amount}, so that nothing is spent twice.").format(amount=most)
            case loyalty.AGE:
                return self.tr("The balance is not fresh: at most {amount}.").format(amount=most)
            case loyalty.TILL:
                return self.tr("This till may redeem {amount} more until it reaches the centre.").format(amount=most)
            case loyalty.BARRED:
                return self.tr("Redeem only while the centre can be asked.")
            case loyalty.UNKNOWN:
                return self.tr("The balance is not known yet; it comes with the centre.")
            case loyalty.LEAST:
                return self.tr("Redeeming starts at {points}.").format(
                    points=customer_words.points(view.rules.least_points)
                )
        return ""

    # --- frame ------------------------------------------------------------------------------------------------------

    def _make_source(self) -> QWidget:
        card = Card("inset")
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = Label("", "body", weight=500)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._badge = Badge("")
        self._stand = _Stand()
        upper = QHBoxLayout()
        upper.setSpacing(6)
        upper.addWidget(self._name)
        upper.addWidget(self._badge)
        upper.addWidget(self._stand, 1)
        self._balance = AmountLabel(40, Qt.AlignmentFlag.AlignLeft)
        self._worth_label = Label("", "body", "text2", align=Qt.AlignmentFlag.AlignRight)
        middle = QHBoxLayout()
        middle.addWidget(self._balance, 1)
        middle.addWidget(self._worth_label)
        self._rule = Label("", "caption", "text3", wrap=True)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(4)
        column.addLayout(upper)
        column.addLayout(middle)
        column.addWidget(self._rule)
        return card

    def _make_approval(self) -> QWidget:
        self._approval = QWidget()
        column = QVBoxLayout(self._approval)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(16)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(IconMark(Icon.SHIELD, 24, "accent_text"), 0, middle)
        self._asked = Label("", "bodyStrong", wrap=True, align=middle)
        column.addWidget(self._asked)
        self._dots = PinDots(PIN_LENGTH)
        column.addWidget(self._dots, 0, middle)
        column.addStretch(2)
        return self._approval
