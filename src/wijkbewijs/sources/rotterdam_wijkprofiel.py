"""Wijkprofiel Rotterdam: index of the physical, safety and social state (Rotterdam 2014 = 100)."""

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.sources.tabular import csv_table, numbers, unique_rows

NAME = "rotterdam_wijkprofiel"

_COLUMNS = ("wijk_slug", "year", "level", "domain", "theme", "subjective", "objective", "index")
_UNIT = "index"


def read(content: bytes) -> pa.Table:
    """Return `code` (slug of the wijk), `period`, `column`, `title`, `unit`, `value`.

    The index of a domain has the domain as title and column (`fysiek`). A theme has two scores, with
    the theme as title and `fysiek/Wonen/subjective` or `fysiek/Wonen/objective` as column.
    """
    table = csv_table(content, NAME, _COLUMNS)
    index = table.filter(pc.equal(table["level"], "index"))
    themes = table.filter(pc.not_equal(table["level"], "index"))
    parts = [_scores(index, "index", index["domain"], index["domain"])]
    for kind in ("subjective", "objective"):
        present = themes.filter(pc.is_valid(themes[kind]))
        column = pc.binary_join_element_wise(present["domain"], present["theme"], kind, "/")
        parts.append(_scores(present, kind, present["theme"], column))
    return unique_rows(pa.concat_tables(parts), ["code", "period", "column"], NAME)


def _scores(rows: pa.Table, kind: str, title: pa.ChunkedArray, column: pa.ChunkedArray) -> pa.Table:
    return pa.table(
        {
            "code": rows["wijk_slug"],
            "period": rows["year"],
            "column": column,
            "title": title,
            "unit": pa.array([_UNIT] * rows.num_rows, pa.string()),
            "value": numbers(rows, kind, NAME),
        }
    )
