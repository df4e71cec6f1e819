"""A full rehearsal: a publisher serves two vintages of a real table; accepted, each becomes a letter.

The table is Kerncijfers 2020 (84799NED): its rows and labels as recorded in version 3, in the envelope of
version 4. The second vintage fills in what the first left empty, and corrects one figure.
"""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.commands import Outcome, run
from tests.replay.cbs4 import REGION, Table4, observed
from tests.replay.server import Replay
from wijkbewijs.cli import changes as command
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.source import Evidence, Source
from wijkbewijs.dossier.edition import read_edition
from wijkbewijs.facts.measures import columns_of
from wijkbewijs.sources import cbs_data_properties

SOURCE = "cbs-kerncijfers-2020"
FIXTURES = "cbs_odata_fixtures/cbs.v3.84799NED_"
WIJK = "WK051836"  # Moerwijk in Den Haag, a unit of DHG
MORE_ASSISTANCE = 2500.0  # 2,340 in March 2021
YESTERDAY = datetime.now().astimezone().date() - timedelta(days=1)


class Desk:
    """A civil servant with a home folder, a snapshot, and a publisher that serves one table."""

    def __init__(self, home: Path, snapshot: Path) -> None:
        self.home, self.snapshot = home, snapshot

    def __call__(self, *arguments: str) -> Outcome:
        places = ("--home", str(self.home))
        copies = ("--snapshot", str(self.snapshot)) if arguments[0] in {"changes", "build"} else ()
        outcome = run(*arguments, *places, *copies)
        assert outcome.code == 0, outcome.err
        return outcome

    def json(self, *arguments: str) -> dict[str, list[dict[str, object]]]:
        found: dict[str, list[dict[str, object]]] = json.loads(self(*arguments, "--format", "json").out)
        return found


@pytest.fixture(scope="module")
def source() -> Source:
    return next(source for source in load_definitions().sources if source.id == SOURCE)


@pytest.fixture(scope="module")
def first(source: Source, snapshot: Path) -> Table4:
    """The table as it was in March 2021."""
    rows = pq.read_table(snapshot / f"{FIXTURES}TypedDataSet.parquet")
    properties = pq.read_table(snapshot / f"{FIXTURES}DataProperties.parquet").to_pylist()
    labels = cbs_data_properties.read((snapshot / f"{FIXTURES}DataProperties.parquet").read_bytes())
    regions = pq.read_table(snapshot / f"{FIXTURES}WijkenEnBuurten.parquet").to_pylist()
    codes = pc.utf8_trim_whitespace(rows["WijkenEnBuurten"])
    pieces = [_observed(key, codes, rows[key]) for key in columns_of(source, rows, labels).values()]
    empty = Table4(
        id="84799NED",
        evidence=Evidence.RECONSTRUCTED,
        properties={"Title": "Kerncijfers wijken en buurten 2020", "Modified": "2021-03-26T02:00:00"},
        dimensions=[{"Identifier": REGION, "Kind": "GeoDetail", "Title": "Wijken en buurten"}],
        measures=[_measure(p) for p in properties if p["Type"] == "Topic" and p["Datatype"] != "String"],
        groups=[_group(p) for p in properties if p["Type"] == "TopicGroup"],
        codes={REGION: [{"Identifier": r["Key"].strip(), "Title": r["Title"]} for r in regions]},
        groups_of={},
        cells=pa.table({}),
    )
    return empty.with_cells(pa.concat_tables(pieces).combine_chunks())


@pytest.fixture(scope="module")
def second(first: Table4, snapshot: Path) -> Table4:
    """The table a quarter later: dwellings are filled in, and more people in one wijk get assistance."""
    labels = cbs_data_properties.read((snapshot / f"{FIXTURES}DataProperties.parquet").read_bytes())
    keys = {row["title"]: row["key"] for row in labels.to_pylist()}
    homes = first.cells.filter(pc.equal(first.cells["Measure"], keys["Huishoudens totaal"]))
    filled = observed(keys["Woningvoorraad"], homes[REGION], homes["Value"])
    later = first.with_cells(pa.concat_tables([first.cells, filled]))
    later = later.with_value(keys["Personen per soort uitkering; Bijstand"], WIJK, MORE_ASSISTANCE)
    return replace(later, properties={**later.properties, "Modified": "2021-06-30T02:00:00"})


