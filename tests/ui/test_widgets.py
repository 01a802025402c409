"""The building blocks: each paints in both themes without a word from Qt, and answers to hand, key and eye."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos.ui import paint, theme, widgets
from pos.ui.icons import Icon
from pos.ui.theme import Breakpoint, ThemeName
from pos.ui.widgets import (
    CLEAR,
    AmountField,
    AmountLabel,
    Avatar,
    Badge,
    Button,
    Card,
    Chip,
    CoinRow,
    DeviceState,
    EmptyState,
    FKeyButton,
    FocusRing,
    HeroButton,
    IconButton,
    IconMark,
    KeyLabel,
    Label,
    Line,
    Logo,
    NoteTile,
    NoticeBar,
    NumPad,
    OperatorTile,
    PaintedButton,
    PinDots,
    PinPad,
    Popover,
    QuickKey,
    RailButton,
    RailOperator,
    RoundedList,
    SearchField,
    Segment,
    StateTile,
    StatusStrip,
    Steps,
    SummaryRow,
    TenderTile,
    TextField,
    Toast,
    set_breakpoint,
)

SIZES: tuple[Breakpoint, ...] = ("compact", "regular", "wide")


def _amount(size: str) -> AmountLabel:
    label = AmountLabel(size)
    label.setText("1.826,15 €")
    return label


def _coins(large: bool) -> CoinRow:
    row = CoinRow(large=large)
    row.setPieces([(5000, 1), (200, 1), (100, 2), (50, 1), (2, 3)])
    return row


def _strip() -> StatusStrip:
    strip = StatusStrip()
    strip.setLink("offline", "Offline seit 14:02", ["Letzter Abgleich 14:01"])
    strip.setDevices([DeviceState(Icon.PRINTER, "Drucker", "Papier leer"), DeviceState(Icon.DRAWER, "Lade")])
    strip.setPlace(["Berlin Alexanderplatz", "Kasse 3"], "Fr 21.11. · 14:41")
    return strip


def _state() -> StateTile:
    tile = StateTile()
    tile.setState(Icon.CLOCK, "amber", "7 warten", "ältester 14:04")
    return tile


def _list() -> RoundedList:
    card = RoundedList()
    view = QListWidget()
    view.addItems([f"row {number}" for number in range(40)])
    card.addList(view)
    return card


def _card() -> Card:
    card = Card("inset")
    card.setFixedSize(80, 60)
    return card


def _waiting() -> HeroButton:
    hero = HeroButton("Wartet auf Terminal")
    hero.setWaiting(True)
    return hero


def _dots() -> PinDots:
    dots = PinDots()
    dots.setFilled(2)
    return dots


SEGMENTS = [("often", "Häufig"), ("service", "Service"), ("more", "Mehr")]

MAKERS: list[Callable[[], QWidget]] = [
    lambda: Button("Parken", icon=Icon.PARK, keycap="F6"),
    lambda: Button("Kassieren", "primary", keycap="↵"),
    lambda: Button("Entfernen", "destructive", Icon.REMOVE),
    lambda: Button("Anwenden", "soft"),
    lambda: Button("Mehr", "ghost"),
    lambda: Button("Übernehmen", "link"),
    lambda: HeroButton("Bezahlen"),
    _waiting,
    lambda: FKeyButton("F2", "Kunde", Icon.OPERATOR),
    lambda: IconButton(Icon.CLOSE, "Schließen"),
    lambda: KeyLabel("↵", "nächste Stückelung"),
    lambda: Chip("Alle"),
    lambda: Segment(SEGMENTS),
    lambda: QuickKey("Batterien\nAA 8er", "7,99", Icon.GIFT),
    lambda: OperatorTile("Mara Krüger", "Kasse"),
    lambda: TenderTile("Karte", Icon.CARD, "F11"),
    lambda: NoteTile("50,00 €", 5000),
    lambda: NoteTile("46,16 €", 4616, note="passend"),
    _state,
    lambda: NumPad("00"),
    lambda: NumPad(CLEAR, enter=True),
    PinPad,
    _dots,
    lambda: AmountField("Gegeben"),
    lambda: TextField("E-Mail"),
    lambda: SearchField("Scannen oder suchen"),
    lambda: _amount("panel"),
    lambda: _amount("change"),
    lambda: _amount("done"),
    lambda: _coins(False),
    lambda: _coins(True),
    _list,
    lambda: EmptyState(Icon.SCAN, "Bereit", "Ersten Artikel scannen", "Neu laden"),
    lambda: RailButton("Verkauf", Icon.SELL),
    lambda: RailOperator("Mara Krüger", "M. Krüger"),
    Logo,
    _strip,
    lambda: Steps(["Zählen", "Abgleich", "Z-Bericht"]),
    lambda: Label("Zu zahlen", "bodyStrong"),
    lambda: Badge("Zu prüfen", "amber", Icon.WARNING, large=True),
    lambda: Avatar("Lena Hoffmann", soft=True),
    lambda: IconMark(Icon.CHECK, 20, "green", "green"),
    lambda: SummaryRow("Rabatte", "−52,89 €"),
    _card,
    Line,
]


def _names(maker: Callable[[], QWidget]) -> str:
    return str(MAKERS.index(maker))


_windows: list[QWidget] = []  # qtbot holds windows weakly; a test that only looks at the widget inside needs both


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light")
    yield
    _windows.clear()


def _shown(qtbot: QtBot, widget: QWidget, width: int = 0) -> QWidget:
    """The widget alone in a window of its size; returns the window."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.setContentsMargins(8, 8, 8, 8)
    column.addWidget(widget)
    column.addStretch(1)
    qtbot.addWidget(window)
    _windows.append(window)
    size = widget.sizeHint().expandedTo(widget.minimumSize())
    window.resize((width or max(40, size.width())) + 16, max(40, size.height()) + 16)
    window.show()
    QApplication.processEvents()
    return window


