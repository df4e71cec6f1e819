"""The national police table by month (47022NED) as facts by year: of published regions, and of areas.

One Ibis expression for every engine. A month has a million rows, so the table is grouped once, on its codes
as published: padding and month come off the groups, never off the rows, and areas add up groups. A region
is asked for by its own row: municipalities, wijken and buurten all stand in the table, and a crime may
count only once.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr import types as ir

from wijkbewijs.definitions.programme import UnitSet
from wijkbewijs.definitions.source import Source
from wijkbewijs.facts.harmonise import with_provenance
from wijkbewijs.kernel.errors import BadDefinition, BadSource
from wijkbewijs.kernel.figure import Absent

OFFENCE, REGION, PERIOD = "SoortMisdrijf", "WijkenEnBuurten", "Perioden"
_COUNT = "GeregistreerdeMisdrijven_"  # a number follows that differs between tables
_REGION_WIDTH, _OFFENCE_WIDTH = 10, 6
_MONTH = "MM"  # 2012MM01 is a month, 2012JJ00 a year
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the table, in codes without padding.

    `regions` are wijken, buurten or municipalities of the map of the table; `inputs` gives the input that
    an offence fills; `periods` are all periods of the table, as its own dimension lists them.
    """

    regions: Sequence[str]
    inputs: Mapping[str, str]
    periods: Sequence[str]


class Engine(Protocol):
    """What runs an expression: the module `facts.engine` (DuckDB), or `facts.spark.Spark`."""

    def evaluated(self, expression: ir.Table) -> pa.Table:
        """Return the rows of an expression over in-memory tables."""

    def queried(self, parquet: Path, query: Callable[[ir.Table], ir.Table]) -> pa.Table:
        """Return the rows that `query` selects from a Parquet file."""


def counted(engine: Engine, parquet: Path, asked: Asked, unit_sets: Sequence[UnitSet]) -> pa.Table:
    """Return the rows of `yearly` of the published table, and those of `of_areas`, in no certain order.

    Raises BadSource when the table lacks a column, or has no row of a region.
    """
    sums = _answered(engine.queried(parquet, lambda cells: yearly(cells, asked)), asked.regions)
    units = sorted({unit.code for units in unit_sets for unit in units.units})
    of_units = sums.filter(pc.is_in(sums["region"], pa.array(units, pa.string())))
    areas = engine.evaluated(of_areas(ibis.memtable(of_units), unit_sets))
    return pa.concat_tables([sums, areas.select(sums.column_names).cast(sums.schema)])


def inputs_of(source: Source) -> dict[str, str]:
    """Return the input that each offence fills; BadDefinition for a measure that selects no offence."""
    offences = {measure.input: dict(measure.where).get(OFFENCE, "") for measure in source.measures}
    for input_id, offence in offences.items():
        if not offence:
            raise BadDefinition(f"{source.id}: {input_id} selects no {OFFENCE}. Name its code in `where`.")
    return {offence: input_id for input_id, offence in offences.items()}


def yearly(cells: ir.Table, asked: Asked) -> ir.Table:
    """Return what each region counts of each input in a year; `cells` is the table as published.

    Columns: region, input, period (the year), due (its months that the table has), value (crimes, in the
    months that have a count), present and absent (cells with and without a count), months (those with a
    count). Raises BadSource when the table lacks a column.
    """
    regions = _codes("code", asked.regions, _REGION_WIDTH, region=asked.regions)
    inputs = _codes("offence", list(asked.inputs), _OFFENCE_WIDTH, input=list(asked.inputs.values()))
    rows = cells.semi_join(regions, cells[REGION] == regions.code)
    sums = _grouped(rows)
    named = sums.inner_join(regions, "code").inner_join(inputs, "offence")
    dated = named.inner_join(ibis.memtable(_years(asked.periods)), "start")
    return dated.select(
        *("region", "input", "period", "due", "present"),
        value=dated.counted.cast("float64"),
        absent=dated.cells - dated.present,
        months=dated.present,
    )


