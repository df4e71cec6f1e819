"""Gaps and changes: what may be subtracted, how sure the difference is, and what is refused."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.unit.indicators.small_ground import (
    ALL,
    CRIMES,
    EAST,
    INHABITANTS,
    PER_1000,
    WEST,
    WORKING,
    Rows,
    ground,
    row,
    unit_set,
    whole,
)
from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.programme import Boundary, UnitSet
from wijkbewijs.definitions.series_break import BreakKind, SeriesBreak, with_breaks
from wijkbewijs.indicators.compute import Computed, levels
from wijkbewijs.indicators.differences import Pair, differences, subtracted
from wijkbewijs.indicators.uncertainty import poisson_difference
from wijkbewijs.kernel.comparison import comparable
from wijkbewijs.kernel.errors import IncomparableDefinitions
from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure
from wijkbewijs.kernel.units import Unit

BOTH_YEARS = replace(WORKING, periods=("2020", "2022"), changes=(("2020", "2022"),), per_alternative=None)
WORK_OF_2020 = (
    row(WEST, "work", 48, 0.5),
    row(EAST, "work", 56, 0.5),
    row("GM0518", "work", 64, 0.5),
    row("GM0014", "work", 62, 0.5),
    row("NL", "work", 63, 0.5),
)
CRIME_ROWS = (
    *(row(WEST, "crimes", 60), row(EAST, "crimes", 40)),
    *(row(WEST, "crimes", 90, 0, "2022"), row(EAST, "crimes", 60, 0, "2022")),
)


def computed(
    indicator: Indicator, rows: Rows = (), sets: tuple[UnitSet, ...] = ()
) -> tuple[Mapping[str, Figure], Mapping[str, Computed]]:
    """The levels of an indicator, and the differences that follow from them."""
    on = ground((*ALL, *rows), sets=sets)
    figures = {c.figure.id: c.figure for c in levels([indicator], on)}
    return figures, {c.figure.id: c for c in differences([indicator], figures, on)}


# ----------------------------------------------------------------------------------------------------- gaps


def test_an_area_has_a_gap_with_its_municipality_and_with_the_country() -> None:
    _, found = computed(WORKING)
    gaps = [i for i in found if i.startswith("DHG.")]
    assert gaps == ["DHG.work.2022.gap-GM0518", "DHG.work.2022.gap-NL"]
    assert {i for i in found if i.startswith("NL.")} == set()
    assert {i for i in found if i.startswith("NPLV20.")} == {"NPLV20.work.2022.gap-NL"}


def test_a_gap_is_the_place_minus_the_other_with_the_margins_of_both() -> None:
    figures, found = computed(WORKING)
    here, there = figures["DHG.work.2022"], figures["GM0518.work.2022"]
    gap = found["DHG.work.2022.gap-GM0518"].figure
    assert (gap.measure, gap.against, gap.period) == (Measure.GAP, "GM0518", "2022")
    assert gap.value == 57.5 - 66
    assert here.low is not None
    assert there.high is not None
    assert gap.low == round(here.low - there.high, 3)
    assert gap.interval_kind is IntervalKind.ROUNDING


def test_the_receipt_of_a_gap_names_its_parts_the_place_first() -> None:
    _, found = computed(WORKING)
    receipt = found["DHG.work.2022.gap-NL"].receipt
    assert (receipt.formula, receipt.parts) == ("difference", "DHG.work.2022 NL.work.2022")


def test_a_gap_has_the_caveats_of_both_places() -> None:
    _, found = computed(WORKING)
    assert found["DHG.work.2022.gap-NL"].figure.caveats == ("W201", "W303", "W312", "W405")


def test_a_gap_with_an_absent_place_is_absent_for_the_same_reason() -> None:
    _, found = computed(WORKING)
    gap = found["GRO.work.2022.gap-NL"]
    assert (gap.figure.value, gap.figure.low) == (Absent.OTHER_BOUNDARY, None)
    assert gap.receipt.parts == "GRO.work.2022 NL.work.2022"


def test_counts_of_people_have_no_gap() -> None:
    _, found = computed(INHABITANTS)
    assert {c.figure.measure for c in found.values()} == {Measure.CHANGE}


def test_a_gap_with_a_place_without_margin_has_none() -> None:
    rows = tuple(replace(r, low=None, high=None) for r in ALL if r.input == "work")
    on = ground((*(r for r in ALL if r.input != "work"), *rows))
    figures = {c.figure.id: c.figure for c in levels([WORKING], on)}
    gap = next(c.figure for c in differences([WORKING], figures, on) if c.figure.id == "DHG.work.2022.gap-NL")
    assert (gap.low, gap.high, gap.interval_kind) == (None, None, IntervalKind.UNPUBLISHED_MARGIN)


# -------------------------------------------------------------------------------------------------- changes


def test_a_change_on_the_same_units_is_later_minus_earlier() -> None:
    _, found = computed(INHABITANTS)
    change = found["DHG.inhabitants.2020-2022.change"]
    assert (change.figure.value, change.figure.low, change.figure.high) == (400, 384, 416)
    assert (change.figure.measure, change.figure.period) == (Measure.CHANGE, "2020-2022")
    assert change.receipt.parts == "DHG.inhabitants.2022 DHG.inhabitants.2020"
    assert change.figure.source == "bron-2020 bron-2022"


@pytest.mark.parametrize(
    "later",
    [
        unit_set("DHG", "2022", *whole(WEST)),
        unit_set("DHG", "2022", *whole(WEST, EAST), status=Boundary.APPROXIMATED),
    ],
    ids=["other units", "a unit that became another place"],
)
def test_a_change_across_another_boundary_is_refused(later: UnitSet) -> None:
    sets = (unit_set("DHG", "2020", *whole(WEST, EAST)), later)
    figures, found = computed(INHABITANTS, sets=sets)
    assert figures["DHG.inhabitants.2022"].number is not None
    assert found["DHG.inhabitants.2020-2022.change"].figure.value is Absent.OTHER_BOUNDARY
    assert found["GM0518.inhabitants.2020-2022.change"].figure.value == 10_000


def test_a_programme_total_over_fewer_areas_has_no_change() -> None:
    figures, found = computed(INHABITANTS)
    assert figures["NPLV20.inhabitants.2022"].number is not None
    assert found["NPLV20.inhabitants.2020-2022.change"].figure.value is Absent.OTHER_BOUNDARY


def test_a_change_across_a_break_in_the_counting_is_refused() -> None:
    broken = replace(INHABITANTS, breaks=("2022",))
    _, found = computed(broken)
    assert found["DHG.inhabitants.2020-2022.change"].figure.value is Absent.BROKEN_SERIES
    _, unbroken = computed(replace(INHABITANTS, breaks=("2020",)))
    assert unbroken["DHG.inhabitants.2020-2022.change"].figure.value == 400


@pytest.mark.parametrize("kind", BreakKind)
def test_a_change_across_a_break_of_any_kind_is_refused_and_so_is_the_change_of_the_gap(
    kind: BreakKind,
) -> None:
    broken = SeriesBreak("x", "Anders geteld.", kind, "bron", date(2021, 7, 1), inputs=("work",))
    (indicator,) = with_breaks([BOTH_YEARS], [broken])
    figures, found = computed(indicator, WORK_OF_2020)
    changes = [c.figure for c in found.values() if c.figure.measure is not Measure.GAP]
    assert [figure.id for figure in changes if figure.number is not None] == []
    assert found["DHG.work.2020-2022.change"].figure.value is Absent.BROKEN_SERIES
    assert found["DHG.work.2020-2022.gap-GM0518-change"].figure.value is Absent.BROKEN_SERIES
    with pytest.raises(IncomparableDefinitions, match="broken at 2022"):
        comparable(figures["DHG.work.2020"], figures["DHG.work.2022"], indicator.breaks)


def test_a_break_in_what_a_share_is_divided_by_breaks_the_share() -> None:
    broken = SeriesBreak("x", "Anders.", BreakKind.COVERAGE, "bron", date(2022, 1, 1), inputs=("people",))
    (indicator,) = with_breaks([BOTH_YEARS], [broken])
    _, found = computed(indicator, WORK_OF_2020)
    assert found["DHG.work.2020-2022.change"].figure.value is Absent.BROKEN_SERIES


def test_a_change_of_a_gap_is_the_difference_of_the_gaps() -> None:
    _, found = computed(BOTH_YEARS, WORK_OF_2020)
    change = found["DHG.work.2020-2022.gap-GM0518-change"]
    earlier, later = found["DHG.work.2020.gap-GM0518"].figure, found["DHG.work.2022.gap-GM0518"].figure
    assert (earlier.value, later.value) == (54 - 64, 57.5 - 66)
    assert (change.figure.value, change.figure.measure) == (1.5, Measure.GAP_CHANGE)
    assert change.figure.against == "GM0518"
    assert change.receipt.parts == f"{later.id} {earlier.id}"


def test_figures_of_two_definitions_are_never_subtracted() -> None:
    figures, _ = computed(WORKING)
    other = replace(figures["NL.work.2022"], definition="work@2")
    pair = Pair(figures["DHG.work.2022"], other, "x", Measure.GAP, "2022", "NL")
    with pytest.raises(IncomparableDefinitions, match=r"work@1.*work@2"):
        subtracted(WORKING, pair, ground())


# ------------------------------------------------------------------------------------------------ crimes


def test_a_change_of_counts_of_events_has_the_margin_of_two_counts() -> None:
    _, found = computed(CRIMES, CRIME_ROWS)
    change = found["DHG.crimes.2020-2022.change"].figure
    low, high = poisson_difference(150, 100, 1.96)
    assert (change.value, change.low, change.high) == (50, round(low, 2), round(high, 2))
    assert 0 < low < 50 - 1.96 * (100 + 150) ** 0.5 + 1
    assert change.interval_kind is IntervalKind.SAMPLING


def test_a_change_of_a_rate_of_events_has_the_margins_of_both_rates() -> None:
    rate = replace(PER_1000, of="crimes", events=True, periods=("2020", "2022"), changes=(("2020", "2022"),))
    figures, found = computed(rate, CRIME_ROWS)
    early, late = figures["DHG.assistance.2020"], figures["DHG.assistance.2022"]
    change = found["DHG.assistance.2020-2022.change"].figure
    assert early.high is not None
    assert late.low is not None
    assert change.low == round(late.low - early.high, 3)
    assert (change.unit, change.interval_kind) == (Unit.PER_1000, IntervalKind.SAMPLING)
