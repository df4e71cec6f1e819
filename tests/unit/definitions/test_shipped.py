"""What the shipped definitions of the programme say, as claims that a reader could contest."""

from collections import Counter
from datetime import date
from itertools import pairwise
from urllib.parse import urlparse

import pytest

from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import Boundary, Programme, PublishedClaim, UnitSet
from wijkbewijs.kernel.codes import Level, gemeente_of, level_of
from wijkbewijs.kernel.record import plain, structured
from wijkbewijs.kernel.time import Span, months_between
from wijkbewijs.sources.accepted import copies_only

ON_BUURTEN = {"BRE", "GRO", "ROO"}
HEADLINES = {
    "kop-zwakke-leefbaarheid",
    "kop-werkenden",
    "kop-armoede",
    "kop-achterstand-werk",
    "kop-twee-brieven",
    "inwoners-2022",
    "armoede-dubbel",
}


@pytest.fixture(scope="session")
def programme(shipped: Loaded) -> Programme:
    return shipped.programme


def units(programme: Programme, area: str, division: str) -> UnitSet:
    found = programme.units_of(area, division)
    assert found is not None
    return found


def claim(programme: Programme, claim_id: str) -> PublishedClaim:
    return next(found for found in programme.published if found.id == claim_id)


def test_nothing_is_said_of_a_day_after_the_last_source_was_taken(shipped: Loaded) -> None:
    last = max(lock.taken_on for lock in shipped.locks)
    assert load_definitions(today=last) == shipped


def test_every_copy_has_its_lock_and_nothing_else_has(shipped: Loaded) -> None:
    assert {lock.source for lock in shipped.locks} == {s.id for s in copies_only(shipped).sources}


def test_twenty_areas_lie_in_nineteen_municipalities_as_the_letter_says(programme: Programme) -> None:
    places = {area.municipality for area in programme.areas}
    assert (len(programme.areas), len(places)) == (20, 19)
    assert (programme.promised_areas, programme.promised_municipalities) == (20, 19)
    assert {party.id for party in programme.parties if party.kind == "gemeente"} == places


def test_four_areas_in_four_municipalities_were_added_in_july_2022(programme: Programme) -> None:
    waves = Counter(area.wave for area in programme.areas)
    assert waves == {"eerste vijftien gemeenten": 16, "toegevoegd in juli 2022": 4}


@pytest.mark.parametrize(
    ("area", "names"),
    [
        ("VLA", ["Vlaardingen West", "Vlaardingen Westwijk"]),
        ("ROO", ["Roosendaal-stad", "Roosendaal Ring"]),
        ("NWG", ["Nieuwegein Centrale-As", "Nieuwegein Centrale As"]),
        ("LWD", ["Leeuwarden-Oost"]),
    ],
)
def test_the_last_name_is_in_use_and_earlier_ones_are_kept(
    programme: Programme, area: str, names: list[str]
) -> None:
    found = programme.area(area)
    assert [name.name for name in found.names] == names
    assert found.name == names[-1]


def test_no_name_has_a_day_that_no_source_gives(programme: Programme) -> None:
    assert {(name.since, name.until) for area in programme.areas for name in area.names} == {(None, None)}


def test_an_unknown_area_is_answered_with_the_ids_that_exist(programme: Programme) -> None:
    with pytest.raises(KeyError, match="no area 'XXX'; the ids are ANW, ARN"):
        programme.area("XXX")


def test_on_2020_there_are_109_units_and_every_area_has_some(programme: Programme) -> None:
    sets = [found for found in programme.unit_sets if found.division == "2020"]
    assert sum(len(found.units) for found in sets) == 109
    assert {found.area for found in sets} == {area.id for area in programme.areas}


def test_den_haag_zuidwest_is_three_whole_wijken(programme: Programme) -> None:
    found = units(programme, "DHG", "2020")
    assert [unit.code for unit in found.units] == ["WK051833", "WK051834", "WK051836"]
    assert {unit.share for unit in found.units} == {1.0}
    assert found.valid == Span(date(2020, 1, 1), date(2021, 1, 1))


def test_areas_on_buurten_have_no_units_on_2022_and_all_others_the_same_as_in_2020(
    programme: Programme,
) -> None:
    for area in programme.areas:
        found = programme.units_of(area.id, "2022")
        if area.id in ON_BUURTEN:
            assert found is None
            continue
        assert found is not None
        assert found.units == units(programme, area.id, "2020").units
        assert {level_of(unit.code) for unit in found.units} == {Level.WIJK}


def test_nieuwegein_is_an_approximation_everywhere_and_says_so(programme: Programme) -> None:
    before, after = units(programme, "NWG", "2020"), units(programme, "NWG", "2022")
    assert (before.status, before.caveats) == (Boundary.APPROXIMATED, ("W101",))
    assert (after.status, after.caveats) == (Boundary.APPROXIMATED, ("W101", "W103"))


