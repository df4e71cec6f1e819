"""The same expressions on another engine: Spark must count what DuckDB counts."""

import shutil
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import ibis
import pyarrow as pa
import pytest

from benchmarks.police.table import PoliceTable, police_table, write_police_table
from benchmarks.police.task import task_of
from tests.needs import need
from tests.unit.facts.police import POLICE, asked, cells, written
from tests.unit.facts.tables import TAKEN_ON
from wijkbewijs.facts import engine as duckdb
from wijkbewijs.facts.incidents import Engine, counted, incident_facts
from wijkbewijs.facts.schema import FACTS, KEYS

# pyspark leaves the socket over which rows came to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

A_YEAR_AND_A_MONTH = 13
# Java compiles for long runs; here it would compile longer than it counts.
SHORT_RUN = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "2",
}


@pytest.fixture(scope="session")
def spark() -> Iterator[Engine]:
    """One Spark for all tests: it takes some ten seconds to start."""
    missing = [] if find_spec("pyspark") else ["pyspark"]
    missing += [] if shutil.which("java") else ["Java 17"]
    need(missing, why="Install the extra `spark` and a JDK to see both engines agree.")
    with import_module("wijkbewijs.facts.spark").spark(memory="1g", settings=SHORT_RUN) as running:
        yield running


def in_order(rows: pa.Table) -> pa.Table:
    return rows.sort_by([(key, "ascending") for key in KEYS])


@pytest.fixture(scope="module")
def small(snapshot: Path) -> PoliceTable:
    """The country and the municipalities of all areas, with a total, a common and an unpublished offence."""
    whole = police_table(snapshot, A_YEAR_AND_A_MONTH)
    sets = task_of(whole, snapshot).unit_sets
    municipalities = {unit.code[2:6] for units in sets for unit in units.units} | {"00  "}
    regions = tuple(code for code in whole.regions if code[2:6] in municipalities)
    offences = ("0.0.0 ", "1.1.1 ", "1.4.1 ", "2.6.10")
    return PoliceTable(offences, regions, whole.months)


def test_both_engines_count_the_same(spark: Engine, small: PoliceTable, tmp_path: Path) -> None:
    write_police_table(tmp_path / "police.parquet", small)
    task = task_of(small, tmp_path / "police.parquet")
    by_duckdb, by_spark = (
        in_order(counted(engine, task.parquet, task.asked, task.unit_sets)) for engine in (duckdb, spark)
    )
    assert {"BRE", "UTR", "WK034401", "BU07580101"} <= set(by_duckdb["region"].to_pylist())
    assert by_duckdb.num_rows == 4 * 2 * (len(task.asked.regions) + len(task.unit_sets))
    assert by_duckdb["value"].null_count > 0
    assert by_spark.cast(by_duckdb.schema).equals(by_duckdb)


def test_both_engines_give_the_same_facts(spark: Engine, tmp_path: Path) -> None:
    rows = cells(counts={"WK034401": 5}) + cells(counts={"WK034401": None}, offences=("2.6.10",))
    table = counted(spark, written(tmp_path, rows), asked("WK034401"), [])
    by_duckdb, by_spark = (
        in_order(engine.evaluated(incident_facts(ibis.memtable(table), POLICE, TAKEN_ON)))
        for engine in (duckdb, spark)
    )
    assert [row["value"] for row in by_spark.to_pylist()] == [60.0, None]
    assert by_spark.cast(FACTS).equals(by_duckdb.cast(FACTS))


def test_a_null_comes_back_from_spark_as_a_null(spark: Engine) -> None:
    table = pa.table({"value": [1.5, None], "count": [1, None], "day": [date(2026, 11, 23), None]})
    assert spark.evaluated(ibis.memtable(table).order_by(ibis.desc("count"))).equals(table)
