"""An archive gives its members back, or one error before it takes more memory than it may."""

import zipfile

import pytest

from tests.fuzz.hostile import zip_of
from tests.replay.others import zipped
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import bundle
from wijkbewijs.sources.bundle import packed, unpacked

PARTS = [("about.json", b"{}"), ("rows/00000.json", b"x" * 1_000)]


def test_what_was_packed_comes_back_in_its_order() -> None:
    held = unpacked(packed(PARTS), "table")
    assert [(name, held.read(name)) for name in held.names] == PARTS


def test_the_same_bodies_give_the_same_bytes() -> None:
    assert packed(PARTS) == packed(iter(PARTS))


def test_a_member_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(BadSource, match=r"table: 'titles' is missing among about\.json, rows/00000\.json"):
        unpacked(packed(PARTS), "table").read("titles")


@pytest.mark.parametrize("content", [b"", b"<html>", packed(PARTS)[:-30]])
def test_bytes_that_are_no_whole_zip_are_refused(content: bytes) -> None:
    with pytest.raises(BadSource, match="table: the bytes are no whole zip"):
        unpacked(content, "table")


def test_a_member_that_was_changed_on_its_way_is_refused() -> None:
    content = packed([("rows", bytes(range(256)))])
    with pytest.raises(BadSource, match="table: 'rows' is damaged"):
        unpacked(content.replace(b"\x80\x81", b"\x80\x80"), "table").read("rows")


@pytest.mark.parametrize("declared", [7, 9])
def test_a_member_that_lies_about_its_size_is_refused(declared: int) -> None:
    with pytest.raises(BadSource, match=r"'table\.csv' is (damaged|not as long)"):
        unpacked(zip_of(b"12345678", declared, zipfile.ZIP_STORED), "table").read("table.csv")


@pytest.mark.parametrize("guard", ["MOST_BYTES", "MOST_MEMBER_BYTES"])
def test_a_zip_is_refused_by_what_it_would_unpack_to(guard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped({"a": bytes(600), "b": bytes(401)})
    monkeypatch.setattr(bundle, "MOST_BYTES", 1_001)
    monkeypatch.setattr(bundle, "MOST_MEMBER_BYTES", 600)
    assert unpacked(content, "table").names == ("a", "b")
    monkeypatch.setattr(bundle, guard, getattr(bundle, guard) - 1)
    with pytest.raises(BadSource, match=r"would unpack to 1,001 bytes in 2 files"):
        unpacked(content, "table")


def test_a_zip_of_too_many_members_is_refused_before_they_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MOST_MEMBERS", 3)
    assert len(unpacked(zipped(dict.fromkeys("abc", b"")), "table").names) == 3
    with pytest.raises(BadSource, match="more than 3 files"):
        unpacked(zip_of(b"", 0, entries=4), "table")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_can_unpack_without_end_is_refused(packing: int) -> None:
    with pytest.raises(BadSource, match="packed in a way that no publisher uses"):
        unpacked(zip_of(b"", 0, packing), "table")


def test_two_members_of_one_name_are_refused() -> None:
    with pytest.raises(BadSource, match="two files of one name"):
        unpacked(zip_of(b"", 0, entries=2), "table")
