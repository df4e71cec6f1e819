"""The fact table on disk is whole or not there, and only what is asked is read."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.unit.facts.tables import fact, fact_table
from wijkbewijs.facts.store import facts_path, read_facts, write_facts
from wijkbewijs.kernel.errors import BadSource, SourceMissing

TABLE = fact_table(
    fact("GM0518", "households", "2020", 263_000.0),
    fact("GM0518", "inhabitants", "2020", 545_838.0),
    fact("WK051833", "inhabitants", "2020", None, low=None, high=None),
)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_facts(tmp_path / "home", TABLE)
    assert read_facts(tmp_path / "home").equals(TABLE)


def test_only_the_regions_and_inputs_that_are_asked_for_come_back(tmp_path: Path) -> None:
    write_facts(tmp_path, TABLE)
    assert read_facts(tmp_path, regions=["GM0518"], inputs=["inhabitants"]).equals(TABLE.slice(1, 1))


def test_nothing_but_the_facts_is_left_in_the_home(tmp_path: Path) -> None:
    write_facts(tmp_path, TABLE)
    write_facts(tmp_path, TABLE.slice(0, 1))
    assert [path.name for path in tmp_path.iterdir()] == ["facts.parquet"]


def test_a_table_of_another_shape_leaves_the_old_facts_as_they_were(tmp_path: Path) -> None:
    write_facts(tmp_path, TABLE)
    with pytest.raises(ValueError, match="region"):
        write_facts(tmp_path, pa.table({"plaats": ["GM0518"]}))
    assert read_facts(tmp_path).equals(TABLE)
    assert [path.name for path in tmp_path.iterdir()] == ["facts.parquet"]


def test_a_home_without_facts_says_which_command_makes_them(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="Run `wijkbewijs build` first"):
        read_facts(tmp_path)


def test_a_broken_file_and_a_file_of_another_version_are_refused(tmp_path: Path) -> None:
    facts_path(tmp_path).write_bytes(b"PAR1")
    with pytest.raises(BadSource, match="the file is broken"):
        read_facts(tmp_path)
    pq.write_table(TABLE.drop_columns(["vintage"]), facts_path(tmp_path))
    with pytest.raises(BadSource, match="another version"):
        read_facts(tmp_path)
