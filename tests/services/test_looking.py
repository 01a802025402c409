"""Receipts, look-ups, the outbox and the line to the centre."""

from pos.base.errors import Code
from pos.contract import Outcome
from pos.ports import Damage, Head
from pos.services.articles import Articles
from pos.services.changes import EVERYTHING, NOTHING, Changes
from pos.services.link import LinkReport
from tests.services.conftest import Shop, refused
from tests.services.shop import CABLE


def sell(shop: Shop) -> int:
    shop.till.sale.scan(CABLE.sku)
    return shop.till.checkout.pay_cash()[0].seq


def acknowledge(shop: Shop, seq: int, *outcomes: Outcome) -> None:
    stored = shop.journal.entry(seq)
    assert stored is not None
    shop.till.outbox.acknowledge(Head(seq, stored.hash), outcomes)


def test_the_list_of_receipts_knows_what_was_sent(shop: Shop) -> None:
    shop.open()
    first, second = sell(shop), sell(shop)
    third = shop.till.voiding.void_last("wrong")[0].seq
    acknowledge(shop, second, Outcome(first, "applied"), Outcome(second, "set_aside", "closed", "R-1"))
    rows, _ = shop.till.receipts.recent()
    assert [(r.seq, r.state) for r in rows] == [(third, "waiting"), (second, "set_aside"), (first, "sent")]
    assert rows[0].voids == rows[1].receipt
    assert (rows[0].total_minor, rows[1].reason) == (-1_499, "closed")
    assert [r.seq for r in shop.till.receipts.recent(limit=1, before=third)[0]] == [second]
    assert [r.seq for r in shop.till.receipts.recent(text=rows[2].receipt)[0]] == [first]


def test_a_document_is_the_same_at_every_call(shop: Shop) -> None:
    shop.open()
    seq = sell(shop)
    assert shop.till.receipts.slip(seq) == shop.till.receipts.slip(seq)
    void_seq = shop.till.voiding.void_last("wrong")[0].seq
    assert shop.till.receipts.slip(void_seq)[0].currency == "EUR"
    refused(lambda: shop.till.receipts.slip(1), Code.LINE_UNKNOWN)
    refused(lambda: shop.till.receipts.slip(999), Code.LINE_UNKNOWN)


def test_paper_that_nobody_saw_is_offered_again(shop: Shop) -> None:
    shop.open()
    first, second = sell(shop), sell(shop)
    shop.till.receipts.printed(first)
    shop.till.receipts.printed(first)
    assert list(shop.restarted().till.receipts.unprinted()[0]) == [second]


def test_the_outbox_is_the_journal(shop: Shop) -> None:
    shop.open()
    seq = sell(shop)
    position, _ = shop.till.outbox.position()
    assert position.seq == shop.journal.head().seq
    entries, _ = shop.till.outbox.entries(0, 100)
    assert [e.seq for e in entries] == list(range(1, position.seq + 1))
    assert shop.till.outbox.acked()[0].seq == 0
    acknowledge(shop, seq)
    assert shop.till.outbox.acked()[0].seq == seq
    assert len(shop.till.outbox.entries(0, 100)[0]) == position.seq, "entries stay after they were acknowledged"
    (verification, reached), _ = shop.till.outbox.verify(None, 2)
    assert (verification.entries, verification.damage, reached.seq) == (2, None, 2)


def test_the_status_counts_what_waits(shop: Shop) -> None:
    shop.open()
    seq = sell(shop)
    sell(shop)
    status, _ = shop.till.link.status()
    assert (status.report.online, status.sales_waiting) == (False, 2)
    assert status.oldest_waiting_ms == shop.clock.now
    acknowledge(shop, seq, Outcome(seq, "set_aside", "closed", "R-1"))
    _, changes = shop.till.link.report(LinkReport(online=True, last_sync_ms=5))
    assert changes.sync
    assert shop.till.link.report(LinkReport(online=True, last_sync_ms=5))[1] == NOTHING
    shop.till.link.damaged(Damage(3, "hash"))
    status, _ = shop.till.link.status()
    assert (status.sales_waiting, status.review, status.damage) == (1, 1, Damage(3, "hash"))
    assert status.queue == shop.journal.head().seq - seq


def test_entries_say_whether_the_centre_was_in_reach(shop: Shop) -> None:
    from pos.contract import decode_entry

    shop.open()
    shop.till.link.report(LinkReport(online=True))
    assert decode_entry(shop.journal.entry(sell(shop)).line).online is True  # type: ignore[union-attr]


def test_looking_up_articles(shop: Shop) -> None:
    articles = Articles(shop.replica)
    assert articles.search("u")[0] == ()
    assert articles.search("usb")[0] == (CABLE,)
    assert articles.search("4057218118092")[0] == (CABLE,)
    assert articles.search("118-0912")[0] == (CABLE,)
    assert articles.article(CABLE.sku)[0] == CABLE
    assert articles.quick_keys()[0][0].label == "Tasche M"
    assert articles.freshness()[0].as_of_ms is None


def test_changes_add_up() -> None:
    assert Changes(cart=True) | Changes(sync=True) == Changes(cart=True, sync=True)
    assert NOTHING | EVERYTHING == EVERYTHING
