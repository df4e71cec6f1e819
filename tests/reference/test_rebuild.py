"""The shipped edition is what the snapshot gives, and each figure hangs on exactly the cells it names."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import run
from tests.reference.building import Build, csv_with, figures_in, parquet_with, with_bytes
from tests.reference.publishers import EDITION
from wijkbewijs.cli import build as build_command
from wijkbewijs.cli import material
from wijkbewijs.facts.store import read_facts
from wijkbewijs.indicators.compute import Computed
from wijkbewijs.kernel.canonical import json_bytes
from wijkbewijs.kernel.codes import Level, level_of
from wijkbewijs.kernel.record import plain

BENEFITS = "PersonenPerSoortUitkeringBijstand_83"
# What follows from a published input, in facts.derived.
DERIVED = {
    "age_0_15": {"persons_15plus"},
    "age_15_25": {"persons_15_65"},
    "age_0_15_pct": {"persons_15plus"},
    "inhabitants": {"persons_15plus"},
}


def test_the_shipped_edition_is_byte_for_byte_what_the_snapshot_gives(rebuilt: Build) -> None:
    again = {**rebuilt.files, "manifest.json": json_bytes(plain(rebuilt.manifest))}
    shipped = {
        path.relative_to(EDITION).as_posix(): path.read_bytes()
        for path in EDITION.rglob("*")
        if path.is_file()
    }
    assert sorted(shipped) == sorted(again)
    assert [path for path, content in sorted(again.items()) if shipped[path] != content] == []


def test_the_command_writes_what_was_built_and_the_facts_beside_it(
    rebuilt: Build, snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(material, "build_facts", lambda *_: rebuilt.table)
    monkeypatch.setattr(build_command, "made", lambda *_: (rebuilt.manifest, rebuilt.files))
    day = rebuilt.title.made_on.isoformat()
    outcome = run("build", "--snapshot", snapshot, "--home", tmp_path, "--made-on", day, "--format", "json")
    folder = tmp_path / "editions" / "2022-nulmeting"
    assert json.loads(outcome.out) == {
        "folder": str(folder),
        "id": "2022-nulmeting",
        "version": rebuilt.manifest.version,
    }
    assert {path: (folder / path).read_bytes() for path in rebuilt.files} == rebuilt.files
    assert (
        read_facts(tmp_path, regions=["DHG", "WK051833"], inputs=["inhabitants"]).num_rows == 3
    )  # 2017, 2020 and 2022
    assert run("figures", "--area", "DHG", "--home", tmp_path).code == 0


class Naming:
    """Which figures name a cell in their receipt: directly, or in a figure that they were made from."""

    def __init__(self, build: Build, computed: Mapping[str, Computed]) -> None:
        self.indicators = {indicator.id: indicator for indicator in build.loaded.indicators}
        self.sets = build.loaded.programme.unit_sets
        self.computed = computed
        areas = build.loaded.programme.areas
        self.places = defaultdict(set, {area.id: {area.municipality} for area in areas})
        self.places["NPLV20"] = {area.municipality for area in areas}

    def named(self, cell: "Cell") -> set[str]:
        """The ids of the figures that have a value and name the cell."""
        inputs = {cell.input} | DERIVED.get(cell.input, set())
        wanted = {(name, cell.period) for name in inputs}
        found = (i for i, computed in self.computed.items() if self._names(computed, cell.unit, wanted))
        return {i for i in found if self.computed[i].figure.number is not None}

    def _names(self, computed: Computed, unit: str, wanted: set[tuple[str, str]]) -> bool:
        receipt, figure = computed.receipt, computed.figure
        if receipt.parts:
            return any(self._names(self.computed[part], unit, wanted) for part in receipt.parts.split())
        weighed_in = self.indicators[figure.indicator].per_period or figure.period
        above, below = (receipt.of, figure.period), (receipt.per, weighed_in)
        # A mean of one place is not weighed.
        used = {above, below} if receipt.formula == "ratio" or receipt.unit_count != "1" else {above}
        left_over = {above} if receipt.unallocated else set()
        left_over |= {below} if receipt.unallocated_per else set()
        return bool(used & wanted and self._has(receipt.units, unit)) or bool(
            left_over & wanted and f"GM{unit[2:6]}" in self.places[figure.region]
        )

    def _has(self, units: str, unit: str) -> bool:
        place, _, division = units.partition("/")
        if not division:
            return place == unit
        listed = {
            u.code
            for s in self.sets
            if s.division == division and place in {s.area, "NPLV20"}
            for u in s.units
        }
        whole = {"NL": Level.MUNICIPALITY, "GM0599": Level.LOCAL}.get(place)
        return unit in listed or level_of(unit) is whole


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a source, how it is made another one, and how many figures that changes at least."""

    source: str
    unit: str
    input: str
    period: str
    changed: Callable[[bytes], bytes]
    at_least: int


def multiplied(column: str, factor: float, **key: str) -> Callable[[bytes], bytes]:
    return lambda content: parquet_with(content, key, column, factor)


def rewritten(start: str, old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda content: csv_with(content, start, old, new)


CELLS = {
    "the benefits of one wijk": Cell(
        source="cbs-84799NED",
        unit="WK051833",
        input="benefit_assistance",
        period="2020",
        changed=multiplied(BENEFITS, 2, WijkenEnBuurten="WK051833"),
        at_least=5,
    ),
    "the inhabitants of one wijk, a weight of many figures": Cell(
        source="cbs-84799NED",
        unit="WK059912",
        input="inhabitants",
        period="2020",
        changed=multiplied("AantalInwoners_5", 3, WijkenEnBuurten="WK059912"),
        at_least=400,
    ),
    "the inhabitants of a wijk beside an area, who may live in it": Cell(
        source="cbs-84799NED",
        unit="WK059914",
        input="inhabitants",
        period="2020",
        changed=multiplied("AantalInwoners_5", 0.5, WijkenEnBuurten="WK059914"),
        at_least=30,
    ),
    "the children of one municipality, a weight of the country": Cell(
        source="cbs-85318NED-gemeente",
        unit="GM0014",
        input="age_0_15_pct",
        period="2022",
        changed=multiplied("pop_0_14", 3, code="GM0014"),
        at_least=70,
    ),
    "the crimes of one wijk in one year": Cell(
        source="rotterdam-politie",
        unit="GM0599:carnisse",
        input="rtm_crimes_total",
        period="2021",
        changed=rewritten("carnisse,Carnisse,Charlois,2021,0.0.0,", ",814,", ",1814,"),
        at_least=6,
    ),
    "the inhabitants of one wijk, a weight of other years": Cell(
        source="rotterdam-cbs",
        unit="GM0599:carnisse",
        input="rtm_inhabitants",
        period="2022",
        changed=rewritten("carnisse,Carnisse,Charlois,2022,inw,", ",11820,", ",91820,"),
        at_least=100,
    ),
}


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_one_source_cell_changes_exactly_the_figures_whose_receipts_name_it(
    rebuilt: Build, cell: Cell
) -> None:
    changed = with_bytes(rebuilt, cell.source, cell.changed(rebuilt.contents[cell.source]))
    before = figures_in(rebuilt.files)
    assert changed.keys() == before.keys()
    differ = {figure_id for figure_id, computed in changed.items() if computed.figure != before[figure_id]}
    assert differ == Naming(rebuilt, changed).named(cell)
    assert len(differ) >= cell.at_least
