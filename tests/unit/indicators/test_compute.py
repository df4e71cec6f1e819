"""One level of one region: its value, or the reason why there is none, with margin, caveats and receipt."""

from dataclasses import replace

import pytest

from tests.unit.indicators.small_ground import (
    ALL,
    CRIMES,
    DAY,
    EAST,
    INHABITANTS,
    LANE,
    NORTH,
    PER_1000,
    WEST,
    WORKING,
    ground,
    row,
    unit_set,
    whole,
    without,
)
from wijkbewijs.definitions.correction import Correction
from wijkbewijs.definitions.indicator import Scope
from wijkbewijs.definitions.programme import UnitShare
from wijkbewijs.indicators.compute import level, levels, regions_in
from wijkbewijs.kernel.figure import Absent, IntervalKind

TWO_HALVES = (unit_set("DHG", "2020", UnitShare(WEST, WEST, 0.5), UnitShare(EAST, EAST, 0.5)),)


# ------------------------------------------------------------------------------------------- sums and ratios


def test_an_area_counts_what_its_units_count_with_all_their_rounding() -> None:
    computed = level(INHABITANTS, "DHG", "2020", ground())
    figure, receipt = computed.figure, computed.receipt
    assert (figure.id, figure.value, figure.low, figure.high) == ("DHG.inhabitants.2020", 4000, 3992, 4008)
    assert (figure.interval_kind, figure.coverage) == (IntervalKind.ROUNDING, 1)
    assert (receipt.numerator, receipt.units, receipt.unit_count) == ("4000", "DHG/2020", "2")
    assert (figure.source, figure.vintage) == ("bron-2020", "uitgave-2020")


def test_half_a_unit_brings_half_its_count_and_half_its_rounding() -> None:
    figure = level(INHABITANTS, "DHG", "2020", ground(sets=TWO_HALVES)).figure
    assert (figure.value, figure.low, figure.high) == (2000, 1996, 2004)


def test_a_rate_divides_sums_and_never_averages_rates() -> None:
    computed = level(PER_1000, "DHG", "2020", ground())
    assert computed.figure.value == 62.5  # 250 of 4.000; the mean of 100 and 50 per 1.000 would be 75
    assert (computed.receipt.numerator, computed.receipt.denominator) == ("250", "4000")


def test_the_margin_of_a_rate_takes_every_rounding_at_its_worst() -> None:
    figure = level(PER_1000, "DHG", "2020", ground()).figure
    assert figure.low == round(232 / 4008 * 1000, 3)
    assert figure.high == round(268 / 3992 * 1000, 3)


def test_an_exact_count_is_called_exact() -> None:
    figure = level(INHABITANTS, "GM0518", "2020", ground()).figure
    assert (figure.low, figure.high, figure.interval_kind) == (550_000, 550_000, IntervalKind.EXACT)


# ------------------------------------------------------------------------------------ people without a wijk


def test_people_without_a_wijk_widen_the_upper_end_only() -> None:
    spare = {("GM0518", "people", "2020"): 208.0}
    computed = level(INHABITANTS, "DHG", "2020", ground(unallocated=spare))
    assert (computed.figure.value, computed.figure.low, computed.figure.high) == (4000, 3992, 4216)
    assert "W310" in computed.figure.caveats
    assert (computed.receipt.unallocated, computed.receipt.unallocated_per) == ("208", "")


def test_in_a_denominator_they_widen_the_lower_end_only_and_the_receipt_says_so() -> None:
    spare = {("GM0518", "people", "2020"): 208.0}
    before = level(PER_1000, "DHG", "2020", ground()).figure
    computed = level(PER_1000, "DHG", "2020", ground(unallocated=spare))
    assert computed.figure.value == before.value
    assert computed.figure.high == before.high
    assert computed.figure.low == round(232 / (4008 + 208) * 1000, 3)
    assert (computed.receipt.unallocated, computed.receipt.unallocated_per) == ("", "208")


