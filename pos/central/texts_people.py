"""What the centre says about customers, as plain text for a terminal."""

from __future__ import annotations

from typing import Any

import msgspec

from pos.base.clock import local_date
from pos.central import privacy
from pos.central.channels import PointsAnswer
from pos.central.office_people import Blocked, ChannelKey, Merged

UTC = "UTC"


def text(answer: Any) -> str:
    """An answer of `pos.central.office_people` in words; what is exported is JSON."""
    if isinstance(answer, PointsAnswer):
        return _points(answer)
    if isinstance(answer, privacy.Erased):
        kept = f"{answer.kept_receipts} receipts stay in the books under the pseudonym"
        return f"{answer.customer} is forgotten ({answer.records} records); {kept}."
    if isinstance(answer, privacy.Maintained):
        return (
            f"{answer.looked_at} customers looked at: points of {answer.expired} ended, {answer.ended} rows left the"
            f" tills' copies, {answer.holds} holds forgotten."
        )
    if isinstance(answer, Merged):
        same = answer.customer == answer.into
        return f"{answer.customer} counts for {'itself' if same else answer.into}."
    if isinstance(answer, Blocked):
        return f"{answer.customer} is {answer.state}."
    if isinstance(answer, ChannelKey):
        return f"{answer.key}  is the key of {answer.channel}. It is shown once and kept nowhere."
    return msgspec.json.format(msgspec.json.encode(answer), indent=2).decode()


def _points(answer: PointsAnswer) -> str:
    lines = [f"{answer.customer}: {answer.points} points"]
    if answer.expiring:
        lines.append(f"  {answer.expiring} of them until {answer.expires_on}")
    lines += [
        f"  {local_date(one.at_ms, UTC)}  {one.kind:<7}{one.points:>+8}  {one.text} {one.ref}".rstrip()
        for one in answer.ledger
    ]
    return "\n".join(lines)
