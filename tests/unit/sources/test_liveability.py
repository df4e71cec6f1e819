"""The promises of the Leefbaarometer 3.0: scores add up, have one reference, and lie in the right class."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.replay.others import REFERENCE, Place
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.liveability import (
    ClassLimit,
    Precision,
    check_classes,
    check_scores,
    class_limits,
    precision_of,
)
from wijkbewijs.sources.longtable import melted

NAMES = ("lbm", "afw", "fys", "onv", "soc", "vrz", "won")
TEN = Precision(significant=11, decimals=10)


def rows(*places: Place, **changed: float | None) -> pa.Table:
    """Return places as a table of scores; `changed` replaces figures of the last."""
    told = [
        {"code": p.code, "period": p.year}
        | dict(zip(NAMES, (REFERENCE + p.afw, p.afw, *p.dimensions), strict=True))
        for p in places
    ]
    told[-1] |= changed
    return pa.Table.from_pylist(told)


def classed(*pairs: tuple[str, float | None, float | None]) -> pa.Table:
    """Return a long table of deviations and classes."""
    table = pa.table(
        {
            "code": [code for code, _, _ in pairs],
            "period": ["2024"] * len(pairs),
            "afw": pa.array([afw for _, afw, _ in pairs], pa.float64()),
            "kscore": pa.array([number for _, _, number in pairs], pa.float64()),
        }
    )
    return melted(table, ["code", "period"], ["afw", "kscore"], {})


def test_scores_that_add_up_pass_unchanged() -> None:
    table = rows(Place("BU1"), Place("BU2", vrz=-0.2))
    assert check_scores(table, TEN, "file") is table


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_that_is_off_by_a_thousandth_is_refused_by_code_and_year(name: str) -> None:
    table = rows(Place("BU1"), Place("BU2", "2022"))
    column = NAMES.index(name)
    off = (REFERENCE + Place("x").afw, Place("x").afw, *Place("x").dimensions)[column] + 0.001
    with pytest.raises(BadSource, match=r"file: (afw|lbm) .* of BU2 in 2022 is .* never mix two series"):
        check_scores(rows(Place("BU1"), Place("BU2", "2022"), **{name: off}), TEN, "file")
    assert check_scores(table, TEN, "file").num_rows == 2


def test_another_reference_is_another_series() -> None:
    place = Place("BU1")
    with pytest.raises(BadSource, match=r"lbm .*Leefbaarheid.* of BU1 in 2024 is .*reference 4.1022648511"):
        check_scores(rows(place, lbm=REFERENCE + place.afw + 0.0001), TEN, "file")


def test_a_row_without_any_figure_is_a_place_without_a_score() -> None:
    nothing = dict.fromkeys(NAMES)
    assert check_scores(rows(Place("BU1"), Place("BU2"), **nothing), TEN, "file").num_rows == 2


@pytest.mark.parametrize("name", NAMES)
def test_a_row_that_lacks_one_figure_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(BadSource, match=rf"file: BU2 in 2024 has no {name}, but other figures"):
        check_scores(rows(Place("BU1"), Place("BU2"), **{name: None}), TEN, "file")


@given(
    st.lists(st.floats(-2, 2), min_size=5, max_size=5),
    st.integers(3, 12),
)
def test_a_row_adds_up_however_its_numbers_are_rounded(dimensions: list[float], decimals: int) -> None:
    place = Place("BU1", "2024", *dimensions)
    rounded = {
        name: round(number, decimals)
        for name, number in zip(NAMES, (REFERENCE + place.afw, place.afw, *dimensions), strict=True)
    }
    check_scores(rows(place, **rounded), Precision(decimals + 1, decimals), "file")


@given(st.lists(st.floats(-2, 2), min_size=5, max_size=5), st.integers(4, 9))
def test_a_row_adds_up_in_fixed_significant_digits_too(dimensions: list[float], digits: int) -> None:
    place = Place("BU1", "2024", *dimensions)
    written = {
        name: float(f"{number:.{digits}g}")
        for name, number in zip(NAMES, (REFERENCE + place.afw, place.afw, *dimensions), strict=True)
    }
    check_scores(rows(place, **written), Precision(digits, 300), "file")


def test_precision_counts_digits_and_decimals_as_they_are_written() -> None:
    assert precision_of([pa.chunked_array([["0.371047", "-0.0143511", None]])]) == Precision(6, 7)
    assert precision_of([pa.chunked_array([["4.10", "12", "-3"]])]) == Precision(3, 2)
    assert precision_of([pa.chunked_array([["1.5e-05", "0.25"]])]) == Precision(2, 2)
    assert precision_of([pa.chunked_array([pa.array([None], pa.string())])]) == Precision(1, 0)


def test_half_a_unit_is_of_the_last_digit_that_was_written() -> None:
    values = pa.array([0.371047, 0.00211395, 1.5, 0.0])
    assert Precision(6, 8).half_unit(values).to_pylist() == pytest.approx([5e-7, 5e-9, 5e-6, 5e-9])
    assert Precision(11, 3).half_unit(values).to_pylist() == pytest.approx([5e-4] * 4)


def test_limits_of_classes_follow_from_the_places_in_them() -> None:
    table = classed(("BU1", -0.5, 2), ("BU2", -0.4, 2), ("BU3", 0.1, 5), ("BU4", 0.3, 9), ("BU5", None, 4))
    assert class_limits(table, "file") == (
        ClassLimit(2, -0.5, -0.4),
        ClassLimit(5, 0.1, 0.1),
        ClassLimit(9, 0.3, 0.3),
    )


def test_classes_that_overlap_are_no_classes_of_the_deviation() -> None:
    with pytest.raises(BadSource, match=r"file: classes 2 and 3 overlap"):
        class_limits(classed(("BU1", -0.2, 2), ("BU2", -0.3, 3)), "file")


@pytest.mark.parametrize("number", [0, 10, 4.5])
def test_a_class_that_does_not_exist_is_refused_by_its_place(number: float) -> None:
    with pytest.raises(BadSource, match=r"file: kscore of BU1 in 2024 is .*, not one of 1 to 9"):
        class_limits(classed(("BU1", 0.1, number)), "file")


CLASSES = (("BU1", -0.5, 2.0), ("BU2", -0.4, 3.0), ("BU3", 0.1, 4.0))


def test_scores_in_the_class_that_the_map_gives_pass() -> None:
    check_classes(classed(*CLASSES), classed(*CLASSES))


def test_a_score_just_beside_its_class_by_rounding_passes() -> None:
    check_classes(classed(("BU2", -0.500004, None)), classed(*CLASSES))


@pytest.mark.parametrize("afw", [-0.6, 0.2])
def test_a_score_outside_the_class_that_the_map_gives_is_another_edition(afw: float) -> None:
    with pytest.raises(
        BadSource, match=r"BU2 in 2024: the file says afw .* outside class 3 .* another edition"
    ):
        check_classes(classed(("BU2", afw, None)), classed(*CLASSES))


def test_each_scale_has_limits_of_its_own() -> None:
    classes = classed(("BU1", -0.5, 2), ("BU2", -0.4, 3), ("WK1", -0.5, 3), ("WK2", -0.6, 2))
    check_classes(classed(("WK2", -0.6, None)), classes)
    with pytest.raises(BadSource, match=r"WK1 in 2024"):
        check_classes(classed(("WK1", -0.7, None)), classes)
