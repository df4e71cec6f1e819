"""A change flag is read wherever CBS writes it, and what is no flag is not taken for one."""

import pyarrow as pa
import pytest

from wijkbewijs.facts.change_flags import change_flags
from wijkbewijs.kernel.errors import BadSource


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("IndelingswijzigingWijkenEnBuurten_4", ["1", "3", "."]),
        ("IndelingswijzigingWijkenEnBuurten_9", ["1 ", "3", None]),
        ("indelingswijziging_wijken_en_buurten", [1, 3, None]),
        ("IND_WBI", [1.0, 3.0, None]),
    ],
)
def test_the_flag_is_found_under_each_of_its_names_whatever_the_suffix(
    column: str, cells: list[object]
) -> None:
    table = pa.table({"code": ["WK000001", "WK000002", "GM0001"], column: cells})
    assert change_flags(table, "2020") == {("WK000001", "2020"): "1", ("WK000002", "2020"): "3"}


def test_the_flag_is_found_by_its_title_in_a_long_table() -> None:
    title = "Indelingswijziging wijken en buurten"
    table = pa.table(
        {"code": ["WK000001", "WK000001"], "title": [title, "Aantal inwoners"], "value": [2.0, 9475.0]}
    )
    assert change_flags(table, "2021") == {("WK000001", "2021"): "2"}


def test_a_flag_that_cbs_has_never_used_is_refused() -> None:
    table = pa.table({"code": ["WK000001"], "IND_WBI": [4]})
    with pytest.raises(
        BadSource, match="Kerncijfers 2018: the change flag of WK000001 is '4', expected 1, 2"
    ):
        change_flags(table, "2018")


def test_a_table_without_flags_is_refused() -> None:
    with pytest.raises(BadSource, match="Kerncijfers 2018: no unit has a change flag"):
        change_flags(pa.table({"code": ["WK000001"], "AANT_INW": [5]}), "2018")
