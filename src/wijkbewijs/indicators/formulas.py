"""The arithmetic of an area: counts add, shares and means weigh, and every result carries its bounds.

The bounds are exact: they are the smallest and largest result that the bounds of the parts allow. For a
weighted mean that is a fractional linear programme whose optimum gives each weight one of its two ends
(Charnes & Cooper 1962), found here by sorting.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit adds: value and weight, each with bounds; `value` None when the source has none.

    Bounds are None where the publisher gives no margin. Shares of a unit are applied by the caller.
    """

    value: float | None
    bounds: Bounds | None
    weight: float = 1.0
    weight_bounds: Bounds = (1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Result:
    """An area value with bounds, its numerator and denominator, and the share of weight it covers."""

    value: float
    bounds: Bounds | None
    numerator: float
    denominator: float
    coverage: float


def summed(parts: Sequence[Part], *, unallocated: float = 0.0) -> Result | None:
    """Add counts; None when a part is absent, for a sum with a hole is no sum.

    `unallocated` is a count that the municipality has but none of its units: an upper term only.

    >>> summed([Part(10, (6, 14)), Part(5, (1, 9))], unallocated=2).bounds
    (7.0, 25.0)
    """
    if not parts or any(part.value is None for part in parts):
        return None
    total = sum(part.value for part in parts if part.value is not None)
    bounds = _added(part.bounds for part in parts)
    if bounds is not None and unallocated:
        bounds = (bounds[0], bounds[1] + unallocated)
    return Result(total, bounds, total, 1.0, 1.0)


def ratio(
    parts: Sequence[Part], *, scale: float, most: float | None, unallocated: Bounds = (0.0, 0.0)
) -> Result | None:
    """Divide summed numerators (`value`) by summed denominators (`weight`), times `scale`.

    A part without numerator is left out of the value; its numerator then lies anywhere between 0 and
    `most` per `scale` denominators (None: unbounded, so no bounds). `unallocated` holds the upper terms of
    numerator and denominator.
    """
    known = [part for part in parts if part.value is not None]
    denominator = sum(part.weight for part in known)
    if denominator <= 0:
        return None
    numerator = sum(part.value for part in known if part.value is not None)
    coverage = denominator / sum(part.weight for part in parts)
    top = _added(part.bounds for part in known)
    bottom = _added(part.weight_bounds for part in known)
    bounds = None
    if top is not None and bottom is not None and bottom[0] > 0:
        high = (top[1] + unallocated[0]) / bottom[0] * scale
        low = top[0] / (bottom[1] + unallocated[1]) * scale
        bounds = _with_missing((low, high if most is None else min(high, most)), coverage, most)
    return Result(numerator / denominator * scale, bounds, numerator, denominator, coverage)


def weighted_mean(parts: Sequence[Part], *, most: float | None) -> Result | None:
    """Average published shares or means by weight; None when no part has a value and a weight.

    Parts without a value are left out and counted in `coverage`; when values lie between 0 and `most` (a
    percentage) the bounds let them be anything in that range.

    >>> weighted_mean([Part(50, (50, 50), 1, (1, 1)), Part(60, (60, 60), 3, (3, 3))], most=100).value
    57.5
    """
    known = [part for part in parts if part.value is not None and part.weight > 0]
    weight = sum(part.weight for part in known)
    if weight <= 0:
        return None
    numerator = sum(part.value * part.weight for part in known if part.value is not None)
    coverage = weight / sum(part.weight for part in parts)
    return Result(
        numerator / weight, _with_missing(_mean_bounds(known), coverage, most), numerator, weight, coverage
    )


def _added(bounds: Iterable[Bounds | None]) -> Bounds | None:
    low, high = 0.0, 0.0
    for pair in bounds:
        if pair is None:
            return None
        low, high = low + pair[0], high + pair[1]
    return (low, high)


def _mean_bounds(parts: Sequence[Part]) -> Bounds | None:
    ends = [part.bounds for part in parts if part.bounds is not None]
    if len(ends) < len(parts):
        return None
    weights = [part.weight_bounds for part in parts]
    low = -_largest_mean([(-low, w) for (low, _), w in zip(ends, weights, strict=True)])
    high = _largest_mean([(high, w) for (_, high), w in zip(ends, weights, strict=True)])
    return (low, high)


def _largest_mean(items: list[tuple[float, Bounds]]) -> float:
    """The largest mean over all weights in their bounds: the largest values take their upper weight."""
    ordered = sorted(items, key=lambda item: item[0], reverse=True)
    weight = sum(low for _, (low, _) in ordered)
    total = sum(value * low for value, (low, _) in ordered)
    best = total / weight if weight > 0 else ordered[0][0]
    for value, (low, high) in ordered:
        weight += high - low
        total += value * (high - low)
        if weight > 0:
            best = max(best, total / weight)
    return best


def _with_missing(bounds: Bounds | None, coverage: float, most: float | None) -> Bounds | None:
    if bounds is None or coverage >= 1:
        return bounds
    if most is None:
        return None
    low, high = bounds
    return (low * coverage, high * coverage + most * (1 - coverage))
