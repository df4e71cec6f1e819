"""A lock says which bytes were taken; other bytes are refused with what to do."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.kernel.errors import SourceChanged, SourceMissing
from wijkbewijs.kernel.figure import Status
from wijkbewijs.kernel.record import structured
from wijkbewijs.sources import lock_bytes, locked, snapshot_bytes, snapshot_contents, verified

SOURCE = Source(
    id="cbs-84799NED",
    title="Kerncijfers 2020",
    producer="CBS",
    licence="CC BY 4.0",
    url="https://www.cbs.nl",
    cadence="elk jaar",
    table="84799NED",
    reader="cbs_typed_dataset",
    snapshot="cbs_kwb/kwb2020.parquet",
    division="2020",
    status=Status.MEASURED,
    vintage="2021-03",
    via='kopie "met aanhalingstekens"',
)
LOCK = locked(SOURCE, b"content", date(2026, 11, 23))


def test_a_lock_comes_back_from_its_own_file() -> None:
    data = YAML(typ="safe").load(lock_bytes(LOCK))
    assert structured(Lock, data, "lock") == LOCK


def test_the_same_bytes_give_the_same_lock_file() -> None:
    assert lock_bytes(locked(SOURCE, b"content", date(2026, 11, 23))) == lock_bytes(LOCK)


def test_a_hash_of_digits_alone_stays_a_text() -> None:
    digits = replace(LOCK, sha256="1" * 31 + "e" + "1" * 32)
    assert YAML(typ="safe").load(lock_bytes(digits))["sha256"] == digits.sha256


def test_the_bytes_that_were_locked_pass() -> None:
    assert verified(b"content", LOCK, SOURCE.id) == b"content"


def test_one_changed_byte_is_refused_and_names_both_hashes() -> None:
    with pytest.raises(
        SourceChanged, match=r"cbs-84799NED: .*taken on 2026-11-23 \(expected ed7002b439e9, found "
    ):
        verified(b"Content", LOCK, SOURCE.id)


def test_a_source_without_a_lock_is_refused() -> None:
    with pytest.raises(SourceMissing, match="cbs-84799NED: it has no lock"):
        verified(b"content", None, SOURCE.id)


def test_a_missing_snapshot_folder_says_which_variable_to_set(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match="Set WIJKBEWIJS_SNAPSHOT"):
        snapshot_bytes(tmp_path / "nowhere", SOURCE)


def test_a_missing_file_of_the_snapshot_names_source_and_path(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"cbs-84799NED: .*kwb2020\.parquet cannot be read"):
        snapshot_bytes(tmp_path, SOURCE)


def test_the_contents_of_a_snapshot_are_the_bytes_that_were_locked(tmp_path: Path) -> None:
    path = tmp_path / SOURCE.snapshot
    path.parent.mkdir()
    path.write_bytes(b"content")
    assert snapshot_contents(tmp_path, [SOURCE], [LOCK]) == {SOURCE.id: b"content"}
    path.write_bytes(b"changed")
    with pytest.raises(SourceChanged):
        snapshot_contents(tmp_path, [SOURCE], [LOCK])
