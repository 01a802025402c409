"""How a customer is put into words: who it is, what points say, what a coupon, a cart, a contact is. Texts of the
context "Customer", for the panel of the sale and the customer's own screen alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from pos.base.clock import local_date
from pos.base.errors import Code
from pos.contract.people import AppCartRow, ContactRow, CustomerRow, LedgerRow, OpenMatter
from pos.domain import loyalty
from pos.domain.customer import APP_MESSAGES, BLOCKED, CALLS, NEWSLETTER, OFFERS, Consent
from pos.domain.loyalty import Allowed
from pos.services.customers import CouponState, CustomerView
from pos.services.people import Points
from pos.ui import i18n
from pos.ui.icons import Icon
from pos.ui.offer import Offer
from pos.ui.paint import Kind

_KINDS: Final = {
    "sale": Icon.STORE,
    "void": Icon.RETURN,
    "return": Icon.RETURN,
    "order": Icon.WEB,
    "cart": Icon.PHONE,
    "coupon": Icon.COUPON,
    "newsletter": Icon.NEWSLETTER,
    "support": Icon.SUPPORT,
    "pickup": Icon.PICKUP,
}


_ONLINE: Final = ("web", "app")
_EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where it is said. ``online``: the centre is in reach; ``currency`` of the store."""

    now_ms: int
    zone: str
    online: bool
    currency: str

    def day(self, at_ms: int) -> str:
        """``30.11.``, with the year if it is another one."""
        at = local_date(at_ms, self.zone)
        if at.year != local_date(self.now_ms, self.zone).year:
            return i18n.iso_day(at.isoformat())
        return i18n.short_day(at_ms, self.zone).partition(" ")[2]

    def stamp(self, at_ms: int) -> str:
        """In a list grouped by time: the time today, day and time this week, else the day."""
        at, today = local_date(at_ms, self.zone), local_date(self.now_ms, self.zone)
        if at == today:
            return i18n.time_of_day(at_ms, self.zone)
        if at.isocalendar()[:2] == today.isocalendar()[:2]:
            weekday = i18n.short_day(at_ms, self.zone).partition(" ")[0]
            return f"{weekday} {i18n.time_of_day(at_ms, self.zone)}"
        return self.day(at_ms)

    def group(self, at_ms: int) -> str:
        """``Heute, Fr 21.11.``, ``Diese Woche``, ``Früher im November``, ``Oktober 2026``."""
        translate = QCoreApplication.translate
        at, today = local_date(at_ms, self.zone), local_date(self.now_ms, self.zone)
        if at == today:
            return translate("Customer", "Today, {day}").format(day=i18n.short_day(at_ms, self.zone))
        if at.isocalendar()[:2] == today.isocalendar()[:2]:
            return translate("Customer", "This week")
        month = i18n.month(at_ms, self.zone)
        if (at.year, at.month) == (today.year, today.month):
            return translate("Customer", "Earlier in {month}").format(month=month)
        return f"{month} {at.year}"

    def when(self, at_ms: int) -> str:
        """``heute 11:20``, or the day."""
        if local_date(at_ms, self.zone) != local_date(self.now_ms, self.zone):
            return self.day(at_ms)
        clock = i18n.time_of_day(at_ms, self.zone)
        return QCoreApplication.translate("Customer", "today {time}").format(time=clock)


def full_name(row: CustomerRow) -> str:
    """Given and family name; what stands there if neither is known."""
    return f"{row.given} {row.family}".strip() or QCoreApplication.translate("Customer", "Customer without a name")


def tier_kind(row: CustomerRow) -> Kind:
    return "gold" if row.tier.casefold() == "gold" else "neutral"


def badge_of(row: CustomerRow) -> tuple[str, Kind] | None:
    """The word beside the name: blocked, or the tier."""
    if row.state == BLOCKED:
        return QCoreApplication.translate("Customer", "Blocked"), "amber"
    return (row.tier, tier_kind(row)) if row.tier else None


def card(row: CustomerRow) -> str:
    """``Karte ··8817``; empty without one."""
    if not row.card_end:
        return ""
    return QCoreApplication.translate("Customer", "Card ··{end}").format(end=row.card_end)