def _drawn(image: QImage) -> bool:
    """Whether it shows anything but one plain colour."""
    plain = QImage(image)
    plain.fill(image.pixelColor(0, 0))
    return plain != image


def test_the_list_of_makers_is_whole(qtbot: QtBot) -> None:
    made = set()
    for maker in MAKERS:
        widget = maker()
        qtbot.addWidget(widget)
        made.add(type(widget))
    classes = {found for name in widgets.__all__ if isinstance(found := getattr(widgets, name), type)}
    shown = {found for found in classes if issubclass(found, QWidget)}
    assert shown - made == {FocusRing, PaintedButton, NoticeBar, Popover, Toast}  # these have their own tests


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("maker", MAKERS, ids=_names)
def test_paints_in_every_state_and_size(
    qtbot: QtBot, qapp: QApplication, maker: Callable[[], QWidget], name: ThemeName
) -> None:
    theme.apply(qapp, name)
    widget = maker()
    window = _shown(qtbot, widget)
    for at in SIZES:
        set_breakpoint(window, at)
        QApplication.processEvents()
        assert _drawn(widget.grab().toImage()) or isinstance(widget, Line)
    if isinstance(widget, PaintedButton):
        for state in (widget.setDown, lambda on: (widget.setCheckable(True), widget.setChecked(on))):
            state(True)
            widget.grab()
            state(False)
    widget.setEnabled(False)
    assert not widget.grab().isNull()


@pytest.mark.parametrize("maker", MAKERS, ids=_names)
def test_a_theme_switch_repaints(qtbot: QtBot, qapp: QApplication, maker: Callable[[], QWidget]) -> None:
    widget = maker()
    window = _shown(qtbot, widget)
    window.setProperty("ground", "canvas")
    before = window.grab().toImage()
    theme.apply(qapp, "dark")
    QApplication.processEvents()
    assert window.grab().toImage() != before


@pytest.mark.parametrize("at", SIZES)
@pytest.mark.parametrize("maker", MAKERS, ids=_names)
def test_whatever_can_be_touched_is_big_enough(qtbot: QtBot, maker: Callable[[], QWidget], at: Breakpoint) -> None:
    widget = maker()
    window = _shown(qtbot, widget)
    set_breakpoint(window, at)
    QApplication.processEvents()
    for target in [widget, *widget.findChildren(QWidget)]:
        if isinstance(target, PaintedButton | TextField | SearchField):
            assert target.height() >= 48 and target.width() >= 48, type(target).__name__
        if isinstance(target, Segment):
            assert target.height() >= 48 and target.width() >= 48 * len(SEGMENTS)


BUTTONS = [maker for maker in MAKERS[:12] if MAKERS.index(maker) not in (7, 10)]


