"""Bad input ends in one clear error with the exit code of its class, and nothing is written."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pytest

from tests.commands import Outcome, run, state_of
from tests.journeys.small_country import (
    GEMEENTE,
    KERN,
    KERN_UNITS,
    POLICE_ROW,
    POLITIE,
    WIJK,
    definitions,
    map_of,
    snapshot,
    written,
)
from tests.unit.sources.files import POLICE_HEADER, lines, parquet
from wijkbewijs.dossier.edition import read_edition

INDICATORS, UNITS = "indicators/all.yml", "programmes/nplv/units.csv"
COUNTRY = ("NL00      ", "GM0518    ", "GM0344    ", *KERN_UNITS)
COUNTS = (17_407_585.0, 545_838.0, 357_597.0, 29_500.0, 20_000.0, 4_000.0, 34_255.0)


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with definitions and snapshot, in which one build is tried."""

    folder: Path

    def build(self, *options: str) -> Outcome:
        return run(
            *("build", "--definitions", self.folder / "definitions", "--snapshot", self.folder / "snapshot"),
            *("--home", self.folder / "home", "--out", self.folder / "edition"),
            *("--made-on", "2026-11-23", *options),
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk on which everything is right."""
    written(tmp_path / "definitions", definitions())
    written(tmp_path / "snapshot", snapshot())
    return Desk(tmp_path)


def test_the_small_country_builds_and_builds_the_same_again(desk: Desk) -> None:
    outcome = desk.build("--accept-sources")
    assert (outcome.code, outcome.err) == (0, "")
    first = state_of(desk.folder)
    edition = read_edition(desk.folder / "edition")
    assert edition.figure("DHG.inhabitants.2020").value == 29_500 + 4_000 / 2
    assert {lock.source for lock in edition.definitions.locks} == {s.id for s in edition.definitions.sources}
    assert desk.build().code == 0  # the locks that were written hold
    again = state_of(desk.folder)
    parquet_of_facts = {"home/facts.parquet"}  # its bytes are outside the promise
    assert {p: h for p, h in again.items() if p not in parquet_of_facts} == {
        p: h for p, h in first.items() if p not in parquet_of_facts
    }


def test_what_was_built_is_told_as_data(desk: Desk) -> None:
    outcome = desk.build("--accept-sources", "--format", "json")
    said = json.loads(outcome.out)
    assert said["id"] == "2022-nulmeting"
    assert said["version"] == read_edition(Path(said["folder"])).manifest.version


@dataclass(frozen=True, slots=True)
class Bad:
    """One thing that is wrong, the exit code of its class, and the words that must be said."""

    change: Callable[[Path], None]
    code: int
    says: tuple[str, ...]
    options: tuple[str, ...] = field(default=("--accept-sources",))


def text(path: str, old: str, new: str) -> Callable[[Path], None]:
    """Replace one text in a file of the definitions."""

    def change(folder: Path) -> None:
        target = folder / "definitions" / path
        before = target.read_text("utf-8")
        assert before.count(old) >= 1
        target.write_text(before.replace(old, new, 1), "utf-8")

    return change


def source(path: str, content: bytes) -> Callable[[Path], None]:
    """Put another file of a publisher in the snapshot."""
    return lambda folder: (folder / "snapshot" / path).write_bytes(content) and None


def police(*rows: str) -> Callable[[Path], None]:
    return source(POLITIE, lines(POLICE_HEADER, *rows))


def counts(*values: float, codes: tuple[str, ...] = COUNTRY) -> Callable[[Path], None]:
    people = pa.array(values, pa.float64())
    return source(KERN, parquet(WijkenEnBuurten=list(codes), People_5=people))


def latin(path: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        target = folder / path
        target.write_bytes(target.read_bytes() + "é".encode("latin-1"))

    return change


def gone(path: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        (folder / path).rename(folder / "elsewhere")

    return change


BAD = {
    # what people wrote
    "broken YAML": Bad(
        text(INDICATORS, "title: Inwoners", "title: [Inwoners"), 3, (INDICATORS, "line", "Correct the YAML")
    ),
    "an unknown key": Bad(
        text(INDICATORS, "perverse: Een", "perverze: Een"), 3, ("'perverze'", INDICATORS, "The keys are: id,")
    ),
    "a code that no map has": Bad(
        text(UNITS, "WK051833", "WK051899"), 3, ("WK051899", "map of 2020", "Correct the code")
    ),
    "overlapping units": Bad(
        text(UNITS, "BU05183600", "BU05183300"), 3, ("BU05183300", "WK051833", "Nobody may be counted twice")
    ),
    "a share above 1": Bad(
        text(UNITS, "Moerwijk,0.5", "Moerwijk,1.5"), 3, (f"{UNITS} line 3", "1.5", "at most 1")
    ),
    "a share that is no number": Bad(text(UNITS, "Moerwijk,0.5", "Moerwijk,nan"), 3, ("nan is no number",)),
    "definitions in another encoding": Bad(
        latin(f"definitions/{UNITS}"), 3, (UNITS, "Save the file as UTF-8")
    ),
    "a unit that does not exist": Bad(
        text(INDICATORS, "unit: percent", "unit: percents"), 3, ("'percents' is not one of persons",)
    ),
    "a start in the future": Bad(
        text("programmes/nplv/programme.yml", "2022-07-04", "2031-07-04"),
        3,
        ("2031-07-04 lies in the future",),
    ),
    "an id twice": Bad(text(INDICATORS, "id: work", "id: inhabitants"), 3, ("'inhabitants' occurs twice",)),
    "a constant that is gone": Bad(
        text("rules/all.yml", "coverage.floor", "coverage.vloer"), 3, ("coverage.floor has no value on 2026",)
    ),
    "a measure that the file lacks": Bad(
        text("sources/kern.yml", "People_5", "People_6"), 6, ("kern", "'People_6'", "drop the measure")
    ),
    # what lies in the snapshot
    "no snapshot": Bad(gone("snapshot"), 4, ("snapshot", "WIJKBEWIJS_SNAPSHOT")),
    "a file that is missing": Bad(gone(f"snapshot/{KERN}"), 4, ("kern", KERN, "Complete the snapshot")),
    "a source without a lock": Bad(lambda _: None, 4, ("no lock",), options=()),
    "a negative count": Bad(
        counts(*COUNTS[:3], -5.0, *COUNTS[4:]), 6, ("F102", "WK051833", "inhabitants", "kern")
    ),
    "NaN": Bad(
        counts(*COUNTS[:3], float("nan"), *COUNTS[4:]), 6, ("F103", "WK051833", "leave the cell empty")
    ),
    "a percentage above 100": Bad(
        source(GEMEENTE, map_of(["GM0518", "GM0344"], [1, 2], [66.0, 170.0])),
        6,
        ("F106", "work_pct", "GM0344"),
    ),
    "text in another encoding": Bad(
        latin(f"snapshot/{POLITIE}"), 6, ("rotterdam_police", "Save the file as UTF-8")
    ),
    "half a Parquet file": Bad(
        source(WIJK, snapshot()[WIJK][:-30]), 6, ("kwb_map", "no whole Parquet file", "Take the file again")
    ),
    "another unit": Bad(
        police(POLICE_ROW.replace("registered crimes", "persons")),
        6,
        ("'persons'", "expected 'registered crimes'"),
    ),
    "a year in the future": Bad(police(POLICE_ROW.replace(",2021,", ",2099,")), 6, ("F105", "2099")),
    "a row twice": Bad(police(POLICE_ROW, POLICE_ROW), 6, ("more than once", "carnisse", "Keep one row")),
    "a code that is none": Bad(
        counts(*COUNTS, codes=(*COUNTRY[:6], "XX0344    ")), 6, ("'XX0344' is no region code",)
    ),
    # how the command was called
    "a day that is none": Bad(lambda _: None, 2, ("--made-on",), options=("--made-on", "23-11-2026")),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_bad_input_is_one_clear_error_and_nothing_is_written(desk: Desk, bad: Bad) -> None:
    bad.change(desk.folder)
    before = state_of(desk.folder)
    outcome = desk.build(*bad.options)
    assert outcome.code == bad.code, outcome.err
    assert all(words in outcome.err for words in bad.says), outcome.err
    assert outcome.err.count("Fout: " if bad.code != 2 else "Error: ") == 1
    assert state_of(desk.folder) == before


def test_a_changed_source_is_refused_with_both_hashes_and_nothing_is_written(desk: Desk) -> None:
    assert desk.build("--accept-sources").code == 0
    path = desk.folder / "snapshot" / POLITIE
    path.write_bytes(path.read_bytes().replace(b",814,", b",815,"))
    before = state_of(desk.folder)
    outcome = desk.build()
    assert outcome.code == 5
    assert "politie: the file is not the one taken on 2026-11-23 (expected " in outcome.err
    assert state_of(desk.folder) == before


def test_a_source_that_is_accepted_but_bad_leaves_its_old_lock(desk: Desk) -> None:
    assert desk.build("--accept-sources").code == 0
    counts(*COUNTS[:3], -5.0, *COUNTS[4:])(desk.folder)
    before = state_of(desk.folder)
    assert desk.build("--accept-sources").code == 6
    assert state_of(desk.folder) == before
