"""A file of a publisher comes as the one body of a take, and is a file: not a web page, not half a zip."""

import pytest

from tests.replay.others import zipped
from tests.unit.sources.takes_others import bundle
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import packed
from wijkbewijs.sources.parcel import file_body, inner_zip, only_body


def test_the_zip_of_a_publisher_is_found_inside_the_take() -> None:
    assert inner_zip(bundle(zipped({"a.csv": b"x"})), "name").read("a.csv") == b"x"


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><html>gone</html>", b"\r\n <HTML lang='nl'>"])
def test_a_web_page_in_place_of_the_file_says_that_the_publisher_moved_it(page: bytes) -> None:
    with pytest.raises(BadSource, match=r"name: file.zip is a web page, not the file. .*new address"):
        inner_zip(bundle(page), "name")


def test_half_a_zip_is_refused_by_name() -> None:
    half = zipped({"a.csv": b"x" * 1000})[:-30]
    with pytest.raises(BadSource, match=r"name: the bytes are no whole zip"):
        inner_zip(bundle(half), "name")


def test_a_text_that_only_mentions_a_web_page_is_a_file() -> None:
    assert file_body(b"code;<html>", "name") == b"code;<html>"


@pytest.mark.parametrize("parts", [[], [("a", b"1"), ("b", b"2")]])
def test_a_take_of_another_number_of_files_is_refused(parts: list[tuple[str, bytes]]) -> None:
    with pytest.raises(BadSource, match=rf"name: the take holds {len(parts)} files, expected one"):
        only_body(packed(parts), "name")
