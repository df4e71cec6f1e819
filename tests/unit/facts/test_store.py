"""The fact table and its history on disk are whole or not there, and only what is asked is read."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.unit.facts.tables import fact, fact_table
from wijkbewijs.facts.store import (
    facts_path,
    history_path,
    read_facts,
    read_history,
    write_facts,
    write_history,
)
from wijkbewijs.facts.vintages import recorded
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


HISTORY = recorded(recorded(None, TABLE, date(2025, 1, 1)), TABLE.slice(1, 2), date(2026, 1, 1))


def test_a_history_is_read_back_in_the_order_in_which_it_was_recorded(tmp_path: Path) -> None:
    assert read_history(tmp_path) is None
    write_history(tmp_path / "home", HISTORY)
    assert read_history(tmp_path / "home").equals(HISTORY)
    assert history_path(tmp_path / "home") == tmp_path / "home" / "facts" / "history.parquet"


def test_a_history_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    write_history(tmp_path, HISTORY)
    with pytest.raises(ValueError, match="known_on"):
        write_history(tmp_path, TABLE)
    assert read_history(tmp_path).equals(HISTORY)
    assert [path.name for path in history_path(tmp_path).parent.iterdir()] == ["history.parquet"]


def test_a_broken_history_is_to_be_restored_not_removed(tmp_path: Path) -> None:
    path = write_history(tmp_path, HISTORY)
    content = bytearray(path.read_bytes())
    path.write_bytes(b"PAR1")
    with pytest.raises(BadSource, match=r"broken\. Restore it from a copy"):
        read_history(tmp_path)
    content[4:40] = bytes(36)
    path.write_bytes(content)
    with pytest.raises(BadSource, match=r"broken\. Restore it from a copy"):
        read_history(tmp_path)
    pq.write_table(TABLE, path)
    with pytest.raises(BadSource, match=r"another version\. Restore"):
        read_history(tmp_path)
