"""Money is a whole number of minor units (cents) and a currency; nothing else ever holds it.

Sums inside one cart, receipt or report share one currency, which their container names once; there the plain
``*_minor`` integers are used. `Money` is the pair, for places where a figure travels alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount: ``minor`` in the smallest unit of ``currency`` (ISO 4217). May be negative."""

    minor: int
    currency: str


def divide_half_up(numerator: int, denominator: int) -> int:
    """Round ``numerator / denominator`` to a whole number, halves away from zero (commercial rounding).

    ``denominator`` must be positive. The sign is taken off first, so that a refund is rounded like its sale.
    """
    if denominator <= 0:
        raise ValueError("denominator must be positive")
    magnitude = (2 * abs(numerator) + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude


def allocate(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Split ``total`` minor units in proportion to ``weights`` without losing a cent.

    Largest remainder: each part is rounded towards zero, then the cents left over go to the largest remainders,
    earlier parts first. All weights zero: everything goes to the first part. Weights must not be negative.
    """
    if not weights or any(weight < 0 for weight in weights):
        raise ValueError("weights must be a non-empty list of non-negative whole numbers")
    whole = sum(weights)
    if whole == 0:
        return (total, *(0 for _ in weights[1:]))
    sign = 1 if total >= 0 else -1
    shares = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [share for share, _ in shares]
    left_over = abs(total) - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda index: (-shares[index][1], index))
    for index in by_remainder[:left_over]:
        parts[index] += 1
    return tuple(sign * part for part in parts)
