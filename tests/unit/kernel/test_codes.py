"""A region code says what kind of place it names and in which municipality it lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME, Level, gemeente_of, level_of

GEMEENTE = st.from_regex(r"\d{4}", fullmatch=True).filter(str.isascii)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        (COUNTRY, Level.COUNTRY),
        (PROGRAMME, Level.PROGRAMME),
        ("GM0518", Level.MUNICIPALITY),
        ("WK051833", Level.WIJK),
        ("BU05183396", Level.BUURT),
        ("WK0363AB", Level.WIJK),  # Amsterdam since its renumbering
        ("BU0363AB10", Level.BUURT),
        ("GM0599:carnisse", Level.LOCAL),
        ("GM0599:kop-van-zuid-entrepot", Level.LOCAL),
        ("DHG", Level.AREA),
    ],
)
def test_every_kind_of_place_is_known_by_its_code(code: str, level: Level) -> None:
    assert level_of(code) is level


@pytest.mark.parametrize(
    "code",
    [
        "",
        "nl",
        "NL00",
        "GM518",
        "GM05181",
        "WK0518",
        "BU051833",
        "WK051833 ",
        "WK0363ab",
        "WKAB6301",
        "dhg",
        "DHGX",
        "GM0599:",
        "XX",
    ],
)
def test_what_is_no_code_is_refused_with_the_shapes_that_exist(code: str) -> None:
    with pytest.raises(ValueError, match="is no region code: expected NL, GM1234"):
        level_of(code)


@given(GEMEENTE, st.sampled_from(["GM{}", "WK{}07", "BU{}0701", "GM{}:wijk-a"]))
def test_a_place_lies_in_the_municipality_that_its_code_names(digits: str, shape: str) -> None:
    assert gemeente_of(shape.format(digits)) == f"GM{digits}"


@pytest.mark.parametrize("code", [COUNTRY, PROGRAMME, "DHG"])
def test_a_larger_place_lies_in_no_single_municipality(code: str) -> None:
    with pytest.raises(ValueError, match="does not lie in one municipality"):
        gemeente_of(code)