def test_they_are_nobodys_in_a_municipality_of_which_everybody_is_counted() -> None:
    spare = {("GM0518", "people", "2020"): 208.0}
    figure = level(INHABITANTS, "GM0518", "2020", ground(unallocated=spare)).figure
    assert (figure.high, figure.caveats) == (550_000, ())


def test_the_programme_has_those_of_the_places_that_it_counts() -> None:
    spare = {("GM0518", "people", "2022"): 208.0, ("GM0014", "people", "2022"): 77.0}
    computed = level(INHABITANTS, "NPLV20", "2022", ground(unallocated=spare))
    assert computed.receipt.unallocated == "208"  # GRO has no units on 2022
    assert computed.figure.high == 4400 + 8 + 208


# ------------------------------------------------------------------------------------------ means and weights


def test_a_share_is_weighed_by_the_people_it_is_about() -> None:
    computed = level(WORKING, "DHG", "2022", ground())
    assert computed.figure.value == 57.5  # 50 % of 1.100 and 60 % of 3.300
    assert computed.receipt.numerator == "253000"
    assert (computed.receipt.denominator, computed.receipt.per) == ("4400", "people")


def test_the_receipt_shows_what_the_other_weight_would_give() -> None:
    other = (row(WEST, "people_of_2020", 100, 0, "2022"), row(EAST, "people_of_2020", 100, 0, "2022"))
    receipt = level(WORKING, "DHG", "2022", ground((*ALL, *other))).receipt
    assert (receipt.alternative, receipt.alternative_input) == ("55", "people_of_2020")


def test_one_place_alone_has_no_other_weight_and_no_caveat_on_weights() -> None:
    computed = level(WORKING, "GM0518", "2022", ground())
    assert (computed.figure.value, computed.figure.low, computed.figure.high) == (66, 65.5, 66.5)
    assert computed.figure.caveats == ("W405",)  # no weighing, and no rounding of wijken
    assert (computed.receipt.alternative, computed.receipt.units) == ("", "GM0518")


def test_an_area_of_one_wijk_keeps_the_caveat_on_its_rounding() -> None:
    alone = (unit_set("DHG", "2022", *whole(WEST)),)
    assert level(WORKING, "DHG", "2022", ground(sets=alone)).figure.caveats == ("W303", "W405")


def test_an_area_of_several_units_has_every_caveat_of_indicator_and_boundary() -> None:
    sets = (unit_set("DHG", "2022", *whole(WEST, EAST), caveats=("W102",)),)
    figure = level(WORKING, "DHG", "2022", ground(sets=sets)).figure
    assert figure.caveats == ("W102", "W201", "W303", "W405")


def test_the_country_is_made_of_all_municipalities_where_nobody_publishes_it() -> None:
    computed = level(WORKING, "NL", "2022", ground())
    assert computed.figure.value == round((66 * 560 + 64 * 240) / 800, 3)
    assert computed.figure.caveats == ("W201", "W312", "W405")  # W303 is about wijken
    assert (computed.receipt.units, computed.receipt.unit_count) == ("NL/2022", "2")


def test_the_country_is_the_row_of_the_publisher_where_there_is_one() -> None:
    computed = level(INHABITANTS, "NL", "2020", ground())
    assert (computed.figure.value, computed.receipt.units) == (17_000_000, "NL")
    assert "W312" not in computed.figure.caveats


@pytest.mark.parametrize("value", [Absent.SUPPRESSED, None])
def test_a_value_whose_weight_is_not_published_is_left_out_and_said_to_be(value: Absent | None) -> None:
    rows = tuple(r for r in ALL if (r.region, r.input, r.period) != (WEST, "people", "2022"))
    rows = rows if value is None else (*rows, row(WEST, "people", value, 0, "2022"))
    figure = level(WORKING, "DHG", "2022", ground(rows)).figure
    assert figure.value == 60
    assert figure.coverage < 1
    assert "W311" in figure.caveats


def test_a_count_without_its_denominator_is_no_rate() -> None:
    rows = without(ALL, "NL", "people")
    figure = level(PER_1000, "NL", "2020", ground(rows)).figure
    assert figure.value is Absent.UNPUBLISHED
    areas = level(PER_1000, "DHG", "2020", ground(without(ALL, WEST, "people"))).figure
    assert areas.value == 50  # the 100 benefits of that wijk have nobody to be divided by


