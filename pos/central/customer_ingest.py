"""What the entries of one push do to customers, all at once. Nothing is ever refused or computed anew: what a till has
promised is booked, and where it contradicts what the centre knows, a person is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct
from sqlalchemy import Connection, select, update
from sqlalchemy.dialects import postgresql, sqlite

from pos.central import customers, ledger, timeline
from pos.central.customer_effects import (
    COUPON_REUSED,
    CUSTOMER_DUPLICATE,
    PERSONAL_MISMATCH,
    PERSONAL_MISSING,
    POINTS_DIFFER,
    POINTS_OVERDRAWN,
    SALE_HAS_CUSTOMER,
    SALE_UNMATCHED,
    Attribution,
    Opening,
    Person,
    Profile,
    Visit,
)
from pos.central.database import insert_all
from pos.central.tables import receipt
from pos.central.tables_people import (
    app_cart,
    cart_taken,
    consent,
    contact,
    coupon,
    coupon_use,
    customer,
    hold,
    opening,
    receipt_customer,
    receipt_link,
)
from pos.central.tables_people import ledger as movement
from pos.contract.people import ContactRow
from pos.domain.coupons import CouponUse
from pos.domain.customer import Personal
from pos.domain.loyalty import Rules, earned, worth

# The second time somebody's points are overdrawn, they are no longer spent without asking the centre.
OVERDRAFTS_TRUSTED: Final = 1
USED: Final = "used"
TAKEN: Final = "taken"
PURCHASE_AT_TILL: Final = "till"

Alarms = dict[int, list[tuple[str, dict[str, str]]]]


class Origin(Struct, frozen=True):
    """The till that pushed, and when its push came in."""

    store: str
    till: str
    received_at: int


class Applied(Struct, frozen=True):
    """``alarms``: by number of the entry, (reason, facts); ``touched``: roots whose row has changed; ``coupons``: those
    for anybody that were used or given back.
    """

    alarms: Alarms
    touched: set[str]
    coupons: set[str]


NOTHING: Final = Applied({}, set(), set())


def apply(
    connection: Connection, origin: Origin, people: Sequence[tuple[int, Person]], personal: Mapping[str, Raw]
) -> Applied:
    """Apply ``people`` (number of the entry, what it says) in their order; the receipts they belong to are there."""
    if not people:
        return NOTHING
    batch = _Batch(connection, origin, people)
    for seq, one in people:
        if isinstance(one, Visit):
            batch.visit(seq, one)
        elif isinstance(one, Attribution):
            batch.attribute(seq, one)
        elif isinstance(one, Profile):
            batch.tell(seq, one, personal)
        else:
            batch.opened(one)
    batch.write()
    return Applied(batch.alarms, {batch.roots.get(id_, id_) for id_ in batch.touched}, batch.coupons)


class _Batch:
    """What is known when a push begins, and the rows it adds, written together at its end."""

    def __init__(self, connection: Connection, origin: Origin, people: Sequence[tuple[int, Person]]) -> None:
        self.db = connection
        self.origin = origin
        self.alarms: Alarms = {}
        self.touched: set[str] = set()
        self.coupons: set[str] = set()
        visits = [one for _, one in people if isinstance(one, Visit)]
        given = [one for _, one in people if isinstance(one, Attribution)]
        self.whose = self._whose({v.voids for v in visits if v.voids} | {a.sale for a in given})
        ids = {one.customer for _, one in people if one.customer} | {row["customer"] for row in self.whose.values()}
        customers.ensure(connection, ids, origin.store, origin.received_at)
        self.roots = customers.lock(connection, ids)
        paid = {self.roots[v.customer] for v in visits if v.customer} | {self.roots[a.customer] for a in given}
        paid |= {self.roots[row["customer"]] for row in self.whose.values()}
        self.balances = ledger.balances(connection, paid) if paid else {}
        self.rules = self._rules([v.points for v in visits] + [a.points for a in given])
        self.used = self._used({use.coupon for v in visits for use in v.coupons if use.single})
        self.sold = self._sold({a.sale for a in given})
        self.seen: dict[str, int] = {}
        self.overdrawn: dict[str, int] = {}
        self.holds: set[str] = set()
        self.rows: dict[Any, list[dict[str, Any]]] = {}

    # --- what is there already --------------------------------------------------------------------------------------

    def _whose(self, receipts: set[str]) -> dict[str, dict[str, Any]]:
        if not receipts:
            return {}
        query = select(receipt_customer).where(receipt_customer.c.store == self.origin.store)
        found = self.db.execute(query.where(receipt_customer.c.receipt.in_(sorted(receipts))))
        return {row.receipt: dict(row._mapping) for row in found}

    def _rules(self, said: Sequence[Any]) -> dict[str, Rules]:
        versions = {points.rules for points in said if points is not None}
        return ledger.rules_by_version(self.db, versions) if versions else {}

    def _used(self, ids: set[str]) -> dict[str, dict[str, str]]:
        """Coupon → receipt → its number, of uses that stand."""
        found: dict[str, dict[str, str]] = {id_: {} for id_ in ids}
        if ids:
            query = select(coupon_use).where(coupon_use.c.coupon.in_(sorted(ids)), coupon_use.c.voided == 0)
            for row in self.db.execute(query.order_by(coupon_use.c.at, coupon_use.c.receipt)):
                found[row.coupon][row.receipt] = row.number
        return found

    def _sold(self, ids: set[str]) -> dict[str, Any]:
        if not ids:
            return {}
        query = select(receipt).where(receipt.c.store == self.origin.store)
        sold = {row.id: row for row in self.db.execute(query.where(receipt.c.id.in_(sorted(ids))))}
        void = select(receipt.c.voids).where(receipt.c.store == self.origin.store, receipt.c.voids.in_(sorted(ids)))
        for id_ in self.db.execute(void).scalars():
            sold.pop(id_, None)
        return sold

    # --- one entry after the other --------------------------------------------------------------------------------

    def visit(self, seq: int, one: Visit) -> None:
        if one.link:
            self._add(receipt_link, store=self.origin.store, receipt=one.receipt, number=one.number, link=one.link)
        for use in one.coupons:
            self._use(seq, one, use)
        if one.app_cart and not one.voids:
            self._add(cart_taken, cart=one.app_cart, receipt=one.receipt, at=one.at)
        if one.voids and not one.customer:
            given = self.whose.get(one.voids)
            if given is not None:
                self._enter(seq, one, given["customer"], -given["earned"], 0, given["rules"])
            return
        if not one.customer:
            return
        points = one.points
        if points is None:
            self._enter(seq, one, one.customer, 0, 0, "")
            return
        self._compare(seq, points.rules, one.tier, one.paid_minor, points.earned, one.number)
        rules = self.rules.get(points.rules)
        if rules is not None and abs(points.redeemed_minor) > worth(rules, abs(points.redeemed)):
            self._alarm(seq, POINTS_DIFFER, receipt=one.number, redeemed=str(points.redeemed))
        if points.hold:
            self.holds.add(points.hold)
        self._enter(seq, one, one.customer, points.earned, points.redeemed, points.rules)

    def _enter(self, seq: int, one: Visit, id_: str, gained: int, redeemed: int, rules: str) -> None:
        """Book the points of a sale or its void, and put it on the timeline."""
        about: dict[str, Any] = {"at": one.at, "day": one.day, "rules": rules, "ref": one.number}
        about |= {"channel": timeline.STORE_CHANNEL, "store": self.origin.store}
        booked = [(ledger.VOID, gained - redeemed)] if one.voids else [
            (ledger.EARN, gained), (ledger.REDEEM, -redeemed),
        ]  # fmt: skip
        for kind, points in booked:
            if points:
                self._row(movement, ledger.row(id_, f"{one.receipt}:{kind}", kind, points, **about))
        shown = ContactRow(
            one.at, timeline.VOID if one.voids else timeline.SALE, timeline.STORE_CHANNEL, one.place, one.detail,
            one.total_minor, one.currency, one.number,
        )  # fmt: skip
        self._row(contact, timeline.row(id_, one.receipt, shown, self.origin.store))
        self._belongs(one.receipt, id_, one.number, one.at, gained, redeemed, rules, attributed=0)
        self._seen(id_, one.at)
        self._weigh(seq, one, id_, gained - redeemed, redeemed > 0)

    def _weigh(self, seq: int, one: Visit, id_: str, points: int, redeemed: bool) -> None:
        """Somebody spent points that were not there: applied, and told once each time it happens."""
        root = self.roots[id_]
        before = self.balances.get(root, 0)
        after = self.balances[root] = before + points
        if after >= 0 or not (redeemed or before >= 0):
            return
        if redeemed:
            self.overdrawn[root] = self.overdrawn.get(root, 0) + 1
        self._alarm(
            seq, POINTS_OVERDRAWN, customer=root, store=self.origin.store, till=self.origin.till, receipt=one.number,
            points=str(after), amount=str(-points), others=", ".join(self._spent_before(root, one.receipt)),
            online="yes" if one.online else "no",
        )  # fmt: skip

    def _spent_before(self, root: str, but: str) -> list[str]:
        """Where else points of this person were redeemed lately, so that a person sees what met."""
        query = (
            select(movement.c.store, movement.c.ref)
            .join(customer, customer.c.customer == movement.c.customer)
            .where(customer.c.root == root, movement.c.kind == ledger.REDEEM)
            .order_by(movement.c.at.desc(), movement.c.id.desc())
            .limit(3)
        )
        here = [
            row["ref"]
            for row in self.rows.get(movement, ())
            if row["kind"] == ledger.REDEEM and self.roots[row["customer"]] == root and not row["id"].startswith(but)
        ]
        return [*reversed(here), *(row.ref for row in self.db.execute(query))]

    def _compare(self, seq: int, version: str, tier: str | None, paid: int, gained: int, number: str) -> None:
        """Earn the points once more by the same rules; ``tier`` None: it is not known."""
        rules = self.rules.get(version)
        if rules is None:
            self._alarm(seq, POINTS_DIFFER, receipt=number, why="rules unknown", rules=version)
            return
        tiers = [tier] if tier is not None else ["", *(one.name for one in rules.tiers)]
        ours = {earned(rules, one, paid) for one in tiers}
        if gained not in ours:
            self._alarm(seq, POINTS_DIFFER, receipt=number, till=str(gained), centre=str(max(ours)), rules=version)

    def attribute(self, seq: int, one: Attribution) -> None:
        taken = self.whose.get(one.sale)
        if taken is not None and taken["customer"]:
            self._alarm(seq, SALE_HAS_CUSTOMER, receipt=one.number, customer=taken["customer"], also_said=one.customer)
            return
        sold = self.sold.get(one.sale)
        if sold is None:
            self._alarm(seq, SALE_UNMATCHED, receipt=one.number, customer=one.customer)
            return
        gained = one.points.earned
        self._compare(seq, one.points.rules, None, sold.total_minor, gained, sold.number)
        visit = Visit(
            sold.id, sold.number, sold.at, sold.day, bool(sold.online), one.customer, "", one.points, sold.total_minor,
            sold.total_minor, sold.currency, self.origin.store, "", (), "", "",
        )  # fmt: skip
        self._enter(seq, visit, one.customer, gained, 0, one.points.rules)
        self.rows[receipt_customer][-1]["attributed"] = 1

    def _belongs(
        self, id_: str, whose: str, number: str, at: int, gained: int, redeemed: int, rules: str, attributed: int
    ) -> None:
        row = {
            "store": self.origin.store, "receipt": id_, "customer": whose, "number": number, "attributed": attributed,
            "earned": gained, "redeemed": redeemed, "rules": rules, "at": at,
        }  # fmt: skip
        self._row(receipt_customer, row)
        self.whose[id_] = row

    def _use(self, seq: int, one: Visit, use: CouponUse) -> None:
        self.coupons.add(use.coupon)
        # A void gives back what its sale used, even if that sale comes later.
        of = one.voids or one.receipt
        self._add(
            coupon_use, coupon=use.coupon, receipt=of, store=self.origin.store, till=self.origin.till,
            number=one.number, customer=one.customer, amount_minor=use.amount_minor, single=int(use.single), at=one.at,
            voided=int(bool(one.voids)),
        )  # fmt: skip
        if not use.single:
            return
        stand = self.used[use.coupon]
        if one.voids:
            stand.pop(of, None)
            return
        if stand:
            before = ", ".join(stand.values())
            self._alarm(seq, COUPON_REUSED, coupon=use.coupon, receipt=one.number, before=before)
        stand[of] = one.number

    def tell(self, seq: int, one: Profile, personal: Mapping[str, Raw]) -> None:
        self._seen(one.customer, one.at if one.new else 0)
        erased = select(customer.c.erased_at).where(customer.c.customer == one.customer)
        if self.db.execute(erased).scalar() is not None:
            return  # nothing is written about somebody who asked to be forgotten
        if one.new:
            at_home = update(customer).where(customer.c.customer == one.customer)
            self.db.execute(at_home.values(store=self.origin.store))
        self.rows.setdefault(consent, []).extend(customers.consent_rows(one.customer, one.entry, one.consents))
        if not one.proof:
            return
        raw = next((bytes(personal[id_]) for id_ in one.beside if id_ in personal), None)
        if raw is None:
            self._alarm(seq, PERSONAL_MISSING, customer=one.customer)
            return
        who = _personal(raw) if hashlib.sha256(one.entry.encode() + raw).hexdigest() == one.proof else None
        if who is None:
            self._alarm(seq, PERSONAL_MISMATCH, customer=one.customer)
            return
        source = f"{self.origin.store} {self.origin.till}"
        for other in customers.tell(self.db, customers.Change(one.customer, one.at, who, source)):
            self._merge(one, other, f"{PURCHASE_AT_TILL} {source}")
        like = customers.alike(self.db, one.customer, who)
        if like:
            self._alarm(seq, CUSTOMER_DUPLICATE, customer=one.customer, like=", ".join(like))

    def _merge(self, one: Profile, other: str, by: str) -> None:
        pair = customers.roots_of(self.db, (one.customer, other))
        unknown = set(pair.values()) - self.balances.keys()
        self.balances.update(ledger.balances(self.db, unknown))
        changed = customers.merge(self.db, one.customer, other, by, one.entry, self.origin.received_at)
        if not changed:
            return
        gone, stays = pair[one.customer], pair[other]
        # With what this push itself has added so far, which is not in the table yet.
        self.balances[stays] += self.balances.pop(gone)
        self.roots.update({id_: stays for id_, root in self.roots.items() if root == gone})
        self.touched |= changed

    def opened(self, one: Opening) -> None:
        self._row(
            opening,
            {"customer": one.customer, "id": one.entry, "at": one.at, "store": self.origin.store,
             "till": self.origin.till, "operator": one.operator, "what": one.what},
        )  # fmt: skip

    # --- rows -----------------------------------------------------------------------------------------------------

    def _row(self, table: Any, row: dict[str, Any]) -> None:
        self.rows.setdefault(table, []).append(row)

    def _add(self, table: Any, **row: Any) -> None:
        self._row(table, row)

    def _alarm(self, seq: int, reason: str, **facts: str) -> None:
        self.alarms.setdefault(seq, []).append((reason, facts))

    def _seen(self, id_: str, at: int) -> None:
        self.seen[id_] = max(at, self.seen.get(id_, 0))
        self.touched.add(id_)

    def write(self) -> None:
        """Write everything; the caller's savepoint takes it back if the database objects."""
        for table in (movement, contact, receipt_customer, receipt_link, consent, opening):
            insert_all(self.db, table, self.rows.get(table, []))
        self._take_carts(self.rows.get(cart_taken, []))
        self._write_uses(self.rows.get(coupon_use, []))
        if self.holds:
            self.db.execute(update(hold).where(hold.c.id.in_(sorted(self.holds))).values(state=USED))
        for id_, at in sorted(self.seen.items()):
            customers.seen(self.db, id_, at)
        for root, times in sorted(self.overdrawn.items()):
            there = customer.c.customer == root
            self.db.execute(update(customer).where(there).values(overdrafts=customer.c.overdrafts + times))
            often = customer.c.overdrafts > OVERDRAFTS_TRUSTED
            self.db.execute(update(customer).where(there, often).values(trusted=0))

    def _take_carts(self, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        self._insert(cart_taken, rows, None)
        ids = sorted({row["cart"] for row in rows})
        self.db.execute(update(app_cart).where(app_cart.c.id.in_(ids)).values(state=TAKEN))
        self._also(select(app_cart.c.customer).where(app_cart.c.id.in_(ids)))

    def _write_uses(self, rows: list[dict[str, Any]]) -> None:
        """A use is there once; a void leaves it there as voided, whichever of the two comes first."""
        if not rows:
            return
        self._insert(coupon_use, [row for row in rows if not row["voided"]], None)
        self._insert(coupon_use, [row for row in rows if row["voided"]], {"voided": 1})
        ids = sorted({row["coupon"] for row in rows})
        self._also(select(coupon.c.customer).where(coupon.c.id.in_(ids)))

    def _also(self, query: Any) -> None:
        """Customers whose cart or coupon somebody else's sale has used."""
        more = set(self.db.execute(query).scalars()) - self.touched - {""}
        if more:
            self.touched |= set(customers.lock(self.db, more).values())

    def _insert(self, table: Any, rows: list[dict[str, Any]], set_: dict[str, Any] | None) -> None:
        if not rows:
            return
        dialect = sqlite if self.db.dialect.name == "sqlite" else postgresql
        statement = dialect.insert(table)
        keys = [column.name for column in table.primary_key]
        if set_ is None:
            self.db.execute(statement.on_conflict_do_nothing(index_elements=keys), rows)
        else:
            self.db.execute(statement.on_conflict_do_update(index_elements=keys, set_=set_), rows)


def _personal(raw: bytes) -> Personal | None:
    try:
        return msgspec.json.decode(raw, type=Personal)
    except msgspec.MsgspecError:
        return None
