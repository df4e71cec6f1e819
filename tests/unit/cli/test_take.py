"""`wijkbewijs take`: one source or all, online or not, for people and for programs, and how it ends."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from tests.commands import Outcome, run, state_of
from tests.replay.server import Body, Replay, in_turn, status
from tests.unit.sources.made_up import FILE, SOURCE, SPOKEN
from tests.unit.sources.quick import Clock
from wijkbewijs.cli import take as command
from wijkbewijs.cli.progress import Progress
from wijkbewijs.definitions.source import Evidence, Lock, Measured, Rounding
from wijkbewijs.dossier.dutch import day
from wijkbewijs.kernel.canonical import sha256
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import take as taking_module
from wijkbewijs.sources.accepted import Acceptance, accept
from wijkbewijs.sources.store import Take, latest_take, record, takes

COPY = replace(SOURCE, id="a-copy", wire=None)
MEASURED = replace(SOURCE, measures=(Measured("an_input", "A", "aantal", Rounding.NONE),))
PAGES: Mapping[str, Body] = {"/about": b"Table of tests", "/page/0": b"one>", "/d/a.zip": b"a zip"}


@pytest.fixture(autouse=True)
def replay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Replay]:
    """Two sources and a copy, whose publisher stands in."""
    with Replay(PAGES) as server:
        for name in ("MADE_UP_1", "MADE_UP_ZIP"):
            monkeypatch.setenv(f"WIJKBEWIJS_BASE_{name}", server.base)
        monkeypatch.setattr(command, "PATIENCE", Clock().patience)
        monkeypatch.setattr(taking_module, "PROTOCOLS", SPOKEN)
        monkeypatch.setattr(taking_module, "reader_of", lambda _: len)
        define(monkeypatch, MEASURED, FILE, COPY)
        yield server


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def define(monkeypatch: pytest.MonkeyPatch, *sources: object) -> None:
    monkeypatch.setattr(command, "load_definitions", lambda *_, **__: SimpleNamespace(sources=sources))


def cells(outcome: Outcome) -> list[list[str]]:
    """Return the cells of a printed table, without its header and without empty ones."""
    rows = outcome.out.replace("\xa0", " ").splitlines()[2:]
    return [[cell.strip() for cell in row.split("  ") if cell.strip()] for row in rows]


def today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def earlier(home: Path, source_id: str, days: int) -> None:
    """Put a take of some days ago in the store."""
    content = b"earlier"
    old = Take(
        source=source_id,
        sha256=sha256(content),
        size=len(content),
        taken_on=today() - timedelta(days=days),
        taken_at="2020-01-01T00:00:00.000000Z",
        modified="",
        title="Table",
        licence="CC0 1.0",
        evidence="documented",
        base="https://example.invalid",
        bodies=1,
    )
    record(home, old, content)


# -------------------------------------------------------------------------------------------------- taking


def test_without_names_every_source_with_a_wire_is_taken(home: Path) -> None:
    outcome = run("take", "--home", home)
    assert (outcome.code, outcome.err) == (0, "")
    assert cells(outcome) == [
        ["made-up-1", "opgehaald", "2026-11-15", "0,0 MB"],
        ["made-up-zip", "opgehaald", day(today()), "0,0 MB"],
    ]
    assert latest_take(home, "made-up-1") is not None
    assert latest_take(home, "made-up-zip") is not None
    assert latest_take(home, "a-copy") is None


def test_only_the_sources_that_are_named_are_taken_each_once(replay: Replay, home: Path) -> None:
    outcome = run("take", "made-up-zip", "made-up-zip", "--home", home)
    assert outcome.code == 0
    assert replay.asked == ["/d/a.zip"]
    assert latest_take(home, "made-up-1") is None


def test_a_take_that_brings_nothing_new_says_so(home: Path) -> None:
    run("take", "--home", home)
    outcome = run("take", "made-up-1", "--home", home)
    assert cells(outcome)[0][1] == "opgehaald, niets veranderd"
    assert len(takes(home, "made-up-1")) == 2


def test_a_program_reads_what_became_of_every_source(replay: Replay, home: Path) -> None:
    outcome = run("take", "--format", "json", "--home", home)
    table, file = json.loads(outcome.out)
    assert (table["source"], table["outcome"], table["error"], table["days_since"]) == (
        *("made-up-1", "taken", None, 0),
    )
    assert table["last"]["rows"] == 3
    assert table["last"]["base"] == replay.base
    assert file["last"]["bodies"] == 1


def test_a_source_that_fails_does_not_keep_the_next_from_being_taken(replay: Replay, home: Path) -> None:
    replay.routes["/about"] = status(404, "gone")
    outcome = run("take", "--home", home)
    assert outcome.code == 4
    assert [row[:2] for row in cells(outcome)] == [
        ["made-up-1", "mislukt; nog nooit opgehaald"],
        ["made-up-zip", "opgehaald"],
    ]
    assert "/about: the server answered 404 (gone)" in outcome.err


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [(status(404), b"Another thing", 4), (b"Another thing", status(404), 6)],
)
def test_the_exit_code_is_that_of_the_first_failure(
    replay: Replay, home: Path, monkeypatch: pytest.MonkeyPatch, first: Body, second: Body, code: int
) -> None:
    define(monkeypatch, SOURCE, replace(SOURCE, id="made-up-zip"))
    replay.routes["/about"] = in_turn(first, second)
    assert run("take", "--home", home).code == code


def test_what_breaks_a_contract_is_named_and_not_stored(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    define(monkeypatch, replace(MEASURED, measures=(replace(MEASURED.measures[0], unit="%"),)), FILE)
    outcome = run("take", "made-up-1", "--home", home)
    assert outcome.code == 6
    assert "table 1NED, measure 'A' (an_input) has unit 'aantal', expected '%'" in outcome.err
    assert latest_take(home, "made-up-1") is None


def test_while_another_take_is_busy_none_is_begun(replay: Replay, home: Path) -> None:
    with taking_module.alone(home):
        outcome = run("take", "--home", home)
    assert outcome.code == 2
    assert "another `wijkbewijs take` or `changes --accept` is busy" in outcome.err
    assert replay.asked == []


# ----------------------------------------------------------------------------------------------- not reached


@pytest.fixture
def unreachable(replay: Replay, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - it goes first
    with Replay({}) as gone:
        monkeypatch.setenv("WIJKBEWIJS_BASE_MADE_UP_1", gone.base)


@pytest.mark.parametrize(("days", "words"), [(1, "1 dag"), (22, "22 dagen"), (0, "0 dagen")])
@pytest.mark.usefixtures("unreachable")
def test_a_publisher_that_is_not_there_leaves_the_last_take_with_its_age(
    home: Path, days: int, words: str
) -> None:
    earlier(home, "made-up-1", days)
    before = state_of(home / "sources" / "takes")
    outcome = run("take", "made-up-1", "--home", home)
    assert (outcome.code, outcome.err) == (0, "")
    ((_, said, *_),) = cells(outcome)
    assert said.startswith("niet bereikbaar; laatste gegevens van ")
    assert said.endswith(f", dus verouderd sinds {words}")
    assert state_of(home / "sources" / "takes") == before


@pytest.mark.usefixtures("unreachable")
def test_a_publisher_that_is_not_there_and_was_never_taken_is_missed(home: Path) -> None:
    outcome = run("take", "--home", home)
    assert outcome.code == 4
    assert [row[1] for row in cells(outcome)] == ["niet bereikbaar; nog nooit opgehaald", "opgehaald"]
    assert "there is no connection" in outcome.err


def test_offline_asks_nobody_and_tells_how_old_everything_is(replay: Replay, home: Path) -> None:
    earlier(home, "made-up-1", 3)
    earlier(home, "made-up-zip", 1)
    outcome = run("take", "--offline", "--home", home)
    assert outcome.code == 0
    assert [row[1].rpartition(" sinds ")[2] for row in cells(outcome)] == ["3 dagen", "1 dag"]
    assert replay.asked == []


def test_offline_misses_what_was_never_taken(home: Path) -> None:
    earlier(home, "made-up-1", 3)
    outcome = run("take", "--offline", "--format", "json", "--home", home)
    assert outcome.code == 4
    assert [(row["outcome"], row["days_since"]) for row in json.loads(outcome.out)] == [
        ("stale", 3),
        ("missing", None),
    ]
    assert "made-up-zip: it was never taken. Run `wijkbewijs take made-up-zip` with a network." in outcome.err


# ------------------------------------------------------------------------------------------------- contracts


def test_checking_names_every_contract_and_stores_nothing(replay: Replay, home: Path) -> None:
    outcome = run("take", "--check", "--home", home)
    assert (outcome.code, outcome.err) == (0, "")
    documented = "alleen documentatie, niet opgenomen"
    assert cells(outcome) == [
        ["made-up-1", "bereikbaar", "ja", documented, replay.base],
        ["made-up-1", "titel", "ja", documented, "Table of tests"],
        ["made-up-1", "maat 'A'", "ja", documented, "a"],
        ["made-up-zip", "bereikbaar", "ja", documented, replay.base],
    ]
    assert replay.asked == ["/about", "/d/a.zip"]
    assert not home.exists()


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (Evidence.RECORDED, "opgenomen antwoorden"),
        (Evidence.RECONSTRUCTED, "echte rijen in een nagebouwde envelop"),
        (Evidence.DOCUMENTED, "alleen documentatie, niet opgenomen"),
    ],
)
def test_checking_says_what_our_reading_was_tested_on(
    home: Path, monkeypatch: pytest.MonkeyPatch, evidence: Evidence, words: str
) -> None:
    assert SOURCE.wire is not None
    define(monkeypatch, replace(SOURCE, wire=replace(SOURCE.wire, evidence=evidence)), FILE)
    assert cells(run("take", "made-up-1", "--check", "--home", home))[0][3] == words


def test_a_broken_contract_ends_the_check_with_its_code_after_all_were_told(
    replay: Replay, home: Path
) -> None:
    replay.routes["/about"] = b"Another thing"
    outcome = run("take", "--check", "--format", "json", "--home", home)
    assert outcome.code == 6
    table, file = json.loads(outcome.out)
    assert [contract["name"] for contract in table["contracts"] if not contract["holds"]] == ["title"]
    assert file["contracts"][0]["holds"]
    assert (
        "1 contracts are broken, the first: made-up-1: table 1NED is now called 'Another thing'"
        in outcome.err
    )


def test_a_publisher_that_cannot_be_asked_breaks_the_first_contract(replay: Replay, home: Path) -> None:
    del replay.routes["/about"]
    outcome = run("take", "made-up-1", "--check", "--home", home)
    assert outcome.code == 6
    assert cells(outcome)[0][1:3] == ["bereikbaar", "NEE"]


def test_a_description_that_cannot_be_read_is_a_broken_contract(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(*_: object) -> None:
        raise BadSource("there are no properties")

    monkeypatch.setattr("wijkbewijs.cli.contracts.describe", unreadable)
    outcome = run("take", "made-up-1", "--check", "--home", home)
    assert outcome.code == 6
    assert [row[1:3] for row in cells(outcome)] == [["bereikbaar", "ja"], ["beschrijving", "NEE"]]


@pytest.mark.parametrize(("vintage", "code"), [("2026-11-15", 0), ("2026-11-01", 0), ("2026-11-16", 6)])
def test_an_edition_older_than_the_one_in_use_is_a_broken_contract(
    home: Path, vintage: str, code: int
) -> None:
    lock = Lock("made-up-1", "ab" * 32, 3, today(), "", vintage)
    accept(home, Acceptance(on=today(), by="A. de Vries", why="eerste", facts=1, locks=(lock,)))
    outcome = run("take", "made-up-1", "--check", "--home", home)
    assert outcome.code == code
    assert ["made-up-1", "datum van wijziging"] in [row[:2] for row in cells(outcome)]


# ------------------------------------------------------------------------------------------ mistakes of users


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("a-copy",), "a-copy: this is a copy in the snapshot"),
        (("cbs",), "there is no source 'cbs'. The sources that can be taken are: made-up-1, made-up-zip."),
        (("made-up-1", "--check", "--offline"), "--check asks the publishers, and --offline forbids it"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_happens(
    replay: Replay, home: Path, arguments: tuple[str, ...], words: str
) -> None:
    outcome = run("take", *arguments, "--home", home)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err
    assert replay.asked == []
    assert not home.exists()


@pytest.mark.parametrize(
    ("name", "base", "words"),
    [
        (
            "WIJKBEWIJS_BASE_CBS",
            "https://x",
            "WIJKBEWIJS_BASE_CBS: no source that can be taken has this name",
        ),
        ("WIJKBEWIJS_BASE_A_COPY", "https://x", "WIJKBEWIJS_BASE_A_COPY: no source"),
        ("WIJKBEWIJS_BASE_MADE_UP_1", "opendata.cbs.nl", "'opendata.cbs.nl' is no base address"),
    ],
)
def test_a_setting_that_names_no_source_or_no_address_is_refused(
    replay: Replay, home: Path, monkeypatch: pytest.MonkeyPatch, name: str, base: str, words: str
) -> None:
    monkeypatch.setenv(name, base)
    outcome = run("take", "--home", home)
    assert outcome.code == 2
    assert words in outcome.err
    assert replay.asked == []


def test_an_empty_setting_is_no_setting() -> None:
    assert command.overrides({"WIJKBEWIJS_BASE_MADE_UP_1": "", "WIJKBEWIJS_HOME": "x"}, [SOURCE]) == {}
    assert command.overrides({"WIJKBEWIJS_BASE_MADE_UP_1": "http://x"}, [SOURCE]) == {"made-up-1": "http://x"}


# -------------------------------------------------------------------------------------------------- progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_who_sits_at_a_terminal_sees_what_comes_in_and_a_program_does_not(home: Path) -> None:
    with patch("tests.commands.io.StringIO", Terminal):
        people, program = run("take", "--home", home), run("take", "--format", "json", "--home", home)
    assert "made-up-1  pages/0  0,0 van 0,0 MB" in people.err
    assert people.err.endswith("\r")
    assert program.err == ""


def test_a_line_of_progress_covers_the_one_before_it() -> None:
    screen = io.StringIO()
    progress = Progress(screen)
    progress.asked(SOURCE, "Observations/00001.json")
    progress.heard(12_345_678, None)
    progress.heard(12_345_678, 45_678_901)
    progress.done()
    lines = [line for line in screen.getvalue().split("\r") if line]
    assert lines[0].rstrip() == "made-up-1  Observations/00001.json"
    assert lines[2].rstrip() == "made-up-1  Observations/00001.json  12,3 MB"
    assert lines[4].rstrip() == "made-up-1  Observations/00001.json  12,3 van 45,7 MB"
    assert lines[-1].strip() == ""
