"""A publisher's own wire becomes facts: further dimensions, empty cells left out, reasons as told."""

from dataclasses import replace

import pyarrow as pa
import pytest

from tests.unit.facts.tables import CONTEXT, source
from wijkbewijs.definitions.source import Evidence, Measured, Protocol, Rounding, Source, Wire
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.harmonise import harmonised
from wijkbewijs.facts.schema import FACTS

WIRE = Wire(Protocol.CBS_ODATA4, "https://datasets.cbs.nl", "CBS/85318NED", Evidence.DOCUMENTED)
PEOPLE = Measured("inhabitants", "Aantal inwoners", "aantal", Rounding.RANDOM_5)
INCOME = Measured("income", "Inkomen", "x 1 000 euro", Rounding.HALF_TENTH)
BURGLARY = Measured(
    "police_burglary", "Misdrijven", "aantal", Rounding.NONE, where=(("SoortMisdrijf", "1.1.1"),)
)


def wired(*measures: Measured) -> Source:
    return replace(source(*measures, division="2022"), snapshot="", wire=WIRE)


def cells(rows: list[tuple[str, str, float | None]], **more: list[str]) -> pa.Table:
    """Rows of a wire (code, title, value), its texts dictionary-encoded as readers give them."""
    units = {"Aantal inwoners": "aantal", "Inkomen": "x 1 000 euro", "Misdrijven": "aantal"}
    texts = {
        "code": [code for code, _, _ in rows],
        "column": [f"M_{title}" for _, title, _ in rows],
        "title": [title for _, title, _ in rows],
        "unit": [units[title] for _, title, _ in rows],
        "groups": ["" for _ in rows],
        **more,
    }
    encoded = {name: pa.array(words, pa.string()).dictionary_encode() for name, words in texts.items()}
    return pa.table({**encoded, "value": pa.array([value for _, _, value in rows], pa.float64())})


def facts(described: Source, table: pa.Table) -> dict[tuple[str, str, str], dict[str, object]]:
    found = evaluated(harmonised(described, table, CONTEXT)).cast(FACTS).to_pylist()
    return {(row["region"], row["input"], row["period"]): row for row in found}


def test_a_table_without_a_period_is_about_the_year_of_its_map() -> None:
    found = facts(wired(PEOPLE), cells([("GM0518", "Aantal inwoners", 552_995.0)]))
    assert found[("GM0518", "inhabitants", "2022")]["value"] == 552_995.0


def test_a_cell_that_the_publisher_leaves_out_is_a_row_with_its_reason() -> None:
    rows = [("WK051801", "Aantal inwoners", 100.0), ("WK051802", "Aantal inwoners", 35.0)]
    found = facts(wired(PEOPLE, INCOME), cells([*rows, ("WK051801", "Inkomen", 30.5)]))
    left_out = found[("WK051802", "income", "2022")]
    assert (left_out["value"], left_out["absent"]) == (None, "suppressed")


def test_a_reason_that_the_publisher_gives_is_kept() -> None:
    rows = [("WK051801", "Inkomen", 30.5), ("WK051802", "Inkomen", None)]
    found = facts(wired(INCOME), cells(rows, absent=["", "not_taken"]))
    assert found[("WK051802", "income", "2022")]["absent"] == "not_taken"


def test_a_measure_takes_only_the_code_of_a_further_dimension_that_it_names() -> None:
    rows = [("WK051801", "Misdrijven", 7.0), ("WK051801", "Misdrijven", 90.0)]
    table = cells(rows, SoortMisdrijf=["1.1.1", "0.0.0"], period=["2021", "2021"])
    found = facts(wired(BURGLARY), table)
    assert {key: row["value"] for key, row in found.items()} == {("WK051801", "police_burglary", "2021"): 7.0}


@pytest.mark.parametrize("periods", [["2020", "2021"], ["2021", "2020"]])
def test_only_periods_that_a_measure_has_are_completed(periods: list[str]) -> None:
    rows = [("WK051801", "Misdrijven", 7.0), ("WK051802", "Misdrijven", 9.0)]
    found = facts(wired(BURGLARY), cells(rows, SoortMisdrijf=["1.1.1", "1.1.1"], period=periods))
    assert len(found) == 4
    assert [row["value"] for row in found.values()].count(None) == 2
