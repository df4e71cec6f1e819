"""The task in Spark on this machine, with our expressions; its start is not measured."""

import pyarrow as pa

from benchmarks.police.task import Task, measure
from wijkbewijs.facts.incidents import counted
from wijkbewijs.facts.spark import Spark, spark


def values(engine: Spark, task: Task) -> pa.ChunkedArray:
    """Return the sum of every region, input and year."""
    return counted(engine, task.parquet, task.asked, task.unit_sets)["value"]


if __name__ == "__main__":
    with spark(memory="4g") as running:
        measure("spark", lambda task: values(running, task))
