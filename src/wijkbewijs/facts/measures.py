"""Which column of a publisher's table fills which input: by title and unit, never by a key's suffix."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.definitions.source import Measured, Source
from wijkbewijs.kernel.errors import BadSource

GROUPS = " > "  # between the titles of groups in a long table, the nearest first
# What a long table has beside the further dimensions of its publisher.
_OF_EVERY_LONG_TABLE = frozenset({"code", "period", "column", "title", "unit", "groups", "value", "absent"})


def columns_of(source: Source, table: pa.Table, labels: pa.Table | None) -> dict[str, str]:
    """Return the column of `table` for each input of `source`.

    With `labels` (columns key, title, unit, groups) a measure is found by title, unit and, where titles
    recur, group; without labels the copy's own column name decides. Raises BadSource that names table
    and measure when a measure is missing, ambiguous or has another unit.
    """
    keys = {
        m.input: key_of(source, m, labels.to_pylist()) if labels is not None else m.column
        for m in source.measures
    }
    for input_id, key in keys.items():
        if key not in table.column_names:
            raise BadSource(
                f"{source.id}: table {source.table} has no column {key!r} for {input_id}. "
                "The publisher may not have filled it yet: take a later edition or drop the measure."
            )
    return keys


def checked_labels(source: Source, table: pa.Table) -> dict[str, str]:
    """Return the `column` value of each input in a long table.

    A long table carries its own titles and units (code, column, title, unit, value, and perhaps groups), so
    they are compared. Raises BadSource as `columns_of`, and for a dimension that no measure chooses from.
    """
    labels = _labels(table)
    _check_dimensions(source, table)
    return {measure.input: _long_key(source, measure, labels) for measure in source.measures}


def key_of(source: Source, measure: Measured, labels: Iterable[Mapping[str, Any]]) -> str:
    """Return the key of a measure among `labels` (key, title, unit, groups): by title, or one of its aliases.

    Raises BadSource, naming table and measure, when it is missing, ambiguous or has another unit.
    """
    titles = {measure.title, *measure.aliases}
    titled = [row for row in labels if row["title"] in titles and _in_group(row, measure)]
    found = [row for row in titled if row["unit"] == measure.unit]
    if len(found) == 1:
        return str(found[0]["key"])
    where = f"{source.id}: table {source.table}, measure {measure.title!r} ({measure.input})"
    if found:
        raise BadSource(f"{where} stands there {len(found)} times. Name its `group` in the definition.")
    if titled:
        units = ", ".join(repr(row["unit"]) for row in titled)
        raise BadSource(f"{where} has unit {units}, expected {measure.unit!r}. Check what was published.")
    below = f" below {measure.group!r}" if measure.group else ""
    raise BadSource(f"{where} is not among the titles{below}. Correct the title in the definition.")


def _in_group(row: Mapping[str, Any], measure: Measured) -> bool:
    return not measure.group or measure.group in row["groups"]


def _labels(table: pa.Table) -> list[dict[str, Any]]:
    """Return key, title, unit and groups of each column; the key counts as a group of its own."""
    names = [name for name in ("column", "title", "unit", "groups") if name in table.column_names]
    rows = table.select(names).unify_dictionaries().group_by(names).aggregate([]).to_pylist()
    return [
        {**row, "key": row["column"], "groups": [row["column"], *(row.get("groups") or "").split(GROUPS)]}
        for row in rows
    ]


def _long_key(source: Source, measure: Measured, labels: Iterable[Mapping[str, Any]]) -> str:
    return key_of(source, replace(measure, group=measure.column or measure.group), labels)


def _check_dimensions(source: Source, table: pa.Table) -> None:
    """Raise BadSource when a further dimension is gone, or when a measure would mix several of its codes."""
    further = set(table.column_names) - _OF_EVERY_LONG_TABLE
    several = {
        name for name in further if len(pc.unique(table.select([name]).unify_dictionaries()[name])) > 1
    }
    for measure in source.measures:
        chosen = {name for name, _ in measure.where}
        where = f"{source.id}: table {source.table}, measure {measure.title!r} ({measure.input})"
        if chosen - further:
            raise BadSource(
                f"{where} is chosen by {min(chosen - further)!r}, which is no dimension of the table "
                f"(it has {', '.join(sorted(further)) or 'none'}). Correct `where` of the measure."
            )
        if several - chosen:
            raise BadSource(
                f"{where} would mix all codes of the dimension {min(several - chosen)!r}. "
                "Choose one with `where` of the measure."
            )
