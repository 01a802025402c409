"""Invented customers in any number, and a replica full of them, written page by page by the product's own writer."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from pos.contract import FEED_CUSTOMER, PAGE_ITEMS_MAX, FeedItem, FeedPage, customers_stream
from pos.contract.people import ContactRow, CustomerRow, LedgerRow
from pos.domain.customer import NEWSLETTER, Consent, Identifier, lookup
from pos.store import replica_file
from pos.store.customers import DAY_MS, words
from pos.store.replica_writer import SqliteReplicaWriter
from tests.store.build import IDENTITY, SOURCE_OF_TIME_MS

STREAM = customers_stream(IDENTITY.store)
SEED = 11
STROKES = 3_000
GIVEN = (
    "Anna", "Hanna", "Johanna", "Lena", "Lea", "Mia", "Emma", "Sofia", "Marie", "Lara", "Laura", "Julia", "Sarah",
    "Lisa", "Katharina", "Christina", "Susanne", "Sabine", "Petra", "Monika", "Andrea", "Stefan", "Thomas",
    "Michael", "Andreas", "Peter", "Klaus", "Hans", "Jürgen", "Uwe", "Frank", "Jan", "Tim", "Lukas", "Paul",
    "Jonas", "Felix", "Max", "Ben", "Leon", "Noah", "Elias", "Mehmet", "Ayşe", "Fatma", "Marianne", "Annegret",
    "Hannelore", "Annika", "Joanna", "Noor", "Wouter", "Sanne", "Pieter",
)  # fmt: skip
FAMILY = (
    "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz", "Hoffmann",
    "Schäfer", "Koch", "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann", "Braun",
    "Krüger", "Hofmann", "Hartmann", "Lange", "Werner", "Krause", "Lehmann", "Köhler", "Hermann", "König", "Walter",
    "Mayer", "Huber", "Kaiser", "Fuchs", "Peters", "Scholz", "Möller", "Weiß", "Jung", "Hahn", "Schubert", "Vogel",
    "Friedrich", "Keller", "Günther", "Frank", "Berger", "Winkler", "Roth", "Beck", "Lorenz", "Baumann", "Yıldız",
    "Demir", "Bakker", "Visser",
)  # fmt: skip
ENDS = (
    "mann", "meier", "berg", "feld", "stein", "hof", "bach", "sen", "ke", "ler", "ner", "hardt", "wald", "brink",
)  # fmt: skip
BEGINNINGS = tuple(first + second for first in "bdfghklmnrstw" for second in ("a", "e", "i", "o", "u", "au", "ei"))


@dataclass(frozen=True)
class People:
    """``strokes``: what stands in the field after a key, from three letters on; ``misses``: fragments whose pieces
    stand in many names, but not together in one; ``worst``: the three letters in most names.
    """

    path: Path
    customers: int
    strokes: list[str]
    misses: list[str]
    worst: str
    worst_fits: int
    first_fetch_s: float

    def replica(self) -> Path:
        path = replica_file.current_file(self.path)
        assert path is not None
        return path


def rows(n: int) -> Iterator[CustomerRow]:
    """As a feed brings them: whoever was seen last stands anywhere."""
    rng = random.Random(SEED)
    for number in range(n):
        common = rng.random() < 0.5
        beginnings = rng.choice(BEGINNINGS) + rng.choice(BEGINNINGS)
        family = rng.choice(FAMILY) if common else (beginnings + rng.choice(ENDS)).title()
        seen_ms = SOURCE_OF_TIME_MS - rng.randrange(380 * DAY_MS)
        phone, card = f"+49151{number:07d}", f"22{number:06d}"
        ids = (Identifier("phone", phone), Identifier("card", card), Identifier("email", f"{number}@example.org"))
        yield CustomerRow(
            f"0190a000-0000-7000-8000-{number:012x}", rng.choice(GIVEN), family, city="Berlin", card_end=card[-4:],
            phone=f"+49151 ··· {phone[-4:]}", email="ex···@example.org", keys=tuple(lookup("bench", i) for i in ids),
            since="2024-05-01", seen_ms=seen_ms, tier="silver", points=rng.randrange(5_000), revenue_minor=42_000,
            purchases=7, demo=True, consents=(Consent(NEWSLETTER, True, seen_ms, "till"),),
            contacts=tuple(ContactRow(seen_ms - k, "sale", "store", "Mitte", amount_minor=999) for k in range(3)),
            ledger=tuple(LedgerRow(seen_ms - k, "earn", 9, "T03-0001") for k in range(3)),
        )  # fmt: skip


def pages(customers: Iterator[CustomerRow], start: int = 0, ver: int = 1) -> Iterator[FeedPage]:
    while part := list(islice(customers, PAGE_ITEMS_MAX)):
        items = tuple(FeedItem(FEED_CUSTOMER, row.id, ver, msgspec.Raw(msgspec.json.encode(row))) for row in part)
        end = start + len(items)
        yield FeedPage(STREAM, 1, start, end, end, items, {IDENTITY.tag: end}, SOURCE_OF_TIME_MS)
        start = end


def prepared(place: Path, customers: int, say: Callable[[str], None]) -> People:
    """Fetch them all, or take the replica of an earlier run."""
    path = place / f"c{customers}-v{replica_file.SCHEMA}"
    facts = path / "facts.json"
    if not facts.is_file():
        say(f"preparing {customers:,} customers in {path}")
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        spent = 0.0
        with closing(SqliteReplicaWriter(path)) as writer:
            for page in pages(rows(customers)):
                start = time.perf_counter()
                writer.apply(page)
                spent += time.perf_counter() - start
        facts.write_text(json.dumps({**_facts(customers), "first_fetch_s": round(spent, 1)}), "utf-8")
    return People(path, customers, **json.loads(facts.read_text("utf-8")))


def _facts(n: int) -> dict[str, object]:
    rng = random.Random(SEED)
    fits: Counter[str] = Counter()
    names: list[list[str]] = []
    for row in rows(n):
        name = words(f"{row.given} {row.family}")
        fits.update({word[k : k + 3] for word in name for k in range(len(word) - 2)})
        names.append(name)
    worst, number = fits.most_common(1)[0]
    strokes: list[str] = []
    while len(strokes) < STROKES:
        given, family = rng.choice(names)[:2]
        begins = rng.randrange(0, max(1, len(family) - 4))
        typed = rng.choice((family, family[begins:], f"{given} {family}", f"{family} {given}"))
        strokes += [typed[:end] for end in range(3, min(len(typed), 12) + 1) if typed[end - 1] != " "]
    often = [part for part, _ in fits.most_common(30)]
    held = "\n".join({" ".join(name) for name in names})
    misses = [fragment for a in often for b in often if (fragment := a + b) not in held]
    rng.shuffle(misses)
    return {"strokes": strokes[:STROKES], "misses": misses, "worst": worst, "worst_fits": number}
