"""Areas on maps that nobody listed their units for: as far as change flags or addresses carry the codes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import permutations

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import Programme, UnitSet
from wijkbewijs.facts.address_weights import Addresses, address_weights
from wijkbewijs.facts.boundaries import Evidence, is_year
from wijkbewijs.facts.carried import carried
from wijkbewijs.facts.crosswalk import Crosswalk
from wijkbewijs.kernel.codes import Level, level_of
from wijkbewijs.sources import postcode_huisnummer

FLAG_INPUT = "boundary_flag"
Crosswalks = Mapping[Level, Mapping[tuple[str, str], Crosswalk]]
"""By the level of their units, and by (source division, target division)."""


def with_carried_units(
    programme: Programme, facts: pa.Table, tolerance: float, crosswalks: Crosswalks
) -> Programme:
    """Return the programme with unit sets for every map in `facts` to which an area's own units pass.

    The flags are the facts of the input `boundary_flag`; where they do not carry a code, a crosswalk may.
    Names are no facts, so that no unit passes by its surface here. An area that does not pass has no figure
    on that map; it is not guessed.
    """
    divisions = sorted(filter(is_year, pc.unique(facts["division"]).to_pylist()))
    by_flag = Evidence(_flags(facts), {}, tolerance)
    evidence = {level: replace(by_flag, crosswalks=found) for level, found in crosswalks.items()}
    found = (
        _carried(programme, area.id, division, lambda level: evidence.get(level, by_flag))
        for area in programme.areas
        for division in divisions
    )
    return replace(programme, unit_sets=(*programme.unit_sets, *(s for s in found if s is not None)))


def taken_crosswalks(loaded: Loaded, contents: Mapping[str, bytes]) -> Crosswalks:
    """Return the address-weighted crosswalks to the maps of listed units, from the address lists in use."""
    taken_on = {lock.source: lock.taken_on for lock in loaded.locks}
    lists = [
        Addresses(s.division, postcode_huisnummer.read(contents[s.id]), s.id, taken_on[s.id])
        for s in loaded.sources
        if s.reader == postcode_huisnummer.NAME
    ]
    maps = {unit_set.division for unit_set in loaded.programme.unit_sets}
    pairs = [(source, target) for source, target in permutations(lists, 2) if target.division in maps]
    return {
        level: {(a.division, b.division): address_weights(a, b, level).crosswalk for a, b in pairs}
        for level in (Level.WIJK, Level.BUURT)
    }


def _carried(
    programme: Programme, area: str, division: str, evidence: Callable[[Level], Evidence]
) -> UnitSet | None:
    if programme.units_of(area, division) is not None:
        return None
    for listed in _nearest_first(programme, area, division):
        # Units of one level cross together; a mixture of levels has its codes only.
        levels = {level_of(unit.code) for unit in listed.units}
        passed = carried(listed, division, evidence(levels.pop() if len(levels) == 1 else Level.AREA))
        if isinstance(passed, UnitSet):
            return passed
    return None


def _nearest_first(programme: Programme, area: str, division: str) -> Iterator[UnitSet]:
    own = (s for s in programme.unit_sets if s.area == area and is_year(s.division))
    yield from sorted(own, key=lambda listed: abs(int(listed.division) - int(division)))


def _flags(facts: pa.Table) -> dict[tuple[str, str], str]:
    rows = facts.filter(pc.and_(pc.equal(facts["input"], FLAG_INPUT), pc.is_valid(facts["value"])))
    return {
        (row["region"], row["period"]): f"{row['value']:.0f}"
        for row in rows.select(["region", "period", "value"]).to_pylist()
    }
