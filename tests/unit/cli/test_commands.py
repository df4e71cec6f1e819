"""Every command: help, output for people and for programs, where it reads, and how it ends."""

import json
import os
import re
import shutil
from pathlib import Path

import click
import pytest

from tests.commands import run, state_of
from wijkbewijs.cli import report as report_command
from wijkbewijs.cli.main import application
from wijkbewijs.cli.options import newest_folder
from wijkbewijs.cli.table import COMMANDS
from wijkbewijs.dossier.edition import Edition, read_edition
from wijkbewijs.dossier.shipped import SHIPPED
from wijkbewijs.report.pictures import Pictures
from wijkbewijs.report.writers.bundle import Written

DHG = "DHG.net-participation.2022"


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(SHIPPED)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home without an edition of its own: the shipped one counts."""
    return tmp_path / "home"


@pytest.fixture
def broken(home: Path) -> Path:
    """A home with an edition of which one byte was changed."""
    folder = home / "editions" / "mijn"
    shutil.copytree(SHIPPED, folder)
    path = folder / "figures" / "inhabitants.csv"
    path.write_bytes(path.read_bytes().replace(b"71120", b"71121", 1))
    return home


def test_the_commands_are_listed_with_a_line_each() -> None:
    outcome = run("--help")
    assert outcome.code == 0
    assert {"take", "changes", "build", "report"} <= set(COMMANDS)
    assert list(COMMANDS) == sorted(COMMANDS)
    assert all(f"\n  {name} " in outcome.out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_explains_itself_and_each_of_its_options_in_dutch(name: str) -> None:
    outcome = run(name, "--help")
    command = application.get_command(click.Context(application), name)
    assert command is not None
    assert (outcome.code, outcome.err) == (0, "")
    assert (command.help or "").split()[0].istitle()
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert {"--format", "--home"} <= {option.opts[0] for option in options}
    assert [option.name for option in options if not option.help] == []


def test_the_version_is_told() -> None:
    outcome = run("--version")
    assert outcome.code == 0
    assert outcome.out.startswith("wijkbewijs, version ")


# ------------------------------------------------------------------------------------------------ figures


def test_the_figures_of_one_area_are_listed_with_their_margin(home: Path) -> None:
    outcome = run(
        "figures", "--area", "DHG", "--indicator", "inhabitants", "--period", "2020", "--home", home
    )
    assert outcome.code == 0
    header, _, line = outcome.out.splitlines()
    assert re.split(r"  +", header) == ["bewijs", "cijfer", "marge", "status"]
    assert re.split(r"  +", line) == [
        *("DHG.inhabitants.2020", "71.120 inwoners", "71.108 tot 71.340 (marge door afronding)", "gemeten")
    ]


def test_a_million_people_have_a_margin_in_whole_people(home: Path) -> None:
    outcome = run(
        "figures", "--area", "NPLV20", "--indicator", "inhabitants", "--period", "2020", "--home", home
    )
    assert "1.115.474 tot 1.117.704 (" in outcome.out


def test_an_absent_figure_is_listed_with_its_reason(home: Path) -> None:
    outcome = run("figures", "--area", "GRO", "--indicator", "woz-value", "--home", home)
    assert "geen cijfer (andere grens)" in outcome.out


def test_differences_are_listed_when_they_are_asked_for(home: Path) -> None:
    asked = ("figures", "--area", "DHG", "--indicator", "net-participation", "--home", home)
    assert "gap-NL" not in run(*asked).out
    assert f"{DHG}.gap-NL" in run(*asked, "--differences").out


def test_figures_come_as_data_with_all_that_belongs_to_a_number(home: Path, edition: Edition) -> None:
    outcome = run("figures", "--area", "DHG", "--format", "json", "--home", home)
    rows = json.loads(outcome.out)
    assert {row["id"] for row in rows} == {i for i, f in edition.figures.items() if f.region == "DHG"}
    (work,) = (row for row in rows if row["id"] == DHG)
    assert {
        "value",
        "low",
        "high",
        "interval_kind",
        "unit",
        "status",
        "definition",
        "source",
        "coverage",
    } < set(work)


@pytest.mark.parametrize(
    ("option", "value", "known"),
    [
        ("--area", "QQQ", "The regions are ANW, ARN"),
        ("--indicator", "geluk", "no indicator 'geluk'"),
        ("--period", "1999", "The periods are 2012"),
    ],
)
def test_a_figure_that_cannot_exist_is_a_mistake_of_who_asks(
    home: Path, option: str, value: str, known: str
) -> None:
    outcome = run("figures", option, value, "--home", home)
    assert (outcome.code, outcome.out) == (2, "")
    assert known in outcome.err


# ------------------------------------------------------------------------------------------------ receipt


def test_a_receipt_leads_from_the_figure_to_its_units_and_the_hash_of_its_source(
    home: Path, tmp_path: Path
) -> None:
    outcome = run("receipt", DHG, "--home", home, "--snapshot", tmp_path / "nowhere")
    assert outcome.code == 0
    for words in ("WK051833", "WK051834", "WK051836", "CBS", "sha256", "W201", "Andere weging"):
        assert words in outcome.out
    assert "zodra de bronbestanden er zijn" in outcome.out


def test_with_the_sources_at_hand_a_receipt_shows_the_value_and_weight_of_every_unit(
    home: Path, snapshot: Path
) -> None:
    outcome = run("receipt", DHG, "--home", home, "--snapshot", snapshot, "--format", "json")
    said = json.loads(outcome.out)
    assert said["proof"]["figure"]["id"] == DHG
    values = said["unit_values"]
    assert [value["code"] for value in values] == ["WK051833", "WK051834", "WK051836"]
    weights = [float(value["weight"]) for value in values]
    mean = sum(float(v["value"]) * w for v, w in zip(values, weights, strict=True)) / sum(weights)
    assert round(mean, 3) == said["proof"]["figure"]["value"]


def test_a_receipt_does_not_show_units_of_another_file_than_was_locked(home: Path, tmp_path: Path) -> None:
    for name in ("kwb2022_wijk_geo_rd.parquet", "kwb2022_gemeente_geo_rd.parquet"):
        path = tmp_path / "data" / "cbs_kwb" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"another year")
    outcome = run("receipt", DHG, "--home", home, "--snapshot", tmp_path / "data")
    assert (outcome.code, outcome.out) == (5, "")
    assert "the file is not the one taken on" in outcome.err


def test_a_receipt_of_a_difference_names_the_figures_it_was_made_from(home: Path, tmp_path: Path) -> None:
    outcome = run(
        *("receipt", f"{DHG}.gap-NL", "--home", home, "--snapshot", tmp_path / "no", "--format", "json")
    )
    parts = json.loads(outcome.out)["proof"]["parts"]
    assert [part["id"] for part in parts] == [DHG, "NL.net-participation.2022"]


def test_an_unknown_figure_is_a_mistake_of_who_asks(home: Path) -> None:
    outcome = run("receipt", "DHG.geluk.2022", "--home", home)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Fout: edition 2022-nulmeting has no figure 'DHG.geluk.2022'. `wijkbewijs")


# ---------------------------------------------------------------------------------------- check and report


def test_the_check_tells_how_many_sentences_are_proven_and_judges_the_headlines(home: Path) -> None:
    outcome = run("check", "--home", home)
    assert outcome.code == 0
    assert "; 0 zonder bewijs." in outcome.out.splitlines()[0]
    assert "[tegengesproken] " in outcome.out or "[niet te vergelijken] " in outcome.out


def test_the_check_gives_every_published_claim_as_data(home: Path, edition: Edition) -> None:
    said = json.loads(run("check", "--home", home, "--format", "json").out)
    assert said["findings"] == []
    assert said["sentences"] > said["claims"] > 200
    assert {item["id"] for item in said["published"]} == {c.id for c in edition.programme.published}
    assert all(item["verdict"] and item["explanation"] for item in said["published"])


def test_a_report_is_summed_up_as_data(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_command, "draw", lambda *_, **__: Pictures())
    monkeypatch.setattr(report_command, "write_all", lambda _letters, _edition, out: Written(out, {}))
    said = json.loads(run("report", "--out", tmp_path, "--home", home, "--format", "json").out)
    assert said["folder"] == str(tmp_path / "2022-nulmeting")
    assert (said["areas"], said["without_receipt"]) == (20, 0)
    assert set(said["published"]) == {"supported", "not_comparable", "not_checkable", "contradicted"}


def test_a_report_never_takes_the_place_of_somebodys_work(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_command, "draw", lambda *_, **__: Pictures())
    work = tmp_path / "out" / "2022-nulmeting"
    work.mkdir(parents=True)
    (work / "roman.txt").write_text("hoofdstuk 1", "utf-8")
    before = state_of(work.parent)
    outcome = run("report", "--out", tmp_path / "out", "--home", home)
    assert outcome.code == 2
    assert "left alone" in outcome.err
    assert state_of(work.parent) == before


# ----------------------------------------------------------------------------------------- home and edition


def test_an_edition_of_this_machine_goes_before_the_shipped_one(broken: Path) -> None:
    assert newest_folder(broken) == broken / "editions" / "mijn"
    assert newest_folder(broken / "nowhere") == SHIPPED


def test_of_several_editions_the_last_made_one_counts(home: Path) -> None:
    for second, name in enumerate(("b", "a")):
        manifest = home / "editions" / name / "manifest.json"
        manifest.parent.mkdir(parents=True)
        manifest.touch()
        os.utime(manifest, (second, second))
    assert newest_folder(home) == home / "editions" / "a"


@pytest.mark.parametrize("command", [("figures",), ("receipt", DHG), ("check",), ("report", "--out", "out")])
def test_a_changed_edition_is_refused_and_nothing_is_written(
    broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    before = state_of(tmp_path)
    outcome = run(*command, "--home", broken)
    assert (outcome.code, outcome.out) == (1, "")
    assert "figures/inhabitants.csv: the content is not the one that was frozen" in outcome.err
    assert state_of(tmp_path) == before


def test_the_home_may_be_named_in_the_environment(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKBEWIJS_HOME", str(broken))
    assert run("figures").code == 1
    assert run("figures", "--edition", SHIPPED, "--area", "DHG").code == 0


def test_a_folder_without_an_edition_is_refused(tmp_path: Path, home: Path) -> None:
    outcome = run("figures", "--edition", tmp_path, "--home", home)
    assert outcome.code == 1
    assert f"{tmp_path}/manifest.json: this file of the edition is missing" in outcome.err


def test_a_build_without_a_snapshot_says_how_to_point_at_one(home: Path, tmp_path: Path) -> None:
    before = state_of(tmp_path)
    outcome = run("build", "--home", home, "--snapshot", tmp_path / "nowhere")
    assert outcome.code == 4
    assert "Set WIJKBEWIJS_SNAPSHOT to the folder that holds it." in outcome.err
    assert state_of(tmp_path) == before


@pytest.mark.parametrize(
    "command", [("schrijf",), ("figures", "--gebied", "DHG"), ("receipt",), ("figures", "--format", "xml")]
)
def test_a_command_or_option_that_does_not_exist_ends_with_code_2(command: tuple[str, ...]) -> None:
    outcome = run(*command)
    assert outcome.code == 2
    assert "\nError: " in outcome.err