def test_a_mean_of_one_place_needs_no_weight() -> None:
    rows = tuple(r for r in ALL if (r.region, r.input, r.period) != ("GM0518", "people", "2022"))
    assert level(WORKING, "GM0518", "2022", ground(rows)).figure.value == 66


# ------------------------------------------------------------------------------------------------- absences


def test_a_sum_with_a_suppressed_unit_is_suppressed() -> None:
    figure = level(replace(INHABITANTS, of="benefits"), "GRO", "2020", ground()).figure
    assert figure.value is Absent.SUPPRESSED
    assert (figure.low, figure.high, figure.coverage) == (None, None, 0)


def test_a_rate_of_which_too_little_is_published_is_refused() -> None:
    figure = level(PER_1000, "GRO", "2020", ground()).figure  # 500 of the 750 people
    assert figure.value is Absent.LOW_COVERAGE
    assert (figure.low, figure.high) == (None, None)


@pytest.mark.parametrize(("people", "value"), [(4499, Absent.LOW_COVERAGE), (4500, round(50 / 4.5, 3))])
def test_the_floor_of_coverage_is_nine_tenths_and_belongs_to_what_passes(
    people: int, value: float | Absent
) -> None:
    rows = (
        *without(without(ALL, NORTH, "people"), LANE, "people"),
        row(NORTH, "people", people),
        row(LANE, "people", 500),
    )
    assert level(PER_1000, "GRO", "2020", ground(rows)).figure.value == value


def test_above_the_floor_the_missing_part_may_be_anything() -> None:
    rows = (*without(ALL, LANE, "people"), row(LANE, "people", 50))
    rows = (*without(rows, NORTH, "benefits"), row(NORTH, "benefits", 50))
    figure = level(
        PER_1000, "GRO", "2020", ground((*without(rows, NORTH, "people"), row(NORTH, "people", 950)))
    ).figure
    assert figure.interval_kind is IntervalKind.SUPPRESSION
    assert figure.coverage == 0.95
    assert figure.low == 50  # nobody of the missing 50 people
    assert figure.high == 100  # all of them: 50 + 50 of 1.000
    assert "W311" in figure.caveats


def test_an_area_that_is_defined_on_buurten_has_no_figure_on_whole_wijken() -> None:
    computed = level(WORKING, "GRO", "2022", ground())
    assert computed.figure.value is Absent.OTHER_BOUNDARY
    assert (computed.receipt.units, computed.receipt.unit_count, computed.figure.source) == ("", "0", "")


def test_what_no_source_has_is_unpublished() -> None:
    assert level(WORKING, "DHG", "2020", ground()).figure.value is Absent.UNPUBLISHED
    assert level(replace(WORKING, of="happiness"), "NL", "2022", ground()).figure.value is Absent.UNPUBLISHED


def test_an_absence_keeps_unit_definition_and_caveats() -> None:
    figure = level(WORKING, "GRO", "2022", ground()).figure
    assert (figure.definition, figure.unit, figure.interval_kind) == (
        "work@1",
        WORKING.unit,
        IntervalKind.UNPUBLISHED_MARGIN,
    )


# -------------------------------------------------------------------------------------------- kinds of margin


def test_a_model_without_margins_gets_none_and_never_that_of_rounding() -> None:
    rows = (row(WEST, "health", 70, None, "2022"), row(EAST, "health", 80, None, "2022"))
    figure = level(replace(WORKING, of="health"), "DHG", "2022", ground((*ALL, *rows))).figure
    assert figure.value == 77.5
    assert (figure.low, figure.high) == (None, None)
    assert figure.interval_kind is IntervalKind.UNPUBLISHED_MARGIN


def test_a_count_of_events_has_the_margin_of_chance() -> None:
    rows = (row(WEST, "crimes", 60), row(EAST, "crimes", 40))
    figure = level(CRIMES, "DHG", "2020", ground((*ALL, *rows))).figure
    assert (figure.value, figure.interval_kind) == (100, IntervalKind.SAMPLING)
    assert (figure.low, figure.high) == (81.36, 121.63)  # Garwood 1936


