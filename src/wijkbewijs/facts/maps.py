"""Areas on maps that nobody listed their units for: as far as CBS's change flags carry the codes."""

from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.definitions.programme import Programme, UnitSet
from wijkbewijs.facts.boundaries import Evidence, is_year
from wijkbewijs.facts.carried import carried

FLAG_INPUT = "boundary_flag"


def with_carried_units(programme: Programme, facts: pa.Table, tolerance: float) -> Programme:
    """Return the programme with unit sets for every map in `facts` to which an area's own units pass.

    The flags are the facts of the input `boundary_flag`. Names are no facts, so that no unit passes by its
    surface here. An area that does not pass has no figure on that map; it is not guessed.
    """
    divisions = sorted(filter(is_year, pc.unique(facts["division"]).to_pylist()))
    evidence = Evidence(_flags(facts), {}, tolerance)
    found = (_carried(programme, area.id, d, evidence) for area in programme.areas for d in divisions)
    return replace(programme, unit_sets=(*programme.unit_sets, *(s for s in found if s is not None)))


def _carried(programme: Programme, area: str, division: str, evidence: Evidence) -> UnitSet | None:
    if programme.units_of(area, division) is not None:
        return None
    for listed in _nearest_first(programme, area, division):
        passed = carried(listed, division, evidence)
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
