"""Whether a code still names the same place in another year: never taken for granted.

CBS reuses codes, publishes no crosswalk of wijken, and Amsterdam renumbered all of its own. A code means one
place in two years only when CBS says so for every year between, or when name and total surface agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from wijkbewijs.definitions.programme import Boundary, Programme, UnitSet
from wijkbewijs.facts.crosswalk import Crosswalk
from wijkbewijs.facts.rows import Facts
from wijkbewijs.kernel.errors import BadDefinition

_HECTARES_EACH = {"area_total_ha": 1.0, "area_total_km2": 100.0}  # the inputs that say how large a unit is
_UNCHANGED = "1"
_YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """A wijk or buurt as one year knows it; the surface includes water, in hectares."""

    code: str
    name: str
    hectares: float


class Kind(StrEnum):
    """Why a unit may stand for the same place on another map."""

    BY_FLAG = "by_flag"
    BY_SURFACE = "by_surface"
    BY_CROSSWALK = "by_crosswalk"


@dataclass(frozen=True, slots=True)
class Passed:
    """The unit may be used on the other map."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Refused:
    """The unit may not be used on the other map; `reason` says why, as an English sentence part."""

    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known about units over the years.

    `flags` are CBS's change flags by (code, year): "1" code and boundary as in the year before, "2" another
    code, "3" another boundary. `places` are by (code, division); of a map that is known they are all of its
    places. `crosswalks` are by (source division, target division). `tolerance` is the share by which two
    surfaces may differ and still be the same.
    """

    flags: Mapping[tuple[str, str], str]
    places: Mapping[tuple[str, str], Place]
    tolerance: float
    crosswalks: Mapping[tuple[str, str], Crosswalk] = field(default_factory=dict)


def same_by_surface(earlier: Place, later: Place, tolerance: float) -> bool:
    """Whether two years mean the same place: code, name, and surface within the share `tolerance`.

    >>> same_by_surface(Place("WK050507", "Wielwijk", 131), Place("WK050507", "Wielwijk", 177), 0.01)
    False
    """
    alike = earlier.code == later.code and earlier.name == later.name
    return alike and abs(later.hectares - earlier.hectares) <= tolerance * earlier.hectares


def passage(code: str, division: str, other: str, evidence: Evidence) -> Passed | Refused:
    """Return whether unit `code` of `division` may be used on the map of `other`, and why (not).

    By its code when every change flag between the two years is known and 1, or when name and surface agree
    (which the figure must say); else by a crosswalk from `other` to `division`; else not at all. A flag
    of the first year itself tells nothing about what came after.
    """
    if not (is_year(division) and is_year(other)):
        return Refused(f"{division} and {other} are not two years of one map")
    by_code = _by_code(code, division, other, evidence)
    crosswalk = evidence.crosswalks.get((other, division))
    if isinstance(by_code, Refused) and crosswalk is not None and crosswalk.parts_of(code):
        return Passed(Kind.BY_CROSSWALK)
    return by_code


def moved_units(earlier: UnitSet, later: UnitSet, facts: Facts, tolerance: float) -> tuple[str, ...]:
    """Return the codes of `later` that do not mean the same place on the maps of the two sets.

    A code that is missing on one map, or has no surface there, counts as moved.
    """
    evidence = Evidence({}, {**places_of(earlier, facts), **places_of(later, facts)}, tolerance)
    return tuple(
        unit.code
        for unit in later.units
        if isinstance(passage(unit.code, earlier.division, later.division, evidence), Refused)
    )


def check_same_places(programme: Programme, facts: Facts, tolerance: float) -> None:
    """Stop when a set on a later map uses the codes of an earlier one for other places, without saying so.

    A set that is marked approximated says so itself. Raises BadDefinition with the codes that moved.
    """
    for area in programme.areas:
        earlier, later = (programme.units_of(area.id, division) for division in ("2020", "2022"))
        if earlier is None or later is None or later.status is Boundary.APPROXIMATED:
            continue
        if moved := moved_units(earlier, later, facts, tolerance):
            raise BadDefinition(
                f"units of {area.id} on {later.division}: {', '.join(moved)} means another place than on "
                f"{earlier.division}. Mark the set as approximated with a caveat, or list other units."
            )


def places_of(unit_set: UnitSet, facts: Facts) -> dict[tuple[str, str], Place]:
    """Return the units of a set as its own map knows them, by (code, division); NaN for no surface."""
    division = unit_set.division
    return {
        (u.code, division): Place(u.code, u.name, _hectares(u.code, division, facts)) for u in unit_set.units
    }


def places_on(division: str, names: Mapping[str, str], facts: Facts) -> dict[tuple[str, str], Place]:
    """Return the places that the map of `division` names, by (code, division)."""
    return {
        (code, division): Place(code, name, _hectares(code, division, facts)) for code, name in names.items()
    }


def is_year(division: str) -> bool:
    """Whether a division is the map of CBS of a year, and not a municipality's own."""
    return division.isdecimal() and len(division) == _YEAR_DIGITS


def _by_code(code: str, division: str, other: str, evidence: Evidence) -> Passed | Refused:
    earlier, later = sorted((division, other), key=int)
    before, after = (evidence.places.get((code, year)) for year in (earlier, later))
    agree = before is not None and after is not None and same_by_surface(before, after, evidence.tolerance)
    unflagged = _unflagged(code, earlier, later, evidence)
    if not unflagged:
        return Passed(Kind.BY_FLAG)
    if agree:
        return Passed(Kind.BY_SURFACE)
    return Refused(f"{unflagged}, and {_disagreement(before, after, earlier, later)}")


def _unflagged(code: str, earlier: str, later: str, evidence: Evidence) -> str:
    """What the change flags after `earlier` up to `later` lack; empty when each is known and 1."""
    flags = {year: evidence.flags.get((code, str(year))) for year in range(int(earlier) + 1, int(later) + 1)}
    changed = [f"{year} ({flag})" for year, flag in flags.items() if flag not in {None, _UNCHANGED}]
    if changed:
        return f"CBS flags a change in {', '.join(changed)}"
    unknown = [str(year) for year, flag in flags.items() if flag is None]
    return f"the change flag of {', '.join(unknown)} is not known" if unknown else ""


def _disagreement(before: Place | None, after: Place | None, earlier: str, later: str) -> str:
    if before is None or after is None:
        return f"no place of {earlier if before is None else later} is known by this code"
    if before.name != after.name:
        return f"it was {before.name!r} in {earlier} and {after.name!r} in {later}"
    return f"its surface was {before.hectares:g} ha in {earlier} and {after.hectares:g} ha in {later}"


def _hectares(code: str, division: str, facts: Facts) -> float:
    rows = [(facts.row(code, name, division), hectares) for name, hectares in _HECTARES_EACH.items()]
    known = [row.value * each for row, each in rows if row is not None and row.value is not None]
    return known[0] if known else float("nan")  # unequal to every surface, so the unit counts as moved