def test_dordrecht_is_an_approximation_only_where_wielwijk_grew(programme: Programme) -> None:
    before, after = units(programme, "DOR", "2020"), units(programme, "DOR", "2022")
    assert (before.status, before.caveats) == (Boundary.PROPOSED, ())
    assert (after.status, set(after.caveats)) == (Boundary.APPROXIMATED, {"W102", "W103"})
    assert "131 naar 177 hectare" in after.basis


def test_what_passed_to_the_map_of_2022_by_its_surface_says_so(programme: Programme) -> None:
    later = [found for found in programme.unit_sets if found.division == "2022"]
    assert len(later) == 17
    assert all("W103" in found.caveats for found in later)


def test_no_boundary_is_called_official(programme: Programme) -> None:
    statuses = {found.area: found.status for found in programme.unit_sets if found.division == "2020"}
    assert statuses.pop("NWG") is Boundary.APPROXIMATED
    assert set(statuses.values()) == {Boundary.PROPOSED}


def test_rotterdam_zuid_counts_groot_ijsselmonde_once(programme: Programme) -> None:
    found = units(programme, "RTM", "rotterdam")
    assert len(found.units) == 23
    assert {unit.code: unit.share for unit in found.units if unit.share != 1} == {
        "GM0599:groot-ijsselmonde-noord": 0.5,
        "GM0599:groot-ijsselmonde-zuid": 0.5,
    }
    assert found.caveats == ("W501", "W502")
    assert "elk telt daarom voor de helft" in found.basis


def test_every_unit_lies_in_the_municipality_of_its_area(programme: Programme) -> None:
    for unit_set in programme.unit_sets:
        home = programme.area(unit_set.area).municipality
        assert {gemeente_of(unit.code) for unit in unit_set.units} == {home}


def test_the_name_of_the_first_action_line_stays_unknown(programme: Programme) -> None:
    lines = {theme.number: theme.title for theme in programme.themes}
    own = lines.pop(None)
    assert lines == {1: "", 2: "Fysiek", 3: "Meedoen", 4: "Veiligheid"}
    assert own == "Bevolking en omgeving"


def test_nine_functions_and_no_person_stand_behind_the_letter(programme: Programme) -> None:
    functions = [party.name for party in programme.parties if party.kind == "bewindspersoon"]
    assert len(functions) == 9
    assert all(name.startswith(("Minister ", "Staatssecretaris ")) for name in functions)
    assert {(party.since, party.until) for party in programme.parties} == {(None, None)}


def gaps(days: list[date]) -> list[int]:
    return [months_between(earlier, later) for earlier, later in pairwise(sorted(days))]


def test_the_known_letters_came_after_11_16_and_13_months(programme: Programme) -> None:
    letters = [document.date for document in programme.documents if document.progress_letter]
    assert letters[0] == programme.started_on
    assert gaps(letters) == [11, 16, 13]


def test_with_the_letter_on_the_law_the_gaps_are_11_16_8_and_5_months(programme: Programme) -> None:
    counted = [d.date for d in programme.documents if d.progress_letter or d.counted_separately]
    assert [d.id for d in programme.documents if d.counted_separately] == ["33340-35"]
    assert gaps(counted) == [11, 16, 8, 5]


def test_two_numbers_and_all_after_december_2025_are_unknown(programme: Programme) -> None:
    assert programme.unknown_documents == ("30995-103", "30995-105")
    assert programme.checked_until == date(2025, 12, 31)
    assert max(document.date for document in programme.documents) == date(2025, 11, 27)


def test_the_motions_are_described_but_their_texts_were_not_seen(programme: Programme) -> None:
    motions = {c.reference: c for c in programme.commitments if c.kind == "motion"}
    assert set(motions) == {"kst-35925-VII-24", "kst-35925-VII-126"}
    assert not any(motion.verified or motion.made_on for motion in motions.values())
    assert "Van der Werf en Boulakjar" in motions["kst-35925-VII-126"].asked_by


def test_only_one_promise_has_a_rhythm_of_six_months(programme: Programme) -> None:
    promises = {c.id: c.every_months for c in programme.commitments if c.kind == "promise"}
    assert list(promises) == [f"S{n}" for n in range(1, 11)]
    assert {key for key, months in promises.items() if months} == {"S10"}
    assert promises["S10"] == 6


def test_sixty_figures_were_published_and_five_headlines_bundle_them(programme: Programme) -> None:
    headlines = {found.id for found in programme.published if found.headline}
    assert headlines == HEADLINES
    assert len(programme.published) == 60 + len([key for key in headlines if key.startswith("kop-")])


