"""What was known on a day stays what was known: a history grows and never changes its answers."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.facts.tables import fact, fact_table
from wijkbewijs.facts.schema import COLUMNS, FACTS, HISTORY, KEYS
from wijkbewijs.facts.vintages import as_known, recorded
from wijkbewijs.kernel.errors import BadSource, BadUsage

DAY = date(2024, 3, 1)
LATER = date(2025, 3, 1)
TODAY = date(2026, 11, 23)
FIRST = fact_table(
    fact("GM0518", "households", "2020", 263_000.0),
    fact("GM0518", "inhabitants", "2020", 545_838.0),
    fact("WK051833", "inhabitants", "2020", None),
)
REVISED = fact_table(
    fact("GM0518", "inhabitants", "2020", 545_840.0),
    fact("GM0518", "inhabitants", "2021", 548_320.0),
    fact("WK051833", "inhabitants", "2020", None),
)


def told(history: pa.Table, day: date) -> list[tuple[str, str, float | None, bool]]:
    """The rows that were appended on a day: region, input, value, gone."""
    rows = [row for row in history.to_pylist() if row["known_on"] == day]
    return [(row["region"], row["input"], row["value"], row["gone"]) for row in rows]


def test_the_first_recording_holds_every_fact_on_its_day() -> None:
    history = recorded(None, FIRST, DAY)
    assert history.schema.equals(HISTORY)
    assert history.select(COLUMNS).cast(FACTS).equals(FIRST)
    assert set(history["known_on"].to_pylist()) == {DAY}
    assert set(history["gone"].to_pylist()) == {False}


def test_only_what_is_new_changed_or_gone_is_appended() -> None:
    history = recorded(recorded(None, FIRST, DAY), REVISED, LATER)
    assert told(history, LATER) == [
        ("GM0518", "inhabitants", 545_840.0, False),
        ("GM0518", "inhabitants", 548_320.0, False),
        ("GM0518", "households", 263_000.0, True),
    ]
    assert history.slice(0, FIRST.num_rows).equals(recorded(None, FIRST, DAY))


def test_each_day_keeps_the_answer_of_that_day() -> None:
    history = recorded(recorded(None, FIRST, DAY), REVISED, LATER)
    assert as_known(history, DAY).equals(FIRST)
    assert as_known(history, LATER - timedelta(days=1)).equals(FIRST)
    assert as_known(history, LATER).equals(REVISED)
    assert as_known(history, TODAY).equals(REVISED)


def test_before_the_first_recording_nothing_was_known() -> None:
    known = as_known(recorded(None, FIRST, DAY), DAY - timedelta(days=1))
    assert known.equals(FACTS.empty_table())


def test_what_is_recorded_later_on_the_same_day_is_the_answer_of_that_day() -> None:
    first = recorded(None, FIRST, DAY)
    history = recorded(first, REVISED, DAY)
    assert as_known(history, DAY).equals(REVISED)
    assert history.slice(0, first.num_rows).equals(first)
    assert as_known(recorded(history, FIRST, DAY), DAY).equals(FIRST)


def test_a_fact_that_was_gone_can_come_back_as_it_was() -> None:
    history = recorded(recorded(recorded(None, FIRST, DAY), REVISED, LATER), FIRST, TODAY)
    assert ("GM0518", "households", 263_000.0, False) in told(history, TODAY)
    assert as_known(history, TODAY).equals(FIRST)


@pytest.mark.parametrize(
    "changed",
    [
        {"division": "2022"},
        {"value": 7.0},
        {"value": None, "absent": "suppressed"},
        {"low": None},
        {"high": 9.0},
        {"status": "modelled"},
        {"source": "another-source"},
        {"vintage": "2024-11"},
        {"taken_on": LATER},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_a_difference_in_any_column_is_remembered(changed: dict[str, object]) -> None:
    history = recorded(None, fact_table(fact("NL", "inhabitants", "2020", 5.0)), DAY)
    other = fact_table({**fact("NL", "inhabitants", "2020", 5.0), **changed})
    history = recorded(history, other, LATER)
    assert history.num_rows == 2
    assert as_known(history, LATER).equals(other)


def test_facts_that_come_in_another_order_are_the_same_facts() -> None:
    history = recorded(None, FIRST.take([2, 0, 1]), DAY)
    assert history.equals(recorded(None, FIRST, DAY))
    assert recorded(history, FIRST.take([1, 2, 0]), LATER).equals(history)


def test_what_was_known_does_not_change_afterwards() -> None:
    history = recorded(recorded(None, FIRST, DAY), REVISED, LATER)
    with pytest.raises(BadUsage, match=r"already recorded on 2025-03-01, so 2024-03-01 is too early"):
        recorded(history, FIRST, DAY)


def test_a_fact_that_stands_there_twice_is_refused() -> None:
    twice = pa.concat_tables([FIRST, FIRST.slice(0, 1)])
    with pytest.raises(BadSource, match="1 rows stand there twice"):
        recorded(None, twice, DAY)


VALUES = st.none() | st.sampled_from([0.0, 5.0, 0.1 + 0.2, 545_838.0, 1e-300])


@st.composite
def tables(draw: st.DrawFn) -> pa.Table:
    """A small fact table, in any order: few keys, so that facts come, go and change often."""
    keys = st.tuples(
        st.sampled_from(["GM0518", "NL"]), st.sampled_from(["a", "b"]), st.sampled_from(["2020", "2021"])
    )
    rows = [
        fact(
            *key,
            draw(VALUES),
            taken_on=draw(st.sampled_from([DAY, LATER])),
            vintage=draw(st.sampled_from(["", "2021"])),
        )
        for key in draw(st.lists(keys, unique=True, max_size=6))
    ]
    return fact_table(*rows)


# Steps of no, one or several days: a step of none is a correction on the same day.
HISTORIES = st.lists(st.tuples(st.integers(0, 2), tables()), min_size=1, max_size=4)


@settings(max_examples=25)
@given(HISTORIES)
def test_every_day_gives_the_table_that_was_recorded_last(steps: list[tuple[int, pa.Table]]) -> None:
    naive: dict[date, pa.Table] = {}
    history, day = None, DAY
    for days, table in steps:
        day += timedelta(days=days)
        grown = recorded(history, table, day)
        assert history is None or grown.slice(0, history.num_rows).equals(history)
        history, naive[day] = grown, table.sort_by([(key, "ascending") for key in KEYS])
    assert recorded(history, table, day).equals(history)
    known = FACTS.empty_table()
    for asked in (DAY + timedelta(days=n) for n in range(-1, (day - DAY).days + 2)):
        known = naive.get(asked, known)
        assert as_known(history, asked).equals(known)
