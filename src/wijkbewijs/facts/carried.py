"""The units of an area on another map: by code where the codes mean the same places, else by a crosswalk."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from wijkbewijs.definitions.programme import Boundary, UnitSet, UnitShare
from wijkbewijs.facts.boundaries import Evidence, Kind, Passed, Refused, passage
from wijkbewijs.facts.crosswalk import MASS_TOLERANCE, Crosswalk, Weighting
from wijkbewijs.kernel.time import Span

BY_SURFACE, BY_ADDRESSES, BY_GEOMETRY = "W103", "W104", "W105"
_CAVEAT_OF = {Weighting.ADDRESSES: BY_ADDRESSES, Weighting.GEOMETRY: BY_GEOMETRY}
_BASIS_OF = {
    Weighting.ADDRESSES: "omgerekend naar het deel van de adressen dat in het gebied ligt",
    Weighting.GEOMETRY: "omgerekend naar het deel van de oppervlakte dat in het gebied ligt",
}


def carried(unit_set: UnitSet, division: str, evidence: Evidence) -> UnitSet | Refused:
    """Return the units of the same area on the map of `division`, or why it has none there.

    All units pass by their code, or all of them cross: a mixture could count a place twice. What passes by
    name and surface says so (W103). What crosses says by what (W104 addresses, W105 surface), and is
    an approximation when a unit is cut or when surface is all there is.
    """
    found = {unit.code: passage(unit.code, unit_set.division, division, evidence) for unit in unit_set.units}
    refused = {code: answer.reason for code, answer in found.items() if isinstance(answer, Refused)}
    if refused:
        reasons = "; ".join(f"{code}: {reason}" for code, reason in refused.items())
        return Refused(f"units of {unit_set.area} on {division}: {reasons}")
    kinds = {answer.kind for answer in found.values() if isinstance(answer, Passed)}
    if Kind.BY_CROSSWALK in kinds:
        return _over(evidence.crosswalks[division, unit_set.division], unit_set, evidence)
    by_surface = Kind.BY_SURFACE in kinds
    return replace(
        unit_set,
        division=division,
        valid=_year(division),
        basis=_basis_of_codes(unit_set.division, evidence.tolerance, by_surface=by_surface),
        units=tuple(replace(u, name=_name(u.code, division, evidence) or u.name) for u in unit_set.units),
        caveats=_with(unit_set.caveats, BY_SURFACE) if by_surface else unit_set.caveats,
    )


def _over(crosswalk: Crosswalk, unit_set: UnitSet, evidence: Evidence) -> UnitSet | Refused:
    shares: dict[str, float] = {}
    for unit in unit_set.units:
        parts = crosswalk.parts_of(unit.code)
        if not parts:
            return Refused(
                f"units of {unit_set.area} on {crosswalk.source_division}: the crosswalk has no part of "
                f"{unit.code}, and the area has others that do not pass by their code"
            )
        for code, share in parts.items():
            shares[code] = shares.get(code, 0.0) + share * unit.share
    division = crosswalk.source_division
    return replace(
        unit_set,
        division=division,
        status=_status(crosswalk, unit_set, shares),
        valid=_year(division),
        basis=f"eenheden van {division}, {_BASIS_OF[crosswalk.weighting]}",
        units=tuple(
            UnitShare(c, _name(c, division, evidence) or c, _tidy(shares[c])) for c in sorted(shares)
        ),
        caveats=_with(unit_set.caveats, _CAVEAT_OF[crosswalk.weighting]),
    )


def _status(crosswalk: Crosswalk, unit_set: UnitSet, shares: Mapping[str, float]) -> Boundary:
    whole = all(_tidy(share) == 1 for share in shares.values())
    sure = crosswalk.weighting is Weighting.ADDRESSES and whole
    return unit_set.status if sure else Boundary.APPROXIMATED


def _tidy(share: float) -> float:
    """A share that is 1 but for the arithmetic is 1."""
    return 1.0 if share >= 1 - MASS_TOLERANCE else share


def _basis_of_codes(division: str, tolerance: float, *, by_surface: bool) -> str:
    if by_surface:
        return (
            f"zelfde code, naam en totale oppervlakte (binnen {tolerance * 100:g} procent) als in {division}"
        )
    return f"zelfde code als in {division}; het CBS noemt code en grens elk jaar ertussen onveranderd"


def _name(code: str, division: str, evidence: Evidence) -> str:
    place = evidence.places.get((code, division))
    return place.name if place else ""


def _with(caveats: tuple[str, ...], code: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*caveats, code)))


def _year(division: str) -> Span:
    year = int(division)
    return Span(date(year, 1, 1), date(year + 1, 1, 1))
