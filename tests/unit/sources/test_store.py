"""The store keeps bytes once, by what they are, and a record of every take; what fails leaves no trace."""

import errno
import os
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.commands import state_of
from wijkbewijs.kernel.canonical import sha256
from wijkbewijs.kernel.errors import SourceChanged, SourceMissing
from wijkbewijs.sources import store
from wijkbewijs.sources.store import Take, latest_take, put, record, taken_bytes, takes

CONTENT = b"a bundle"
TAKE = Take(
    source="politie-47018NED",
    sha256=sha256(CONTENT),
    size=len(CONTENT),
    taken_on=date(2026, 11, 23),
    taken_at="2026-11-23T08:30:00.000000Z",
    modified="2026-11-15",
    title="Misdrijven",
    licence="CC BY 4.0",
    evidence="documented",
    base="https://dataderden.cbs.nl",
    bodies=3,
    rows=12,
)


def at(moment: str, content: bytes = CONTENT) -> Take:
    return replace(TAKE, taken_at=f"2026-11-{moment}.000000Z", sha256=sha256(content))


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_the_same_bytes_stand_there_once(tmp_path: Path) -> None:
    digest = put(tmp_path, CONTENT)
    before = state_of(tmp_path)
    assert digest == sha256(CONTENT) == put(tmp_path, CONTENT)
    assert state_of(tmp_path) == before
    assert [name for name, kind in before.items() if kind != "folder"] == [
        f"sources/blobs/{digest[:2]}/{digest}"
    ]


def test_what_is_kept_cannot_be_written_over_by_accident(tmp_path: Path) -> None:
    digest = put(tmp_path, CONTENT)
    mode = (tmp_path / "sources" / "blobs" / digest[:2] / digest).stat().st_mode
    assert stat.S_IMODE(mode) == 0o444


@given(content=st.binary(max_size=2_000))
def test_what_was_put_comes_back(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    home = tmp_path_factory.mktemp("home")
    take = replace(TAKE, sha256=sha256(content), size=len(content))
    record(home, take, content)
    assert taken_bytes(home, take) == content
    assert latest_take(home, TAKE.source) == take


def test_takes_stand_in_the_order_of_their_moments_and_the_last_is_the_latest(tmp_path: Path) -> None:
    moments = ["23T08:30:00", "09T23:59:59", "23T08:30:01"]
    for moment in moments:
        record(tmp_path, at(moment, moment.encode()), moment.encode())
    assert [take.taken_at[8:19] for take in takes(tmp_path, TAKE.source)] == sorted(moments)
    assert latest_take(tmp_path, TAKE.source) == at("23T08:30:01", b"23T08:30:01")


def test_a_source_that_was_never_taken_has_no_takes(tmp_path: Path) -> None:
    assert takes(tmp_path, "politie") == ()
    assert latest_take(tmp_path, "politie") is None


def test_a_take_without_announced_rows_says_so_when_it_is_read_again(tmp_path: Path) -> None:
    record(tmp_path, replace(TAKE, rows=None), CONTENT)
    assert takes(tmp_path, TAKE.source) == (replace(TAKE, rows=None),)


def test_the_lock_of_a_take_names_the_publishers_day_or_else_that_of_taking() -> None:
    told = replace(TAKE, modified="2026-11-15T02:00:00").lock
    assert (told.source, told.sha256, told.size, told.vintage) == (
        *(TAKE.source, TAKE.sha256, TAKE.size, "2026-11-15"),
    )
    assert replace(TAKE, modified="").lock.vintage == "2026-11-23"


def test_damaged_bytes_are_refused_and_mended_by_taking_again(tmp_path: Path) -> None:
    record(tmp_path, TAKE, CONTENT)
    path = tmp_path / "sources" / "blobs" / TAKE.sha256[:2] / TAKE.sha256
    path.chmod(0o644)
    path.write_bytes(b"a bundlE")
    with pytest.raises(
        SourceChanged, match=r"2026-11-23 are damaged .* Run `wijkbewijs take politie-47018NED`"
    ):
        taken_bytes(tmp_path, TAKE)
    put(tmp_path, CONTENT)
    assert taken_bytes(tmp_path, TAKE) == CONTENT


def test_bytes_that_are_gone_are_missed_by_name(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"politie-47018NED: the bytes of 2026-11-23 cannot be read"):
        taken_bytes(tmp_path, TAKE)


@pytest.mark.parametrize("words", [b"", b"[]", b"{", b'{"source": "x"}', b"\xff"])
def test_a_damaged_record_is_refused_by_its_path(tmp_path: Path, words: bytes) -> None:
    record(tmp_path, TAKE, CONTENT)
    (path,) = (tmp_path / "sources" / "takes").glob("*/*.json")
    path.chmod(0o644)
    path.write_bytes(words)
    with pytest.raises(SourceChanged, match=r"this is no record of a take .* Remove the file"):
        latest_take(tmp_path, TAKE.source)


def test_a_moment_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="yesterday"):
        replace(TAKE, taken_at="yesterday")


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("how", [full, KeyboardInterrupt()], ids=["disk full", "interrupted"])
def test_a_take_that_cannot_be_written_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, how: object
) -> None:
    record(tmp_path, at("01T00:00:00", b"before"), b"before")
    record(tmp_path, at("02T00:00:00"), CONTENT)
    before = state_of(tmp_path / "sources")

    def fail(*_: object) -> None:
        if isinstance(how, BaseException):
            raise how
        full()

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    for content in (b"new bytes", CONTENT):
        with pytest.raises((OSError, KeyboardInterrupt)):
            record(tmp_path, at("23T00:00:00", content), content)
    after = state_of(tmp_path / "sources")
    assert {name: kind for name, kind in after.items() if kind != "folder"} == {
        name: kind for name, kind in before.items() if kind != "folder"
    }


def test_bytes_are_not_kept_when_their_record_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "json_bytes", full)
    with pytest.raises(OSError, match="No space"):
        record(tmp_path, TAKE, CONTENT)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
