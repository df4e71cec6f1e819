"""The table engine: DuckDB behind Ibis. The only module that opens it; nothing here leaves the room."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend
from ibis.expr import types as ir

_MEMORY = "1GB"


def evaluated(expression: ir.Table) -> pa.Table:
    """Return the rows of an Ibis expression over in-memory tables."""
    with _engine() as engine:
        rows: pa.Table = engine.to_pyarrow(expression)
        return rows


def queried(parquet: Path, query: Callable[[ir.Table], ir.Table]) -> pa.Table:
    """Return the rows that `query` selects from a Parquet file; only what it needs is read."""
    with _engine() as engine:
        rows: pa.Table = engine.to_pyarrow(query(engine.read_parquet(parquet)))
        return rows


@contextmanager
def _engine() -> Iterator[Backend]:
    connection = duckdb.connect(config={"memory_limit": _MEMORY})
    try:
        yield ibis.duckdb.from_connection(connection)
    finally:
        connection.close()
