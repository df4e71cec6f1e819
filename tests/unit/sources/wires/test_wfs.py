"""WFS over HTTP: every page of every layer by startIndex and count, or a refusal that names the layer."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.replay.others import Place, Wfs, lbm_feature, wfs_page
from tests.replay.server import Answer, Body, in_turn, reset_after, status
from tests.unit.sources.takes_others import source_of, taken
from wijkbewijs.definitions.source import Evidence, Protocol, Wire
from wijkbewijs.kernel.errors import BadDefinition, BadSource
from wijkbewijs.sources.bundle import unpacked
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.store import latest_take
from wijkbewijs.sources.wires.wfs import described, layers_of

PATH = "/lbm3/ows"
SOURCE = source_of("leefbaarometer-3-wfs")
LAYERS = {
    "lbm3:buurtscore24": [lbm_feature(Place(f"BU0518{n:04}", vrz=n / 100, kscore=9), n) for n in range(7)],
    "lbm3:wijkscore24": [lbm_feature(Place("WK051833"), 1, "wijk")],
    "lbm3:gemeentescore24": [lbm_feature(Place("GM0518"), 1, "gemeente")],
}


def asked(body: Body, home: Path) -> tuple[str, ...]:
    return unpacked(taken(SOURCE, {PATH: body}, home), "wfs").names


def test_pages_are_counted_by_what_came_and_not_by_what_was_asked(tmp_path: Path) -> None:
    names = asked(Wfs(LAYERS, most=3), tmp_path)
    assert [name for name in names if name.startswith("buurtscore24/")] == [
        "buurtscore24/example.json",
        "buurtscore24/00000.json",
        "buurtscore24/00001.json",
        "buurtscore24/00002.json",
    ]
    assert "gemeentescore24/00000.json" in names


def test_layers_and_their_properties_describe_the_table(tmp_path: Path) -> None:
    told = described(unpacked(taken(SOURCE, {PATH: Wfs(LAYERS)}, tmp_path), "wfs"))
    assert (told.title, told.records) == ("buurtscore24, wijkscore24, gemeentescore24", 9)
    assert {"kscore", "afw", "id", "year"} <= set(told.labels["key"].to_pylist())


def test_a_layer_that_the_server_does_not_know_says_where_to_correct_it(tmp_path: Path) -> None:
    known = {name: rows for name, rows in LAYERS.items() if "wijk" not in name}
    with pytest.raises(BadSource, match=r"does not know layer 'lbm3:wijkscore24' \(it answered 400\)"):
        asked(Wfs(known), tmp_path)


def test_another_error_of_the_server_stays_that_error(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"404"):
        asked(status(404, "gone"), tmp_path)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (Wfs(LAYERS, miscounts=1), "the page says it holds 2 features and holds 1"),
        (Wfs(LAYERS, most=3, repeats=True), "lbm3:buurtscore24: feature buurtscore24.0 came twice"),
        (Wfs(LAYERS, most=3, loses=2), "lbm3:buurtscore24: 5 features came, 7 were announced"),
        (
            Answer(b"<ows:ExceptionReport/>"),
            "the answer is no whole JSON .*; it begins with b'<ows:ExceptionReport/>'",
        ),
        (Answer(b""), "the answer is no whole JSON"),
        (Answer(b'{"features": []}'), "announces None features"),
        (wfs_page([], 0), "lbm3:buurtscore24: no feature came"),
        (wfs_page([], 5), "lbm3:buurtscore24: no feature came"),
    ],
)
def test_a_fault_of_the_server_is_named_and_nothing_is_stored(body: Body, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadSource, match=said):
        asked(body, tmp_path)
    assert latest_take(tmp_path, SOURCE.id) is None


def test_a_page_that_breaks_off_is_asked_again(tmp_path: Path) -> None:
    server = Wfs(LAYERS, most=3)
    first = (server, server, server)  # one feature of each layer
    assert asked(in_turn(*first, server, reset_after(50, server), server), tmp_path)


def test_a_layer_that_changes_during_the_take_is_refused(tmp_path: Path) -> None:
    fewer = {**LAYERS, "lbm3:buurtscore24": LAYERS["lbm3:buurtscore24"][:6]}
    whole = [Wfs(LAYERS, most=3)] * 5  # one feature of each layer, and two pages
    bodies = (*whole, Wfs(fewer, most=3))
    with pytest.raises(
        BadSource, match=r"buurtscore24/00002.json: the page announces 6 features, the one before 7"
    ):
        asked(in_turn(*bodies), tmp_path)


def test_layers_stand_in_the_query() -> None:
    wire = Wire(Protocol.WFS, "https://x", "/y", Evidence.DOCUMENTED, query="a:b  a:c")
    assert layers_of(wire) == ("a:b", "a:c")
    with pytest.raises(BadDefinition, match=r"`query` names no layer"):
        layers_of(replace(wire, query=""))
