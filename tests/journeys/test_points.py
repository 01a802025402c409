"""Two real tills, a real centre, and one customer whose points are spent twice while nobody could be asked."""

from __future__ import annotations

import msgspec

from pos.base.errors import Code, Refused
from pos.bootstrap.selling import MoneyThread
from pos.domain.catalogue import Article
from pos.rehearsal import failpoints
from pos.services.checkout import Completed
from pos.store.files import Folder
from tests.journeys.conftest import NewTill
from tests.journeys.lab import STORE, CentreProcess, TillFolder, wait_for

LAMP = Article("22180", "RETROSPOT LAMP", 4_995, "standard")
CAP = 1_000
BALANCE = "SELECT sum(points) FROM ledger WHERE customer = ?"
ENOUGH_FOR_ONE = (
    "SELECT customer, sum(points) FROM ledger GROUP BY customer"
    " HAVING sum(points) BETWEEN 1000 AND 1800 ORDER BY customer"
)


def at_till(till: TillFolder) -> MoneyThread:
    return MoneyThread(Folder(till.path), till.centre.url, failpoints.from_environment())


def fetch(stage: MoneyThread, customer: str) -> None:
    """Connected until the replica brings the customer, then alone again."""
    stage.connect()
    wait_for(lambda: stage.money(lambda till: till.members.customer(customer)) is not None)
    wait_for(lambda: stage.money(lambda till: till.members.as_of()) is not None)
    stage.disconnect()


def redeem(stage: MoneyThread, customer: str, points: int) -> Completed:
    stage.money(lambda till: till.signon.sign_in("1001", "1111"))
    if stage.money(lambda till: till.cash.shift()) is None:
        stage.money(lambda till: till.cash.open_shift(30_000))
    stage.money(lambda till: till.sale.add(LAMP))
    stage.money(lambda till: till.customers.attach(customer))
    stage.money(lambda till: till.checkout.redeem(points))
    return stage.money(lambda till: till.checkout.pay_cash())


def test_two_tills_offline_spend_the_same_points(enrol: NewTill, centre: CentreProcess) -> None:
    """No sale is refused after the fact, the loss stays within the cap, one item tells a person."""
    (customer, before) = next((str(who), int(str(points))) for who, points in centre.rows(ENOUGH_FOR_ONE))
    one, other = enrol("T81"), enrol("T82")
    with at_till(one) as first, at_till(other) as second:
        fetch(first, customer)
        fetch(second, customer)
        sold = [redeem(stage, customer, CAP) for stage in (first, second)]
        for stage in (first, second):  # within one outage a till gives no more than the cap
            try:
                redeem(stage, customer, CAP)
            except Refused as refused:
                assert refused.code is Code.POINTS_OFFLINE_LIMIT
            else:
                raise AssertionError("more than the cap was given")
            stage.money(lambda till: till.sale.discard())
        for stage in (first, second):
            stage.connect()
            wait_for(lambda stage=stage: stage.money(lambda till: till.link.status()).queue == 0)
    earned = sum(done.sale.points.earned for done in sold if done.sale.points is not None)
    ((after,),) = centre.rows(BALANCE, customer)
    assert after == before - 2 * CAP + earned
    assert -CAP <= after < 0  # what is lost is no more than the cap
    booked = centre.rows("SELECT number, total_minor FROM receipt WHERE till IN ('T81', 'T82') ORDER BY till")
    assert booked == [(done.sale.receipt, LAMP.price_minor) for done in sold]
    reviews = centre.rows("SELECT till, facts FROM review WHERE reason = 'points_overdrawn' AND store = ?", STORE)
    ((till, facts),) = reviews
    told = msgspec.json.decode(bytes(facts))  # type: ignore[arg-type]
    second = next(done.sale for done in sold if done.sale.receipt == told["receipt"])
    first = next(done.sale for done in sold if done.sale is not second)
    assert (told["customer"], told["store"], told["till"]) == (customer, STORE, till)  # who and where
    assert till == ("T81", "T82")[[done.sale for done in sold].index(second)]
    assert first.receipt in told["others"]  # and what it met
    assert second.points is not None
    assert told["amount"] == str(CAP - second.points.earned)  # how much, and where that leaves the balance
    assert 0 > int(told["points"]) == after >= -CAP