def _measure(row: dict[str, object]) -> dict[str, object]:
    return {
        "Identifier": row["Key"],
        "Index": row["ID"],
        "Title": row["Title"],
        "MeasureGroupId": None if row["ParentID"] is None else f"G{row['ParentID']}",
        "Unit": row["Unit"],
        "PresentationType": "Absolute",
    }


def _group(row: dict[str, object]) -> dict[str, object]:
    parent = row["ParentID"]
    return {
        "Id": f"G{row['ID']}",
        "Title": row["Title"],
        "ParentId": None if parent is None else f"G{parent}",
    }


def _observed(key: str, codes: pa.ChunkedArray, values: pa.ChunkedArray) -> pa.Table:
    there = pc.is_valid(values)
    return observed(key, codes.filter(there), values.filter(there))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, snapshot: Path) -> Desk:
    return Desk(tmp_path_factory.mktemp("home"), snapshot)


def taken(desk: Desk, table: Table4, monkeypatch: pytest.MonkeyPatch) -> None:
    with Replay(table.routes()) as server:
        monkeypatch.setenv("WIJKBEWIJS_BASE_CBS_KERNCIJFERS_2020", server.base)
        assert "opgehaald" in desk("take", SOURCE).out


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    class Day(date):
        @classmethod
        def today(cls) -> date:
            return day

    monkeypatch.setattr(command, "date", Day)


def test_two_vintages_become_two_letters_and_the_second_names_what_was_revised(
    desk: Desk, first: Table4, second: Table4, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken(desk, first, monkeypatch)
    on(YESTERDAY, monkeypatch)
    before = desk.json(
        "changes", "--accept", "--by", "A. de Vries", "--why", "de tabel in plaats van de kopie"
    )
    # The table itself says what the copy said: no figure of the shipped letter moves.
    assert before["figures"] == []
    assert before["sentences"] == []
    assert {row["kind"] for row in before["facts"]} == {"new"}
    desk("build", "--made-on", YESTERDAY.isoformat())

    desk("report", "--out", str(tmp_path / "first"))
    (page,) = (tmp_path / "first").rglob("brief.html")
    assert "Wat is er herzien" not in page.read_text(encoding="utf-8")

    taken(desk, second, monkeypatch)
    monkeypatch.undo()
    after = desk.json("changes")
    found = {(row["input"], row["kind"]) for row in after["facts"]}
    assert found == {("dwellings", "filled"), ("benefit_assistance", "revised")}
    moved = {row["figure"] for row in after["figures"]}
    assert "DHG.benefit-assistance.2020" in moved
    desk("changes", "--accept", "--by", "A. de Vries", "--why", "jaarcijfers aangevuld")
    edition = json.loads(desk("build", "--format", "json").out)
    revisions = read_edition(Path(edition["folder"])).revisions
    assert revisions["DHG.benefit-assistance.2020"].kind == "revised"
    assert set(revisions) == moved

    desk("report", "--out", str(tmp_path / "letter"))
    (page,) = (tmp_path / "letter").rglob("bijlage.html")
    chapter = page.read_text(encoding="utf-8").partition("Wat is er herzien")[2]
    assert "DHG.benefit-assistance.2020" in chapter

    # What was known before the second acceptance can be computed again, to the byte.
    again = json.loads(
        desk(
            "build", "--known-on", YESTERDAY.isoformat(), "--out", str(tmp_path / "known"), "--format", "json"
        ).out
    )
    known = read_edition(Path(again["folder"])).figures["DHG.benefit-assistance.2020"]
    newest = read_edition(Path(edition["folder"])).figures["DHG.benefit-assistance.2020"]
    assert known.value != newest.value
