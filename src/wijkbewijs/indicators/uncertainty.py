"""Intervals of differences and of counts of events; each kind keeps its own name."""

from math import sqrt

from wijkbewijs.indicators.formulas import Bounds
from wijkbewijs.kernel.figure import IntervalKind

# A difference of two figures is as uncertain as the vaguer of the two: later in this order wins.
_VAGUER = (
    IntervalKind.EXACT,
    IntervalKind.ROUNDING,
    IntervalKind.SUPPRESSION,
    IntervalKind.SAMPLING,
    IntervalKind.MODEL_MARGIN,
    IntervalKind.UNPUBLISHED_MARGIN,
)


def kind_of_difference(a: IntervalKind, b: IntervalKind) -> IntervalKind:
    """Return the kind that describes the interval of a difference.

    >>> kind_of_difference(IntervalKind.ROUNDING, IntervalKind.EXACT)
    <IntervalKind.ROUNDING: 'rounding'>
    """
    return max(a, b, key=_VAGUER.index)


def difference(a: Bounds | None, b: Bounds | None) -> Bounds | None:
    """Return the bounds of a - b when a and b lie anywhere in theirs; None when one has no bounds.

    >>> difference((10, 12), (3, 4))
    (6, 9)
    """
    if a is None or b is None:
        return None
    return (a[0] - b[1], a[1] - b[0])


def poisson(count: float, z: float) -> Bounds:
    """Return the interval of the rate behind a count of events, by the square-root transform.

    `z` is the normal quantile (1.96 for 95 %). Source: Anscombe 1948, variance-stabilising root.

    >>> low, high = poisson(100, 1.96)
    >>> round(low, 1), round(high, 1)
    (81.4, 120.6)
    """
    half = z / 2
    return (max(0.0, sqrt(count) - half) ** 2, (sqrt(count) + half) ** 2)


def poisson_difference(later: float, earlier: float, z: float) -> Bounds:
    """Return the interval of the difference of two independent counts of events (normal approximation).

    >>> poisson_difference(100, 100, 1.96)[1] == 1.96 * sqrt(200)
    True
    """
    half = z * sqrt(later + earlier)
    return (later - earlier - half, later - earlier + half)
