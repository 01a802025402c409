"""What the customer is asked: each purpose a full sentence with yes and no, nothing chosen before they touch it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from pos.ui.widgets.display_pages import House
from pos.ui.widgets.display_parts import Brand, Text, TouchButton
from pos.ui.widgets.display_words import Words
from pos.ui.widgets.labels import Line

_LOW = 560


class Question(QWidget):
    """One purpose. ``answer``: True, False, or None while nobody has touched it. Signal: ``answered()``."""

    answered = Signal()

    def __init__(self, purpose: str, sentence: str, words: Words, *, low: bool) -> None:
        super().__init__()
        self.purpose = purpose
        self.yes, self.no = TouchButton(words.say("yes")), TouchButton(words.say("no"))
        text = Text(18 if low else 22, wrap=True, weight=500)
        text.setText(sentence)
        text.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4 if low else 8, 0, 4 if low else 8)
        row.setSpacing(16)
        row.addWidget(text, 1)
        for button in (self.yes, self.no):
            button.setCheckable(True)
            button.setAccessibleName(f"{button.label()}: {sentence}")
            button.clicked.connect(self.answered)
            self._group.addButton(button)
            row.addWidget(button)

    @property
    def answer(self) -> bool | None:
        chosen = self._group.checkedButton()
        return None if chosen is None else chosen is self.yes


class ConsentPage(QWidget):
    """``ask(house, purposes, done)``: ``done`` with the purposes said yes to when the customer confirms, with None when
    they would rather not. Confirming needs an answer to each. Signal: ``touched()``.
    """

    touched = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.questions: tuple[Question, ...] = ()
        self.confirm: TouchButton | None = None
        self.later: TouchButton | None = None
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def ask(self, house: House, purposes: Sequence[str], done: Callable[[tuple[str, ...] | None], None]) -> None:
        """Show the questions, none of them answered. KeyError for a purpose that no sentence explains."""
        words = house.words
        sentences = {purpose: words.say(f"consent-{purpose}", retailer=house.retailer) for purpose in purposes}
        self.forget()
        low = self.window().height() < _LOW  # a page behind another one has no size yet
        self.questions = tuple(Question(purpose, text, words, low=low) for purpose, text in sentences.items())
        self.confirm = TouchButton(words.say("confirm"), primary=True)
        self.confirm.setEnabled(False)
        self.confirm.clicked.connect(lambda: done(self._chosen()))
        self.later = TouchButton(words.say("later"))
        self.later.clicked.connect(lambda: done(None))
        inside = self._inside = QWidget()
        edge = 12 if low else 24
        column = QVBoxLayout(inside)
        column.setContentsMargins(40, edge, 40, edge)
        column.setSpacing(0)
        self._head(column, house, low=low)
        for question in self.questions:
            question.answered.connect(self._answered)
            column.addWidget(Line())
            column.addWidget(question)
        column.addWidget(Line())
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.later)
        foot.addStretch(1)
        foot.addWidget(self.confirm)
        column.addLayout(foot)
        self._column.addWidget(inside)

    def _head(self, column: QVBoxLayout, house: House, *, low: bool) -> None:
        """Who asks and what; every sentence names the house, so a low window can do without."""
        if not low:
            brand = Brand()
            brand.setNames(house.retailer)
            column.addWidget(brand)
        column.addStretch(1)
        for px, role, weight, key in ((32, "text", 600, "consent-title"), (18, "text2", 400, "consent-text")):
            if low and role == "text2":
                continue
            label = Text(px, role, weight, wrap=True)
            label.setText(house.words.say(key))
            column.addWidget(label)
            column.addSpacing(8)
        column.addSpacing(4)

    def forget(self) -> None:
        """Nothing is asked any more; answers that were not confirmed are gone."""
        self.questions, self.confirm, self.later = (), None, None
        if self._inside is not None:
            self._inside.hide()
            self._inside.setParent(None)
            self._inside.deleteLater()  # later: it may be one of its buttons that ends it
            self._inside = None

    def _answered(self) -> None:
        if self.confirm is not None:
            self.confirm.setEnabled(all(question.answer is not None for question in self.questions))
        self.touched.emit()

    def _chosen(self) -> tuple[str, ...]:
        return tuple(question.purpose for question in self.questions if question.answer)
