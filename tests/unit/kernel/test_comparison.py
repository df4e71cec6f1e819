from dataclasses import replace

import pytest

from tests.unit.dossier.sample import edition
from wijkbewijs.kernel.comparison import break_between, comparable, comparable_series
from wijkbewijs.kernel.errors import IncomparableDefinitions

CRIMES = {period: edition().figure(f"DHG.crimes.{period}") for period in ("2018", "2020", "2021", "2025")}


def test_figures_of_one_definition_may_be_compared() -> None:
    comparable(CRIMES["2020"], CRIMES["2025"], ("2019",))
    comparable(CRIMES["2025"], CRIMES["2020"], ("2019",))


def test_figures_of_two_definitions_are_refused_and_both_are_named() -> None:
    other = replace(CRIMES["2025"], definition="crimes@2")
    with pytest.raises(IncomparableDefinitions, match=r"crimes@1.*crimes@2"):
        comparable(CRIMES["2020"], other)


@pytest.mark.parametrize(("a", "b"), [("2018", "2020"), ("2020", "2018")])
def test_figures_on_two_sides_of_a_break_are_refused_and_both_are_named(a: str, b: str) -> None:
    with pytest.raises(IncomparableDefinitions, match=r"DHG\.crimes\.2018 and DHG\.crimes\.2020"):
        comparable(CRIMES[a], CRIMES[b], ("2019",))


def test_the_first_period_after_a_break_compares_with_later_ones() -> None:
    comparable(CRIMES["2020"], CRIMES["2021"], ("2020",))


def test_a_break_lies_between_periods_also_when_its_own_year_is_not_there() -> None:
    assert break_between("2018", "2020", ("2019",)) == break_between("2020", "2018", ("2019",)) == "2019"
    assert break_between("2018", "2018", ("2018", "2019")) is None
    assert break_between("2019", "2020", ("2019",)) is None
    assert break_between("2017", "2019-2021", ("2021",)) == "2021"


def test_a_series_is_refused_when_it_crosses_a_break_anywhere() -> None:
    comparable_series([CRIMES["2025"], CRIMES["2020"], CRIMES["2021"]], ("2019",))
    with pytest.raises(IncomparableDefinitions):
        comparable_series([CRIMES["2025"], CRIMES["2018"], CRIMES["2021"]], ("2019",))
