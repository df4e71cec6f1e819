"""Whether a code still names the same place in another year: never taken for granted.

CBS reuses codes, publishes no crosswalk of wijken, and Amsterdam renumbered all of its own. A unit may
stand for the same place in two years only when name and total surface agree.
"""

from dataclasses import dataclass

from wijkbewijs.definitions.programme import Boundary, Programme, UnitSet
from wijkbewijs.facts.rows import Facts
from wijkbewijs.kernel.errors import BadDefinition

_HECTARES_PER_KM2 = 100.0
_SURFACE_INPUTS = {"2020": ("area_total_ha", 1.0), "2022": ("area_total_km2", _HECTARES_PER_KM2)}


@dataclass(frozen=True, slots=True)
class Place:
    """A wijk or buurt as one year knows it; the surface includes water, in hectares."""

    code: str
    name: str
    hectares: float


def same_by_surface(earlier: Place, later: Place, tolerance: float) -> bool:
    """Whether two years mean the same place: code, name, and surface within the share `tolerance`.

    >>> same_by_surface(Place("WK050507", "Wielwijk", 131), Place("WK050507", "Wielwijk", 177), 0.01)
    False
    """
    alike = earlier.code == later.code and earlier.name == later.name
    return alike and abs(later.hectares - earlier.hectares) <= tolerance * earlier.hectares


def moved_units(earlier: UnitSet, later: UnitSet, facts: Facts, tolerance: float) -> tuple[str, ...]:
    """Return the codes of `later` that do not mean the same place on both maps (divisions 2020 and 2022).

    A code that is missing on one map, or has no surface there, counts as moved.
    """
    before = {place.code: place for place in _places(earlier, facts)}
    return tuple(
        unit.code
        for unit, after in zip(later.units, _places(later, facts), strict=True)
        if unit.code not in before or not same_by_surface(before[unit.code], after, tolerance)
    )


def check_same_places(programme: Programme, facts: Facts, tolerance: float) -> None:
    """Stop when a set on a later map uses the codes of an earlier one for other places, without saying so.

    A set that is marked approximated says so itself. Raises BadDefinition with the codes that moved.
    """
    for area in programme.areas:
        earlier, later = (programme.units_of(area.id, division) for division in _SURFACE_INPUTS)
        if earlier is None or later is None or later.status is Boundary.APPROXIMATED:
            continue
        if moved := moved_units(earlier, later, facts, tolerance):
            raise BadDefinition(
                f"units of {area.id} on {later.division}: {', '.join(moved)} means another place than on "
                f"{earlier.division}. Mark the set as approximated with a caveat, or list other units."
            )


def _places(unit_set: UnitSet, facts: Facts) -> tuple[Place, ...]:
    return tuple(Place(u.code, u.name, _hectares(u.code, unit_set.division, facts)) for u in unit_set.units)


def _hectares(code: str, division: str, facts: Facts) -> float:
    input_id, hectares_each = _SURFACE_INPUTS[division]
    fact = facts.row(code, input_id, division)
    if fact is None or fact.value is None:
        return float("nan")  # unequal to every surface, so the unit counts as moved
    return fact.value * hectares_each
