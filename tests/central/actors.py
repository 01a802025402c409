"""Those who talk to the centre in tests: a clock one turns by hand, and a till that writes a journal and pushes it."""

from __future__ import annotations

import hashlib
import random
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Raw, structs

from pos import contract
from pos.base.clock import Ids
from pos.central.centre import Centre
from pos.domain import events
from pos.domain.customer import Consent, Personal
from pos.domain.loyalty import Rules, Tier, earned
from pos.domain.receipt import receipt_number, void
from pos.domain.tax import vat_included
from pos.domain.tender import cash, points

NOON = 1_795_431_600_000  # 2026-11-23, 12:00 in Berlin
DAY = "2026-11-23"
STORE = "S0042"
CATALOGUE = "catalog:main"
RULES = Rules(version="v1", tiers=(Tier("Silver", 50_000), Tier("Gold", 100_000, 12_500)))
SELLER = events.Seller("Retailer", "Store", "Street 1", "City", "DEMO")


@dataclass
class HandClock:
    now: int = NOON

    def now_ms(self) -> int:
        return self.now

    def mono_ms(self) -> int:
        return self.now


@dataclass
class Till:
    """Journal and manners of a till. ``lines[n]`` is entry n + 1, ``hashes[n]`` the hash before it."""

    centre: Centre
    clock: HandClock
    name: str = "T03"
    store: str = STORE
    seed: int = 1
    token: str = ""
    journal: str = ""
    lines: list[bytes] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)
    receipts: int = 0
    personal: dict[str, Raw] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.ids = Ids(self.clock, self.random.randbytes)
        self.key = Ed25519PrivateKey.from_private_bytes(self.random.randbytes(32))
        self.open_journal()

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def enrol(self) -> contract.EnrolAnswer:
        code = self.centre.new_code(self.store, self.name)
        answer = self.centre.enrol(contract.EnrolRequest(code, b64encode(self.public).decode(), "test"))
        self.sign_in()
        return answer

    def assertion(self, at: int | None = None, nonce: str | None = None) -> contract.TokenRequest:
        at = self.clock.now if at is None else at
        nonce = nonce or self.random.randbytes(8).hex()
        signature = self.key.sign(contract.token_message(self.name, at, nonce))
        return contract.TokenRequest(self.name, at, nonce, b64encode(signature).decode(), self.store)

    def sign_in(self) -> None:
        self.token = self.centre.token(self.assertion()).token

    # --- writing --------------------------------------------------------------------------------------------------

    def open_journal(self) -> None:
        raw = self.random.randbytes(16)
        self.journal = f"{raw[:4].hex()}-{raw[4:6].hex()}-4{raw[6:8].hex()[1:]}-8{raw[8:10].hex()[1:]}-{raw[10:].hex()}"
        self.tag = contract.journal_tag(self.journal)
        self.lines, self.receipts = [], 0
        self.hashes = [contract.first_hash(self.journal, self.name, self.public)]

    def write_line(self, line: bytes) -> bytes:
        self.lines.append(line)
        self.hashes.append(contract.next_hash(self.hashes[-1], line))
        return line

    def write(self, body: events.Body, /, **changes: Any) -> contract.Entry:
        entry = contract.Entry(
            seq=len(self.lines) + 1,
            id=self.ids.new(),
            kind=events.KIND_OF[type(body)],
            v=contract.ENTRY_VERSION,
            at=self.clock.now,
            zone="Europe/Berlin",
            boot="b",
            mono=0,
            day=DAY,
            operator="1001",
            online=True,
            body=contract.encode_body(body),
        )
        entry = msgspec.structs.replace(entry, **changes)
        self.write_line(contract.encode_entry(entry))
        return entry

    def opened(self) -> contract.Entry:
        return self.write(events.JournalOpened(self.journal, self.name, self.store, "test", "demo"))

    def sell(self, total: int = 1999, **changes: Any) -> contract.Entry:
        sale = self.sale(total)
        return self.write(sale, **{"id": sale.sale, **changes})

    def sale(self, total: int = 1999) -> events.SaleCompleted:
        self.receipts += 1
        line = events.SoldLine(1, "A1", "", "Article", 1, "piece", total, total, "standard", 1900, 1)
        return events.SaleCompleted(
            sale=self.ids.new(),
            receipt=receipt_number(self.store, self.name, self.tag, self.receipts),
            receipt_n=self.receipts,
            shift="shift-1",
            currency="EUR",
            tax_mode="included",
            opened_at_ms=self.clock.now,
            lines=(line,),
            total_minor=total,
            vat=vat_included([(1900, total)]),
            tenders=(cash(1, total, total),),
            seller=SELLER,
            operator_name="Mara",
            demo=True,
        )

    def void(self, sale: events.SaleCompleted) -> contract.Entry:
        self.receipts += 1
        number = receipt_number(self.store, self.name, self.tag, self.receipts)
        counter = void(
            sale, void_id=self.ids.new(), receipt=number, receipt_n=self.receipts, shift="shift-1",
            operator_name="Mara", opened_at_ms=self.clock.now, reason="wrong", approved_by=None,
        )  # fmt: skip
        return self.write(counter, id=counter.sale.sale)

    def sell_to(self, customer: str, total: int = 1999, **said: Any) -> events.SaleCompleted:
        """A sale to a customer: earns by the rules of `RULES`; ``redeemed`` points pay for a part of it."""
        redeemed = said.pop("redeemed", 0)
        hold = said.pop("hold", "")
        changes = said.pop("entry", {})
        bare = self.sale(total)
        paid = [points(1, redeemed, redeemed)] if redeemed else []
        paid += [cash(2, total - redeemed, total - redeemed)] if total > redeemed else []
        gained = earned(RULES, "", total - redeemed)
        about = events.SalePoints(RULES.version, gained, redeemed, redeemed, hold)
        sale = structs.replace(bare, customer=customer, tenders=tuple(paid), points=about, **said)
        self.write(sale, **{"id": sale.sale, **changes})
        return sale

    def enrols(self, who: Personal, consents: tuple[Consent, ...] = (), customer: str = "") -> str:
        """A person becomes a customer; their data wait beside the entry."""
        id_, raw, entry = customer or self.ids.new(), msgspec.json.encode(who), self.ids.new()
        self.personal[entry] = Raw(raw)
        proof = hashlib.sha256(entry.encode() + raw).hexdigest()
        self.write(events.CustomerCreated(id_, proof, consents), id=entry)
        return id_

    # --- talking --------------------------------------------------------------------------------------------------

    def batch(self, first: int = 1, count: int | None = None) -> bytes:
        lines = self.lines[first - 1 : None if count is None else first - 1 + count]
        beside = {entry: raw for entry, raw in self.personal.items() if any(entry.encode() in line for line in lines)}
        header = contract.PushHeader(1, first, self.hashes[first - 1], len(lines), len(self.lines), "test", "b", beside)
        return contract.encode_push(header, lines)

    def push(self, first: int = 1, count: int | None = None) -> contract.PushAnswer:
        return self.centre.push(self.token, self.journal, self.batch(first, count))

    def hello(self) -> contract.JournalState:
        head = contract.JournalHead(self.journal, self.tag, len(self.lines), self.hashes[-1])
        return self.centre.hello(self.token, contract.Hello(1, "test", "b", (head,))).journals[0]
