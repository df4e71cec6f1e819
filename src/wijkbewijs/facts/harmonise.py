"""A publisher's table in our codes, inputs and bounds: relational steps as Ibis expressions."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from ibis.expr import types as ir

from wijkbewijs.definitions.correction import Correction
from wijkbewijs.definitions.rule import Rule
from wijkbewijs.definitions.source import Measured, Source
from wijkbewijs.facts.bounds import adds_up_over_parts, half_width
from wijkbewijs.facts.measures import checked_labels, columns_of
from wijkbewijs.facts.schema import COLUMNS
from wijkbewijs.kernel.codes import COUNTRY, Level
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.sources.tabular import with_column

_LONG = ("code", "column", "title", "unit", "value")
_CBS_CODE = re.compile(r"NL\d\d|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}")
_MOST_PERCENT = 100.0
_LEVEL_OF_PREFIX = {
    "NL": Level.COUNTRY,
    "GM": Level.MUNICIPALITY,
    "WK": Level.WIJK,
    "BU": Level.BUURT,
    "LO": Level.LOCAL,
}
_LAST_DAY = (12, 31)
# A municipality's own wijken have no CBS code: the slug goes behind the municipality.
_MUNICIPALITY_OF_DIVISION = {"rotterdam": "GM0599"}


@dataclass(frozen=True, slots=True)
class Context:
    """What harmonising needs besides the table: the day of taking, dated widths, labels, parts, corrections.

    `labels` are titles and units of the columns (key, title, unit, groups), where the source has them.
    `parts` says, by the publisher's own code, how many rounded buurten a copy added up for each of a
    municipality's own wijken; it also says which of these codes exist.
    """

    taken_on: date
    rules: tuple[Rule, ...]
    labels: pa.Table | None = None
    parts: Mapping[str, int] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


def harmonised(source: Source, table: pa.Table, context: Context) -> ir.Table:
    """Return `table` as rows of `facts.schema`: one for each region, input and period.

    Raises BadSource for a missing, ambiguous or renamed measure, a code of an unknown kind, a value that
    is no number and a period that is no year.
    """
    observed = _observed(source, table, context)
    _check_codes(source, observed, context)
    widths = ibis.memtable(_widths(source, context.rules, _years(source, observed)))
    parts = ibis.memtable(_parts_table(context.parts))
    rows = ibis.memtable(observed)
    rows = rows.mutate(region=_region(rows, source), prefix=_prefix(rows, source))
    rows = rows.left_join(widths, ["input", "period", "prefix"]).left_join(parts, rows.code == parts.part_of)
    return with_provenance(_with_bounds(_with_reason(rows)), source, context.taken_on)


def _observed(source: Source, table: pa.Table, context: Context) -> pa.Table:
    """Return code, period, input and value of every measure: the wide and the long shape made one."""
    is_long = set(_LONG) <= set(table.column_names)
    pieces = _from_long(source, table) if is_long else _from_wide(source, table, context)
    return pa.concat_tables([_in_listed_periods(source, m, pieces[m.input]) for m in source.measures])


def _from_long(source: Source, table: pa.Table) -> dict[str, pa.Table]:
    keys = checked_labels(source, table)
    pieces = {m.input: _piece(source, m.input, _rows_of(m, keys[m.input], table)) for m in source.measures}
    if source.wire is None:
        return pieces
    # A publisher leaves empty cells out of a long table; here a cell without a figure is a row too.
    codes = pc.unique(_plain(table["code"]))
    return {input_id: _completed(piece, codes) for input_id, piece in pieces.items()}


def _rows_of(measure: Measured, key: str, table: pa.Table) -> pa.Table:
    wanted = _is(table["column"], key)
    for dimension, code in measure.where:
        wanted = pc.and_(wanted, _is(table[dimension], code))
    return table.filter(wanted)


def _is(column: pa.ChunkedArray, value: str) -> pa.ChunkedArray:
    """Where a column of texts, perhaps dictionary-encoded, holds `value`; the texts stay as they are."""
    if not pa.types.is_dictionary(column.type):
        return pc.equal(column, value)
    column = column.unify_dictionaries()
    known = column.chunk(0).dictionary.to_pylist() if column.num_chunks else []
    place = known.index(value) if value in known else -1
    return pa.chunked_array([pc.equal(chunk.indices, place) for chunk in column.chunks], pa.bool_())


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _from_wide(source: Source, table: pa.Table, context: Context) -> dict[str, pa.Table]:
    columns = columns_of(source, table, context.labels)
    return {
        input_id: _piece(source, input_id, with_column(table, "value", _as_numbers(source, table, column)))
        for input_id, column in columns.items()
    }


def _piece(source: Source, input_id: str, rows: pa.Table) -> pa.Table:
    """Return code, period, input, value and the reason that the publisher gives for an absent value."""
    # A table without a period is about the year of its division (Kerncijfers: one table a year).
    its_year = pa.array([source.division] * rows.num_rows, pa.string())
    no_reason = pa.array([""] * rows.num_rows, pa.string())
    return pa.table(
        {
            "code": _plain(rows["code"]),
            "period": _plain(rows["period"]) if "period" in rows.column_names else its_year,
            "input": pa.array([input_id] * rows.num_rows, pa.string()),
            "value": rows["value"].cast(pa.float64()),
            "said": _plain(rows["absent"]) if "absent" in rows.column_names else no_reason,
        }
    )


def _completed(piece: pa.Table, codes: pa.Array) -> pa.Table:
    """Return `piece` with a row for every code in every period that it has a figure for."""
    if not piece.num_rows:
        return piece
    periods = pc.unique(piece["period"])
    grid = pa.table(
        {
            "code": pc.take(codes, pa.array(np.tile(np.arange(len(codes)), len(periods)))),
            "period": pc.take(periods, pa.array(np.repeat(np.arange(len(periods)), len(codes)))),
        }
    )
    missing = grid.join(piece.select(["code", "period"]), ["code", "period"], join_type="left anti")
    rest = {"input": piece["input"][0].as_py(), "said": ""}
    for name, text in rest.items():
        missing = missing.append_column(name, pa.array([text] * missing.num_rows, pa.string()))
    missing = missing.append_column("value", pa.nulls(missing.num_rows, pa.float64()))
    return pa.concat_tables([piece, missing.select(piece.column_names)])


def _in_listed_periods(source: Source, measure: Measured, piece: pa.Table) -> pa.Table:
    if not measure.periods:
        return piece
    missing = sorted(set(measure.periods) - set(pc.unique(piece["period"]).to_pylist()))
    if missing:
        raise BadSource(
            f"{source.id}: {measure.input} has no row for {', '.join(missing)}. "
            "Take the edition that has the period, or drop it from `periods` of the measure."
        )
    return piece.filter(pc.is_in(piece["period"], pa.array(measure.periods, pa.string())))


def _as_numbers(source: Source, table: pa.Table, column: str) -> pa.ChunkedArray:
    values = table[column]
    if not (pa.types.is_integer(values.type) or pa.types.is_floating(values.type)):
        raise BadSource(
            f"{source.id}: column {column!r} of table {source.table} holds {values.type}, expected "
            "numbers. Take the typed table of the publisher."
        )
    return values.cast(pa.float64())


def _check_codes(source: Source, observed: pa.Table, context: Context) -> None:
    codes = pc.unique(observed["code"]).to_pylist()
    if source.division in _MUNICIPALITY_OF_DIVISION:
        unknown = [code for code in codes if context.parts and code not in context.parts]
    else:
        unknown = [code for code in codes if not _CBS_CODE.fullmatch(code)]
    if unknown:
        raise BadSource(
            f"{source.id}: {unknown[0]!r} is no region code of the division {source.division} "
            f"({len(unknown)} such codes). Correct the row or take the file again."
        )


def _years(source: Source, observed: pa.Table) -> list[str]:
    periods: list[str] = pc.unique(observed["period"]).to_pylist()
    for period in periods:
        if not (isinstance(period, str) and len(period) == len("2020") and period.isdecimal()):
            raise BadSource(f"{source.id}: period {period!r} is no year. Correct the file or its reader.")
    return sorted(periods)


def _widths(source: Source, rules: Iterable[Rule], years: Iterable[str]) -> pa.Table:
    """Return the half-width and the ceiling of every input, year and kind of region."""
    rules = tuple(rules)
    rows = [
        {
            "input": measure.input,
            "period": year,
            "prefix": prefix,
            "width": half_width(measure.rounding, level, rules, date(int(year), *_LAST_DAY)),
            "per_part": adds_up_over_parts(measure.rounding),
            "ceiling": _MOST_PERCENT if measure.unit == "%" else None,
        }
        for measure in source.measures
        for year in years
        for prefix, level in _LEVEL_OF_PREFIX.items()
    ]
    types = {"input": pa.string(), "period": pa.string(), "prefix": pa.string(), "width": pa.float64()}
    schema = pa.schema({**types, "per_part": pa.bool_(), "ceiling": pa.float64()})
    return pa.Table.from_pylist(rows, schema=schema)


def _parts_table(parts: Mapping[str, int]) -> pa.Table:
    return pa.table(
        {
            "part_of": pa.array(list(parts), pa.string()),
            "parts": pa.array(list(parts.values()), pa.int64()),
        }
    )


def _region(rows: ir.Table, source: Source) -> ir.StringValue:
    municipality = _MUNICIPALITY_OF_DIVISION.get(source.division)
    if municipality is not None:
        return ibis.literal(f"{municipality}:") + rows.code
    return ibis.ifelse(rows.code.startswith(COUNTRY), COUNTRY, rows.code)


def _prefix(rows: ir.Table, source: Source) -> ir.StringValue:
    return ibis.literal("LO") if source.division in _MUNICIPALITY_OF_DIVISION else rows.code.substr(0, 2)


def _with_reason(rows: ir.Table) -> ir.Table:
    """Add why a value is absent: kept back for a small place, or not published at all."""
    alike = ibis.window(group_by=[rows.input, rows.period, rows.prefix])
    published = rows.value.count().over(alike) > 0
    small_place = rows.prefix.isin(["WK", "BU", "LO"])
    reason = ibis.ifelse(published & small_place, Absent.SUPPRESSED.value, Absent.UNPUBLISHED.value)
    reason = ibis.ifelse(rows.said != "", rows.said, reason)
    return rows.mutate(absent=ibis.ifelse(rows.value.isnull(), reason, ""))


def _with_bounds(rows: ir.Table) -> ir.Table:
    width = rows.width * ibis.ifelse(rows.per_part, rows.parts.fill_null(1), 1)
    low = ibis.greatest(rows.value - width, 0.0)
    high = ibis.least(rows.value + width, rows.ceiling.fill_null(float("inf")))
    known = rows.value.notnull() & rows.width.notnull()
    return rows.mutate(low=known.ifelse(low, None), high=known.ifelse(high, None))


def with_provenance(rows: ir.Table, source: Source, taken_on: date) -> ir.Table:
    """Return `rows` in the shape of `facts.schema`, with where they come from."""
    return rows.mutate(
        division=ibis.literal(source.division),
        status=ibis.literal(source.status.value),
        source=ibis.literal(source.id),
        vintage=ibis.literal(source.vintage),
        taken_on=ibis.literal(taken_on),
    ).select(*COLUMNS)
