"""DataProperties of a CBS table (OData v3): title and unit of each key, with the groups above it."""

from collections.abc import Mapping

import pyarrow as pa

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.tabular import NUMBERS, TEXT, parquet_table

NAME = "cbs_data_properties"

_COLUMNS = {"ID": NUMBERS, "ParentID": NUMBERS, "Type": TEXT, "Key": TEXT, "Title": TEXT, "Unit": TEXT}
_MOST_LEVELS = 10  # CBS nests topic groups at most four deep; more means that the parents form a ring


def read(content: bytes) -> pa.Table:
    """Return a row for each topic: `key`, `title`, `unit` and `groups`, the titles of its topic groups.

    `groups` runs from the nearest group upwards. Runs of spaces inside a title become one.
    """
    properties = parquet_table(content, NAME, required=_COLUMNS).select(list(_COLUMNS)).to_pylist()
    by_id = {row["ID"]: row for row in properties}
    topics = [row for row in properties if row["Type"] == "Topic"]
    return pa.table(
        {
            "key": pa.array([row["Key"] for row in topics], pa.string()),
            "title": pa.array([_one_spaced(row["Title"]) for row in topics], pa.string()),
            "unit": pa.array([_one_spaced(row["Unit"]) for row in topics], pa.string()),
            "groups": pa.array([_groups(row, by_id) for row in topics], pa.list_(pa.string())),
        }
    )


def _groups(row: Mapping[str, object], by_id: Mapping[object, Mapping[str, object]]) -> list[str]:
    titles: list[str] = []
    parent = row["ParentID"]
    while parent is not None:
        if parent not in by_id or len(titles) > _MOST_LEVELS:
            raise BadSource(f"{NAME}: the groups of {row['Key']!r} do not end. Take the file again.")
        titles.append(_one_spaced(by_id[parent]["Title"]))
        parent = by_id[parent]["ParentID"]
    return titles


def _one_spaced(text: object) -> str:
    return " ".join(str(text or "").split())
