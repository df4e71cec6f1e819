"""Leefbaarometer 3.0, the zip with scores: each buurt, wijk and gemeente in every year, on one division.

How the files are called and which columns they have was told by others who read them; no file was at hand.
"""

import re
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.liveability import (
    DEVIATION,
    DIMENSIONS,
    SCORE,
    TITLES,
    UNIT,
    check_scores,
    precision_of,
)
from wijkbewijs.sources.longtable import melted
from wijkbewijs.sources.parcel import file_body, inner_zip
from wijkbewijs.sources.separated import columns, figures, header_of
from wijkbewijs.sources.tabular import unique_rows

NAME = "leefbaarometer"

_SCORES = re.compile(r"(.*/)?[^/]*scores[^/]*\.csv", re.IGNORECASE)
_SCALES: Mapping[str, tuple[str, str]] = {
    "bu_code": ("buurten", r"^BU[0-9]{4}[0-9A-Z]{4}$"),
    "wk_code": ("wijken", r"^WK[0-9]{4}[0-9A-Z]{2}$"),
    "gm_code": ("gemeenten", r"^GM[0-9]{4}$"),
}
_YEAR = "jaar"
_FIGURES = (SCORE, DEVIATION, *DIMENSIONS)
_LABELS = {name: (title, UNIT) for name, title in TITLES.items()}


def read(content: bytes) -> pa.Table:
    """Return the long table of all scales and years: `lbm`, `afw` and five dimensions, as published.

    `code`, `period` (year), `column`, `title`, `unit` (score), `groups`, `value`, `absent`. Raises BadSource
    for a scale that is missing, a column that is missing, a code or year of another form, a place that
    stands there twice, and a row that does not add up (`liveability.check_scores`).
    """
    archive = inner_zip(content, NAME)
    files = _files(archive)
    scales = [_scale(archive, files, column) for column in _SCALES]
    return melted(pa.concat_tables(scales), ["code", "period"], _FIGURES, _LABELS)


def _files(archive: Bundle) -> dict[str, str]:
    """Return the file of each scale by the column that holds its codes; other scales are left out."""
    found: dict[str, str] = {}
    for name in (name for name in archive.names if _SCORES.fullmatch(name)):
        where = f"{NAME}: {name}"
        titles = header_of(file_body(archive.read(name), where), where)[0]
        column = next((column for column in _SCALES if column in titles), None)
        if column in found:
            raise BadSource(f"{where} and {found[column]} are both about {_SCALES[column][0]}. Keep one.")
        if column is not None:
            found[column] = name
    return found


def _scale(archive: Bundle, files: Mapping[str, str], column: str) -> pa.Table:
    scale, form = _SCALES[column]
    if column not in files:
        raise BadSource(
            f"{NAME}: the zip has no scores of {scale} (a CSV file with {column!r}); it holds "
            f"{', '.join(archive.names[:8]) or 'nothing'}. Look at what the publisher put in it."
        )
    name = files[column]
    where = f"{NAME}: {name.rpartition('/')[2]}"
    texts = _texts(archive.read(name), column, where)
    _check_form(texts["code"], form, where, scale)
    _check_form(texts["period"], r"^[0-9]{4}$", where, "years")
    rows = figures(texts, _FIGURES, where)
    precision = precision_of(texts[figure] for figure in _FIGURES)
    return check_scores(unique_rows(rows, ["code", "period"], where), precision, where)


def _texts(content: bytes, column: str, where: str) -> pa.Table:
    titles, separator = header_of(content, where)
    missing = [title for title in (column, _YEAR, *_FIGURES) if title not in titles]
    if missing:
        raise BadSource(
            f"{where}: column {missing[0]!r} is missing among {', '.join(titles)}. Mend the reader when the "
            "publisher renamed it."
        )
    ours = {column: "code", _YEAR: "period"} | {figure: figure for figure in _FIGURES}
    return columns(content, ours, separator, where)


def _check_form(texts: pa.ChunkedArray, form: str, where: str, what: str) -> None:
    fits = pc.fill_null(pc.match_substring_regex(texts, form), fill_value=False)
    for place in pc.indices_nonzero(pc.invert(fits)).slice(0, 1).to_pylist():
        raise BadSource(f"{where}: {texts[place].as_py()!r} is none of the {what}. Take the file again.")
