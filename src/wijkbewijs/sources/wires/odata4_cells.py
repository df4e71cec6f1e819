"""The observations of an OData v4 table in one shape, from pages of JSON or from the publisher's own CSV."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.json

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle, unpacked
from wijkbewijs.sources.wires.odata4_body import page_of, pages_in
from wijkbewijs.sources.wires.odata4_table import Contents

COLLECTION = "Observations"
BULK = "bulk.zip"
_BULK_MEMBER = "Observations.csv"
_LABELS = ("Measure", "ValueAttribute")
_IGNORED = {"Id": pa.int64(), "StringValue": pa.string()}
_ENCODED = pa.dictionary(pa.int32(), pa.string())


def observations(bundle: Bundle, contents: Contents) -> pa.Table:
    """Return Measure, ValueAttribute, each dimension (unpadded, dictionary-encoded) and Value (float64).

    Pages were taken only where the publisher's zip could not be had whole, so they come first. One page is
    in memory as text at a time. Raises BadSource as `page_cells`, and when rows are more or fewer than
    announced.
    """
    members = pages_in(bundle, COLLECTION)
    if not members:
        return zipped_cells(bundle.read(BULK), contents)
    pages = (page_cells(bundle.read(name), contents, f"{contents.id}, {name}")[0] for name in members)
    return _counted(_whole(pages), contents)


def zipped_cells(content: bytes, contents: Contents) -> pa.Table:
    """Return the observations in the publisher's zip; BadSource when it is not whole."""
    where = f"{contents.id}, {BULK}"
    csv = unpacked(content, where).read(_BULK_MEMBER)
    return _counted(_csv_cells(csv, contents, f"{where}, {_BULK_MEMBER}"), contents)


def page_cells(content: bytes, contents: Contents, where: str) -> tuple[pa.Table, str]:
    """Return the observations of one page of JSON, and the link to the next page, empty at the end.

    Raises BadSource, naming table and page, for a body that is not whole, a column that no dimension
    announces, a value that is no number, and a row without its codes.
    """
    fields = {**dict.fromkeys((*_LABELS, *contents.dimensions), pa.string()), "Value": pa.float64()}
    envelope = {"@odata.context": pa.string(), "@odata.count": pa.int64(), "@odata.nextLink": pa.string()}
    schema = pa.schema({**envelope, "value": pa.list_(pa.struct({**_IGNORED, **fields}.items()))})
    parsing = pyarrow.json.ParseOptions(
        explicit_schema=schema,
        newlines_in_values=True,
        unexpected_field_behavior="error",  # whatever is not announced, at any depth, ends the reading
    )
    reading = pyarrow.json.ReadOptions(block_size=len(content) + 1)
    try:
        body = pyarrow.json.read_json(pa.BufferReader(content), reading, parsing)
        body.validate(full=True)
    except (pa.ArrowException, ValueError, OverflowError) as error:
        raise BadSource(f"{where}: {_why(content, error, {*_IGNORED, *fields})}. {_AGAIN}") from error
    if body.num_rows != 1 or body["value"].null_count:
        raise BadSource(f"{where}: the answer holds no list `value` of rows. Look at what the server sends.")
    rows = pa.Table.from_struct_array(body["value"].chunk(0).flatten())
    return _shaped(rows, contents, where), body["@odata.nextLink"][0].as_py() or ""


def _csv_cells(content: bytes, contents: Contents, where: str) -> pa.Table:
    converting = pyarrow.csv.ConvertOptions(
        column_types={
            **_IGNORED,
            **dict.fromkeys((*_LABELS, *contents.dimensions), _ENCODED),
            "Value": pa.float64(),
        },
        decimal_point=",",
        null_values=[""],
        strings_can_be_null=True,
    )
    parsing = pyarrow.csv.ParseOptions(delimiter=";")
    try:
        rows = pyarrow.csv.read_csv(pa.BufferReader(content), None, parsing, converting)
        rows.validate(full=True)
    except (pa.ArrowException, ValueError) as error:
        raise BadSource(f"{where}: {_first_line(error)}. {_AGAIN}") from error
    return _shaped(rows, contents, where)


_AGAIN = "Take the source again; when it stays, tell the publisher."


def _shaped(rows: pa.Table, contents: Contents, where: str) -> pa.Table:
    needed = [*_LABELS, *contents.dimensions, "Value"]
    wrong = sorted(set(rows.column_names) ^ {*needed, *(set(_IGNORED) & set(rows.column_names))})
    if wrong or len(rows.column_names) != len(set(rows.column_names)):
        raise BadSource(
            f"{where}: the columns are {', '.join(rows.column_names)}, expected {', '.join(needed)}. "
            "Look at what the publisher added or took away, then correct the definition."
        )
    for name in ("Measure", *contents.dimensions):
        if rows[name].null_count:
            raise BadSource(f"{where}: {rows[name].null_count} rows have no {name}. {_AGAIN}")
    if not pc.all(pc.is_finite(rows["Value"]), min_count=0).as_py():
        raise BadSource(f"{where}: a value is no finite number. {_AGAIN}")
    texts = {name: _encoded(rows[name]) for name in needed[:-1]}
    return pa.table({**texts, "Value": _numbers(rows)})


def _numbers(rows: pa.Table) -> pa.ChunkedArray:
    """The values, and the numbers that a table writes as text: a change flag."""
    if "StringValue" not in rows.column_names:
        return rows["Value"]
    written = pc.utf8_trim_whitespace(rows["StringValue"])
    is_number = pc.match_substring_regex(written, r"^-?\d{1,15}$")
    return pc.coalesce(rows["Value"], pc.if_else(is_number, written, None).cast(pa.float64()))


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    """The same texts, trimmed, as one dictionary in which each stands once."""
    column = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    return pc.utf8_trim_whitespace(whole.dictionary).dictionary_encode().take(whole.indices)


def _whole(pages: Iterable[pa.Table]) -> pa.Table:
    return pa.concat_tables(pages).unify_dictionaries().combine_chunks()


def _counted(cells: pa.Table, contents: Contents) -> pa.Table:
    check_count(cells.num_rows, contents)
    return cells


def check_count(rows: int, contents: Contents) -> None:
    """Raise BadSource when `rows` observations are not as many as the publisher announces."""
    if contents.records not in {None, rows}:
        raise BadSource(
            f"{contents.id}: {rows:,} observations came, the publisher announces {contents.records:,}. "
            f"{_AGAIN}"
        )


def _why(content: bytes, error: Exception, known: set[str]) -> str:
    """Name the field that nobody announced, if that is what was wrong."""
    try:
        first = page_of(content, "")[0][0]
        strange = sorted(set(first) - known)
    except (BadSource, LookupError):
        return f"the answer is no whole JSON ({_first_line(error)})"
    named = f"the rows hold {strange[0]!r}, which no dimension announces" if strange else ""
    return named or f"the answer breaks its own form ({_first_line(error)})"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
