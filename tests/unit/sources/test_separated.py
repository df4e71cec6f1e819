"""Large text files: the columns that are asked for are read strictly, and the others not at all."""

import pytest

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.separated import columns, figures, header_of


def test_both_separators_of_publishers_are_recognised() -> None:
    assert header_of(b'\xef\xbb\xbf"a, b";c;d\r\n1;2;3', "file") == (("a, b", "c", "d"), ";")
    assert header_of(b"a,b\n", "file") == (("a", "b"), ",")


def test_names_in_an_old_encoding_do_no_harm_where_nobody_reads_them() -> None:
    content = "code;naam\nBU1; Één buurt\n".encode("cp1252")
    assert columns(content, {"code": "ours"}, ";", "file").to_pydict() == {"ours": ["BU1"]}


def test_a_column_in_an_old_encoding_that_is_read_is_refused() -> None:
    content = "code;naam\nBU1;Één buurt\n".encode("cp1252")
    with pytest.raises(BadSource, match=r"file: the text is no whole table .*UTF8"):
        columns(content, {"naam": "ours"}, ";", "file")


@pytest.mark.parametrize("line", [b"1", b"1;2;3"])
def test_a_line_with_more_or_fewer_cells_than_the_header_is_refused(line: bytes) -> None:
    with pytest.raises(BadSource, match=r"file: the text is no whole table .*Expected 2 columns"):
        columns(b"a;b\n" + line + b"\n", {"a": "a"}, ";", "file")


def test_a_header_without_lines_is_refused() -> None:
    with pytest.raises(BadSource, match=r"file: the file has no lines below its header"):
        columns(b"a;b\n", {"a": "a"}, ";", "file")


@pytest.mark.parametrize("content", [b"", b"one title only\n", b"\xff\xfea\x00;"[:3], b"x" * 200_000])
def test_a_first_line_without_columns_is_refused(content: bytes) -> None:
    with pytest.raises(BadSource, match=r"file: the first line has no columns"):
        header_of(content, "file")


def test_a_first_line_that_is_broken_is_refused() -> None:
    with pytest.raises(BadSource, match=r"file: the first line has no columns \(new-line character"):
        header_of(b"a;b\rc;d\n1;2;3\n", "file")


def test_two_columns_of_one_title_are_refused() -> None:
    with pytest.raises(BadSource, match=r"file: column 'a' stands there twice"):
        header_of(b"a;b;a\n", "file")


def test_cells_are_trimmed_and_an_empty_cell_is_nothing() -> None:
    table = columns(b'a;b\n" x ";\n', {"a": "a", "b": "b"}, ";", "file")
    assert table.to_pylist() == [{"a": "x", "b": None}]


@pytest.mark.parametrize("cell", ["nan", "inf", "-inf", "1e999", "1,5", "onbekend"])
def test_a_cell_that_is_no_finite_number_is_refused_by_the_name_of_its_column(cell: str) -> None:
    table = columns(f"a;b\n1;{cell}\n".encode(), {"a": "a", "b": "b"}, ";", "file")
    with pytest.raises(BadSource, match=r"file: b holds something that is no number"):
        figures(table, ["a", "b"], "file")


def test_numbers_keep_every_digit_and_nothing_stays_nothing() -> None:
    table = columns(b"a;b\n0.1234567891;\n", {"a": "a", "b": "b"}, ";", "file")
    assert figures(table, ["a", "b"], "file").to_pylist() == [{"a": 0.1234567891, "b": None}]


def test_a_hundred_thousand_titles_are_judged_at_once() -> None:
    titles = ";".join(f"{number:x}" for number in range(17_000))
    assert len(header_of(titles.encode() + b"\n1", "file")[0]) == 17_000
    with pytest.raises(BadSource, match="file: column '0' stands there twice"):
        header_of(titles.encode() + b";0\n1", "file")


def test_a_first_line_that_does_not_end_is_refused() -> None:
    with pytest.raises(BadSource, match="file: the first line has no columns"):
        header_of(b"a;" + b"b" * 200_000, "file")
