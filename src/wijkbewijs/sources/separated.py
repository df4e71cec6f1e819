"""Large text files of a publisher, column by column: only the columns that are asked for are ever decoded.

What stands in the other columns (names, in whatever encoding) does no harm.
"""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from wijkbewijs.kernel.errors import BadSource

_MOST_HEADER = 100_000  # bytes: the widest table of CBS has a header of 10,000
_BOM = b"\xef\xbb\xbf"


def header_of(content: bytes, where: str, separators: str = ",;") -> tuple[tuple[str, ...], str]:
    """Return the titles in the first line and their separator; BadSource for none, or two of one title."""
    first, newline, _ = content[:_MOST_HEADER].partition(b"\n")
    line = first.removeprefix(_BOM).decode("utf-8", "replace").strip()
    separator = max(separators, key=line.count)
    if separator not in line or (not newline and len(content) > _MOST_HEADER):
        raise BadSource(
            f"{where}: the first line has no columns ({line[:60]!r}). Take the file again, or look at what "
            "the publisher put in its place."
        )
    try:
        titles = tuple(title.strip() for title in next(csv.reader([line], delimiter=separator)))
    except csv.Error as error:
        raise BadSource(f"{where}: the first line has no columns ({error}). Take the file again.") from error
    title, times = Counter(titles).most_common(1)[0]
    if times > 1:
        raise BadSource(f"{where}: column {title!r} stands there twice. Take the file again.")
    return titles, separator


def columns(content: bytes, wanted: Mapping[str, str], separator: str, where: str) -> pa.Table:
    """Return the columns `wanted` (title in the file: our name) as trimmed texts, empty = null.

    Raises BadSource for a line with more or fewer cells than the header, a text that is not UTF-8, and a
    file without lines.
    """
    options = arrow_csv.ConvertOptions(
        column_types=dict.fromkeys(wanted, pa.string()),
        include_columns=list(wanted),
        strings_can_be_null=True,
        null_values=[""],
    )
    parsing = arrow_csv.ParseOptions(delimiter=separator)
    names = arrow_csv.ReadOptions(column_names=list(header_of(content, where)[0]), skip_rows=1)
    try:
        table = arrow_csv.read_csv(pa.BufferReader(content), names, parsing, options)
    except (pa.ArrowException, ValueError, KeyError) as error:
        raise BadSource(
            f"{where}: the text is no whole table ({_first_line(error)}). Take it again."
        ) from error
    if not table.num_rows:
        raise BadSource(f"{where}: the file has no lines below its header. Take it again.")
    trimmed = [pc.utf8_trim_whitespace(column) for column in table.columns]
    return pa.table(trimmed, names=list(wanted.values()))


def figures(table: pa.Table, names: Sequence[str], where: str) -> pa.Table:
    """Return `table` with the columns `names` as float64; BadSource for a cell that is no finite number."""
    for name in names:
        try:
            numbers = pc.cast(table[name], pa.float64())
        except pa.ArrowInvalid as error:
            raise _no_number(where, name, _first_line(error)) from error
        if pc.any(pc.invert(pc.is_finite(numbers))).as_py():
            raise _no_number(where, name, "it is infinite, or nan")
        table = table.set_column(table.column_names.index(name), name, numbers)
    return table


def _no_number(where: str, name: str, why: str) -> BadSource:
    return BadSource(f"{where}: {name} holds something that is no number ({why}). Take the file again.")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
