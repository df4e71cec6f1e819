"""The table engine for more than one machine: Spark behind Ibis. The only module that imports pyspark.

An optional part (the extra `spark`; it asks for Java 17 or later). What it runs are the expressions that
`facts.engine` runs on DuckDB, for instance those of `facts.incidents`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import ibis
import pyarrow as pa
from ibis.backends.pyspark import Backend
from ibis.expr import types as ir
from ibis.expr.operations import InMemoryTable
from pyspark.sql import SparkSession

# A laptop's share: what this machine computes stays on it, and its log stays short.
_SETTINGS = {
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}


@dataclass(frozen=True, slots=True)
class Spark:
    """A running Spark, with the two functions of `facts.engine`."""

    session: SparkSession
    backend: Backend

    def evaluated(self, expression: ir.Table) -> pa.Table:
        """Return the rows of an Ibis expression over in-memory tables."""
        # Ibis would carry rows to and from Spark in pandas, where a null becomes a NaN. Arrow keeps it.
        for held in expression.op().find(InMemoryTable):
            rows = held.data.to_pyarrow(held.schema)
            self.session.createDataFrame(rows).createOrReplaceTempView(held.name)
        return self.session.sql(self.backend.compile(expression)).toArrow()

    def queried(self, parquet: Path, query: Callable[[ir.Table], ir.Table]) -> pa.Table:
        """Return the rows that `query` selects from a Parquet file, or a folder of them."""
        return self.evaluated(query(self.backend.read_parquet(str(parquet))))


@contextmanager
def spark(
    master: str = "local[2]", memory: str = "2g", settings: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Spark]:
    """Start Spark and stop it afterwards; starting takes some ten seconds, so use one for many queries.

    `master` is a cluster, or `local[n]` for n threads of this machine; `memory` is that of the driver;
    `settings` are Spark's own, by name.
    """
    builder = SparkSession.builder.master(master).appName("wijkbewijs")
    session = builder.config(map={**_SETTINGS, "spark.driver.memory": memory, **settings}).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield Spark(session, ibis.pyspark.connect(session))
    finally:
        session.stop()
