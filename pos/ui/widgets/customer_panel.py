"""The customer in the panel of the sale: who, points, what is open for them. Knows words only; see `CustomerDesk`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.ui.icons import Icon
from pos.ui.offer import Offer
from pos.ui.theme import line_height
from pos.ui.widgets.buttons import Button, IconButton
from pos.ui.widgets.customer_head import CustomerHead
from pos.ui.widgets.labels import Label
from pos.ui.widgets.offer_row import OfferRow
from pos.ui.widgets.points_card import PointsBox, TierBar

_SECTION = 34


class CustomerPanel(QWidget):
    """``CustomerPanel(parent=None)``: ``head``, ``points``, ``tier``; ``showNobody(detail)``, ``showPerson()``,
    ``showFolded()``; ``rows(sections)`` are the widgets for `FittingColumn`, titles only if ``titled``.

    Signals: ``wanted()``, ``new()``, ``left()``, ``opened()`` (touch on the name), ``acted(str)`` with an offer's key.
    """

    wanted = Signal()
    new = Signal()
    left = Signal()
    opened = Signal()
    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[OfferRow] = []
        self._titles: list[Label] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(0)
        self.head = CustomerHead()
        self.head.setObjectName("customer-head")
        self.head.clicked.connect(self.opened)
        self._close = IconButton(Icon.CLOSE, self.tr("Sell without this customer"), "ghost")
        self._close.setObjectName("customer-close")
        self._close.clicked.connect(self.left)
        top.addWidget(self.head, 1)
        top.addWidget(self._close)
        column.addLayout(top)
        column.addSpacing(12)
        self._ways = QWidget()
        ways = QHBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 8)
        ways.setSpacing(8)
        find = Button(self.tr("Find customer"), icon=Icon.FIND_CUSTOMER, keycap="F2", short=self.tr("Find"))
        find.setObjectName("customer-find")
        find.clicked.connect(self.wanted)
        new = Button(self.tr("New"), icon=Icon.NEW_OPERATOR)
        new.setObjectName("customer-new")
        new.clicked.connect(self.new)
        ways.addWidget(find, 3)
        ways.addWidget(new, 1)
        column.addWidget(self._ways)
        self.points = PointsBox()
        column.addWidget(self.points)
        self.tier = TierBar()
        column.addWidget(self.tier)
        column.addSpacing(4)
        self.showNobody("")

    def showNobody(self, detail: str) -> None:
        """The two ways to somebody."""
        self.head.setNobody(self.tr("No customer"), detail)
        self._arrange(person=False, folded=False)

    def showPerson(self) -> None:
        """Somebody; what about them is told to the parts."""
        self._arrange(person=True, folded=False)

    def showFolded(self, initials: str) -> None:
        """Only the initials: nobody has touched the till for a while."""
        self.head.setFolded(initials, self.tr("Touch to show"))
        self._arrange(person=True, folded=True)

    def setTier(self, words: str, permille: int) -> None:
        """The way to the next tier; without words it is not shown."""
        self.tier.setTier(words, permille)
        self.tier.setVisible(bool(words))

    def rows(self, sections: Sequence[tuple[str, Sequence[Offer]]], *, titled: bool) -> list[QWidget]:
        """One widget per offer, and one per title of a section that is not empty."""
        rows: list[QWidget] = []
        offers, titles = iter(list(self._offers)), iter(list(self._titles))
        for words, some in sections:
            if some and titled:
                rows.append(self._title(next(titles, None), words))
            rows += [self._row(next(offers, None), offer) for offer in some]
        return rows

    def _title(self, label: Label | None, words: str) -> Label:
        if label is None:
            label = Label("", "captionStrong", "text2")
            label.setFixedHeight(_SECTION)
            label.setContentsMargins(0, _SECTION - line_height("captionStrong") - 4, 0, 0)
            self._titles.append(label)
        label.setText(words)
        return label

    def _row(self, row: OfferRow | None, offer: Offer) -> OfferRow:
        if row is None:
            made = OfferRow(offer)
            made.clicked.connect(lambda: self.acted.emit(made.offer.key))
            self._offers.append(made)
            return made
        row.setOffer(offer)
        return row

    def _arrange(self, *, person: bool, folded: bool) -> None:
        self._ways.setVisible(not person)
        self._close.setVisible(person and not folded)
        self.points.setVisible(person and not folded)
        if not person or folded:
            self.tier.hide()
