"""The task in DuckDB, with our expressions."""

import pyarrow as pa

from benchmarks.police.task import Task, measure
from wijkbewijs.facts import engine
from wijkbewijs.facts.incidents import counted


def values(task: Task) -> pa.ChunkedArray:
    """Return the sum of every region, input and year."""
    return counted(engine, task.parquet, task.asked, task.unit_sets)["value"]


if __name__ == "__main__":
    measure("duckdb", values)
