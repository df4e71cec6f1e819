from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dossier.sample import edition, figure
from wijkbewijs.dossier.dutch import (
    NBSP,
    capitalised,
    count_word,
    day,
    list_of,
    magnitude,
    month,
    number,
    shown,
    signed,
    with_unit,
)
from wijkbewijs.kernel.figure import Absent


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (71120, 0, "71.120"),
        (17407585, 0, "17.407.585"),
        (58.1, 1, "58,1"),
        (58.0, 1, "58,0"),
        (0, 0, "0"),
        (-0.04, 1, "0,0"),
        (-11.62, 1, "−11,6"),
        (2.5, 0, "2"),
        (3.5, 0, "4"),
    ],
)
def test_a_number_has_a_decimal_comma_points_and_a_real_minus(value: float, decimals: int, text: str) -> None:
    assert number(value, decimals) == text


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_dutch_number_reads_back_as_the_value_at_its_precision(value: float, decimals: int) -> None:
    text = number(value, decimals).replace(".", "").replace(",", ".").replace("−", "-")
    assert float(text) == pytest.approx(round(value, decimals), abs=10**-decimals / 2 + 1e-9)


@given(st.floats(-1e6, 1e6))
def test_a_difference_never_shows_a_sign_before_zero(value: float) -> None:
    text = signed(value, 1)
    assert (text[0] in "+−") == (text.strip("+−") != "0,0")


@pytest.mark.parametrize(
    ("figure_id", "decimals", "text"),
    [
        ("DHG.inhabitants.2020", 0, "71.120 inwoners"),
        ("DHG.net-participation.2022", 1, f"53,2{NBSP}%"),
        ("DHG.net-participation.2022.gap-NL", 1, "−11,6 procentpunt"),
        ("DHG.benefit-assistance.2020", 1, "88,1 per 1.000"),
        ("DHG.woz-value.2022", 0, "198 duizend euro"),
        ("DHG.safety-index.2021-2025.change", 0, "+6 punten"),
        ("DHG.crimes.2021-2025.change", 0, "+729 misdrijven"),
    ],
)
def test_a_figure_stands_with_its_unit(figure_id: str, decimals: int, text: str) -> None:
    assert with_unit(edition().figure(figure_id), decimals) == text


def test_a_difference_whose_direction_is_said_has_no_sign() -> None:
    assert magnitude(edition().figure("DHG.net-participation.2022.gap-NL"), 1) == "11,6"


def test_an_absence_is_never_shown_as_a_number() -> None:
    absent = figure("GRO", "net-participation", "2022", Absent.OTHER_BOUNDARY)
    with pytest.raises(ValueError, match="other_boundary"):
        shown(absent, 1)


def test_days_months_and_lists_are_written_in_dutch() -> None:
    assert day(date(2026, 11, 23)) == "23 november 2026"
    assert month(date(2026, 11, 23)) == "november 2026"
    assert list_of(["wonen", "werk", "veiligheid"]) == "wonen, werk en veiligheid"
    assert list_of([]) == ""


def test_counts_up_to_twenty_can_stand_in_letters() -> None:
    assert [count_word(n) for n in (0, 1, 20, 21, 1200)] == ["nul", "één", "twintig", "21", "1.200"]


def test_a_capital_ij_is_one_letter() -> None:
    assert capitalised("ijmuiden") == "IJmuiden"
    assert capitalised("") == ""