def since(row: CustomerRow, moment: Moment) -> str:
    """``seit 2019``; somebody made here a moment ago is not known for any time."""
    translate = QCoreApplication.translate
    if not row.since or row.since == local_date(moment.now_ms, moment.zone).isoformat():
        return translate("Customer", "since today")
    return translate("Customer", "since {year}").format(year=row.since[:4])


def identity(row: CustomerRow, moment: Moment) -> str:
    """The quiet line below the name in the sale: card and since when, nothing to be contacted by."""
    return " · ".join(word for word in (card(row), since(row, moment)) if word)


def found_line(row: CustomerRow, moment: Moment) -> str:
    """The quiet line in a list of finds: enough to tell two people of one name apart."""
    seen = QCoreApplication.translate("Customer", "last {day}").format(day=moment.when(row.seen_ms))
    return " · ".join(word for word in (card(row), row.city, seen if row.seen_ms else "") if word)


def likely_line(row: CustomerRow) -> str:
    """The quiet line where it is asked whether that is them: what they can confirm."""
    return " · ".join(word for word in (row.phone or row.email, row.city, card(row)) if word)


def money(minor: int, moment: Moment) -> str:
    return i18n.money(minor, moment.currency)


def points(count: int) -> str:
    """``2.480 P``."""
    return QCoreApplication.translate("Customer", "{n} P").format(n=i18n.number(count))


def signed_points(count: int) -> str:
    return f"+{points(count)}" if count > 0 else points(count)


def signed(count: int) -> str:
    """``+318``, ``−39``."""
    return f"+{i18n.number(count)}" if count > 0 else i18n.number(count)


def short_iso(day: str, moment: Moment) -> str:
    """The day of an ISO date as people write it, without the year if it is this one."""
    written = date.fromisoformat(day)
    if written.year != local_date(moment.now_ms, moment.zone).year:
        return i18n.iso_day(day)
    noon_ms = ((written - _EPOCH).days * 24 + 12) * loyalty.HOUR_MS
    return moment.day(noon_ms)


def last_day(day: str, moment: Moment) -> str:
    """Until when something far ahead holds: the day of an ISO date, of another year its month only (``05/29``)."""
    written = date.fromisoformat(day)
    if written.year == local_date(moment.now_ms, moment.zone).year:
        return short_iso(day, moment)
    return f"{written.month:02d}/{written.year % 100:02d}"


def stand(known: Points, moment: Moment, *, long: bool = False) -> tuple[str, bool]:
    """(how old the points are, live?); ``long`` adds for how long that is so."""
    translate = QCoreApplication.translate
    if known.live:
        return translate("Customer", "live"), True
    if known.as_of_ms is None:
        return translate("Customer", "not yet confirmed"), False
    at = i18n.as_of(known.as_of_ms, moment.now_ms, moment.zone)
    words = translate("Customer", "As of {time}").format(time=at)
    return (f"{words} · {i18n.age(moment.now_ms - known.as_of_ms)}" if long else words), False


def provisional(known: Points) -> str:
    """The part of the balance that only this till knows of; empty if there is none."""
    if not known.provisional:
        return ""
    words = QCoreApplication.translate("Customer", "{n} of it provisional")
    return words.format(n=i18n.number(known.provisional))


def redeeming(view: CustomerView, moment: Moment, *, payable: bool) -> tuple[bool, str]:
    """(can points be redeemed now?, the second line of the button: how far, or why not)."""
    translate = QCoreApplication.translate
    allowed: Allowed = view.allowed
    if allowed.points > 0:
        if not payable:
            return False, translate("Customer", "scan first")
        if not allowed.bound or allowed.bound == loyalty.NO_BALANCE:
            return True, ""
        most = i18n.money(loyalty.worth(view.rules, allowed.points), moment.currency)
        return True, translate("Customer", "up to {amount}").format(amount=most)
    if allowed.bound == loyalty.LEAST:
        return False, translate("Customer", "from {points}").format(points=points(view.rules.least_points))
    if allowed.bound == loyalty.AGE:
        return False, translate("Customer", "too old")
    if allowed.bound in (loyalty.CAP, loyalty.TILL):
        return False, translate("Customer", "limit reached")
    if allowed.bound in (loyalty.UNKNOWN, loyalty.BARRED):
        return False, translate("Customer", "online only")
    return False, ""