def test_a_rate_of_events_has_the_margin_of_its_count() -> None:
    rows = (row(WEST, "crimes", 60), row(EAST, "crimes", 40))
    rate = replace(PER_1000, of="crimes", events=True)
    figure = level(rate, "DHG", "2020", ground((*ALL, *rows))).figure
    assert (figure.value, figure.low, figure.high) == (25, 20.341, 30.407)  # the same ends per 4.000


def test_no_crime_at_all_leaves_room_for_more_than_three() -> None:
    rows = (row(WEST, "crimes", 0), row(EAST, "crimes", 0))
    figure = level(CRIMES, "DHG", "2020", ground((*ALL, *rows))).figure
    assert (figure.value, figure.low, figure.high) == (0, 0, 3.69)


# --------------------------------------------------------------------------------------------- corrections


def corrected(region: str, input_id: str, period: str = "2020", source: str = "") -> Correction:
    source = source or f"bron-{period}"
    return Correction("c", source, region, input_id, period, 0.0, 1000.0, "fout", "bron", DAY)


@pytest.mark.parametrize(
    ("correction", "marked"),
    [
        (corrected(WEST, "people"), {"DHG.inhabitants.2020", "DHG.assistance.2020"}),
        (corrected(WEST, "benefits"), {"DHG.assistance.2020"}),
        (corrected(WEST, "people", "2022"), {"DHG.inhabitants.2022"}),
        (corrected(WEST, "people", source="another source"), set()),
        (corrected("NL", "people"), set()),
    ],
)
def test_exactly_the_figures_that_use_a_corrected_value_say_so(
    correction: Correction, marked: set[str]
) -> None:
    on = replace(ground(), corrections=(correction,))
    figures = [
        level(INHABITANTS, "DHG", "2020", on).figure,
        level(INHABITANTS, "DHG", "2022", on).figure,
        level(PER_1000, "DHG", "2020", on).figure,
    ]
    assert {figure.id for figure in figures if "W330" in figure.caveats} == marked


def test_a_weight_that_was_derived_from_a_corrected_number_says_so_too() -> None:
    rows = tuple(replace(r, input="persons_15plus") if r.input == "people" else r for r in ALL)
    on = replace(ground(rows), corrections=(corrected(WEST, "inhabitants", "2022"),))
    indicator = replace(WORKING, per="persons_15plus", per_alternative=None)
    assert "W330" in level(indicator, "DHG", "2022", on).figure.caveats
    assert "W330" not in level(indicator, "GM0518", "2022", on).figure.caveats


# ------------------------------------------------------------------------------------- programme and regions


def test_the_programme_is_the_union_of_areas_and_says_when_some_are_missing() -> None:
    of_2020 = level(INHABITANTS, "NPLV20", "2020", ground())
    of_2022 = level(INHABITANTS, "NPLV20", "2022", ground())
    assert (of_2020.figure.value, of_2020.receipt.unit_count) == (4750, "4")
    assert "W110" not in of_2020.figure.caveats
    assert (of_2022.figure.value, of_2022.receipt.unit_count) == (4400, "2")
    assert "W110" in of_2022.figure.caveats
    assert of_2022.receipt.units == "NPLV20/2022"


def test_an_indicator_is_computed_for_every_region_of_its_scope_and_every_period() -> None:
    found = [computed.figure.id for computed in levels([INHABITANTS], ground())]
    regions = ["DHG", "GRO", "GM0014", "GM0518", "NPLV20", "NL"]
    assert found == [f"{region}.inhabitants.{period}" for region in regions for period in ("2020", "2022")]
    assert regions_in(Scope.MUNICIPALITY, ground()) == ("GM0014", "GM0518", "NL")
    assert regions_in(Scope.ROTTERDAM, ground()) == ("RTM", "GM0599")


def test_a_figure_and_its_receipt_have_one_id() -> None:
    assert all(c.figure.id == c.receipt.id for c in levels([INHABITANTS, PER_1000, WORKING], ground()))