@pytest.mark.parametrize("maker", BUTTONS, ids=_names)
def test_buttons_answer_to_hand_and_key_and_have_a_name(qtbot: QtBot, maker: Callable[[], QWidget]) -> None:
    button = maker()
    assert isinstance(button, PaintedButton)
    _shown(qtbot, button)
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    button.clearFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.hasFocus()  # a touch leaves the keyboard with the search field
    button.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(button, key)
    assert len(pressed) == 4
    assert button.accessibleName()


def test_an_ampersand_stays_an_ampersand(qtbot: QtBot) -> None:
    button = Button("Volt & Heim")
    qtbot.addWidget(button)
    assert button.label() == "Volt & Heim"
    assert button.shortcut().isEmpty()


def test_a_button_without_room_drops_its_icon_then_takes_the_short_text(qtbot: QtBot) -> None:
    wide = Button("Bar passend", icon=Icon.CASH, keycap="F10", short="Bar")
    plain = Button("Bar passend", keycap="F10")
    short = Button("Bar", keycap="F10")
    for button in (wide, plain, short):
        qtbot.addWidget(button)
        button.resize(plain.sizeHint())
    assert wide.grab().toImage() == plain.grab().toImage()
    for button in (wide, short):
        button.resize(short.sizeHint())
    assert wide.grab().toImage() == short.grab().toImage()


def test_the_hero_waits_for_nobody_to_press_it_twice(qtbot: QtBot) -> None:
    hero = HeroButton("Bezahlen")
    _shown(qtbot, hero)
    pressed: list[bool] = []
    hero.clicked.connect(lambda: pressed.append(True))
    hero.setWaiting(True)
    QTest.mouseClick(hero, Qt.MouseButton.LeftButton)
    hero.setFocus()
    QTest.keyClick(hero, Qt.Key.Key_Return)
    QTest.keyClick(hero, Qt.Key.Key_Space)
    hero.click()
    assert pressed == []
    hero.setWaiting(False)
    hero.click()
    assert len(pressed) == 1


def test_the_hero_says_why_it_is_off(qtbot: QtBot) -> None:
    hero = HeroButton("Bezahlen")
    qtbot.addWidget(hero)
    hero.setReason("Erst Alter prüfen")
    assert hero.accessibleDescription() == "Erst Alter prüfen"


