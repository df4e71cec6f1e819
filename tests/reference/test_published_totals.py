"""Numbers that others published or computed, beside the ones that ship: equal, or different for a reason."""

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.reference.publishers import Publishers, Shipped
from tests.reference.recompute import value_of

ON_BUURTEN = {"GRO", "BRE", "ROO"}  # no set of whole wijken, so no figure of 2022
TOTALS = {"NPLV20", "NL"}


def checks() -> dict[str, dict[str, str]]:
    text = (Path(__file__).parent / "areas_check_2022.csv").read_text("utf-8")
    return {row["area"]: row for row in csv.DictReader(text.splitlines())}


CHECKS = checks()
COLUMNS = [name for name in CHECKS["DHG"] if name not in {"area", "source"}]


def test_the_municipalities_of_2020_have_17407585_inhabitants_and_so_has_the_country(
    publishers: Publishers,
) -> None:
    cells = publishers.cells
    counted = sum(n for (code, name, at), n in cells.items() if of_2020(code, name, at))
    assert counted == 17_407_585
    assert publishers.shipped.value("NL.inhabitants.2020") == counted


def of_2020(code: str, name: str, at: str) -> bool:
    return code.startswith("GM") and (name, at) == ("inhabitants", "2020")


def test_the_areas_have_1115910_inhabitants_and_den_haag_zuidwest_71120(shipped: Shipped) -> None:
    assert shipped.value("NPLV20.inhabitants.2020") == 1_115_910
    assert shipped.value("DHG.inhabitants.2020") == 71_120


def test_the_total_of_the_areas_is_the_sum_of_the_twenty(shipped: Shipped) -> None:
    areas = {unit_set["area"] for unit_set in shipped.unit_sets("2020")}
    assert len(areas) == 20
    assert sum(shipped.value(f"{area}.inhabitants.2020") for area in areas) == 1_115_910


@pytest.mark.parametrize(("wave", "published"), [("2012", 76.1), ("2016", 75.2), ("2020", 78.4)])
def test_adults_in_good_health_are_as_many_as_rivm_says(
    shipped: Shipped, wave: str, published: float
) -> None:
    assert shipped.value(f"NL.good-health.{wave}") == published


@pytest.mark.parametrize("column", COLUMNS)
def test_the_seventeen_areas_on_whole_wijken_are_as_computed_before(shipped: Shipped, column: str) -> None:
    areas = [area for area in CHECKS if area not in ON_BUURTEN | TOTALS]
    assert len(areas) == 17
    decimals = shipped.indicator(f"DHG.{column}.2022")["decimals"]
    ours = {area: f"{shipped.value(f'{area}.{column}.2022'):.{decimals}f}" for area in areas}
    assert ours == {area: CHECKS[area][column] for area in areas}


@pytest.mark.parametrize("area", sorted(ON_BUURTEN))
@pytest.mark.parametrize("column", COLUMNS)
def test_an_area_on_buurten_has_no_figure_of_2022(shipped: Shipped, area: str, column: str) -> None:
    assert shipped.rows[f"{area}.{column}.2022"]["value"] == "absent:other_boundary"


def variant(publishers: Publishers, area: str, column: str) -> float:
    """The figure on all whole wijken that an area touches: never shown, only to compare with others."""
    on_2020 = [s for s in publishers.shipped.unit_sets("2020") if area in {s["area"], "NPLV20"}]
    wijken = {f"WK{unit['code'][2:8]}": 1.0 for unit_set in on_2020 for unit in unit_set["units"]}
    return value_of(publishers.shipped.indicator(f"DHG.{column}.2022"), wijken, "2022", publishers.cells)


@pytest.mark.parametrize("area", [*sorted(ON_BUURTEN), "NPLV20"])
def test_only_a_labelled_variant_takes_the_other_three_on_whole_wijken(
    publishers: Publishers, area: str
) -> None:
    known: Mapping[str, str] = {c: CHECKS[area][c] for c in COLUMNS if CHECKS[area][c]}
    decimals = {c: publishers.shipped.indicator(f"DHG.{c}.2022")["decimals"] for c in known}
    assert {c: f"{variant(publishers, area, c):.{decimals[c]}f}" for c in known} == known


def test_groningen_noord_would_grow_by_24000_inhabitants_on_whole_wijken(publishers: Publishers) -> None:
    assert variant(publishers, "GRO", "inhabitants") == 87_265
    assert publishers.shipped.value("GRO.inhabitants.2020") == 63_200


def test_work_on_the_dashboard_is_59_beside_58_on_seventeen_areas(
    publishers: Publishers, shipped: Shipped
) -> None:
    total = dashboard(shipped, "dashboard-werk")
    assert (total["areas"], total["netherlands"]) == (59, 65)
    assert round(shipped.value("NPLV20.net-participation.2022"), 1) == 58.1
    assert round(variant(publishers, "NPLV20", "net-participation"), 1) == 58.3
    assert round(shipped.value("NL.net-participation.2022"), 1) == 64.8
    assert "17 gebieden" in total["note"]
    assert "W110" in shipped.rows["NPLV20.net-participation.2022"]["caveats"].split()


def test_assistance_on_the_dashboard_is_of_another_year_and_the_gap_agrees(shipped: Shipped) -> None:
    total = dashboard(shipped, "dashboard-bijstand")
    ours, netherlands = (shipped.value(figure_id) for figure_id in total["compare_with"])
    assert (total["areas"], total["netherlands"]) == (61.8, 23.2)
    assert (round(ours, 1), round(netherlands, 1)) == (62.3, 24.2)
    assert abs((ours - netherlands) - (61.8 - 23.2)) < 1
    assert total["note"].startswith("Ander jaar: het dashboard toont 2022 en wij 2020.")


def test_health_on_the_dashboard_is_of_another_wave_and_not_joined_with_ours(shipped: Shipped) -> None:
    total = dashboard(shipped, "dashboard-gezondheid")
    ours, netherlands = (shipped.value(figure_id) for figure_id in total["compare_with"])
    assert (total["areas"], total["netherlands"]) == (61, 69)
    assert (round(ours, 1), round(netherlands, 1)) == (72.2, 78.4)
    assert "niet in één reeks" in total["note"]
    assert "NL.good-health.2022" not in shipped.rows


def test_the_country_of_2022_comes_from_its_municipalities(publishers: Publishers) -> None:
    row = publishers.shipped.rows["NL.net-participation.2022"]
    assert row["units"] == "NL/2022"
    assert len(publishers.units(row)) == 345
    assert "W312" in row["caveats"].split()
    assert round(float(row["value"]), 1) == float(CHECKS["NL"]["net-participation"])


def dashboard(shipped: Shipped, total_id: str) -> Mapping[str, object]:
    return next(t for t in shipped.definitions["programme"]["dashboard"] if t["id"] == total_id)
