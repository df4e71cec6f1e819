"""A table of CBS OData v4 as it was taken: a row for each observation, with the words that describe it."""

from collections.abc import Callable, Collection

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.sources.bundle import Bundle, unpacked
from wijkbewijs.sources.tabular import unique_rows, with_column
from wijkbewijs.sources.wires.odata4_body import rows_of
from wijkbewijs.sources.wires.odata4_cells import observations
from wijkbewijs.sources.wires.odata4_table import PERIOD_KIND, REGION_KINDS, Contents, codes_of, contents_in
from wijkbewijs.sources.wires.periods import period_of

NAME = "cbs_odata4"

_NAMES = {PERIOD_KIND: "period", **dict.fromkeys(REGION_KINDS, "code")}
_SENTINEL = -1.0  # seen in 83765NED, where CBS corrected it in November 2020
# CBS writes nothing where a figure is impossible, and a point where it is unknown, unreliable or secret.
_ABSENT = {"Impossible": Absent.NOT_APPLICABLE.value, "Confidential": Absent.SUPPRESSED.value}


def read(content: bytes) -> pa.Table:
    """Return the long table of a bundle that `wires.odata4` took, its texts dictionary-encoded.

    Columns: `code` (unpadded), `period` (when the table has one), `column`, `title`, `unit`, `groups`,
    `value` (null = no figure), `absent`, and one for each further dimension under its own id. A measure
    without any figure, because CBS fills it in later, has at least one row, so that its title is known.
    Raises BadSource, naming table and measure, for a code or measure that the table does not list, two
    observations for one place, and -1 for a missing figure.
    """
    bundle = unpacked(content, NAME)
    contents = contents_in(bundle)
    cells = observations(bundle, contents)
    if not cells.num_rows:
        raise BadSource(f"{contents.name}: the table holds no observations. Take it again when it does.")
    _check_codes(bundle, contents, cells)
    unique_rows(cells, ["Measure", *contents.dimensions], contents.name)
    cells = _figures(cells)
    _check_sentinel(contents, cells)
    return _long(contents, _with_unfilled(contents, cells))


def _check_codes(bundle: Bundle, contents: Contents, cells: pa.Table) -> None:
    _check_known(cells["Measure"], {measure.key for measure in contents.measures}, "Measure", contents)
    for dimension in contents.dimensions:
        rows = rows_of(bundle, f"{dimension}Codes")
        _check_known(cells[dimension], codes_of(rows, dimension, contents.id), dimension, contents)


def _check_known(column: pa.ChunkedArray, known: Collection[str], name: str, contents: Contents) -> None:
    strange = sorted(set(pc.unique(column).to_pylist()) - set(known))
    if strange:
        raise BadSource(
            f"{contents.name}: {name} has {strange[0]!r}, which is not among its {len(known)} codes "
            f"({len(strange)} such codes). Take the source again; when it stays, tell the publisher."
        )


def _figures(cells: pa.Table) -> pa.Table:
    """Return the cells with the reason for each absent value; only a measure that has figures has reasons."""
    said = _recoded(cells["ValueAttribute"], lambda attribute: _ABSENT.get(attribute, ""))
    reasons = said.cast(pa.string()).fill_null("")
    values = pc.if_else(pc.equal(reasons, ""), cells["Value"], None)
    filled = pc.unique(cells["Measure"].filter(pc.is_valid(values))).cast(pa.string())
    is_filled = pc.is_in(cells["Measure"].cast(pa.string()), filled)
    reasons = pc.if_else(is_filled, reasons, "").dictionary_encode()
    return with_column(with_column(cells, "Value", values), "absent", reasons)


def _check_sentinel(contents: Contents, cells: pa.Table) -> None:
    """Refuse -1 as the lowest value of a measure that is a number of its own: it was written for a gap."""
    absolute = {measure.key: measure for measure in contents.measures if measure.is_absolute}
    lowest = cells.group_by("Measure").aggregate([("Value", "min")])
    for key in lowest.filter(pc.equal(lowest["Value_min"], _SENTINEL))["Measure"].to_pylist():
        if key in absolute:
            rows = cells.filter(pc.and_(pc.equal(cells["Measure"], key), pc.equal(cells["Value"], _SENTINEL)))
            raise BadSource(
                f"{contents.id}: measure {absolute[key].title!r} ({key}) is -1 for {_place(contents, rows)} "
                f"and {rows.num_rows - 1} more, and never negative elsewhere: a missing figure was written "
                "as a number. Wait for the publisher's correction."
            )


def _place(contents: Contents, rows: pa.Table) -> str:
    return ", ".join(str(rows[dimension][0]) for dimension in contents.dimensions)


def _with_unfilled(contents: Contents, cells: pa.Table) -> pa.Table:
    """Return the cells with one empty cell, at the first place, for each measure that has none at all."""
    there = set(pc.unique(cells["Measure"]).to_pylist())
    unfilled = [measure.key for measure in contents.measures if measure.key not in there]
    first = pa.array([0] * len(unfilled), pa.int64())
    rows = with_column(cells.take(first), "Measure", pa.array(unfilled, pa.string()).dictionary_encode())
    rows = with_column(rows, "Value", pa.nulls(len(unfilled), pa.float64()))
    rows = with_column(rows, "absent", pa.array([""] * len(unfilled), pa.string()).dictionary_encode())
    return pa.concat_tables([cells, rows]).unify_dictionaries().combine_chunks()


def _long(contents: Contents, cells: pa.Table) -> pa.Table:
    measures = {measure.key: measure for measure in contents.measures}
    places = _places(contents, cells)
    first = {name: places.pop(name) for name in ("code", "period") if name in places}
    labels = {
        "column": cells["Measure"],
        "title": _recoded(cells["Measure"], lambda key: measures[key].title),
        "unit": _recoded(cells["Measure"], lambda key: measures[key].unit),
        "groups": _recoded(cells["Measure"], lambda key: " > ".join(measures[key].groups)),
    }
    return pa.table({**first, **labels, "value": cells["Value"], "absent": cells["absent"], **places})


def _places(contents: Contents, cells: pa.Table) -> dict[str, pa.ChunkedArray]:
    """Return the dimensions of the cells under our names: code, period, and the rest under their own."""
    names = [_NAMES.get(kind, dimension) for dimension, kind in contents.dimensions.items()]
    if names.count("code") != 1 or len(set(names)) != len(names):
        raise BadSource(
            f"{contents.name}: its dimensions are {', '.join(contents.dimensions)}; expected one of regions "
            "and at most one of periods. Mend the reader first."
        )
    places = {name: cells[dimension] for name, dimension in zip(names, contents.dimensions, strict=True)}
    if "period" in places:
        places["period"] = _recoded(places["period"], period_of)
    return places


def _recoded(column: pa.ChunkedArray, word: Callable[[str], str]) -> pa.DictionaryArray:
    """The word for each text of a dictionary-encoded column, encoded anew: two texts may share a word."""
    whole = column.combine_chunks()
    words = pa.array([word(text) for text in whole.dictionary.to_pylist()], pa.string())
    return words.dictionary_encode().take(whole.indices)
