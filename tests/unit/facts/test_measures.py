"""A measure is found by title and unit, never by the suffix of a key."""

from dataclasses import replace

import pyarrow as pa
import pytest

from tests.unit.facts.tables import CRIMES, INHABITANTS, long_table, published, source
from wijkbewijs.definitions.source import Measured, Rounding
from wijkbewijs.facts.measures import checked_labels, columns_of
from wijkbewijs.kernel.errors import BadSource

LABELS = pa.Table.from_pylist(
    [
        {"key": "AantalInwoners_5", "title": "Aantal inwoners", "unit": "aantal", "groups": ["Bevolking"]},
        {"key": "Appartement_48", "title": "Appartement", "unit": "kWh", "groups": ["Stroom", "Energie"]},
        {"key": "Appartement_56", "title": "Appartement", "unit": "m³", "groups": ["Gas", "Energie"]},
        {"key": "Totaal_1", "title": "Totaal", "unit": "aantal", "groups": ["Mannen"]},
        {"key": "Totaal_2", "title": "Totaal", "unit": "aantal", "groups": ["Vrouwen"]},
    ]
)
TABLE = published(
    ["GM0518"], AantalInwoners_5=[1], Appartement_48=[1], Appartement_56=[1], Totaal_1=[1], Totaal_2=[1]
)


def labelled(title: str, unit: str, group: str = "") -> Measured:
    return Measured("an_input", title, unit, Rounding.NONE, group=group)


def found(measure: Measured) -> str:
    return columns_of(source(measure), TABLE, LABELS)["an_input"]


def test_a_key_with_another_suffix_is_still_found_by_its_title() -> None:
    assert found(labelled("Aantal inwoners", "aantal")) == "AantalInwoners_5"


def test_one_title_in_two_units_is_told_apart_by_the_unit() -> None:
    assert found(labelled("Appartement", "m³")) == "Appartement_56"


def test_one_title_and_unit_in_two_groups_is_told_apart_by_the_group() -> None:
    assert found(labelled("Totaal", "aantal", group="Vrouwen")) == "Totaal_2"


def test_an_ambiguous_title_asks_for_its_group() -> None:
    with pytest.raises(BadSource, match=r"table 84799NED, measure 'Totaal' .* 2 times\. Name its `group`"):
        found(labelled("Totaal", "aantal"))


def test_a_missing_title_names_table_and_measure() -> None:
    with pytest.raises(BadSource, match=r"84799NED, measure 'Inwoners' \(an_input\) is not among the titles"):
        found(labelled("Inwoners", "aantal"))


def test_a_changed_unit_is_refused() -> None:
    with pytest.raises(
        BadSource, match=r"measure 'Aantal inwoners' .* has unit 'aantal', expected 'x 1 000'"
    ):
        found(labelled("Aantal inwoners", "x 1 000"))


def test_a_column_that_was_not_filled_yet_is_refused() -> None:
    with pytest.raises(BadSource, match="has no column 'AantalInwoners_5' for inhabitants"):
        columns_of(source(INHABITANTS), published(["GM0518"]), LABELS)


def test_a_copy_without_labels_is_read_by_its_own_column_name() -> None:
    assert columns_of(source(INHABITANTS), published(["GM0518"], people=[1]), None) == {
        "inhabitants": "people"
    }


def test_a_long_table_is_held_to_its_own_title_and_unit() -> None:
    table = long_table({"code": "carnisse", "value": 789.0})
    assert checked_labels(source(CRIMES), table) == {"rtm_crimes_total": "0.0.0"}
    assert checked_labels(source(replace(CRIMES, column="")), table) == {"rtm_crimes_total": "0.0.0"}
    with pytest.raises(BadSource, match=r"'Totaal misdrijven' .* has unit 'crimes', expected 'per 1\.000'"):
        checked_labels(source(replace(CRIMES, unit="per 1.000")), table)
    with pytest.raises(BadSource, match=r"'Totaal misdrijven' .* is not among the titles below '9\.9\.9'"):
        checked_labels(source(replace(CRIMES, column="9.9.9")), table)


# ----------------------------------------------------------------------------------- tables of the publishers


def by_offence(*rows: dict[str, object], **columns: object) -> pa.Table:
    """Return a long table with a further dimension, its texts stored once as publishers' readers do."""
    plain = {"code": "BU05990101", "column": "M1", "title": "Misdrijven", "unit": "aantal", "value": 1.0}
    pieces = [pa.Table.from_pylist([{**plain, **columns, **row}]) for row in rows]
    names = [name for name in pieces[0].column_names if name != "value"]
    for name in names:
        pieces = [
            p.set_column(p.schema.get_field_index(name), name, p[name].dictionary_encode()) for p in pieces
        ]
    return pa.concat_tables(pieces)


BURGLARY = Measured("burglary", "Misdrijven", "aantal", Rounding.NONE, where=(("SoortMisdrijf", "1.1.1"),))
OFFENCES = by_offence({"SoortMisdrijf": "0.0.0"}, {"SoortMisdrijf": "1.1.1"})


def test_a_title_of_other_years_is_found_as_an_alias() -> None:
    renamed = replace(labelled("Inwoners", "aantal"), aliases=("Bevolking totaal", "Aantal inwoners"))
    assert found(renamed) == "AantalInwoners_5"
    with pytest.raises(BadSource, match="has unit 'aantal', expected '%'"):
        found(replace(renamed, unit="%"))


def test_a_title_and_its_alias_in_one_table_are_ambiguous() -> None:
    both = replace(labelled("Aantal inwoners", "aantal"), aliases=("Totaal",))
    with pytest.raises(BadSource, match=r"stands there 3 times\. Name its `group`"):
        found(both)


def test_a_measure_of_one_code_of_a_dimension_is_found_in_a_table_of_many() -> None:
    assert checked_labels(source(BURGLARY), OFFENCES) == {"burglary": "M1"}


def test_a_measure_that_would_mix_the_codes_of_a_dimension_is_refused() -> None:
    with pytest.raises(BadSource, match=r"'Misdrijven' \(burglary\) would mix all codes .* 'SoortMisdrijf'"):
        checked_labels(source(replace(BURGLARY, where=())), OFFENCES)


def test_a_dimension_with_one_code_needs_no_choice() -> None:
    assert checked_labels(source(replace(BURGLARY, where=())), OFFENCES.slice(0, 1)) == {"burglary": "M1"}


def test_a_dimension_that_is_gone_is_refused() -> None:
    without = OFFENCES.drop_columns(["SoortMisdrijf"])
    with pytest.raises(
        BadSource, match=r"'SoortMisdrijf', which is no dimension of the table \(it has none\)"
    ):
        checked_labels(source(BURGLARY), without)


def test_equal_titles_in_a_long_table_are_told_apart_by_any_group_above_them() -> None:
    table = by_offence({"groups": "Mannen > Bevolking"}, {"groups": "Vrouwen > Bevolking", "column": "M2"})
    women = replace(BURGLARY, where=(), group="Vrouwen")
    assert checked_labels(source(women), table) == {"burglary": "M2"}
    with pytest.raises(BadSource, match="2 times"):
        checked_labels(source(replace(women, group="Bevolking")), table)
    with pytest.raises(BadSource, match="not among the titles below 'Vrouw'"):
        checked_labels(source(replace(women, group="Vrouw")), table)
