"""A page of GeoJSON is whole, counted and never seen before; anything else is refused by its name."""

import json

import pytest

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.wires.geojson import MOST_PAGES, Page, Seen, number_of, page_of

ONE = {"id": "a", "properties": {"code": "BU1"}}


def body(**changed: object) -> bytes:
    return json.dumps({"features": [ONE], **changed}).encode()


def test_a_page_knows_its_features_its_counts_and_what_follows() -> None:
    links = [{"rel": "self", "href": "x"}, "nonsense", {"rel": "next", "href": "y"}]
    assert page_of(body(links=links, numberMatched=3, numberReturned=1), "p") == Page((ONE,), "y", 3, 1)
    assert page_of(body(numberMatched="unknown", numberReturned=True), "p") == Page((ONE,), "", None, None)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<?xml version='1.0'?><Exception/>",
        b"<!doctype html>",
        b'{"features": [',
        b"[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_an_answer_that_is_no_json_shows_how_it_begins(answer: bytes) -> None:
    with pytest.raises(BadSource, match=r"layer/00000.json: .* no whole JSON \(.*; it begins with b['\"]"):
        page_of(answer, "layer/00000.json")


@pytest.mark.parametrize("answer", [b"[]", b"{}", b'"x"', b'{"features": {}}'])
def test_json_of_another_kind_is_no_collection(answer: bytes) -> None:
    with pytest.raises(BadSource, match=r"p: the answer is no FeatureCollection"):
        page_of(answer, "p")


@pytest.mark.parametrize("feature", ["x", {}, {"properties": None}, {"properties": []}])
def test_a_feature_without_properties_is_refused(feature: object) -> None:
    with pytest.raises(BadSource, match=r"p: a feature has no properties"):
        page_of(json.dumps({"features": [feature]}).encode(), "p")


def test_a_page_that_holds_fewer_features_than_it_says_is_refused() -> None:
    with pytest.raises(BadSource, match=r"p: the page says it holds 2 features and holds 1"):
        page_of(body(numberReturned=2), "p")


def test_a_feature_that_comes_twice_is_a_page_that_repeats() -> None:
    seen = Seen("buurten")
    seen.add(page_of(body(), "p"))
    with pytest.raises(BadSource, match=r"buurten: feature a came twice"):
        seen.add(page_of(body(), "p"))


def test_features_without_a_name_are_told_apart_by_their_properties() -> None:
    seen = Seen("buurten")
    nameless = [{"properties": {"code": "BU1"}}, {"properties": {"code": "BU2"}}]
    seen.add(page_of(body(features=nameless), "p"))
    assert len(seen.ids) == 2


def test_a_server_that_never_ends_is_stopped() -> None:
    seen, empty = Seen("buurten"), Page((), "again", None, None)
    for _ in range(MOST_PAGES):
        seen.add(empty)
    with pytest.raises(BadSource, match=r"buurten: more than 1000 pages"):
        seen.add(empty)


@pytest.mark.parametrize("matched", [0, 2])
def test_another_number_than_was_announced_is_refused(matched: int) -> None:
    seen = Seen("buurten", {"a"})
    seen.check_whole(1)
    seen.check_whole(None)
    with pytest.raises(BadSource, match=rf"buurten: 1 features came, {matched} were announced"):
        seen.check_whole(matched)


def test_a_collection_without_features_is_refused() -> None:
    with pytest.raises(BadSource, match=r"buurten: no feature came"):
        Seen("buurten").check_whole(0)


def test_words_and_flags_are_no_numbers() -> None:
    assert [number_of(value, "x") for value in (True, None, [], {}, "", "JA", 1.5, "-3")] == [None] * 6 + [
        1.5,
        -3.0,
    ]


@pytest.mark.parametrize("value", [float("inf"), float("nan"), "nan", "1e999", 10**400])
def test_a_number_without_end_is_refused_by_its_place(value: object) -> None:
    with pytest.raises(BadSource, match=r"value of BU1: .* is no finite number"):
        number_of(value, "value of BU1")
