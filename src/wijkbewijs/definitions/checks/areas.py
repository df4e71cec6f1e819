"""Areas and their units: known places, in the right municipality, and nobody counted twice."""

from collections.abc import Collection, Mapping
from itertools import groupby

from wijkbewijs.definitions.checks.references import check_known
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import Area, Programme, UnitSet
from wijkbewijs.kernel.codes import Level, gemeente_of, level_of
from wijkbewijs.kernel.errors import BadDefinition

_UNITS = "programmes/nplv/units.csv"
_UNIT_LEVELS = {Level.WIJK, Level.BUURT, Level.LOCAL}


def check_areas(loaded: Loaded) -> None:
    """Raise BadDefinition for an area or unit that is unknown, in the wrong place or counted twice."""
    programme = loaded.programme
    _check_places(programme)
    areas = {area.id: area for area in programme.areas}
    caveats = {caveat.code for caveat in loaded.caveats}
    divisions = {source.division for source in loaded.sources}
    for unit_set in programme.unit_sets:
        where = f"{_UNITS}: {unit_set.area} on division {unit_set.division}"
        check_known([unit_set.area], areas, what="area", where=where)
        check_known([unit_set.division], divisions, what="source on division", where=where)
        check_known(unit_set.caveats, caveats, what="caveat", where=where)
        _check_units(unit_set, areas[unit_set.area], where)
    for stream in programme.streams:
        check_known(stream.areas, areas, what="area", where=f"programmes/nplv/streams.yml: {stream.id}")
    _check_overlap(programme)
    _check_every_area_has_units(programme)


def _check_places(programme: Programme) -> None:
    municipalities = {party.id for party in programme.parties if party.kind == "gemeente"}
    for area in programme.areas:
        where = f"programmes/nplv/areas.yml: {area.id}"
        if _level(area.id, where) is not Level.AREA:
            raise BadDefinition(f"{where}: the id of an area is three capitals. Rename it.")
        if not area.names:
            raise BadDefinition(f"{where}: the area has no name. List at least one.")
        check_known([area.municipality], municipalities, what="municipality in parties.yml", where=where)


def _check_units(unit_set: UnitSet, area: Area, where: str) -> None:
    for unit in unit_set.units:
        if _level(unit.code, where) not in _UNIT_LEVELS:
            raise BadDefinition(f"{where}: {unit.code} is no wijk, buurt or local wijk. Correct the code.")
        if gemeente_of(unit.code) != area.municipality:
            raise BadDefinition(
                f"{where}: {unit.code} lies in {gemeente_of(unit.code)}, the area in {area.municipality}. "
                "Correct the code or the area."
            )


def _level(code: str, where: str) -> Level:
    try:
        return level_of(code)
    except ValueError as error:
        raise BadDefinition(f"{where}: {error}. Correct the code.") from error


def _check_overlap(programme: Programme) -> None:
    by_division = sorted(programme.unit_sets, key=lambda unit_set: unit_set.division)
    for division, sets in groupby(by_division, key=lambda unit_set: unit_set.division):
        owner: dict[str, str] = {}
        for unit_set in sets:
            for unit in unit_set.units:
                if unit.code in owner:
                    raise BadDefinition(
                        f"{_UNITS}: {unit.code} is listed for {owner[unit.code]} and for {unit_set.area} on "
                        f"division {division}. Nobody may be counted twice: remove one of the two."
                    )
                owner[unit.code] = unit_set.area
        _check_nested(owner, division)


def _check_nested(owner: Mapping[str, str], division: str) -> None:
    for code in owner:
        wijk = f"WK{code[2:8]}"
        if level_of(code) is Level.BUURT and wijk in owner:
            raise BadDefinition(
                f"{_UNITS}: {code} ({owner[code]}) is a buurt of {wijk} ({owner[wijk]}), and both are listed "
                f"on division {division}. Nobody may be counted twice: remove one of the two."
            )


def _check_every_area_has_units(programme: Programme) -> None:
    with_units: Collection[str] = {unit_set.area for unit_set in programme.unit_sets}
    for area in programme.areas:
        if area.id not in with_units:
            raise BadDefinition(f"{_UNITS}: {area.id} has no units on any division. Add at least one row.")
