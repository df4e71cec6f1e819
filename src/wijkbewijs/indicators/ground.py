"""What an indicator is computed on: programme, facts, and the units of every region on each division."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wijkbewijs.definitions.correction import Correction
from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.programme import Boundary, Programme, UnitSet, UnitShare
from wijkbewijs.facts import FactRow, Facts
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME, Level, gemeente_of, level_of

Divisions = Mapping[tuple[str, str], str]
"""The division on which each (input, period) was published."""


@dataclass(frozen=True)
class Ground:
    """Facts with the programme's areas; `unallocated` holds, by (municipality, input, period), what the
    municipality counts but none of its units has. `floor` is the least coverage (0..1) that a figure may
    have, `z` the normal quantile of intervals of events; `corrections` are those that the facts hold.
    """

    programme: Programme
    facts: Facts
    unallocated: Mapping[tuple[str, str, str], float]
    floor: float
    z: float
    day: date
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def divisions(self) -> Divisions:
        return {(row.input, row.period): row.division for row in self.facts.rows.values()}

    @cached_property
    def by_level(self) -> Mapping[tuple[str, str, Level], tuple[str, ...]]:
        """The region codes that have a row, by input, period and level."""
        found: dict[tuple[str, str, Level], list[str]] = {}
        for region, input_id, period in self.facts.rows:
            found.setdefault((input_id, period, level_of(region)), []).append(region)
        return {key: tuple(sorted(codes)) for key, codes in found.items()}

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        return tuple(sorted({area.municipality for area in self.programme.areas}))

    def municipality_of(self, area_id: str) -> str:
        return self.programme.area(area_id).municipality

    def row(self, region: str, input_id: str, period: str) -> FactRow | None:
        return self.facts.row(region, input_id, period)

    def was_corrected(self, region: str, input_id: str, period: str) -> bool:
        """Whether a fact is not what its source published, or follows from one that is not."""
        row = self.row(region, input_id, period)
        return row is not None and (row.source, region, input_id, period) in self._corrected

    def units(self, region: str, input_id: str, period: str) -> Sequence[UnitShare]:
        """The units that make up `region` for an input; empty when it has none on that division."""
        match level_of(region):
            case Level.AREA:
                found = self.unit_set(region, input_id, period)
                return found.units if found else ()
            case Level.PROGRAMME:
                return [
                    unit for area in self.programme.areas for unit in self.units(area.id, input_id, period)
                ]
            case Level.MUNICIPALITY:
                return self._own_or_local(region, input_id, period)
            case _:
                return self._own_or_municipal(region, input_id, period)

    def weight_period(self, indicator: Indicator, period: str) -> str:
        """The period of the weight or denominator that goes with the values of `period`."""
        return weight_period(indicator, period, self.divisions)

    def unit_set(self, area_id: str, input_id: str, period: str) -> UnitSet | None:
        return self.programme.units_of(area_id, self.divisions.get((input_id, period), ""))

    def sum_of_buurten(self, region: str, input_id: str, period: str) -> float | None:
        """The second sum of a count: over the buurten of the listed wijken instead of the wijken themselves.

        None where the region lists no wijk, or a buurt has no value.
        """
        units = self.units(region, input_id, period)
        if level_of(region) is not Level.AREA or not any(level_of(u.code) is Level.WIJK for u in units):
            return None
        codes = [code for unit in units for code in self._buurten_of(unit.code, input_id, period)]
        rows = [self.row(code, input_id, period) for code in codes]
        values = [row.value for row in rows if row is not None and row.value is not None]
        return sum(values) if values and len(values) == len(rows) else None

    def same_boundary(self, region: str, input_id: str, earlier: str, later: str) -> bool:
        """Whether a region is the same place in two periods: same units, and neither set approximated
        where the other is not.
        """
        if level_of(region) is Level.PROGRAMME:
            return all(self.same_boundary(area.id, input_id, earlier, later) for area in self.programme.areas)
        if level_of(region) is not Level.AREA:
            return True
        sets = [self.unit_set(region, input_id, period) for period in (earlier, later)]
        if sets[0] is None or sets[1] is None:
            return False
        same_status = _approximated(sets[0]) == _approximated(sets[1])
        return same_status and _codes(sets[0]) == _codes(sets[1])

    def areas_without(self, input_id: str, period: str) -> tuple[str, ...]:
        """The areas that have no units on the division of an input."""
        return tuple(a.id for a in self.programme.areas if not self.units(a.id, input_id, period))

    def left_over(self, region: str, input_id: str, period: str) -> float:
        """The one-sided term: what the municipalities of a region count without a wijk or buurt."""
        match level_of(region):
            case Level.AREA:
                places: set[str] = {self.municipality_of(region)}
            case Level.PROGRAMME:
                counted = (a for a in self.programme.areas if self.units(a.id, input_id, period))
                places = {area.municipality for area in counted}
            case _:
                places = set()
        return sum(self.unallocated.get((place, input_id, period), 0.0) for place in places)

    def _buurten_of(self, unit: str, input_id: str, period: str) -> Sequence[str]:
        if level_of(unit) is not Level.WIJK:
            return (unit,)
        listed = self.by_level.get((input_id, period, Level.BUURT), ())
        return [code for code in listed if code[2:8] == unit[2:8]]

    def _own_or_local(self, region: str, input_id: str, period: str) -> Sequence[UnitShare]:
        if self.row(region, input_id, period) is not None:
            return [UnitShare(region, region)]
        local = self.by_level.get((input_id, period, Level.LOCAL), ())
        return [
            UnitShare(code, code, self._local_shares.get(code, 1.0))
            for code in local
            if gemeente_of(code) == region
        ]

    def _own_or_municipal(self, region: str, input_id: str, period: str) -> Sequence[UnitShare]:
        if self.row(region, input_id, period) is not None:
            return [UnitShare(region, region)]
        codes = self.by_level.get((input_id, period, Level.MUNICIPALITY), ())
        return [UnitShare(code, code) for code in codes]

    @cached_property
    def _corrected(self) -> frozenset[tuple[str, str, str, str]]:
        return frozenset((c.source, c.region, name, c.period) for c in self.corrections for name in c.inputs)

    @cached_property
    def _local_shares(self) -> Mapping[str, float]:
        return {
            unit.code: unit.share
            for unit_set in self.programme.unit_sets
            for unit in unit_set.units
            if level_of(unit.code) is Level.LOCAL
        }


def _approximated(unit_set: UnitSet) -> bool:
    return unit_set.status is Boundary.APPROXIMATED


def _codes(unit_set: UnitSet) -> set[tuple[str, float]]:
    return {(unit.code, unit.share) for unit in unit_set.units}


def weight_period(indicator: Indicator, period: str, divisions: Divisions) -> str:
    """Return the period of `per` that goes with `of` in `period`: the same one, or the one it is fixed on.

    A fixed period holds for values on its own map; for those on another map it is the newest one there.
    """
    if indicator.per is None or indicator.per_period is None:
        return period
    division = divisions.get((indicator.of, period))
    if divisions.get((indicator.per, indicator.per_period)) == division:
        return indicator.per_period
    same_map = (p for (name, p), d in divisions.items() if name == indicator.per and d == division)
    return max(same_map, default=indicator.per_period)


def regions_of(programme: Programme) -> tuple[str, ...]:
    """The regions that get figures: areas, their municipalities, the programme and the country."""
    municipalities = sorted({area.municipality for area in programme.areas})
    areas = sorted(area.id for area in programme.areas)
    return (*areas, *municipalities, PROGRAMME, COUNTRY)
