"""A table of CBS OData v3 (CBS, Politie, RIVM) as it was taken: a row for each region, period and measure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle, unpacked
from wijkbewijs.sources.tabular import unique_rows
from wijkbewijs.sources.wires.odata3 import DATASETS
from wijkbewijs.sources.wires.odata3_body import Row, page_of, pages_in, rows_of
from wijkbewijs.sources.wires.odata3_cells import Cells, first_wrong, text_cells, typed_cells
from wijkbewijs.sources.wires.odata3_table import (
    PERIOD_KIND,
    REGION_KINDS,
    Contents,
    Property,
    contents_in,
    keys_of,
)

NAME = "cbs_odata3"

_PERIOD = re.compile(r"(\d{4})(JJ|KW|MM)(\d\d)")
_ROW_NUMBER = "ID"
_WRONG_CELL = (ValueError, TypeError, OverflowError)
_SENTINEL = -1.0  # seen in a table of CBS where "." was meant


def read(content: bytes) -> pa.Table:
    """Return the long table of a bundle that `wires.odata3` took, its texts dictionary-encoded.

    Columns: `code` (unpadded), `period` (when the table has one), `column`, `title`, `unit`, `groups`,
    `value` (null = no figure), `absent`, and one for each further dimension under its own id. A topic of
    words (a name, a kind of region) has no rows; one of numbers in text (a change flag) has. One page of
    rows is in memory at a time. Raises BadSource, naming table and measure, for a row with other keys than
    announced, a code that no dimension lists, a text for a number, -1 for a missing figure, and two rows
    for one place.
    """
    bundle = unpacked(content, NAME)
    shape = _shape(bundle)
    name = shape.contents.name
    dataset = DATASETS[any(member.startswith(f"{DATASETS[1]}/") for member in bundle.names)]
    pages = [
        _page(shape, page_of(bundle.read(member), f"{name}, {member}").rows, dataset)
        for member in pages_in(bundle, dataset, name)
    ]
    unique_rows(pa.concat_tables(page.places for page in pages), list(shape.axes), name)
    return _without_sentinel(shape, _long(shape, pages))


def period_of(code: str) -> str:
    """Return a period code of CBS as ours; weeks and other periods stay as published.

    >>> [period_of(code) for code in ("2024JJ00", "2024MM01", "2024KW01", "2024W101")]
    ['2024', '2024-01', '2024-K1', '2024W101']
    """
    if not (match := _PERIOD.fullmatch(code)):
        return code
    year, kind, number = match.groups()
    return {"JJ": year, "KW": f"{year}-K{int(number)}", "MM": f"{year}-{number}"}[kind]


@dataclass(frozen=True, slots=True)
class _Axis:
    """A dimension: its key in the rows, the unpadded codes that it lists, and how we write these."""

    key: str
    codes: pa.Array
    written: pa.Array


@dataclass(frozen=True, slots=True)
class _Shape:
    """A table by its own description, with the axis of each of our columns of places."""

    contents: Contents
    axes: dict[str, _Axis]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Page:
    """The places of the rows of a page, and the cells of each topic that does not hold words."""

    places: pa.Table
    cells: dict[str, Cells]


def _shape(bundle: Bundle) -> _Shape:
    contents = contents_in(bundle)
    regions = [d for d in contents.dimensions if d.kind in REGION_KINDS]
    times = [d for d in contents.dimensions if d.kind == PERIOD_KIND]
    if len(regions) != 1 or len(times) > 1:
        raise BadSource(
            f"{contents.name}: the table has {len(regions)} dimensions of regions and {len(times)} of "
            "periods, expected 1 and at most 1. Mend the reader before you use this table."
        )
    named = dict(zip(("code", "period"), regions + times, strict=False))
    further = {d.key: d for d in contents.dimensions if d not in named.values()}
    axes = {name: _axis(bundle, dimension, contents) for name, dimension in (named | further).items()}
    keys = {d.key for d in contents.dimensions + contents.topics} | {_ROW_NUMBER}
    return _Shape(contents, axes, frozenset(keys))


def _axis(bundle: Bundle, dimension: Property, contents: Contents) -> _Axis:
    rows = list(rows_of(bundle, dimension.key, contents.name))
    codes = [key.strip() for key in keys_of(rows, dimension.key, contents.name)]
    written = [period_of(code) for code in codes] if dimension.kind == PERIOD_KIND else codes
    return _Axis(dimension.key, pa.array(codes, pa.string()), pa.array(written, pa.string()))


def _page(shape: _Shape, rows: Sequence[Row], dataset: str) -> _Page:
    _check_keys(shape, rows)
    places = {name: _places(axis, rows, shape.contents) for name, axis in shape.axes.items()}
    found = {topic.key: _cells(shape, topic, rows, dataset) for topic in shape.contents.topics}
    return _Page(pa.table(places), {key: cells for key, cells in found.items() if cells is not None})


def _check_keys(shape: _Shape, rows: Sequence[Row]) -> None:
    for row in rows:
        if row.keys() == shape.keys:
            continue
        wrong = min(row.keys() ^ shape.keys)
        titles = {p.key: p.title for p in shape.contents.dimensions + shape.contents.topics}
        what = f"lacks {titles.get(wrong, wrong)!r} ({wrong})" if wrong in shape.keys else f"has {wrong!r}"
        raise BadSource(
            f"{shape.contents.name}: row {row.get(_ROW_NUMBER)} {what}, against its own DataProperties. "
            "Take the source again; when it stays, tell the publisher."
        )


def _places(axis: _Axis, rows: Sequence[Row], contents: Contents) -> pa.Array:
    """The codes of one dimension, encoded against the codes that it lists."""
    keys = [row[axis.key] for row in rows]
    try:
        texts = pa.array(keys, pa.string())
    except _WRONG_CELL:
        texts = pa.array([key if isinstance(key, str) else None for key in keys], pa.string())
    found = pc.index_in(pc.utf8_trim_whitespace(texts), value_set=axis.codes)
    if found.null_count:
        strange = keys[pc.index(pc.is_null(found), value=True).as_py()]
        raise BadSource(
            f"{contents.name}: {axis.key} has {strange!r}, which is not among its {len(axis.codes)} codes. "
            "Take the source again; when it stays, tell the publisher."
        )
    return pa.DictionaryArray.from_arrays(found, axis.written)


def _cells(shape: _Shape, topic: Property, rows: Sequence[Row], dataset: str) -> Cells | None:
    """The cells of a topic; None for a topic of words."""
    found = [row[topic.key] for row in rows]
    cells_of = text_cells if topic.holds_text or dataset == DATASETS[1] else typed_cells
    try:
        return cells_of(found)
    except _WRONG_CELL as error:
        if topic.holds_text:
            return None
        at = first_wrong(found, cells_of)
        region = str(rows[at][shape.axes["code"].key]).strip()
        raise BadSource(
            f"{shape.contents.name}: measure {topic.title!r} ({topic.key}) is {found[at]!r} for {region}, "
            "expected a number. Take the source again; when it stays, tell the publisher."
        ) from error


def _long(shape: _Shape, pages: Sequence[_Page]) -> pa.Table:
    """The pages below each other, topic by topic; no value and no place is copied."""
    topics = shape.contents.topics
    labels = {
        "column": pa.array([t.key for t in topics]).dictionary_encode(),
        "title": pa.array([t.title for t in topics]).dictionary_encode(),
        "unit": pa.array([t.unit for t in topics]).dictionary_encode(),
        "groups": pa.array([" > ".join(t.groups) for t in topics]).dictionary_encode(),
    }

    @cache
    def labelled(topic: int, rows: int) -> dict[str, pa.Array]:
        return {name: texts.take(pa.repeat(topic, rows)) for name, texts in labels.items()}

    named = [name for name in ("code", "period") if name in shape.axes]
    further = [name for name in shape.axes if name not in named]
    pieces = [
        pa.table(
            {name: page.places[name] for name in named}
            | labelled(number, page.places.num_rows)
            | {"value": page.cells[topic.key].values, "absent": page.cells[topic.key].absent}
            | {name: page.places[name] for name in further}
        )
        for number, topic in enumerate(topics)
        if all(topic.key in page.cells for page in pages)
        for page in pages
    ]
    if not pieces:
        raise BadSource(f"{shape.contents.name}: no measure of the table holds numbers. Look at what it is.")
    return pa.concat_tables(pieces)


def _without_sentinel(shape: _Shape, long: pa.Table) -> pa.Table:
    """The table itself, unless a measure that is never negative has -1 somewhere."""
    lowest = long.group_by("column").aggregate([("value", "min")])
    for column in lowest.filter(pc.equal(lowest["value_min"], _SENTINEL))["column"].to_pylist():
        rows = long.filter(pc.and_(pc.equal(long["column"], column), pc.equal(long["value"], _SENTINEL)))
        raise BadSource(
            f"{shape.contents.name}: measure {rows['title'][0]} ({column}) is -1 for {rows['code'][0]} and "
            f"{rows.num_rows - 1} more, and never negative elsewhere: a missing figure was written as a "
            "number. Wait for the publisher's correction."
        )
    return long
