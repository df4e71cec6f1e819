"""The same values give the same bytes, and a number is written in one way."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.kernel.canonical import csv_bytes, json_bytes, number_text, sha256

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def test_the_hash_is_the_published_sha256() -> None:
    # FIPS 180-4, example of one block
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.lists(st.tuples(CELLS, CELLS), max_size=5))
def test_csv_gives_back_what_was_written(rows: list[tuple[str, str]]) -> None:
    content = csv_bytes(("a", "b"), rows)
    read = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert read == [["a", "b"], *(list(row) for row in rows)]


def test_csv_ends_its_lines_as_unix_does_and_quotes_only_where_needed() -> None:
    assert csv_bytes(("naam", "waarde"), [("Noord, Oost", "1"), ("één", "")]) == (
        'naam,waarde\n"Noord, Oost",1\néén,\n'.encode()
    )


@given(PLAIN)
def test_json_gives_back_what_was_written(value: object) -> None:
    content = json_bytes(value)
    assert json.loads(content) == value
    assert content.endswith(b"\n")


def test_json_does_not_depend_on_the_order_of_keys() -> None:
    assert (
        json_bytes({"b": 1, "a": "é"})
        == json_bytes({"a": "é", "b": 1})
        == ('{\n  "a": "é",\n  "b": 1\n}\n'.encode())
    )


def test_json_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="Out of range float values"):
        json_bytes({"a": float("nan")})


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (71120.0, 0, "71120"),
        (58.10, 2, "58.1"),
        (100.0, 2, "100"),
        (1200.0, 0, "1200"),
        (-0.001, 1, "0"),
        (-0.06, 1, "-0.1"),
        (2.5, 0, "2"),
        (3.5, 0, "4"),
        (0.0, 3, "0"),
    ],
)
def test_a_number_has_one_wording(value: float, decimals: int, text: str) -> None:
    assert number_text(value, decimals) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
def test_a_written_number_is_as_near_as_its_decimals_allow(value: float, decimals: int) -> None:
    text = number_text(value, decimals)
    assert abs(float(text) - value) <= 0.5 * 10**-decimals + 1e-6
    assert number_text(float(text), decimals) == text


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_loses_no_zero(value: int) -> None:
    assert number_text(float(value), 0) == str(value)
