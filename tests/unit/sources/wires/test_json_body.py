"""JSON is read whole or refused with how it begins, whatever it nests, claims or leaves half."""

import pytest

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.wires import json_body
from wijkbewijs.sources.wires.json_body import json_of


@pytest.mark.parametrize(
    "content", ['{"a": [1, "é"]}'.encode(), b'\xef\xbb\xbf{"a": [1, "\\u00e9"]}', b' {"a":[1,"\\u00E9"]}\n']
)
def test_what_is_whole_is_read_with_a_byte_order_mark_or_without(content: bytes) -> None:
    assert json_of(content, "page") == {"a": [1, "é"]}


def test_two_halves_make_one_character() -> None:
    assert json_of(rb'["\ud83c\udfe0"]', "page") == ["🏠"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"a": [1',
        b'["\xff"]',
        '["a"]'.encode("utf-16"),
        rb'["\ud800"]',
        rb'["\uDFE0"]',
        b'["\xed\xa0\x80"]',
        b'{"value": NaN}',
        b'{"value": -Infinity}',
        b"9" * 5_000,
        b"[" * 100_000 + b"]" * 100_000,
    ],
)
def test_what_is_not_whole_is_refused_with_how_it_begins(content: bytes) -> None:
    with pytest.raises(
        BadSource, match=r"page: the answer is no whole JSON \(.*; it begins with b['\"]"
    ) as caught:
        json_of(content, "page")
    assert len(str(caught.value)) < 600


def test_a_body_larger_than_a_page_ever_is_is_refused_before_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_body, "MOST_BYTES", 4)
    assert json_of(b"[10]", "page") == [10]
    with pytest.raises(BadSource, match="page: the answer has 5 bytes, more than a page ever has"):
        json_of(b"[10,,", "page")
