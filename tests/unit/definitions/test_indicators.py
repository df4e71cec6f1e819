"""The indicators we compute and the programme's own list: honest about weight, place, break and hole."""

from collections import Counter

import pytest

from wijkbewijs.definitions.checks.vocabulary import forbidden_word
from wijkbewijs.definitions.indicator import Better, Formula, Indicator, Layer, OwnIndicator, Scope
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.figure import Absent, Status
from wijkbewijs.kernel.units import Unit

RELIED_ON = (
    *("inhabitants", "households", "dwellings", "net-participation", "benefit-assistance"),
    *("income-lowest40", "income-highest20", "woz-value", "owner-occupied", "education-high"),
    *("good-health", "crimes", "crimes-per-1000", "gm-crimes-per-1000", "wijkprofiel-veiligheid"),
)
# Found on the municipalities of 2020 (docs/methods/additivity.md).
NOT_ADDITIVE = {"cars", "area_total_ha", "area_total_km2"}
LAST_YEAR_OUTSIDE_ROTTERDAM = "2022"


def indicator(loaded: Loaded, indicator_id: str) -> Indicator:
    return next(found for found in loaded.indicators if found.id == indicator_id)


def own(loaded: Loaded, own_id: str) -> OwnIndicator:
    return next(found for found in loaded.own_indicators if found.id == own_id)


@pytest.mark.parametrize("indicator_id", RELIED_ON)
def test_the_ids_that_others_rely_on_stay(shipped: Loaded, indicator_id: str) -> None:
    assert indicator_id in {found.id for found in shipped.indicators}


def test_each_indicator_asks_a_question_and_says_why_and_what_it_could_do_wrong(shipped: Loaded) -> None:
    for found in shipped.indicators:
        assert found.question.endswith("?"), found.id
        assert found.why.endswith("."), found.id
        assert found.perverse.endswith("."), found.id


@pytest.mark.parametrize(
    ("indicator_id", "weight", "alternative"),
    [
        ("net-participation", "persons_15plus", "inhabitants"),
        ("education-high", "persons_15plus", "inhabitants"),
        ("good-health", "persons_15plus", "inhabitants"),
        ("income-lowest40", "inhabitants", "persons_15plus"),
        ("income-highest20", "inhabitants", "persons_15plus"),
        ("woz-value", "dwellings", "inhabitants"),
        ("owner-occupied", "dwellings", "inhabitants"),
        ("household-size", "households", None),
        ("cars-per-household", "households", None),
    ],
)
def test_a_share_weighs_by_the_denominator_that_its_definition_names(
    shipped: Loaded, indicator_id: str, weight: str, alternative: str | None
) -> None:
    found = indicator(shipped, indicator_id)
    assert (found.formula, found.per, found.per_alternative) == (Formula.WEIGHTED_MEAN, weight, alternative)


def test_only_where_the_own_denominator_is_not_published_another_weight_is_named(shipped: Loaded) -> None:
    for found in shipped.indicators:
        if found.per == "persons_15plus":
            assert {"W201", "W202", "W208"} & set(found.caveats), found.id
            assert found.per_alternative == "inhabitants", found.id


def test_no_area_is_counted_with_a_column_that_does_not_add_up(shipped: Loaded) -> None:
    used = {name for found in shipped.indicators for name in (found.of, found.per, found.per_alternative)}
    assert used.isdisjoint(NOT_ADDITIVE)


def test_counts_are_summed_and_everything_else_has_a_denominator(shipped: Loaded) -> None:
    for found in shipped.indicators:
        assert found.unit.additive is (found.formula is Formula.SUM), found.id
        assert (found.per is None) is found.unit.additive, found.id


def test_what_a_model_of_health_fills_in_is_called_modelled_and_carries_its_caveats(shipped: Loaded) -> None:
    health = [found for found in shipped.indicators if found.of.startswith("rivm_")]
    assert len(health) == 22
    for found in health:
        assert found.status is Status.MODELLED, found.id
        assert {"W202", "W401", "W402"} <= set(found.caveats), found.id
        assert found.per_period == "2020", found.id


def test_a_wave_that_is_weighted_by_later_persons_says_so(shipped: Loaded) -> None:
    early = {f.id for f in shipped.indicators if f.per_period == "2020" and f.periods[0] < "2020"}
    assert early == {f.id for f in shipped.indicators if "W203" in f.caveats}
    assert "good-health" in early


def test_the_figure_of_a_municipality_is_context_and_says_that_it_is_the_municipality_s(
    shipped: Loaded,
) -> None:
    municipal = [found for found in shipped.indicators if found.scope is Scope.MUNICIPALITY]
    assert {found.layer for found in municipal} == {Layer.CONTEXT}
    for found in municipal:
        assert "gemeente" in found.title, found.id
        assert "W406" in found.caveats, found.id


def test_rotterdam_s_own_wijken_are_named_in_every_figure_on_them(shipped: Loaded) -> None:
    local = [found for found in shipped.indicators if found.scope is Scope.ROTTERDAM]
    assert {"crimes", "crimes-per-1000", "wijkprofiel-veiligheid"} <= {found.id for found in local}
    for found in local:
        assert "Rotterdam" in found.title, found.id
        assert {"W501", "W502"} <= set(found.caveats), found.id


def test_registered_crimes_are_events_counted_where_they_happen(shipped: Loaded) -> None:
    counted = {found.id for found in shipped.indicators if found.events}
    named = {f.id for f in shipped.indicators if f.of.startswith(("crimes_", "rtm_crimes_"))}
    assert counted == named
    assert len(counted) == 10 + 1 + 13
    assert all("W425" in found.caveats for found in shipped.indicators if found.events)


