"""From the publishers' own wires into the store, over HTTP, on a day when nothing works at once."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands import run, state_of
from tests.replay.cbs3 import Table3, police
from tests.replay.others import Place, Wfs, lbm_feature, score_files, zipped
from tests.replay.server import (
    Answer,
    Body,
    Replay,
    Request,
    Route,
    answered,
    reset_after,
    resumable,
    retry_after,
    slow,
    status,
    times,
    truncated,
    wrong_length,
)
from tests.unit.sources.quick import Clock
from wijkbewijs.cli import take as command
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.sources import leefbaarometer
from wijkbewijs.sources.store import latest_take, taken_bytes

POLICE, ZIP, MAP = "politie-47018NED", "leefbaarometer-3", "leefbaarometer-3-wfs"
SOURCES = (POLICE, ZIP, MAP)
ZIP_PATH = "/resources/open-data-leefbaarometer-meting-2024.zip"
LAYERS = {
    "lbm3:buurtscore24": [lbm_feature(Place("BU05183396", kscore=9), 1)],
    "lbm3:wijkscore24": [lbm_feature(Place("WK051833", kscore=9), 1, "wijk")],
    "lbm3:gemeentescore24": [lbm_feature(Place("GM0518", kscore=9), 1, "gemeente")],
}
REGIONS = ("NL00", "GM0518", "WK051833", "BU05183396")
OFFENCES = {"0.0.0 ": "Totaal misdrijven", "1.1.1 ": "1.1.1 Diefstal/inbraak woning"}
TABLE = replace(police(OFFENCES, REGIONS, [f"{year}JJ00" for year in range(2021, 2025)]), per_page=10)
ROWS = f"{TABLE.root}TypedDataSet"
SCORES = zipped(score_files())


def country(table: Table3 = TABLE, **others: Body) -> dict[str, Body]:
    """Return every route of the three publishers; `rows`, `zip` and `map` put another one in its place."""
    routes: dict[str, Body] = {
        **table.routes(),
        ZIP_PATH: resumable(SCORES),
        "/lbm3/ows": Wfs(LAYERS),
    }
    places = {"rows": ROWS, "zip": ZIP_PATH, "map": "/lbm3/ows"}
    return routes | {places[name]: body for name, body in others.items()}


def at_page(number: int, fault: Body, body: Body) -> Route:
    """Answer as `fault` on one page of ten rows, and as `body` on all others."""

    def route(request: Request) -> Answer:
        return answered(fault if request.query.get("$skip") == str(10 * number) else body, request)

    return route


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_definitions()


@pytest.fixture(autouse=True)
def definitions(loaded: Loaded, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped definitions, read once for all of these journeys."""
    monkeypatch.setattr(command, "load_definitions", lambda *_, **__: loaded)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(command, "PATIENCE", clock.patience)
    return clock


@pytest.fixture
def replay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    with Replay(country()) as server:
        for source in SOURCES:
            monkeypatch.setenv(f"WIJKBEWIJS_BASE_{source.upper().replace('-', '_')}", server.base)
        yield server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def stored(home: Path) -> dict[str, str]:
    """Every file that counts."""
    kept = state_of(home / "sources") if home.exists() else {}
    return {name: kind for name, kind in kept.items() if name.startswith(("blobs", "takes"))}


def outcomes(home: Path, *names: str) -> tuple[int, list[str], str]:
    """Take, and return the exit code, what became of each source, and what was said of it."""
    outcome = run("take", *(names or SOURCES), "--home", home, "--format", "json")
    return outcome.code, [row["outcome"] for row in json.loads(outcome.out)], outcome.err


def test_three_publishers_with_a_bad_day_are_taken_whole(replay: Replay, clock: Clock, home: Path) -> None:
    ordinary = country()
    replay.routes = country(
        rows=at_page(2, times(2, reset_after(40, ordinary[ROWS]), then=ordinary[ROWS]), ordinary[ROWS]),
        zip=times(1, truncated(200, resumable(SCORES)), then=resumable(SCORES)),
        map=times(2, retry_after(30), then=times(1, wrong_length(Wfs(LAYERS)), then=Wfs(LAYERS))),
    )
    assert outcomes(home) == (0, ["taken"] * 3, "")
    assert clock.slept == [1, 2, 1, 30, 30, 4]
    take = latest_take(home, ZIP)
    assert take is not None
    assert "BU05183396" in leefbaarometer.read(taken_bytes(home, take))["code"].to_pylist()
    zips = [request for request in replay.requests if request.path == ZIP_PATH]
    assert [request.headers.get("range") for request in zips] == [None, "bytes=200-"]