def next_tier(view: CustomerView, moment: Moment) -> tuple[str, int] | None:
    """(``noch 715 € bis Platin``, how much of the way is done in per mille); None at the top."""
    if view.next_tier is None:
        return None
    tier, missing = view.next_tier
    words = QCoreApplication.translate("Customer", "{amount} to {tier}")
    done = 1000 * view.row.revenue_minor // max(1, view.row.revenue_minor + missing)
    return words.format(amount=i18n.whole_money(missing, moment.currency), tier=tier.name), done


# --- rows -------------------------------------------------------------------------------------------------------------


def coupon_offer(state: CouponState, moment: Moment, *, selling: bool) -> Offer:
    """A coupon with its one touch, or the reason why it does not apply. ``selling``: there is something to apply it
    to.
    """
    translate = QCoreApplication.translate
    coupon = state.coupon
    until = translate("Customer", "until {day}").format(day=moment.day(coupon.to_ms - 1)) if coupon.to_ms else ""
    least = ""
    if coupon.offer.minimum:
        least = translate("Customer", "from {amount}").format(amount=i18n.money(coupon.offer.minimum, moment.currency))
    key = f"coupon-{coupon.id}"
    if state.applied:
        off = i18n.money(-state.off_minor, moment.currency)
        detail = " · ".join(word for word in (off, until) if word)
        return Offer(key, Icon.COUPON, coupon.text, detail, translate("Customer", "Applied"), done=True)
    if state.refused is not None:
        return Offer(key, Icon.COUPON, coupon.text, _why_not(state, moment), role="amber")
    detail = " · ".join(word for word in (least, until) if word) or translate("Customer", "Coupon")
    return Offer(key, Icon.COUPON, coupon.text, detail, translate("Customer", "Apply") if selling else "")


def _why_not(state: CouponState, moment: Moment) -> str:
    translate = QCoreApplication.translate
    coupon = state.coupon
    match state.refused:
        case Code.COUPON_EXPIRED:
            return translate("Customer", "expired {day}").format(day=moment.day(coupon.to_ms - 1))
        case Code.COUPON_NOT_YET:
            return translate("Customer", "from {day} on").format(day=moment.day(coupon.from_ms))
        case Code.COUPON_USED if coupon.used_at_ms:
            return translate("Customer", "used {day}").format(day=moment.when(coupon.used_at_ms))
        case Code.COUPON_USED:
            return translate("Customer", "used already")
        case Code.COUPON_ALONE:
            return translate("Customer", "not beside another coupon")
        case Code.COUPON_WITHDRAWN:
            return translate("Customer", "withdrawn")
        case Code.COUPON_FOREIGN:
            return translate("Customer", "belongs to somebody else")
        case _ if coupon.offer.minimum:
            least = i18n.money(coupon.offer.minimum, moment.currency)
            return translate("Customer", "only from {amount} on").format(amount=least)
    return translate("Customer", "fits no article here")


def cart_total(cart: AppCartRow) -> int:
    """What is in it, in minor units of its currency."""
    return sum(line.quantity * line.unit_minor for line in cart.lines)


def cart_name(cart: AppCartRow) -> str:
    translate = QCoreApplication.translate
    return translate("Customer", "App basket") if cart.channel == "app" else translate("Customer", "Web basket")


def cart_offer(cart: AppCartRow, moment: Moment, known: Points, *, taken: bool) -> Offer:
    """A cart begun elsewhere; ``taken``: this sale goes on with it."""
    translate = QCoreApplication.translate
    icon = Icon.PHONE if cart.channel == "app" else Icon.WEB
    total = i18n.money(cart_total(cart), cart.currency or moment.currency)
    key, name = f"cart-{cart.id}", cart_name(cart)
    if taken:
        return Offer(key, Icon.PHONE, name, total, translate("Customer", "taken over"), done=True)
    if not moment.online:
        return Offer(key, icon, name, f"{total} · {stand(known, moment)[0]}", role="amber")
    return Offer(key, icon, name, f"{total} · {moment.when(cart.at_ms)}", translate("Customer", "Take over"))


def other_cart(cart: AppCartRow, moment: Moment) -> Offer:
    """One more open cart beside the one that is shown."""
    total = i18n.money(cart_total(cart), cart.currency or moment.currency)
    icon = Icon.PHONE if cart.channel == "app" else Icon.WEB
    show = QCoreApplication.translate("Customer", "Show")
    return Offer(f"cart-{cart.id}", icon, cart_name(cart), f"{total} · {moment.when(cart.at_ms)}", show)


