"""A wide table becomes long: each place once for each measure, nothing lost and nothing exchanged."""

import pyarrow as pa

from wijkbewijs.sources.longtable import melted

ROWS = pa.table({"code": ["A", "B"], "period": ["2024", "2022"], "x": [1.0, None], "y": [3, 4]})


def test_each_measure_stands_below_the_other_with_its_own_places() -> None:
    table = melted(ROWS, ["code", "period"], ["x", "y"], {"x": ("De x", "score")})
    told = [tuple(row.values()) for row in table.to_pylist()]
    assert told == [
        ("A", "2024", "x", "De x", "score", "", 1.0, ""),
        ("B", "2022", "x", "De x", "score", "", None, ""),
        ("A", "2024", "y", "y", "", "", 3.0, ""),
        ("B", "2022", "y", "y", "", "", 4.0, ""),
    ]
    assert table.column_names == ["code", "period", "column", "title", "unit", "groups", "value", "absent"]


def test_a_table_without_rows_stays_without_rows() -> None:
    assert melted(ROWS.slice(0, 0), ["code"], ["x", "y"], {}).num_rows == 0
