"""CBS wijk- en buurtkaart as carried by a map package: Kerncijfers with an outline a region (RD)."""

import pyarrow as pa

from wijkbewijs.sources.tabular import BYTES, TEXT, parquet_table, unique_rows, without_sentinels

NAME = "kwb_map"

_OUTLINE = "geometry"


def read(content: bytes) -> pa.Table:
    """Return the attributes under the copy's column names; a sentinel becomes null, outlines stay out."""
    table = parquet_table(content, NAME, required={"code": TEXT, "name": TEXT, _OUTLINE: BYTES})
    return unique_rows(without_sentinels(table).drop_columns([_OUTLINE]), ["code"], NAME)


def outlines(content: bytes) -> dict[str, bytes]:
    """Return the outline of each region as well-known binary in RD metres (EPSG:28992)."""
    table = parquet_table(content, NAME, required={"code": TEXT, _OUTLINE: BYTES})
    return dict(zip(table["code"].to_pylist(), table[_OUTLINE].to_pylist(), strict=True))