def matter_offer(matter: OpenMatter) -> Offer:
    icon = Icon.PICKUP if matter.kind == "pickup" else Icon.SERVICE
    said_already = matter.ref in matter.title or not matter.title
    detail = " · ".join(word for word in ("" if said_already else matter.ref, matter.detail) if word)
    ready = matter.kind == "pickup" and bool(matter.ref)
    action = QCoreApplication.translate("Customer", "Hand over") if ready else ""
    return Offer(f"matter-{matter.ref}", icon, matter.title or matter.ref, detail, action)


def purpose(purpose: str) -> str:
    """What a consent is for."""
    translate = QCoreApplication.translate
    return {
        NEWSLETTER: translate("Customer", "Newsletter"),
        APP_MESSAGES: translate("Customer", "App messages"),
        OFFERS: translate("Customer", "Personal offers"),
        CALLS: translate("Customer", "SMS and calls"),
    }.get(purpose, purpose)


def missing(skus: Sequence[str]) -> tuple[str, str]:
    """(that articles of another channel's cart are not sold here, which)."""
    words = QCoreApplication.translate("Customer", "Not sold in this store: {n} of the basket")
    return words.format(n=len(skus)), ", ".join(skus)


def shown_contacts(view: CustomerView) -> list[ContactRow]:
    """The timeline without what belongs to marketing the customer has not agreed to."""
    agreed = {consent.purpose for consent in view.consents if consent.given}
    return [one for one in view.row.contacts if one.kind != "newsletter" or NEWSLETTER in agreed]


def contact_title(contact: ContactRow) -> str:
    """What happened. The centre says where, or under which number; the other channels say it in their own words."""
    translate = QCoreApplication.translate
    if contact.kind in ("sale", "void"):
        what = translate("Customer", "Purchase") if contact.kind == "sale" else translate("Customer", "Void")
        return f"{what} · {contact.title}" if contact.title else what
    if contact.kind in ("order", "return") and contact.title == contact.ref:
        online = contact.kind == "order"
        what = translate("Customer", "Online purchase") if online else translate("Customer", "Return")
        return f"{what} {contact.ref}".strip()
    return contact.title


def contact_icon(contact: ContactRow) -> Icon:
    if contact.kind == "cart" and contact.channel != "app":
        return Icon.WEB
    return _KINDS.get(contact.kind, Icon.INFO)


def movement(row: LedgerRow) -> str:
    """Why points have moved. ``row.text`` says by which channel, or in which store."""
    translate = QCoreApplication.translate
    if row.text == "import":
        return translate("Customer", "Carried over")
    if row.kind == "earn" and row.text in _ONLINE:
        return translate("Customer", "Online purchase")
    if row.kind == "void" and row.text in (*_ONLINE, "store"):  # a till's void names its store
        return translate("Customer", "Return")
    kinds = {
        "earn": translate("Customer", "Purchase"),
        "redeem": translate("Customer", "Redeemed"),
        "expire": translate("Customer", "Expired"),
        "adjust": translate("Customer", "Adjusted"),
        "void": translate("Customer", "Void"),
    }
    return kinds.get(row.kind, row.kind)


def consent_since(consent: Consent | None, moment: Moment) -> str:
    """``seit 03/24 · Web``, or no."""
    translate = QCoreApplication.translate
    if consent is None or not consent.given:
        return translate("Customer", "no")
    at = local_date(consent.at_ms, moment.zone)
    sources = {
        "till": translate("Customer", "till"),
        "web": translate("Customer", "web"),
        "app": translate("Customer", "app"),
        "store": translate("Customer", "store"),
        "receipt": translate("Customer", "receipt"),
        "join": translate("Customer", "own phone"),
    }
    since = translate("Customer", "since {month}").format(month=f"{at.month:02d}/{at.year % 100:02d}")
    return f"{since} · {sources.get(consent.source, consent.source)}" if consent.source else since


def contact_offer(contact: ContactRow, moment: Moment) -> Offer:
    """A contact in the short list of the sale."""
    amount = ""
    if contact.amount_minor is not None:
        amount = i18n.money(contact.amount_minor, contact.currency or moment.currency)
    detail = " · ".join(word for word in (moment.when(contact.at_ms), contact.detail, amount) if word)
    return Offer(f"contact-{contact.at_ms}", contact_icon(contact), contact_title(contact), detail)
