"""SES-WOA of CBS as StatLine hands it out: a CSV file with symbols where there is no figure.

Above the figures stands one line of titles, such as `SES-WOA/Totaalscore/Gemiddelde score (Getal)`: groups,
title and unit. Regions have their name and, in a column of its own, their code.
"""

import math
import re
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.sources.parcel import file_body, only_body
from wijkbewijs.sources.separated import columns, header_of
from wijkbewijs.sources.tabular import unique_rows

NAME = "ses_woa"

_ZIP = b"PK"
_MOST_BYTES = 100_000_000  # every wijk and buurt of ten years in ten columns is a fifth of that
_PERIOD = "Perioden"
_REGION = "Wijken en buurten"
_CODE_UNIT = "code"
_TITLED = re.compile(r"(?P<path>.+) \((?P<unit>[^()]*)\)")
_PROVISIONAL = re.compile(r"(\d{4})(\*{0,2})")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_CODE = re.compile(r"NL\d\d|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}")
_NIL = "-"
# The legend of StatLine. A point may mean unknown, unreliable or secret, so it gives no reason.
_SYMBOLS = {".": "", "x": Absent.SUPPRESSED.value, "": Absent.NOT_APPLICABLE.value}


@dataclass(frozen=True, slots=True)
class _Measure:
    """A column of figures by its heading, and the title, unit and groups in it."""

    heading: str
    title: str
    unit: str
    groups: str


def read(content: bytes) -> pa.Table:
    """Return the long table, with `provisional` for a year that has an asterisk.

    `content` is the file itself, as a copy, or a take of it. `column` is the whole heading; `groups` runs
    from the nearest upwards. A dash is zero; `.`, `x` and an empty
    cell have no value, and for the last two `absent` says why. Raises BadSource for a file without region
    codes (names recur), another symbol, a code or period of another form, and two rows for one region.
    """
    body = only_body(content, NAME) if content.startswith(_ZIP) else file_body(content, NAME)
    if len(body) > _MOST_BYTES:
        raise BadSource(f"{NAME}: {len(body):,} bytes are more than the table has. Download it again.")
    titles, separator = header_of(body, NAME)
    region = _region_code(titles)
    measures = [measure for title in titles if (measure := _measure(title)) and title != region]
    if not measures:
        raise BadSource(
            f"{NAME}: no column holds figures. Choose the scores in StatLine and download it again."
        )
    rows = columns(body, {title: title for title in titles}, separator, NAME)
    places = _places(rows, region)
    unique_rows(places, ["code", "period"], NAME)
    return pa.concat_tables([_long(measure, rows[measure.heading], places) for measure in measures])


def _region_code(titles: tuple[str, ...]) -> str:
    if _PERIOD not in titles:
        raise BadSource(
            f"{NAME}: column {_PERIOD!r} is missing among {', '.join(titles)}. Download it again."
        )
    for title in titles:
        if (found := _TITLED.fullmatch(title)) and found["unit"] == _CODE_UNIT:
            return title
    raise BadSource(
        f"{NAME}: no column holds the region code, and names of wijken and buurten recur. Add 'Regiocode' to "
        "the selection in StatLine and download the file again."
    )


def _measure(heading: str) -> _Measure | None:
    found = _TITLED.fullmatch(heading)
    if not found or heading in {_PERIOD, _REGION}:
        return None
    *groups, title = found["path"].split("/")
    return _Measure(heading, title, found["unit"], " > ".join(reversed(groups)))


def _places(rows: pa.Table, region: str) -> pa.Table:
    periods = [_year(text) for text in rows[_PERIOD].to_pylist()]
    codes = rows[region].to_pylist()
    wrong = [code for code in codes if not _CODE.fullmatch(code or "")]
    if wrong:
        raise BadSource(f"{NAME}: {wrong[0]!r} is no region code. Correct the row or download it again.")
    return pa.table(
        {
            "code": pa.array(codes, pa.string()),
            "period": pa.array([year for year, _ in periods], pa.string()),
            "provisional": pa.array([bool(mark) for _, mark in periods], pa.bool_()),
        }
    )


def _year(text: str | None) -> tuple[str, str]:
    found = _PROVISIONAL.fullmatch(text or "")
    if not found:
        raise BadSource(f"{NAME}: period {text!r} is no year. Download the file again by year.")
    return found[1], found[2]


def _long(measure: _Measure, texts: pa.ChunkedArray, places: pa.Table) -> pa.Table:
    cells = pc.fill_null(texts, "").to_pylist()
    told = zip(cells, places["code"].to_pylist(), strict=True)
    figures = [_figure(cell, f"{NAME}: {measure.heading} of {code}") for cell, code in told]
    repeated = {
        "column": measure.heading,
        "title": measure.title,
        "unit": measure.unit,
        "groups": measure.groups,
    }
    table = places
    for name, text in repeated.items():
        table = table.append_column(name, pa.array([text] * places.num_rows, pa.string()))
    table = table.append_column("value", pa.array([value for value, _ in figures], pa.float64()))
    return table.append_column("absent", pa.array([absent for _, absent in figures], pa.string()))


def _figure(cell: str, where: str) -> tuple[float | None, str]:
    """Return the value of a cell, and why there is none where a symbol says so."""
    if cell == _NIL:
        return 0.0, ""
    if cell in _SYMBOLS:
        return None, _SYMBOLS[cell]
    if not _NUMBER.fullmatch(cell) or not math.isfinite(float(cell)):
        raise BadSource(
            f"{where}: {cell!r} is neither a number nor a symbol of StatLine. Look up what it means before "
            "you use the file."
        )
    return float(cell), ""
