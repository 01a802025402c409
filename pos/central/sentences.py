"""Each reason of the centre's command line as a sentence: what happened, what to do, what is safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pos.base.errors import Code
from pos.central import refusal
from pos.central.places import LOCATION_UNKNOWN

UNCHANGED: Final = "Nothing was changed."
RECORD_SAFE: Final = "What the centre has acknowledged is safe."

SENTENCES: Final[dict[str, str]] = {
    Code.FILE_UNREADABLE: f"{{file}} cannot be read: {{reason}}. Check the file and run this again. {UNCHANGED}",
    Code.FILE_COLUMNS_MISSING: (
        f"{{file}} has no column for {{missing}}; it has {{found}}. Name it with --map FIELD=COLUMN. {UNCHANGED}"
    ),
    Code.SETTING_INVALID: f"--{{name}} {{value}} does not fit: {{reason}}. Say it with --{{name}}. {UNCHANGED}",
    refusal.STORE_UNKNOWN: f"There is no store {{store}}. Import it with import-stores. {UNCHANGED}",
    LOCATION_UNKNOWN: f"There is no place {{location}}. Import it with import-locations. {UNCHANGED}",
    refusal.TILL_UNKNOWN: f"Store {{store}} has no till {{till}}. Look at report day for its tills. {UNCHANGED}",
    refusal.CUSTOMER_UNKNOWN: f"There is no customer {{customer}}, or none any more. Check the number. {UNCHANGED}",
    refusal.NOT_MERGED: f"{{customer}} was not merged into another record. {UNCHANGED}",
    "order-unknown": f"There is no order {{id}}. Look for it with orders list. {UNCHANGED}",
    "pickup-step": f"Nobody asks that of this order: it stands at {{state}}. Look at it with orders show. {UNCHANGED}",
    "pickup-key-unknown": f"There is no key {{key}}. Look at them with pickup-key list. {UNCHANGED}",
    "database-unusable": f"The database cannot be used: {{reason}}. Check --database. {RECORD_SAFE}",
    "address-unusable": f"Cannot listen on {{reason}}. Choose another --host or --port. {RECORD_SAFE}",
    "in-use": f"Another centre has this file open ({{reason}}). Use that one, or end it first. {RECORD_SAFE}",
    "running-unreachable": (
        f"A program has {{database}} open and does not answer. End it, then run this again. {RECORD_SAFE}"
    ),
}  # fmt: skip
ANY: Final = f"It could not be done ({{code}}: {{facts}}). {UNCHANGED}"


def sentence(code: str, facts: Mapping[str, object]) -> str:
    """The sentence for ``code``; one that has none shows its code and facts."""
    given = ", ".join(f"{name}={value}" for name, value in facts.items())
    words = {name: str(value).rstrip(".") if name == "reason" else value for name, value in facts.items()}
    return SENTENCES.get(str(code), ANY).format_map({"code": code, "facts": given, **words})