def test_more_than_a_million_two_hundred_thousand_ends_below_the_next_step(programme: Programme) -> None:
    found = claim(programme, "inwoners-2022")
    assert (found.low, found.high) == (1_200_000, 1_299_999)


def test_the_fall_in_poverty_may_mix_two_definitions(programme: Programme) -> None:
    found = claim(programme, "kop-armoede")
    assert (found.test, found.same_definition) == ("change", "no")
    assert "nieuwe definitie van armoede" in found.definition_note


@pytest.mark.parametrize("claim_id", ["arn-inwoners", "hrl-inwoners", "hrl-buurten"])
def test_a_number_that_chose_our_units_does_not_prove_them(programme: Programme, claim_id: str) -> None:
    assert claim(programme, claim_id).same_boundary == "circular"


def test_no_claim_on_residents_says_that_the_boundary_is_the_same(programme: Programme) -> None:
    same = {found.id for found in programme.published if found.same_boundary == "yes"}
    assert same == {"gebieden", "kop-twee-brieven"}


def test_the_dashboard_of_the_programme_stands_beside_our_figures(programme: Programme) -> None:
    totals = {total.id: (total.areas, total.netherlands) for total in programme.dashboard}
    assert totals == {
        "dashboard-werk": (59, 65),
        "dashboard-bijstand": (61.8, 23.2),
        "dashboard-gezondheid": (61, 69),
        "dashboard-startkwalificatie": (17, 12),
        "dashboard-energielabel": (14, 14),
        "dashboard-leefbaarometer": (None, 4.1),
    }


def test_the_start_sets_are_whole(programme: Programme) -> None:
    start_sets = (programme.streams, programme.barriers, programme.lessons, programme.commitments)
    assert [len(records) for records in start_sets] == [21, 24, 16, 12]


@pytest.mark.parametrize("part", ["areas", "streams", "barriers", "lessons", "commitments"])
def test_every_record_of_these_has_its_sources(programme: Programme, part: str) -> None:
    records = plain(programme)[part]
    assert all(record["sources"] and all(record["sources"]) for record in records)


@pytest.mark.parametrize("part", ["published", "documents", "parties", "dashboard"])
def test_every_record_of_these_has_its_source(programme: Programme, part: str) -> None:
    assert all(record["source"] for record in plain(programme)[part])


def test_a_source_on_the_web_has_a_whole_address(programme: Programme) -> None:
    addresses = [source for stream in programme.streams for source in stream.sources]
    addresses += [source for barrier in programme.barriers for source in barrier.sources]
    addresses += [source for lesson in programme.lessons for source in lesson.sources]
    assert all(urlparse(address).scheme in {"http", "https"} for address in addresses)


def test_a_stream_for_one_area_names_it(programme: Programme) -> None:
    named = {stream.id: stream.areas for stream in programme.streams if stream.areas}
    assert named["regiodeal-utrecht"] == ("UTR", "NWG")
    assert {area for areas in named.values() for area in areas} == {"RTM", "DHG", "UTR", "NWG", "EHV"}


def test_no_lesson_asks_to_measure_the_origin_of_people(programme: Programme) -> None:
    staff = next(lesson for lesson in programme.lessons if lesson.id == "mechelen-5")
    assert staff.measurable == ""


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("rounding.random_5", 4),
        ("rounding.random_10", 9),
        ("rounding.half_unit", 0.5),
        ("rounding.half_tenth", 0.05),
        ("coverage.floor", 0.9),
        ("interval.z", 1.96),
        ("surface.tolerance", 0.01),
        ("additivity.wijken", 0.97),
        ("additivity.buurten", 0.99),
        ("additivity.refused", 0.9),
    ],
)
def test_each_constant_has_its_value_a_day_and_a_source(shipped: Loaded, rule: str, value: float) -> None:
    found = next(one for one in shipped.rules if one.id == rule)
    assert found.on(date(2022, 12, 31)) == value
    assert found.source


def test_our_own_choices_are_called_our_own(shipped: Loaded) -> None:
    own = {rule.id for rule in shipped.rules if rule.source.startswith("Eigen keuze van Wijkbewijs")}
    additivity = {f"additivity.{part}" for part in ("wijken", "buurten", "refused")}
    assert own == {"coverage.floor", "surface.tolerance", "overlay.sliver", *additivity}


def test_a_caveat_is_one_dutch_sentence(shipped: Loaded) -> None:
    assert all(caveat.text.endswith(".") for caveat in shipped.caveats)
    assert len({caveat.text for caveat in shipped.caveats}) == len(shipped.caveats)


def test_the_programme_survives_being_written_as_plain_data(programme: Programme) -> None:
    assert structured(Programme, plain(programme), "edition") == programme