def test_sizes_follow_the_window(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    hero, amount, key = HeroButton("Bezahlen", parent=root), AmountLabel(parent=root), QuickKey("Tasche", parent=root)
    heights = []
    for at in SIZES:
        set_breakpoint(root, at)
        heights.append((hero.height(), amount.height(), key.minimumHeight()))
    assert heights == [(80, 60, 72), (80, 64, 80), (88, 80, 88)]


@pytest.mark.parametrize("text", ["0,00 €", "1.826,15 €", "1.234.567.890,15 €"])
def test_an_amount_never_leaves_its_place(qtbot: QtBot, text: str) -> None:
    label = AmountLabel("panel")
    label.setText(text)
    _shown(qtbot, label, width=344)
    assert paint.text_width(text, label.face()) <= label.width()
    assert (label.face().pixelSize() == 60) is (len(text) < 12)


def test_an_amount_of_unknown_size_is_refused() -> None:
    with pytest.raises(ValueError):
        AmountLabel("huge")


def test_the_number_pad_types(qtbot: QtBot) -> None:
    pad = NumPad("00", enter=True, names={"backspace": "Löschen"})
    _shown(qtbot, pad)
    seen: list[str] = []
    pad.typed.connect(seen.append)
    pad.backspace.connect(lambda: seen.append("<"))
    pad.enter.connect(lambda: seen.append("!"))
    for key in pad.keys:
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert seen == [*"789456123", "0", "00", "<", "!"]
    assert pad.keys[11].accessibleName() == "Löschen"


def test_the_pin_pad_types_and_clears(qtbot: QtBot) -> None:
    pad = PinPad()
    _shown(qtbot, pad)
    seen: list[str] = []
    pad.typed.connect(seen.append)
    pad.clear.connect(lambda: seen.append("C"))
    pad.backspace.connect(lambda: seen.append("<"))
    for key in pad.keys:
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    assert seen == [*"123456789", "C", "0", "<"]
    assert {key.height() for key in pad.keys} == {72}


def test_pin_dots_show_how_many_and_that_it_was_wrong(qtbot: QtBot) -> None:
    dots = PinDots()
    _shown(qtbot, dots)
    pictures = []
    for step in (lambda: None, lambda: dots.setFilled(3), lambda: dots.setError(True)):
        step()
        pictures.append(dots.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_segment_by_hand_and_by_key(qtbot: QtBot) -> None:
    segment = Segment(SEGMENTS)
    _shown(qtbot, segment, width=300)
    seen: list[str] = []
    segment.chosen.connect(seen.append)
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton, pos=QPoint(290, 24))
    QTest.keyClick(segment, Qt.Key.Key_Left)
    QTest.keyClick(segment, Qt.Key.Key_Right)
    QTest.keyClick(segment, Qt.Key.Key_Right)
    segment.setValue("often")
    assert seen == ["more", "service", "more"]
    assert segment.value == "often"
    segment.setOptions([("x", "X"), ("often", "Oft")])
    assert segment.value == "often"
    segment.setOptions([("x", "X")])
    assert segment.value == "x"


def test_the_search_field_reports_typing_and_enter_and_forgets_its_error(qtbot: QtBot) -> None:
    field = SearchField("Scannen oder suchen")
    window = _shown(qtbot, field, width=400)
    window.activateWindow()
    field.setFocus()
    edited: list[str] = []
    submitted: list[str] = []
    field.edited.connect(edited.append)
    field.submitted.connect(submitted.append)
    field.setError("unbekannt")
    red = field.grab().toImage()
    QTest.keyClicks(field.edit, "bo")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert edited == ["b", "bo"]
    assert submitted == ["bo"]
    assert field.grab().toImage() != red
    field.clear()
    assert field.text() == ""
    assert field.edit.accessibleDescription() == ""


def test_a_text_field_keeps_its_text_in_place_with_the_keyboard(qtbot: QtBot) -> None:
    field = TextField("E-Mail")
    field.setText("0151")
    window = _shown(qtbot, field, width=200)
    before = field.cursorRect().left(), field.height()
    window.activateWindow()
    field.setFocus()
    QApplication.processEvents()
    after = field.cursorRect().left(), field.height()
    assert after[1] == before[1] == 48
    assert abs(after[0] - before[0]) <= 1


def _bar(qtbot: QtBot, width: int = 420) -> NoticeBar:
    window = QWidget()
    qtbot.addWidget(window)
    _windows.append(window)
    column = QVBoxLayout(window)
    bar = NoticeBar(window)
    column.addWidget(bar)
    column.addStretch(1)
    window.resize(width, 300)
    window.show()
    return bar


def test_a_notice_says_acts_and_goes(qtbot: QtBot) -> None:
    bar = _bar(qtbot)
    assert not bar.isVisible()
    bar.say("red", Icon.ERROR, "Karte abgelehnt.", "Nichts wurde belastet.", "Erneut")
    assert bar.isVisible()
    action = bar.findChild(PaintedButton)
    assert isinstance(action, PaintedButton)
    QApplication.processEvents()
    with qtbot.waitSignal(bar.acted):
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    bar.hideAfter(10)
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_a_notice_that_opens_is_one_target(qtbot: QtBot) -> None:
    bar = _bar(qtbot)
    bar.say("amber", Icon.OFFLINE, "Verkauf läuft weiter", "Bestand von 14:01", opens=True)
    with qtbot.waitSignal(bar.acted):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(60, 24))
    bar.say("green", Icon.SYNCED, "7 Verkäufe übertragen")
    with qtbot.assertNotEmitted(bar.acted):
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(60, 24))


def test_a_long_notice_grows_instead_of_cutting(qtbot: QtBot) -> None:
    bar = _bar(qtbot)
    bar.say("amber", Icon.WARNING, "Zu prüfen", "kurz")
    QApplication.processEvents()
    low = bar.height()
    bar.say("amber", Icon.WARNING, "Zu prüfen", "Der Verkauf bleibt gültig, nur der Nachlass ist doppelt. " * 3)
    QApplication.processEvents()
    assert low == 48
    assert bar.height() == bar.heightForWidth(bar.width()) >= 48 + 3 * 18


