"""Bytes to tables: the two formats in which publishers' copies come, read strictly."""

import csv
import io
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wijkbewijs.kernel.errors import BadSource

TEXT, NUMBERS, BYTES, _NOTHING = "text", "numbers", "bytes", "nothing"
_MOST_CELLS = 50_000_000  # of a copy: the largest of a publisher has three million
_MOST_TEXT = 50_000_000  # bytes of a copy in CSV: the largest has half a million
_MISSING_UP_TO = -99990  # CBS's map files write -99995, -99997 and -99999999 for "no figure"


def parquet_table(content: bytes, name: str, required: Mapping[str, str]) -> pa.Table:
    """Return the Parquet file `content` with its strings stripped; `name` names it in errors.

    `required` says of each column that must be there what it holds: TEXT, NUMBERS or BYTES. Raises BadSource
    when it is no whole Parquet file, lacks one of them, or has a column of another kind.
    """
    try:
        table = _whole_table(content)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise BadSource(
            f"{name}: the bytes are no whole Parquet file ({_first_line(error)}). "
            "Take the file again; a download may have stopped half-way."
        ) from error
    _require(table.column_names, tuple(required), name)
    for field in table.schema:
        expected = {required[field.name]} if field.name in required else {TEXT, NUMBERS, BYTES}
        if _kind(field.type) not in expected | {_NOTHING}:
            raise BadSource(
                f"{name}: column {field.name!r} holds {field.type}, expected "
                f"{' or '.join(sorted(expected))}. Take the right file, or mend the reader."
            )
    return _stripped(table)


def csv_table(content: bytes, name: str, header: Sequence[str]) -> pa.Table:
    """Return the CSV file `content` (UTF-8, comma) as a table of stripped strings, empty = null.

    Raises BadSource for another encoding, another header, a row with another number of cells, and a file
    that is larger than any copy.
    """
    if len(content) > _MOST_TEXT:
        raise BadSource(f"{name}: {len(content):,} bytes are more than such a copy has. Take the right file.")
    rows = list(_csv_rows(_text(content, name), name))
    if not rows:
        raise BadSource(f"{name}: the file is empty. Take the file again.")
    _require(rows[0], header, name)
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(rows[0]):
            raise BadSource(
                f"{name}: line {line} has {len(row)} cells, the header has {len(rows[0])}. "
                "Take the file again or correct the line."
            )
    columns = {title: [row[i].strip() or None for row in rows[1:]] for i, title in enumerate(rows[0])}
    return pa.table({title: pa.array(cells, pa.string()) for title, cells in columns.items()})


def numbers(table: pa.Table, column: str, name: str) -> pa.ChunkedArray:
    """Return a column of texts as float64 (null stays null); BadSource for one that is no finite number."""
    try:
        found = pc.cast(table[column], pa.float64())
    except pa.ArrowInvalid as error:
        raise _no_number(column, name, _first_line(error)) from error
    if not pc.all(pc.is_finite(found), min_count=0).as_py():
        raise _no_number(column, name, "it is infinite, or nan")
    return found


def with_column(table: pa.Table, column: str, values: pa.ChunkedArray | pa.Array) -> pa.Table:
    """Return `table` with `column` replaced, or added at the end."""
    if column in table.column_names:
        return table.set_column(table.column_names.index(column), column, values)
    return table.append_column(column, values)


def without_sentinels(table: pa.Table) -> pa.Table:
    """Return `table` with null for each number by which CBS's map files say that there is no figure."""
    for field in table.schema:
        if pa.types.is_integer(field.type) or pa.types.is_floating(field.type):
            values = table[field.name]
            known = pc.if_else(pc.less_equal(values, _MISSING_UP_TO), None, values)
            table = with_column(table, field.name, known)
    return table


def unique_rows(table: pa.Table, keys: Sequence[str], name: str) -> pa.Table:
    """Return `table` when every combination of `keys` occurs once and is whole; else raise BadSource."""
    for key in keys:
        if table[key].null_count:
            raise BadSource(f"{name}: {table[key].null_count} rows have no {key!r}. Correct the file.")
    counted = table.select(keys).group_by(list(keys)).aggregate([([], "count_all")])
    twice = counted.filter(pc.greater(counted["count_all"], 1))
    if twice.num_rows:
        first = {key: twice[key][0].as_py() for key in keys}
        raise BadSource(
            f"{name}: {twice.num_rows} regions stand there more than once, e.g. {_words(first)}. "
            "Keep one row for each."
        )
    return table


def _whole_table(content: bytes) -> pa.Table:
    """Return a Parquet file as it is; ValueError for two columns of one name, or more cells than any copy."""
    file = pq.ParquetFile(io.BytesIO(content))
    cells = file.metadata.num_rows * file.metadata.num_columns
    if cells > _MOST_CELLS:
        raise ValueError(f"{cells:,} cells are more than a copy has")
    table = file.read()
    table.validate(full=True)
    if len(set(table.column_names)) != table.num_columns:
        raise ValueError("two columns have one name")
    return table


def _kind(held: pa.DataType) -> str:
    """Return what a column of this type holds; empty for a type that no copy has."""
    if pa.types.is_string(held) or pa.types.is_large_string(held):
        return TEXT
    if pa.types.is_integer(held) or held in {pa.float32(), pa.float64()}:
        return NUMBERS
    if pa.types.is_null(held):
        return _NOTHING
    return BYTES if pa.types.is_binary(held) else ""


def _no_number(column: str, name: str, why: str) -> BadSource:
    return BadSource(
        f"{name}: column {column!r} holds something that is no number ({why}). "
        "Correct the cell or leave it empty."
    )


def _words(values: Mapping[str, object]) -> str:
    return ", ".join(f"{key} {value}" for key, value in values.items())


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _require(present: Sequence[str], required: Sequence[str], name: str) -> None:
    missing = [column for column in required if column not in present]
    if missing:
        raise BadSource(
            f"{name}: column {missing[0]!r} is missing among {', '.join(present)}. "
            "Take the right file, or mend the reader when the publisher renamed it."
        )


def _text(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadSource(
            f"{name}: the text is not UTF-8 (byte {error.start} is {content[error.start]:#04x}). "
            "Save the file as UTF-8."
        ) from error


def _csv_rows(text: str, name: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise BadSource(f"{name}: the text is no CSV ({error}). Take the file again.") from error


def _stripped(table: pa.Table) -> pa.Table:
    return pa.table([_trimmed(column) for column in table.columns], names=table.column_names)


def _trimmed(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pc.utf8_trim_whitespace(column.cast(pa.string()))
    return column
