"""OGC API Features over HTTP: every page once, in RD and through the filter, or a refusal."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.replay.others import REGIONS, Ogc, region, square
from tests.replay.server import in_turn, reset_after, status, times
from tests.unit.sources.takes_others import source_of, taken
from wijkbewijs.definitions.source import Evidence, Protocol, Source, Wire
from wijkbewijs.kernel.errors import BadDefinition, BadSource
from wijkbewijs.sources.bundle import packed, unpacked
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.store import latest_take
from wijkbewijs.sources.wires.features import Collection, ask, check_rd, collections_of, described

PDOK = source_of("pdok-wijken-en-buurten-2024")
MANY = {
    "buurten": tuple(region("buurten", f"BU0518{number:04}") for number in range(7)),
    "wijken": REGIONS["wijken"],
    "gemeenten": REGIONS["gemeenten"],
}


def filtered(query: str) -> Source:
    assert PDOK.wire is not None
    return replace(PDOK, wire=replace(PDOK.wire, query=query))


def test_every_page_of_every_collection_is_stored_in_order(tmp_path: Path) -> None:
    bundle = unpacked(taken(PDOK, Ogc(MANY, per_page=3).routes, tmp_path), "pdok")
    assert [name for name in bundle.names if name.startswith("buurten/")] == [
        "buurten/example.json",
        "buurten/00000.json",
        "buurten/00001.json",
        "buurten/00002.json",
    ]
    assert {"landing.json", "wijken/00000.json", "gemeenten/00000.json"} <= set(bundle.names)


def test_what_the_publisher_says_about_itself_is_told(tmp_path: Path) -> None:
    told = described(unpacked(taken(PDOK, Ogc().routes, tmp_path), "pdok"))
    assert (told.title, told.licence, told.modified, told.dimensions) == (
        "CBS Wijken en Buurten 2024",
        "https://cc.nl/by",
        "",
        (),
    )
    rows = {row["key"]: row for row in told.labels.to_pylist()}
    assert {"buurtcode", "wijkcode", "gemeentecode", "aantal_inwoners"} <= set(rows)
    assert rows["aantal_inwoners"] == {
        "key": "aantal_inwoners",
        "title": "aantal_inwoners",
        "unit": "",
        "groups": [],
    }


def test_a_server_that_does_not_count_is_followed_to_its_last_page(tmp_path: Path) -> None:
    bundle = unpacked(taken(PDOK, Ogc(MANY, per_page=3, matched=False).routes, tmp_path), "pdok")
    assert "buurten/00002.json" in bundle.names


@pytest.mark.parametrize(
    ("faulty", "said"),
    [
        (Ogc(in_degrees=True), r"BU05183396.*the point 4.3, 52.05 is not in RD .* ignored `crs`"),
        (Ogc(MANY, loops=True), r"(leads back to itself|its links lead to|came twice)"),
        (Ogc(MANY, repeats=True), "buurten: feature BU05180000 came twice: the server repeats a page"),
        (Ogc(miscounts=1), "buurten: 3 features came, 4 were announced"),
        (Ogc({**REGIONS, "wijken": ()}), "wijken: no feature came"),
    ],
)
def test_a_fault_of_the_server_is_named_and_nothing_is_stored(faulty: Ogc, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=said):
        taken(PDOK, faulty.routes, tmp_path)
    assert latest_take(tmp_path, PDOK.id) is None


def test_a_filter_is_asked_for_and_held_against_every_feature(tmp_path: Path) -> None:
    both = {"buurten": (*REGIONS["buurten"], region("buurten", "BU05990101"))}
    source = filtered("buurten?gemeentecode=GM0599")
    assert "buurten/00000.json" in unpacked(taken(source, Ogc(both).routes, tmp_path), "x").names
    with pytest.raises(
        BadSource, match=r"'BU05183396' has gemeentecode 'GM0518', asked was 'GM0599': .*ignores"
    ):
        taken(source, Ogc(both, ignores_filter=True).routes, tmp_path)


def test_a_page_that_breaks_off_is_asked_again(tmp_path: Path) -> None:
    pdok = Ogc(MANY, per_page=3)
    items = f"{pdok.root}/collections/buurten/items"
    page = pdok.routes[items]
    routes = {**pdok.routes, items: in_turn(page, page, reset_after(100, page), page)}
    assert "buurten/00002.json" in unpacked(taken(PDOK, routes, tmp_path), "x").names


def test_a_server_that_stays_down_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    before = taken(PDOK, Ogc().routes, tmp_path)
    kept = latest_take(tmp_path, PDOK.id)
    routes = Ogc().routes
    page = f"{Ogc().root}/collections/wijken/items"
    with pytest.raises(Refused, match=r"503"):
        taken(PDOK, {**routes, page: times(99, status(503, "busy"), routes[page])}, tmp_path)
    assert latest_take(tmp_path, PDOK.id) == kept
    assert before


def test_a_page_that_leads_to_itself_is_refused() -> None:
    def get(_name: str, address: str) -> bytes:
        number = len(asked)
        asked.append(address)
        told = {
            "features": [region("wijken", f"WK0518{number:02}")],
            "links": [{"rel": "next", "href": address}],
        }
        return json.dumps(told).encode()

    asked: list[str] = []
    with pytest.raises(BadSource, match=r"wijken: page .*/collections/wijken/items.* leads back to itself"):
        ask(wire("wijken"), "https://x", get)
    assert len(asked) == 3  # the landing page, one feature, one page


@pytest.mark.parametrize("geometry", [None, {}, {"coordinates": []}, {"coordinates": ["x", "y"]}])
def test_an_outline_without_a_point_is_for_the_reader_to_judge(geometry: object, tmp_path: Path) -> None:
    bare = {**REGIONS, "wijken": (region("wijken", "WK051833", geometry=geometry),)}
    assert taken(PDOK, Ogc(bare).routes, tmp_path)


def test_a_landing_page_that_is_no_json_is_refused() -> None:
    with pytest.raises(BadSource, match=r"pdok: landing.json: the answer is no whole JSON"):
        described(unpacked(packed([("landing.json", b"<html>")]), "pdok"))


def test_water_may_lie_where_no_land_is(tmp_path: Path) -> None:
    sea = region("buurten", "BU05189998", water="JA", geometry=square(-20_000.0, 700_000.0))
    assert taken(PDOK, Ogc({**REGIONS, "buurten": (sea, *REGIONS["buurten"])}).routes, tmp_path)


@pytest.mark.parametrize(("x", "y"), [(4.9, 52.4), (487_000, 121_000), (-1, 450_000), (80_000, 625_001)])
def test_a_point_outside_the_land_is_not_in_rd(x: float, y: float) -> None:
    check_rd(155_000, 463_000, "Amersfoort")
    with pytest.raises(BadSource, match=r"BU1: the point .* is not in RD"):
        check_rd(x, y, "BU1")


def wire(query: str) -> Wire:
    return Wire(Protocol.OGC_FEATURES, "https://x", "/y", Evidence.DOCUMENTED, query=query)


def test_collections_and_their_filters_stand_in_the_query() -> None:
    assert collections_of(wire("buurten?gemeentecode=GM0917&water=NEE  wijken")) == (
        Collection("buurten", {"gemeentecode": "GM0917", "water": "NEE"}),
        Collection("wijken", {}),
    )
    with pytest.raises(BadDefinition, match=r"`query` names no collection"):
        collections_of(wire(" "))