def test_the_same_tables_again_are_unchanged_and_a_corrected_one_is_new(
    replay: Replay, clock: Clock, home: Path
) -> None:
    outcomes(home)
    blobs = {name for name in stored(home) if name.startswith("blobs")}
    assert outcomes(home) == (0, ["unchanged"] * 3, "")
    assert {name for name in stored(home) if name.startswith("blobs")} == blobs
    corrected = TABLE.changed("GeregistreerdeMisdrijven_1", lambda _: 12)
    replay.routes = country(corrected)
    assert outcomes(home) == (0, ["taken", "unchanged", "unchanged"], "")
    assert clock.slept == []


@pytest.mark.parametrize(
    ("routes", "code", "words"),
    [
        pytest.param(
            country(TABLE.relabelled("GeregistreerdeMisdrijven_1", Title="Misdrijven")),
            *(6, "table 47018NED, measure 'Geregistreerde misdrijven'"),
            id="renamed measure",
        ),
        pytest.param(
            country(TABLE.relabelled("GeregistreerdeMisdrijven_1", Unit="per 1 000")),
            *(6, "has unit 'per 1 000', expected 'aantal'"),
            id="changed unit",
        ),
        pytest.param(
            country(
                rows=at_page(1, status(500, "query returns more than 10000 records"), TABLE.routes()[ROWS])
            ),
            *(6, "47018NED"),
            id="more than 10,000 records",
        ),
        pytest.param(
            country(rows=at_page(1, reset_after(40, TABLE.routes()[ROWS]), TABLE.routes()[ROWS])),
            *(4, "did not arrive whole"),
            id="reset every time",
        ),
        pytest.param(country(rows=b'{"value": []}'), *(6, "47018NED"), id="an empty answer"),
    ],
)
def test_a_table_that_breaks_its_promise_is_named_and_the_others_are_taken(
    replay: Replay, clock: Clock, home: Path, routes: dict[str, Body], code: int, words: str
) -> None:
    assert clock.slept == []
    outcomes(home, POLICE)
    before = stored(home)
    replay.routes = routes
    ended, became, said = outcomes(home)
    assert (ended, became) == (code, ["failed", "taken", "taken"])
    assert words in said
    assert {name: kind for name, kind in stored(home).items() if name in before} == before
    assert [name for name in stored(home) if POLICE in name] == [name for name in before if POLICE in name]


def test_a_body_that_drips_is_given_up_and_stores_nothing(
    replay: Replay, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setattr(command, "PATIENCE", Clock(a_look=100).patience)
    replay.routes = country(zip=slow(400, SCORES))
    code, became, said = outcomes(home, ZIP)
    assert (code, became) == (4, ["failed"])
    assert "was not there in 1800 seconds" in said
    assert stored(home) == {}


def test_without_a_network_the_last_take_counts_and_says_how_old_it_is(
    replay: Replay, clock: Clock, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcomes(home)
    before = stored(home)
    with Replay({}) as gone:
        pass
    for source in SOURCES:
        monkeypatch.setenv(f"WIJKBEWIJS_BASE_{source.upper().replace('-', '_')}", gone.base)
    assert outcomes(home) == (0, ["stale"] * 3, "")
    assert "dus verouderd sinds 0 dagen" in run("take", POLICE, "--offline", "--home", home).out
    assert stored(home) == before
    assert len(clock.slept) == 5  # a host that did not answer is tried only once more for the next source
    assert replay.asked


def test_a_check_tells_of_three_publishers_what_still_holds_and_on_what_we_know_it(
    replay: Replay, clock: Clock, home: Path
) -> None:
    outcome = run("take", *SOURCES, "--check", "--home", home)
    assert (outcome.code, outcome.err, clock.slept) == (0, "", [])
    assert "alleen documentatie, niet opgenomen" in outcome.out
    for source in SOURCES:
        assert f"\n{source} " in outcome.out
    assert not home.exists()
    assert ROWS not in replay.asked
    replay.routes = country(TABLE.relabelled("GeregistreerdeMisdrijven_1", Unit="%"))
    broken = run("take", *SOURCES, "--check", "--home", home)
    assert broken.code == 6
    assert "47018NED" in broken.err
