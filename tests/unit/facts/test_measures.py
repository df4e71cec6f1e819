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
