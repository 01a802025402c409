"""What points may do in a sale: how many, by what right, and what the sale earns. Used by the checkout and by the view
of a customer; the rules are `pos.domain.loyalty`.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from pos.base.errors import Code, Refused
from pos.domain import loyalty
from pos.domain.checkout import Checkout, Redemption, redemption_of
from pos.domain.events import SalePoints
from pos.domain.loyalty import Allowed, Standing
from pos.domain.pricing import PricedCart
from pos.ports import SPENT
from pos.services.desk import Desk

RAISABLE = frozenset({loyalty.CAP, loyalty.AGE})
OFFLINE = frozenset({loyalty.CAP, loyalty.AGE, loyalty.TILL, loyalty.BARRED, loyalty.UNKNOWN})


class Redeeming:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def allowed(self, customer: str, due_minor: int, *, raised: bool = False) -> Allowed:
        """How many points may pay for ``due_minor`` now, and what keeps it from being more."""
        desk = self._desk
        spent = desk.people.spent(desk.contact.report.last_sync_ms)
        limits = desk.replica.policy().limits
        return loyalty.allowed(desk.rules(), limits, self._standing(customer), spent, due_minor, raised=raised)

    def redemption(self, state: Checkout, points: int | None, approved_by: str | None) -> Redemption:
        """``points`` (None: as many as may be) for what is open in ``state``; refusals as `Checkout.redeem` says."""
        desk = self._desk
        member = state.cart.member
        if member is None:
            raise Refused(Code.CUSTOMER_MISSING)
        rules, standing = desk.rules(), self._standing(member.customer)
        most = self.allowed(member.customer, state.open_minor, raised=approved_by is not None)
        wanted = most.points if points is None else points
        if wanted > most.points or wanted <= 0:
            raise self._refusal(most, wanted, standing, state.open_minor)
        if wanted < rules.least_points:
            raise Refused(Code.POINTS_TOO_FEW, points=wanted, least=rules.least_points)
        usual = self.allowed(member.customer, state.open_minor)
        raised_by = approved_by if approved_by is not None and wanted > usual.points else ""
        return self._by_right(redemption_of(rules, wanted), member.customer, raised_by)

    def renewed(self, state: Checkout) -> Checkout:
        """``state`` with points that may still be spent: a hold that ran out meanwhile may have gone to somebody else,
        so what it allowed is bounded again as without one. Raises Refused(POINTS_OFFLINE_LIMIT) if it is too much then.
        """
        redemption, member = state.redemption, state.cart.member
        if redemption is None or member is None or not redemption.hold or self._lasts(redemption, member.customer):
            return state
        due = state.open_minor + redemption.minor
        most = self.allowed(member.customer, due)
        if redemption.points > most.points:
            raise self._refusal(most, redemption.points, self._standing(member.customer), due)
        return replace(state, redemption=self._by_right(redemption, member.customer, ""))

    def _lasts(self, redemption: Redemption, customer: str) -> bool:
        """Whether its hold is still this till's."""
        hold, own = self._desk.people.hold(customer), self._desk.people.granted_here(redemption.hold)
        if hold is not None and hold.id == redemption.hold:
            return True
        return not own and self._desk.clock.now_ms() < redemption.until_ms

    def _by_right(self, redemption: Redemption, customer: str, raised_by: str) -> Redemption:
        """With the hold there is, or with the age of the balance that is trusted without one."""
        people, clock = self._desk.people, self._desk.clock
        hold = people.hold(customer)
        known = people.points(customer, online=self._desk.contact.online())
        until_ms = 0 if hold is None else clock.now_ms() + hold.until_mono_ms - clock.mono_ms()
        return replace(
            redemption,
            hold="" if hold is None else hold.id,
            as_of_ms=known.as_of_ms or 0,
            raised_by=raised_by,
            until_ms=until_ms,
        )

    def points_of(self, priced: PricedCart, redemption: Redemption | None) -> SalePoints | None:
        """What a sale says about points; None without a customer. Points earn no points."""
        member = priced.cart.member
        if member is None:
            return None
        rules = self._desk.rules()
        used = redemption or Redemption(0, 0)
        paid = priced.total_minor - (0 if used.as_discount else used.minor)
        redeemed_minor = priced.points_minor if used.as_discount else used.minor
        return SalePoints(
            rules=rules.version,
            earned=loyalty.earned(rules, member.tier, paid),
            redeemed=used.points,
            redeemed_minor=redeemed_minor,
            hold=used.hold,
            as_of_ms=used.as_of_ms,
            raised_by=used.raised_by,
        )

    def spent(self, redemption: Redemption | None) -> dict[str, bytes | None]:
        """The till's own budget after a redemption without a hold, as a draft to write with the sale."""
        if redemption is None or redemption.hold:
            return {}
        before = self._desk.people.spent(self._desk.contact.report.last_sync_ms)
        after = loyalty.Spent(self._desk.clock.now_ms(), before.minor + redemption.minor, before.count + 1)
        return {SPENT: msgspec.json.encode(after)}

    def _standing(self, customer: str) -> Standing:
        desk = self._desk
        row = desk.people.row(customer)
        known = desk.people.points(customer, online=desk.contact.online())
        hold = desk.people.hold(customer)
        age = None if known.as_of_ms is None else max(0, desk.clock.now_ms() - known.as_of_ms)
        return Standing(
            balance=known.balance,
            hold=hold.points if hold is not None else None,
            pending=known.redeemed,
            age_ms=age,
            trusted=row is None or row.offline,
        )

    def _refusal(self, most: Allowed, wanted: int, standing: Standing, due_minor: int) -> Refused:
        rules = self._desk.rules()
        if standing.hold is not None and standing.hold < rules.least_points <= standing.balance:
            return Refused(Code.POINTS_TOO_MANY, points=wanted, most=0, due_minor=due_minor)  # held by somebody else
        if most.bound == loyalty.LEAST and standing.balance < rules.least_points:
            return Refused(Code.POINTS_TOO_FEW, points=standing.balance, least=rules.least_points)
        if most.bound in OFFLINE:
            worth = loyalty.worth(rules, most.points)
            return Refused(Code.POINTS_OFFLINE_LIMIT, most=most.points, most_minor=worth, bound=most.bound)
        if wanted <= 0 or most.bound == loyalty.LEAST:
            return Refused(Code.POINTS_TOO_FEW, points=max(0, wanted), least=rules.least_points)
        return Refused(Code.POINTS_TOO_MANY, points=wanted, most=most.points, due_minor=due_minor)
