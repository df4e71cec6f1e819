"""A number never travels alone, and an absence is never a number."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure, Status
from wijkbewijs.kernel.units import Unit

FIGURE = Figure(
    id="DHG.inhabitants.2020",
    region="DHG",
    indicator="inhabitants",
    period="2020",
    measure=Measure.LEVEL,
    value=71120.0,
    low=71108.0,
    high=71132.0,
    interval_kind=IntervalKind.ROUNDING,
    unit=Unit.PERSONS,
    status=Status.MEASURED,
    definition="inhabitants@1",
    source="cbs-84799NED",
    vintage="2021-03",
    coverage=1.0,
)


def test_a_figure_gives_its_number() -> None:
    assert FIGURE.number == 71120.0


@pytest.mark.parametrize("reason", Absent)
def test_an_absence_is_no_number_and_certainly_not_zero(reason: Absent) -> None:
    assert replace(FIGURE, value=reason, low=None, high=None).number is None


def test_zero_is_a_value() -> None:
    assert replace(FIGURE, value=0.0, low=0.0, high=4.0).number == 0.0


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_cannot_become_a_figure(value: float) -> None:
    with pytest.raises(ValueError, match=r"DHG\.inhabitants\.2020: .* is no number; name the absence"):
        replace(FIGURE, value=value)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_an_interval_holds_its_value(low: float, value: float, high: float) -> None:
    if low <= value <= high:
        assert replace(FIGURE, low=low, value=value, high=high).number == value
    else:
        with pytest.raises(ValueError, match="lies outside"):
            replace(FIGURE, low=low, value=value, high=high)


@pytest.mark.parametrize(("low", "high"), [(None, 71132.0), (71108.0, None)])
def test_an_interval_has_two_ends_or_none(low: float | None, high: float | None) -> None:
    with pytest.raises(ValueError, match="an interval has two ends or none"):
        replace(FIGURE, low=low, high=high)


def test_a_figure_may_have_no_known_interval() -> None:
    assert replace(FIGURE, low=None, high=None).number == 71120.0


@pytest.mark.parametrize("value", [71120.0, Absent.SUPPRESSED])
def test_a_synthetic_value_cannot_become_a_figure(value: float | Absent) -> None:
    with pytest.raises(TypeError, match="a synthetic value cannot become a figure"):
        replace(FIGURE, status=Status.SYNTHETIC, value=value)