def test_a_toast_can_be_undone_or_runs_out(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 400)
    window.show()
    toast = Toast(window)
    toast.say("Zeile entfernt", "Rückgängig")
    action = toast.findChild(PaintedButton)
    assert isinstance(action, PaintedButton)
    assert not toast.grab().isNull()
    with qtbot.waitSignal(toast.undone):
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()
    with qtbot.waitSignal(toast.ended):
        toast.say("Bon gedruckt", milliseconds=200)
    assert not toast.isVisible()


def test_the_strip_is_one_target(qtbot: QtBot) -> None:
    strip = _strip()
    _shown(qtbot, strip, width=1024)
    for x in (5, 500, 1000):
        with qtbot.waitSignal(strip.pressed):
            QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(x, 16))
    with qtbot.waitSignal(strip.pressed):
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert strip.accessibleName().startswith("Offline seit 14:02")
    assert "Papier leer" in strip.accessibleDescription()


@pytest.mark.parametrize("width", [300, 640, 1024, 1920])
def test_the_strip_finds_room_for_its_words(qtbot: QtBot, width: int) -> None:
    strip = _strip()
    _shown(qtbot, strip, width=width)
    assert not strip.grab().isNull()


def test_the_corners_of_a_list_show_the_ground(qtbot: QtBot) -> None:
    card = _list()
    window = _shown(qtbot, card, width=240)
    window.setProperty("ground", "canvas")
    image = card.grab().toImage()
    canvas = theme.current().colours.canvas
    for x, y in ((0, 0), (image.width() - 1, 0), (0, image.height() - 1), (image.width() - 1, image.height() - 1)):
        assert image.pixelColor(x, y) == canvas


def test_a_popover_lies_where_it_is_told(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    popover = Popover(window)
    popover.showUnder(50, 60, 300, 200)
    card = QRect(popover.mapTo(window, popover.card.pos()), popover.card.size())
    assert card == QRect(50, 60, 300, 200)
    assert not popover.grab().isNull()
    assert not popover.isWindow()


def test_the_ring_goes_with_the_keyboard_and_leaves_fields_alone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    button, field = Button("Parken"), TextField("E-Mail")
    column.addWidget(button)
    column.addWidget(field)
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert ring.isVisible()
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    assert not ring.grab().isNull()
    window.resize(window.width() + 100, window.height())
    QApplication.processEvents()
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    field.setFocus()
    assert not ring.isVisible()


def test_the_ring_survives_the_end_of_what_it_was_around(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    inside, field = QWidget(), TextField("E-Mail")
    column.addWidget(inside)
    column.addWidget(field)
    button = Button("Parken", parent=inside)
    ring = FocusRing(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    inside.deleteLater()
    del button
    qtbot.waitUntil(lambda: not ring.isVisible())
    field.setFocus()
    window.resize(300, 300)
    QApplication.processEvents()
    assert not ring.isVisible()


def test_a_label_too_long_is_cut_and_never_pushes(qtbot: QtBot) -> None:
    label = Label("Wasserkocher Edelstahl mit einem sehr langen Namen", "bodyStrong")
    window = _shown(qtbot, label, width=120)
    assert window.width() == 136
    assert label.width() == 120
    assert not label.grab().isNull()
    assert paint.elided(label.text(), label.font(), 120).endswith("…")


def test_a_label_changes_its_colour(qtbot: QtBot) -> None:
    label = Label("TSE ausgefallen")
    _shown(qtbot, label)
    before = label.grab().toImage()
    label.setRole("red")
    assert label.grab().toImage() != before


@pytest.mark.parametrize(
    ("name", "letters"), [("Mara Krüger", "MK"), ("Mara", "M"), ("Anna von der Heide", "AH"), ("", "")]
)
def test_initials(name: str, letters: str) -> None:
    assert paint.initials(name) == letters


def test_coins_without_room_shrink_together(qtbot: QtBot) -> None:
    row = CoinRow()
    row.setPieces([(minor, 1) for minor in (5000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)])
    _shown(qtbot, row, width=300)
    assert row.width() == 300
    image = row.grab().toImage()
    right = image.copy(QRect(280, 0, 20, 60))
    assert _drawn(right)  # the last coin is still there


def test_pieces_of_a_currency_without_pictures_are_painted_all_the_same(qtbot: QtBot) -> None:
    row = CoinRow("ILS")
    row.setPieces([(1000, 1), (10, 2)])
    _shown(qtbot, row)
    assert _drawn(row.grab().toImage())
    assert row.accessibleName() == "1 × 10, 2 × 10"
