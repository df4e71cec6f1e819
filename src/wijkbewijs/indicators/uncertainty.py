"""Intervals of differences and of counts of events; each kind keeps its own name."""

from math import erfc, hypot, sqrt

from scipy.special import gammaincinv

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
    """Return the exact interval of the rate behind a count of events.

    `z` is the normal quantile (1.96 for 95 %): the interval leaves out as much on either side as the normal
    distribution does beyond `z`. Between whole counts (half a wijk) it runs on smoothly. Source: Garwood
    1936, Fiducial limits for the Poisson distribution: the ends are quantiles of gamma distributions.

    >>> [round(end, 2) for end in poisson(10, 1.96)], [round(end, 2) for end in poisson(0, 1.96)]
    ([4.8, 18.39], [0.0, 3.69])
    """
    tail = erfc(z / sqrt(2)) / 2
    low = float(gammaincinv(count, tail)) if count > 0 else 0.0
    return (low, float(gammaincinv(count + 1, 1 - tail)))


def poisson_difference(later: float, earlier: float, z: float) -> Bounds:
    """Return the interval of the difference of two independent counts of events.

    Made from the intervals of both: what each leaves on the side that counts, added as squares. Source: Zou
    and Donner 2008, Construction of confidence limits about effect measures (MOVER).

    >>> [round(end, 1) for end in poisson_difference(4, 0, 1.96)]
    [-0.7, 10.2]
    """
    (low, high), (low_before, high_before) = poisson(later, z), poisson(earlier, z)
    change = later - earlier
    return (
        change - hypot(later - low, high_before - earlier),
        change + hypot(high - later, earlier - low_before),
    )