def of_areas(sums: ir.Table, unit_sets: Iterable[UnitSet]) -> ir.Table:
    """Return the rows of `yearly` for areas: sums over their units, each unit with its share.

    `months` are those of the unit that has fewest; 0 when a unit is not among `sums`.
    """
    units = ibis.memtable(_units(unit_sets))
    rows = sums.inner_join(units, sums.region == units.unit)
    areas = rows.group_by(["area", "input", "period", "due"]).agg(
        present=rows.present.sum(),
        value=(rows.value * rows.share).sum(),
        absent=rows.absent.sum(),
        months=(rows.count() == rows.units.max()).ifelse(rows.months.min(), 0),
    )
    return areas.rename(region="area")


def incident_facts(sums: ir.Table, source: Source, taken_on: date) -> ir.Table:
    """Return rows of `yearly` or `of_areas` as rows of `facts.schema`.

    A year without a count for each month of each unit has no value, for a sum with a hole is no sum: no
    month was published, or the year is not over, or a part of it is missing.
    """
    whole = sums.months == _MONTHS
    value = whole.ifelse(sums.value, None)
    reason = ibis.cases(
        (whole, ""),
        (sums.present == 0, Absent.UNPUBLISHED.value),
        (sums.due < _MONTHS, Absent.NOT_YET_DUE.value),
        else_=Absent.LOW_COVERAGE.value,
    )
    return with_provenance(sums.mutate(value=value, low=value, high=value, absent=reason), source, taken_on)


def _answered(rows: pa.Table, regions: Iterable[str]) -> pa.Table:
    # A code that is padded otherwise, or of the map of another year, finds nothing and says nothing.
    silent = sorted(set(regions) - set(pc.unique(rows["region"]).to_pylist()))
    if silent:
        raise BadSource(
            f"police table: no row of {silent[0]} ({len(silent)} such regions). Ask for regions of its map; "
            f"its codes must be padded to {_REGION_WIDTH} characters."
        )
    return rows


def _grouped(rows: ir.Table) -> ir.Table:
    """Return the sums of each code, offence and start of a period (`2012MM`), all as published."""
    count = rows[_count_column(rows)]
    start = rows[PERIOD].substr(0, len("2012MM"))
    groups = rows.group_by(code=rows[REGION], offence=rows[OFFENCE], start=start)
    return groups.agg(counted=count.sum(), present=count.count(), cells=rows.count())


def _codes(name: str, codes: Sequence[str], width: int, **beside: Sequence[str]) -> ir.Table:
    padded = [f"{code:{width}}" for code in codes]
    columns = {name: padded, **beside}
    return ibis.memtable(pa.table({key: pa.array(values, pa.string()) for key, values in columns.items()}))


def _years(periods: Iterable[str]) -> pa.Table:
    months = Counter(period[:6] for period in periods if period[4:6] == _MONTH)
    return pa.table(
        {
            "start": pa.array(months.keys(), pa.string()),
            "period": pa.array([start[:4] for start in months], pa.string()),
            "due": pa.array(months.values(), pa.int64()),
        }
    )


def _units(unit_sets: Iterable[UnitSet]) -> pa.Table:
    rows = [
        {"area": units.area, "unit": unit.code, "share": unit.share, "units": len(units.units)}
        for units in unit_sets
        for unit in units.units
    ]
    types = {"area": pa.string(), "unit": pa.string(), "share": pa.float64(), "units": pa.int64()}
    return pa.Table.from_pylist(rows, schema=pa.schema(types))


def _count_column(cells: ir.Table) -> str:
    found: list[str] = [name for name in cells.columns if name.startswith(_COUNT)]
    missing = [name for name in (OFFENCE, REGION, PERIOD) if name not in cells.columns]
    if missing or len(found) != 1:
        raise BadSource(
            f"police table: expected {OFFENCE}, {REGION}, {PERIOD} and one {_COUNT}*, found "
            f"{', '.join(cells.columns)}. Take the table by month, 47022NED."
        )
    return found[0]
