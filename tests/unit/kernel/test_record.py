"""Plain data becomes a frozen record strictly, and goes back without loss."""

from dataclasses import FrozenInstanceError, dataclass
from datetime import date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkbewijs.kernel.dated import Dated
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.record import plain, structured
from wijkbewijs.kernel.time import Span


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Inner:
    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Outer:
    id: str
    count: int
    size: float
    on: bool
    colour: Colour
    inner: Inner
    many: tuple[Inner, ...]
    pair: tuple[str, int]
    history: Dated[float]
    perhaps: float | None = None
    words: tuple[str, ...] = ()
    note: str = ""


DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
INNERS = st.builds(Inner, name=st.text(), day=DAYS)
OUTERS = st.builds(
    Outer,
    id=st.text(),
    count=st.integers(),
    size=FLOATS,
    on=st.booleans(),
    colour=st.sampled_from(Colour),
    inner=INNERS,
    many=st.lists(INNERS, max_size=3).map(tuple),
    pair=st.tuples(st.text(), st.integers()),
    history=st.dictionaries(DAYS, FLOATS, min_size=1, max_size=3).map(Dated.of),
    perhaps=st.none() | FLOATS,
    words=st.lists(st.text(), max_size=3).map(tuple),
    note=st.text(),
)
DATA = {
    "id": "a",
    "count": 1,
    "size": 2,
    "on": True,
    "colour": "red",
    "inner": {"name": "b", "day": "2026-11-23"},
    "many": [],
    "pair": ["c", 3],
    "history": {date(2019, 1, 1): 4},
}


@given(OUTERS)
def test_a_record_survives_being_written_and_read(outer: Outer) -> None:
    assert structured(Outer, plain(outer), "here") == outer


def test_a_default_is_not_written() -> None:
    written = plain(structured(Outer, DATA, "here"))
    assert set(written) == set(DATA)
    assert written["history"] == {"2019-01-01": 4.0}


def test_a_whole_number_may_stand_for_a_decimal_one_but_not_the_reverse() -> None:
    assert structured(Outer, DATA, "here").size == 2.0
    with pytest.raises(BadDefinition, match=r"here\.count: expected int, found float 1\.0"):
        structured(Outer, {**DATA, "count": 1.0}, "here")


def test_a_record_cannot_be_changed() -> None:
    record = structured(Outer, DATA, "here")
    with pytest.raises(FrozenInstanceError):
        record.note = "x"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"nota": "x"}, r"here: unknown key 'nota' in Outer\. The keys are: id, count, size, on, colour"),
        ({"count": "1"}, r"here\.count: expected int, found str '1'"),
        ({"count": True}, r"here\.count: expected int, found bool True"),
        ({"size": True}, r"here\.size: expected float, found bool True"),
        ({"on": 1}, r"here\.on: expected bool, found int 1"),
        ({"id": None}, r"here\.id: expected str, found NoneType None"),
        ({"size": float("nan")}, r"here\.size: nan is no number"),
        ({"size": float("-inf")}, r"here\.size: -inf is no number"),
        ({"perhaps": float("inf")}, r"here\.perhaps: inf is no number"),
        ({"colour": "green"}, r"here\.colour: 'green' is not one of red, blue"),
        ({"inner": "b"}, r"here\.inner: expected keys with values for Inner, found 'b'"),
        ({"inner": {"name": "b"}}, r"here\.inner: Inner lacks the key 'day'"),
        ({"inner": {"name": "b", "day": "23-11-2026"}}, r"here\.inner\.day: '23-11-2026' is no date"),
        ({"inner": {"name": "b", "day": "2026-02-30"}}, r"here\.inner\.day: '2026-02-30' is no day of"),
        ({"inner": {"name": "b", "day": 20261123}}, r"here\.inner\.day: 20261123 is no date"),
        ({"inner": {"name": "b", "day": "2026-W47-1"}}, r"here\.inner\.day: '2026-W47-1' is no date"),
        ({"many": "abc"}, r"here\.many: expected a list, found 'abc'"),
        ({"many": [{"name": "b", "day": "x"}]}, r"here\.many\[0\]\.day: 'x' is no date"),
        ({"pair": ["c"]}, r"here\.pair: expected 2 values, found 1"),
        ({"pair": ["c", "d"]}, r"here\.pair\[1\]: expected int, found str 'd'"),
        ({"history": {}}, r"here\.history: expected days with values"),
        ({"history": {"soon": 1}}, r"here\.history: 'soon' is no date"),
        ({"history": {date(2019, 1, 1): "x"}}, r"here\.history\.2019-01-01: expected float"),
    ],
)
def test_a_mistake_is_named_where_it_stands(change: dict[str, object], message: str) -> None:
    with pytest.raises(BadDefinition, match=message):
        structured(Outer, {**DATA, **change}, "here")


def test_a_moment_is_no_day() -> None:
    with pytest.raises(BadDefinition, match="is no date"):
        structured(Inner, {"name": "b", "day": datetime(2026, 11, 23, 10, 0)}, "here")  # noqa: DTZ001


def test_what_a_record_refuses_is_told_with_its_place() -> None:
    with pytest.raises(BadDefinition, match="here: a span must last at least a day"):
        structured(Span, {"start": "2026-01-02", "end": "2026-01-01"}, "here")


def test_a_table_of_records_is_written_by_its_keys() -> None:
    assert plain({"a": Inner("b", date(2026, 11, 23))}) == {"a": {"name": "b", "day": "2026-11-23"}}


def test_a_list_is_no_record() -> None:
    with pytest.raises(BadDefinition, match="expected keys with values for Inner"):
        structured(Inner, ["b", "2026-11-23"], "here")