def test_no_change_of_crime_is_told_across_the_change_in_counting_of_2018(shipped: Loaded) -> None:
    for found in shipped.indicators:
        if found.events and found.periods[0] <= "2018":
            assert found.breaks == ("2019",), found.id
            assert "W403" in found.caveats, found.id
            assert min(earlier for earlier, _ in found.changes) == "2019", found.id


def test_a_provisional_year_of_the_police_says_so(shipped: Loaded) -> None:
    last = {found.id for found in shipped.indicators if found.events and found.periods[-1] == "2025"}
    assert last == {found.id for found in shipped.indicators if "W404" in found.caveats}


def test_outside_rotterdam_nothing_is_told_after_the_start_of_the_programme(shipped: Loaded) -> None:
    for found in shipped.indicators:
        if found.scope is not Scope.ROTTERDAM:
            assert found.periods[-1] <= LAST_YEAR_OUTSIDE_ROTTERDAM, found.id


def test_an_index_is_a_signal_without_margins(shipped: Loaded) -> None:
    for found in shipped.indicators:
        assert (found.unit is Unit.INDEX) is ("W408" in found.caveats), found.id
        assert (found.unit is Unit.INDEX) is ("W521" in found.caveats), found.id


def test_a_registration_that_measures_nothing_has_no_good_direction(shipped: Loaded) -> None:
    nuisance = indicator(shipped, "crimes-nuisance")
    assert nuisance.better is Better.NONE
    assert "W522" in nuisance.caveats


def test_the_list_of_the_programme_has_66_rows_of_which_29_are_asked_of_areas(shipped: Loaded) -> None:
    lists = Counter(found.list for found in shipped.own_indicators)
    assert lists == {"AL2 Fysiek": 25, "uitvraag 2025": 25, "AL3 Meedoen": 7, "AL4 Veiligheid": 9}
    assert sum(found.asked_of_area for found in shipped.own_indicators) == 29


def test_what_is_asked_of_areas_is_not_filled_from_elsewhere(shipped: Loaded) -> None:
    asked = {found.id for found in shipped.own_indicators if found.asked_of_area}
    assert asked == {f.id for f in shipped.own_indicators if f.absent is Absent.ASKED_OF_AREA}
    assert not any(f.filled_by for f in shipped.own_indicators if f.asked_of_area)


def test_each_row_is_filled_or_empty_with_its_reason_never_both(shipped: Loaded) -> None:
    indicators = {found.id for found in shipped.indicators}
    for found in shipped.own_indicators:
        assert bool(found.filled_by) is (found.absent is None), found.id
        assert bool(found.filled_by) is bool(found.filled_note), found.id
        assert bool(found.would_fill) is (found.absent is not None), found.id
        assert set(found.filled_by) <= indicators, found.id


def test_a_hole_of_which_the_table_is_unknown_says_unknown(shipped: Loaded) -> None:
    unknown = [f for f in shipped.own_indicators if f.absent is Absent.SOURCE_UNKNOWN]
    assert unknown
    assert all("onbekend" in found.would_fill for found in unknown)


def test_a_hole_that_a_known_table_fills_names_the_table(shipped: Loaded) -> None:
    known = [f for f in shipped.own_indicators if f.absent is Absent.NOT_TAKEN]
    assert all("Leefbaarometer 3.0" in f.would_fill or "47018NED" in f.would_fill for f in known)
    assert len(known) == 6


def test_safety_is_filled_for_rotterdam_zuid_only_and_elsewhere_by_the_municipality(shipped: Loaded) -> None:
    filled = [f for f in shipped.own_indicators if f.theme == "veiligheid" and f.filled_by]
    assert {found.id for found in filled} == {f"nplv-veiligheid-0{n}" for n in (4, 6, 7, 8)}
    for found in filled:
        assert "Per gebied alleen voor Rotterdam-Zuid" in found.filled_note, found.id
        assert "hele gemeente" in found.filled_note, found.id
        scopes = {indicator(shipped, filler).scope for filler in found.filled_by}
        assert scopes == {Scope.ROTTERDAM, Scope.MUNICIPALITY}, found.id


@pytest.mark.parametrize("own_id", ["nplv-fysiek-19", "nplv-veiligheid-06", "nplv-veiligheid-08"])
def test_a_row_that_is_filled_in_part_says_what_is_missing(shipped: Loaded, own_id: str) -> None:
    assert "deel gevuld" in own(shipped, own_id).filled_note


def test_the_layer_is_called_ours_where_the_list_does_not_give_it(shipped: Loaded) -> None:
    ours = {found.list for found in shipped.own_indicators if found.layer_is_ours}
    given = {found.list for found in shipped.own_indicators if not found.layer_is_ours}
    assert ours == {"AL2 Fysiek"}
    assert ours.isdisjoint(given)


def test_seventeen_questions_are_about_what_was_made_and_eight_about_how(shipped: Loaded) -> None:
    layers = Counter(f.layer for f in shipped.own_indicators if f.list == "uitvraag 2025")
    assert layers == {Layer.REALISATION: 17, Layer.PROCESS: 8}


def test_the_list_is_named_as_what_it_is(shipped: Loaded) -> None:
    for found in shipped.own_indicators:
        assert "1 april 2025" in found.source, found.id
        assert "openbaar vergaderstuk" in found.source, found.id


def test_no_text_of_an_indicator_speaks_of_origin_nationality_religion_or_marital_status(
    shipped: Loaded,
) -> None:
    texts = [text for f in shipped.indicators for text in (f.title, f.question, f.why, f.perverse, f.phrase)]
    texts += [
        text
        for f in shipped.own_indicators
        for text in (f.title, f.question, f.why, f.perverse, f.filled_note, f.would_fill)
    ]
    assert [text for text in texts if forbidden_word(text)] == []
