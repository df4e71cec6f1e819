"""How far a published number can lie from the true one, by the way the publisher rounded it.

CBS rounds counts of a wijk or buurt *randomly* to a multiple of 5 (benefits: of 10), so the published
number may be the multiple below or above: less than a whole step away, at most 4 (or 9) on either side.
Half a step would hold only for rounding to the nearest: it contains the true municipal population in
82.8 % of the municipalities of 2020 (docs/methods/additivity.md).
"""

from collections.abc import Iterable
from datetime import date

from wijkbewijs.definitions.rule import Rule
from wijkbewijs.definitions.source import Rounding
from wijkbewijs.kernel.codes import Level
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.figure import IntervalKind

_WHOLE_PLACES = frozenset({Level.COUNTRY, Level.MUNICIPALITY})
_RANDOM = frozenset({Rounding.RANDOM_5, Rounding.RANDOM_10})


def is_exact(rounding: Rounding, level: Level) -> bool:
    """Whether a number is published as counted.

    Counts that are rounded to 5 for a wijk are exact for a municipality and the country; benefits are
    rounded to 10 there too.

    >>> is_exact(Rounding.RANDOM_5, Level.MUNICIPALITY), is_exact(Rounding.RANDOM_10, Level.MUNICIPALITY)
    (True, False)
    """
    return rounding is Rounding.NONE or (rounding is Rounding.RANDOM_5 and level in _WHOLE_PLACES)


def half_width(rounding: Rounding, level: Level, rules: Iterable[Rule], on: date) -> float | None:
    """Return how far the true number can lie from the published one, in the unit of the measure.

    0 for an exact number, None for a modelled one (its margins are not in our copy) and for a year before
    the first of which we know how it was rounded. The widths stand in definitions/rules/rounding.yml;
    BadDefinition when there is none at all.
    """
    if rounding is Rounding.MODEL:
        return None
    if is_exact(rounding, level):
        return 0.0
    rule_id = f"rounding.{rounding.value}"
    rule = next((rule for rule in rules if rule.id == rule_id), None)
    if rule is None:
        raise BadDefinition(f"rules: {rule_id} has no value. Add it, with its first day, to rounding.yml.")
    try:
        return rule.on(on)
    except LookupError:
        return None


def interval_kind(rounding: Rounding, level: Level) -> IntervalKind:
    """Return what an interval around a number of this rounding and level covers.

    >>> interval_kind(Rounding.MODEL, Level.WIJK)
    <IntervalKind.UNPUBLISHED_MARGIN: 'unpublished_margin'>
    """
    if rounding is Rounding.MODEL:
        return IntervalKind.UNPUBLISHED_MARGIN
    return IntervalKind.EXACT if is_exact(rounding, level) else IntervalKind.ROUNDING


def adds_up_over_parts(rounding: Rounding) -> bool:
    """Whether a region that a copy made by adding n rounded counts has n times the width."""
    return rounding in _RANDOM
