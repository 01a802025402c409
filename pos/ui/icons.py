"""One-colour icons: SVG files of resources/icons, tinted by colour, kept as pixmaps."""

from enum import StrEnum
from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from pos.ui.assets import asset
from pos.ui.tokens import tokens


class Icon(StrEnum):
    """Every icon of the program by what it means; the value is the file's name."""

    # rail
    SELL = "shopping-basket"
    JOURNAL = "scroll-text"
    CASH = "banknote"
    # search and basket
    SCAN = "scan-barcode"
    SEARCH = "search"
    QUANTITY = "hash"
    PARK = "pause"
    REMOVE = "trash-2"
    MINUS = "minus"
    PLUS = "plus"
    DISCOUNT = "percent"
    TAG = "tag"
    RETURN = "undo-2"
    GRID = "layout-grid"
    # payment and devices
    CARD = "credit-card"
    COINS = "coins"
    PRINTER = "printer"
    DRAWER = "archive"
    RECEIPT = "receipt-text"
    DOCUMENT = "file-text"
    SHIELD = "shield-check"
    SERVER = "server"
    DATABASE = "database"
    # states
    OFFLINE = "cloud-off"
    SYNCED = "cloud-check"
    CLOCK = "clock"
    CHECK = "check"
    DONE = "circle-check"
    WARNING = "triangle-alert"
    ERROR = "circle-alert"
    INFO = "info"
    REFRESH = "refresh-cw"
    AGAIN = "rotate-ccw"
    HIDDEN = "eye-off"
    # keys and ways
    BACKSPACE = "delete"
    ENTER = "corner-down-left"
    LEFT = "arrow-left"
    RIGHT = "arrow-right"
    UP = "arrow-up"
    DOWN = "arrow-down"
    FORWARD = "chevron-right"
    UNFOLD = "chevron-down"
    CLOSE = "x"
    # customers
    CUSTOMERS = "users-round"
    FIND_CUSTOMER = "user-round-search"
    ATTACH = "user-round-check"
    COUPON = "ticket-percent"
    PHONE = "smartphone"
    WEB = "globe"
    STORE = "store"
    PICKUP = "package-check"
    SERVICE = "wrench"
    SUPPORT = "headset"
    NEWSLETTER = "mail-open"
    BIRTHDAY = "cake"
    QR = "qr-code"
    FILTER = "list-filter"
    # online orders that are collected
    PICK_LIST = "list-checks"
    PLACE = "map-pin"
    PARTLY = "package-minus"
    # articles and stock
    ARTICLES = "box"
    RESERVE = "bookmark"
    DELIVER = "truck"
    NOTIFY = "bell"
    WAREHOUSE = "warehouse"
    INCOMING = "calendar-clock"
    # people and program
    OPERATOR = "user-round"
    NEW_OPERATOR = "user-round-plus"
    STAFF_CARD = "id-card"
    LOCK = "lock"
    SIGN_OUT = "log-out"
    LANGUAGE = "languages"
    LIGHT = "sun"
    DARK = "moon"
    SETTINGS = "settings"
    CALENDAR = "calendar"
    EDIT = "pencil"
    LOGO = "tresen"
    # categories of articles
    ARTICLE = "package"
    GIFT = "gift"
    CANDLE = "flame"
    CUP = "coffee"
    WINE = "wine"
    BEER = "beer"
    SPIRITS = "bottle-wine"
    LIGHTING = "lightbulb"
    TOY = "toy-brick"
    BAG = "shopping-bag"
    PICTURE = "frame"
    CHRISTMAS = "tree-pine"
    STATIONERY = "pen-line"
    KITCHEN = "utensils"
    HOME = "house"
    DECORATION = "sparkles"
    GARDEN = "flower-2"
    SWEETS = "candy"
    JEWELLERY = "gem"
    BABY = "baby"
    CLOTHES = "shirt"
    AUDIO = "headphones"
    FAVOURITE = "star"


def icon_named(name: str, otherwise: Icon = Icon.ARTICLE) -> Icon:
    """The icon whose file has this name, as categories carry it; the fallback if there is none."""
    try:
        return Icon(name)
    except ValueError:
        return otherwise


@cache
def _source(icon: Icon) -> str:
    return asset("icons", f"{icon.value}.svg").read_text("utf-8")


def _stroke(icon: Icon, size: int) -> float:
    # Small icons need a heavier line to look as strong as the text beside them, checks heavier still.
    if icon is Icon.CHECK:
        return 2.5
    return 2.0 if size <= tokens().icon.s else tokens().icon.stroke


@lru_cache(maxsize=512)
def _pixmap(icon: Icon, size: int, argb: int, ratio: float) -> QPixmap:
    colour = QColor.fromRgba(argb)
    text = _source(icon).replace("currentColor", colour.name())
    text = text.replace('stroke-width="2"', f'stroke-width="{_stroke(icon, size)}"')
    edge = max(1, round(size * ratio))
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(colour.alphaF())
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, edge, edge))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def pixmap(icon: Icon, size: int, colour: QColor, ratio: float = 1.0) -> QPixmap:
    """The icon at ``size`` logical pixels in one colour, for a screen with this pixel ratio. Cached."""
    return _pixmap(icon, size, colour.rgba(), ratio)


def draw_icon(painter: QPainter, icon: Icon, x: float, y: float, size: int, colour: QColor) -> None:
    """Paints the icon with its top left corner at x, y, sharp on the painter's device."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(round(x), round(y), pixmap(icon, size, colour, ratio))


def qt_icon(icon: Icon, colour: QColor, size: int = 24) -> QIcon:
    """For the few places that want a QIcon (window, menu)."""
    made = QIcon(pixmap(icon, size, colour))
    made.addPixmap(pixmap(icon, size, colour, 2.0))
    return made
