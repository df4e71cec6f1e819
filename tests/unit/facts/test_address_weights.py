"""Addresses that are on both lists say where a unit went; those on one of them are counted, not guessed."""

from collections.abc import Sequence

import pyarrow as pa
import pytest

from tests.unit.facts.maps import TAKEN_ON
from wijkbewijs.facts.address_weights import Addresses, address_weights
from wijkbewijs.facts.crosswalk import Weighting
from wijkbewijs.kernel.codes import Level
from wijkbewijs.kernel.errors import BadSource

AMSTERDAM = {f"WK0363{n:02}": f"WK0363{letters}" for n, letters in enumerate(("AA", "AB", "AC"))}


def listed(year: str, *rows: tuple[str, int, str]) -> Addresses:
    """Return the list of a year from postcode, house number and buurt."""
    buurten = [buurt for _, _, buurt in rows]
    table = pa.table(
        {
            "postcode": [postcode for postcode, _, _ in rows],
            "house_number": pa.array([number for _, number, _ in rows], pa.int32()),
            "buurt": pa.array(buurten, pa.string()),
            "wijk": pa.array([buurt and f"WK{buurt[2:8]}" for buurt in buurten], pa.string()),
            "gemeente": pa.array([buurt and f"GM{buurt[2:6]}" for buurt in buurten], pa.string()),
        }
    )
    return Addresses(year, table, f"postcode-huisnummer-{year}", TAKEN_ON)


def street(postcode: str, buurt: str, numbers: Sequence[int]) -> list[tuple[str, int, str]]:
    return [(postcode, number, buurt) for number in numbers]


BEFORE = listed("2022", *street("1000AA", "BU03630101", range(1, 5)), *street("1000AB", "BU03630102", [1, 2]))
AFTER = listed(
    "2023",
    *street("1000AA", "BU03630201", [1, 2, 3]),
    *street("1000AA", "BU03630102", [4]),
    *street("1000AB", "BU03630102", [2, 3, 4]),
)


def test_a_share_is_a_share_of_the_addresses_that_are_on_both_lists() -> None:
    found = address_weights(BEFORE, AFTER, Level.BUURT)
    assert found.crosswalk.split == {"BU03630101": {"BU03630102": 0.25, "BU03630201": 0.75}}
    assert found.crosswalk.parts_of("BU03630102") == {"BU03630101": 0.25, "BU03630102": 1.0}
    assert found.crosswalk.weighting is Weighting.ADDRESSES
    assert found.crosswalk.sources == ("postcode-huisnummer-2022", "postcode-huisnummer-2023")
    assert (found.crosswalk.source_division, found.crosswalk.target_division) == ("2022", "2023")


def test_addresses_on_one_list_only_are_counted() -> None:
    found = address_weights(BEFORE, AFTER, Level.BUURT)
    assert (found.on_both, found.only_source, found.only_target) == (5, 1, 2)
    assert found.crosswalk.uncovered == {"BU03630102": 0.5}  # two of its four addresses are new


def test_a_level_is_a_column_of_the_lists() -> None:
    wijken = address_weights(BEFORE, AFTER, Level.WIJK).crosswalk
    assert wijken.split == {"WK036301": {"WK036301": 0.4, "WK036302": 0.6}}
    assert address_weights(BEFORE, AFTER, Level.MUNICIPALITY).crosswalk.parts_of("GM0363") == {"GM0363": 1.0}


def test_a_unit_whose_addresses_are_all_gone_is_not_placed() -> None:
    before = listed("2022", ("1000AA", 1, "BU03630101"), ("1000ZZ", 1, "BU03639999"))
    found = address_weights(before, AFTER, Level.BUURT).crosswalk
    assert found.remainder == {"BU03639999": 1.0}
    assert found.parts_of("BU03630102") == {}  # all its addresses are new to us


def test_amsterdam_renumbering_all_its_wijken_moves_nobody() -> None:
    """Generated: the renumbering of 2023 is not in the snapshot."""
    rows = [(f"10{n:02}AA", number, f"BU0363{n:02}00") for n in range(3) for number in range(1, 40)]
    renamed = [
        (postcode, number, f"BU0363A{chr(65 + int(buurt[6:8]))}00") for postcode, number, buurt in rows
    ]
    found = address_weights(listed("2022", *rows), listed("2023", *renamed), Level.WIJK).crosswalk
    assert {code: found.parts_of(AMSTERDAM[code]) for code in AMSTERDAM} == {c: {c: 1.0} for c in AMSTERDAM}
    assert (found.split, found.remainder) == ({}, {})


def test_an_address_without_a_unit_is_no_address() -> None:
    nowhere = listed("2023", ("1000AA", 1, "BU03630201"), ("1000AA", 2, None))
    found = address_weights(BEFORE, nowhere, Level.BUURT)
    assert (found.on_both, found.only_source, found.only_target) == (1, 5, 0)


def test_an_address_that_stands_there_twice_is_refused() -> None:
    twice = listed("2023", ("1000AA", 1, "BU03630201"), ("1000AA", 1, "BU03630202"))
    with pytest.raises(BadSource, match="postcode-huisnummer-2023: 1 addresses stand there twice"):
        address_weights(BEFORE, twice, Level.BUURT)


def test_lists_that_write_addresses_differently_share_none_and_are_refused() -> None:
    other = listed("2023", ("1000 AA", 1, "BU03630201"))
    with pytest.raises(
        BadSource, match="postcode-huisnummer-2022 and postcode-huisnummer-2023 have no address"
    ):
        address_weights(BEFORE, other, Level.BUURT)
