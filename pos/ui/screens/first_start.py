"""A till that is nobody yet: it joins a store by address and one-time code, or tries the demo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos.base.errors import Code, TresenError
from pos.ui import i18n, theme
from pos.ui.errors import tell
from pos.ui.icons import Icon
from pos.ui.screen import Counter, Screen
from pos.ui.theme import Breakpoint
from pos.ui.widgets.buttons import Button
from pos.ui.widgets.fields import TextField
from pos.ui.widgets.hero import HeroButton
from pos.ui.widgets.labels import Card, IconMark, Label
from pos.ui.widgets.notices import NoticeBar
from pos.ui.widgets.rail import Logo

_EDGE: Final = {"compact": 32, "regular": 48, "wide": 64}
_WIDTH: Final = {"compact": 376, "regular": 440, "wide": 480}
_SIDES: Final = {"compact": 32, "regular": 48, "wide": 56}


class FirstStart(Screen):
    """The sign-in's frame with a form at the right. One question at a time goes to the centre; its answer opens the
    till, or stands in one sentence over the form with its way out.
    """

    name = "first_start"
    rail = False

    def __init__(self, counter: Counter) -> None:
        super().__init__(counter)
        self._busy = False
        self._left, self._right = QWidget(), Card("panel")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 1)
        row.addWidget(self._right)
        self._lay_out_form()
        self._lay_out_left()
        self.set_breakpoint("regular")

    # --- contract of a screen ---------------------------------------------------------------------------------------

    def opened(self, **facts: Any) -> None:
        if not self._address.text():
            self._address.setText(self.counter.settings().text("centre"))
        self._show_hero()
        (self._code if self._address.text() else self._address).setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, text: str) -> None:
        """A scanned code is the one-time code; it is not sent before a person says so."""
        if not self._busy:
            self._code.setText(text.strip())
            self._bar.silence()

    def typed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_F12:
            self._hero.click()
        elif event.key() == Qt.Key.Key_F5:
            self._demo.click()
        else:
            return False
        return True

    def escape(self) -> bool:
        if self._bar.isVisibleTo(self):
            self._bar.silence()
        elif not self._busy:
            self._code.clear()
        return True

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("F12", self.tr("Join the store")), ("F5", self.tr("Try the demo")))

    def set_breakpoint(self, at: Breakpoint) -> None:
        edge, side = _EDGE[at], _SIDES[at]
        self._column.setContentsMargins(edge, edge - 8 if at != "compact" else edge, edge, edge - 16)
        self._right.setFixedWidth(_WIDTH[at])
        self._form.setContentsMargins(side, 32 if at == "compact" else 48, side, 16 if at == "compact" else 24)

    # --- the two ways -----------------------------------------------------------------------------------------------

    def _join(self) -> None:
        first = self.counter.first_start
        address, code = _complete(self._address.text()), self._code.text().strip()
        if first is None or self._busy or not self._filled():
            return
        self._address.setText(address)
        self._ask(lambda: first.enrol(address, code))

    def _try_demo(self) -> None:
        first = self.counter.first_start
        if first is not None and not self._busy:
            self._ask(first.try_demo)

    def _ask(self, call: Callable[[], None]) -> None:
        self._bar.silence()
        self._set_busy(True)
        self.counter.runner.device(call, self._answered, self._failed)

    def _answered(self) -> None:
        self._set_busy(False)
        self._code.clear()
        self.counter.enrolled()

    def _failed(self, error: TresenError) -> None:
        self._set_busy(False)
        told = tell(error)
        self._bar.say(told.kind, told.icon, told.what, self._ways_out().get(error.code, told.advice))
        wrong = (Code.ENROLMENT_CODE_WRONG, Code.ENROLMENT_CODE_USED)
        self._code.setError(error.code in wrong)
        (self._code if error.code in wrong else self._address).setFocus(Qt.FocusReason.OtherFocusReason)
        self._address.setError(error.code is Code.CENTRE_UNREACHABLE)

    def _ways_out(self) -> dict[Code, str]:
        """Before the first sale the usual advice ("selling goes on") would be wrong."""
        return {
            Code.CENTRE_UNREACHABLE: self.tr("Check the address and the network, then try again. Nothing was changed."),
            Code.CENTRE_SLOW: self.tr("Try again in a moment. Nothing was changed."),
            Code.CENTRE_REFUSED: self.tr("Ask for a new code, or call support. Nothing was changed."),
            Code.CLOCK_WRONG: self.tr("Set date and time of this computer, then try again. Nothing was changed."),
        }

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (self._address, self._code, self._demo):
            widget.setEnabled(not busy)
        self._hero.setWaiting(busy)
        self._show_hero()

    def _filled(self) -> bool:
        return bool(self._address.text().strip() and self._code.text().strip())

    def _show_hero(self) -> None:
        self._hero.setEnabled(self._filled())
        self._hero.setReason("" if self._filled() or self._busy else self.tr("Address and code are needed"))

    def _edited(self) -> None:
        self._address.setError(False)
        self._code.setError(False)
        self._show_hero()

    # --- layout -----------------------------------------------------------------------------------------------------

    def _lay_out_form(self) -> None:
        self._form = form = QVBoxLayout(self._right)
        form.setSpacing(0)
        form.addWidget(Label(self.tr("Join a store"), "heading"))
        form.addSpacing(4)
        form.addWidget(
            Label(self.tr("The centre gives each till an address and a one-time code."), "body", "text2", wrap=True)
        )
        form.addSpacing(24)
        self._address = TextField(self.tr("https://centre.example"), self.tr("Address of the centre"))
        self._code = TextField(self.tr("typed or scanned"), self.tr("One-time code"))
        for words, field in ((self.tr("Address of the centre"), self._address), (self.tr("Code"), self._code)):
            form.addWidget(Label(words, "captionStrong", "text2"))
            form.addSpacing(6)
            form.addWidget(field)
            form.addSpacing(16)
            field.textChanged.connect(self._edited)
            field.returnPressed.connect(self._join)
        self._bar = NoticeBar()
        form.addWidget(self._bar)
        form.addStretch(1)
        self._hero = HeroButton(self.tr("Join"))
        self._hero.setObjectName("enrol")
        self._hero.clicked.connect(self._join)
        form.addWidget(self._hero)

    def _lay_out_left(self) -> None:
        self._column = column = QVBoxLayout(self._left)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(16)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Label("Tresen", "title"))
        names.addWidget(Label(self.tr("This till belongs to no store yet"), "body", "text2"))
        head.addWidget(Logo(48))
        head.addLayout(names, 1)
        column.addLayout(head)
        column.addStretch(2)
        column.addWidget(Label(self.tr("What shall this till be?"), "heading"))
        column.addSpacing(16)
        column.addWidget(self._make_demo())
        column.addStretch(3)
        column.addLayout(self._make_foot())

    def _make_demo(self) -> Card:
        card = Card("card")
        self._demo = Button(self.tr("Try the demo"), "soft", keycap="F5", large=True)
        self._demo.setObjectName("try-demo")
        self._demo.clicked.connect(self._try_demo)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(self.tr("Demo"), "title"))
        words.addWidget(
            Label(
                self.tr(
                    "An invented store on this computer: real articles, invented people, no network needed. "
                    "Every receipt says that it is none."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        inside = QVBoxLayout(card)
        inside.setContentsMargins(24, 24, 24, 24)
        inside.setSpacing(20)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconMark(Icon.DECORATION, 24, disc="accent"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        inside.addLayout(row)
        inside.addWidget(self._demo, 0, Qt.AlignmentFlag.AlignRight)
        return card

    def _make_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addStretch(1)
        language = Button(i18n.LANGUAGES.get(i18n.language(), ""), "ghost", Icon.LANGUAGE)
        language.clicked.connect(self._next_language)
        dark = theme.current().name == "dark"
        look = Button(self.tr("Dark") if dark else self.tr("Light"), "ghost", Icon.DARK if dark else Icon.LIGHT)
        look.clicked.connect(lambda: self._switch_look(look))
        foot.addWidget(language)
        foot.addWidget(look)
        return foot

    def _next_language(self) -> None:
        known = list(i18n.LANGUAGES)
        self.counter.switch("language", known[(known.index(i18n.language()) + 1) % len(known)])

    def _switch_look(self, button: Button) -> None:
        self.counter.switch("theme", "light" if theme.current().name == "dark" else "dark")
        dark = theme.current().name == "dark"
        button.setText(self.tr("Dark") if dark else self.tr("Light"))
        button.setIconName(Icon.DARK if dark else Icon.LIGHT)


def _complete(address: str) -> str:
    """The address as a URL; people leave out the beginning."""
    address = address.strip().rstrip("/")
    return address if "://" in address or not address else f"https://{address}"
