"""Which column of a publisher's table fills which input: by title and unit, never by a key's suffix."""

from collections.abc import Mapping

import pyarrow as pa

from wijkbewijs.definitions.source import Measured, Source
from wijkbewijs.kernel.errors import BadSource


def columns_of(source: Source, table: pa.Table, labels: pa.Table | None) -> dict[str, str]:
    """Return the column of `table` for each input of `source`.

    With `labels` (columns key, title, unit, groups) a measure is found by title, unit and, where titles
    recur, group; without labels the copy's own column name decides. Raises BadSource that names table
    and measure when a measure is missing, ambiguous or has another unit.
    """
    keys = {m.input: _key(source, m, labels) if labels is not None else m.column for m in source.measures}
    for input_id, key in keys.items():
        if key not in table.column_names:
            raise BadSource(
                f"{source.id}: table {source.table} has no column {key!r} for {input_id}. "
                "The publisher may not have filled it yet: take a later edition or drop the measure."
            )
    return keys


def _key(source: Source, measure: Measured, labels: pa.Table) -> str:
    titled = [row for row in labels.to_pylist() if row["title"] == measure.title and _in_group(row, measure)]
    found = [row for row in titled if row["unit"] == measure.unit]
    if len(found) == 1:
        key: str = found[0]["key"]
        return key
    where = f"{source.id}: table {source.table}, measure {measure.title!r} ({measure.input})"
    if found:
        raise BadSource(f"{where} stands there {len(found)} times. Name its `group` in the definition.")
    if titled:
        units = ", ".join(repr(row["unit"]) for row in titled)
        raise BadSource(f"{where} has unit {units}, expected {measure.unit!r}. Check what was published.")
    below = f" below {measure.group!r}" if measure.group else ""
    raise BadSource(f"{where} is not among the titles{below}. Correct the title in the definition.")


def _in_group(row: Mapping[str, list[str]], measure: Measured) -> bool:
    return not measure.group or measure.group in row["groups"]


def checked_labels(source: Source, table: pa.Table) -> dict[str, str]:
    """Return the `column` value of each input in a long table (code, period, column, title, unit, value).

    A long table carries its own titles and units, so they are compared. Raises BadSource as `columns_of`.
    """
    rows = table.select(["column", "title", "unit"]).group_by(["column", "title", "unit"]).aggregate([])
    labels = rows.rename_columns({"column": "key"})
    labels = labels.append_column("groups", pa.array([[key] for key in labels["key"].to_pylist()]))
    return {measure.input: _long_key(source, measure, labels) for measure in source.measures}


def _long_key(source: Source, measure: Measured, labels: pa.Table) -> str:
    if not measure.column:
        return _key(source, measure, labels)
    return _key(source, _grouped_by_column(measure), labels)


def _grouped_by_column(measure: Measured) -> Measured:
    return Measured(
        input=measure.input,
        title=measure.title,
        unit=measure.unit,
        rounding=measure.rounding,
        group=measure.column,
    )
