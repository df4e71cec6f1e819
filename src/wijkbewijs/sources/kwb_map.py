"""CBS wijk- en buurtkaart as carried by a map package: Kerncijfers with an outline a region (RD)."""

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.sources.tabular import parquet_table, unique_rows, with_column

NAME = "kwb_map"

_OUTLINE = "geometry"
_MISSING_UP_TO = -99990  # CBS's map files write -99995, -99997 and -99999999 for "no figure"


def read(content: bytes) -> pa.Table:
    """Return the attributes under the copy's column names; a sentinel becomes null, outlines stay out."""
    table = parquet_table(content, NAME, required=["code", "name", _OUTLINE])
    for field in table.schema:
        if pa.types.is_integer(field.type) or pa.types.is_floating(field.type):
            table = with_column(table, field.name, _without_sentinels(table[field.name]))
    return unique_rows(table.drop_columns([_OUTLINE]), ["code"], NAME)


def outlines(content: bytes) -> dict[str, bytes]:
    """Return the outline of each region as well-known binary in RD metres (EPSG:28992)."""
    table = parquet_table(content, NAME, required=["code", _OUTLINE])
    return dict(zip(table["code"].to_pylist(), table[_OUTLINE].to_pylist(), strict=True))


def _without_sentinels(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.if_else(pc.less_equal(values, _MISSING_UP_TO), None, values)
