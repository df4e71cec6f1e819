"""Properties of areas on the fact table: nobody is lost, and bounds contain the truth."""

from collections.abc import Sequence

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.facts.tables import BENEFIT, CONTEXT, INHABITANTS, published, source
from wijkbewijs.facts import facts_of
from wijkbewijs.facts.build import source_facts
from wijkbewijs.facts.municipal import unallocated
from wijkbewijs.indicators.formulas import Part, Result, summed

MUNICIPALITY = "GM0344"
people = st.integers(min_value=0, max_value=9_000)
directions = st.booleans()
few = settings(max_examples=15)


def randomly_rounded(truth: int, step: int, *, up: bool) -> int:
    """Return a multiple of `step` beside the truth, the one above or the one below it; a multiple stays."""
    below = truth - truth % step
    return below + step if up and truth % step else below


def a_town(truths: Sequence[tuple[int, bool]], homeless: int, step: int) -> pa.Table:
    """Return what CBS would print: an exact total and randomly rounded wijken."""
    total = sum(truth for truth, _ in truths) + homeless
    rounded = [randomly_rounded(truth, step, up=up) for truth, up in truths]
    cells = [total, *rounded]
    return published([MUNICIPALITY, *wijken(len(truths))], people=cells, benefit=cells)


def wijken(number: int) -> list[str]:
    return [f"WK0344{i:02}" for i in range(number)]


def area(table: pa.Table, codes: Sequence[str], input_id: str) -> Result:
    """Return the sum of an area made of these units, as the indicators add it up."""
    facts = facts_of(table, codes)
    rows = [facts.row(code, input_id, "2020") for code in codes]
    bounds = [(row.low, row.high) for row in rows if row and row.low is not None and row.high is not None]
    values = [row.value for row in rows if row]
    assert len(bounds) == len(values) == len(codes)
    result = summed([Part(value, pair) for value, pair in zip(values, bounds, strict=True)])
    assert result is not None
    return result


towns = st.lists(st.tuples(people, directions), min_size=2, max_size=25)


@few
@given(towns)
def test_the_bounds_of_an_area_contain_the_truth_under_random_rounding_to_5(
    truths: list[tuple[int, bool]],
) -> None:
    table = source_facts(source(INHABITANTS), a_town(truths, 0, step=5), CONTEXT)
    result = area(table, wijken(len(truths)), "inhabitants")
    assert result.bounds is not None
    assert result.bounds[0] <= sum(truth for truth, _ in truths) <= result.bounds[1]


@few
@given(towns)
def test_the_bounds_of_an_area_contain_the_truth_under_random_rounding_to_10(
    truths: list[tuple[int, bool]],
) -> None:
    table = source_facts(source(BENEFIT), a_town(truths, 0, step=10), CONTEXT)
    result = area(table, wijken(len(truths)), "benefit_assistance")
    assert result.bounds is not None
    assert result.bounds[0] <= sum(truth for truth, _ in truths) <= result.bounds[1]


@few
@given(towns, st.data())
def test_a_union_of_two_areas_counts_what_the_two_count(
    truths: list[tuple[int, bool]], data: st.DataObject
) -> None:
    table = source_facts(source(INHABITANTS), a_town(truths, 0, step=5), CONTEXT)
    codes = wijken(len(truths))
    cut = data.draw(st.integers(1, len(codes) - 1), label="cut")
    left, right = area(table, codes[:cut], "inhabitants"), area(table, codes[cut:], "inhabitants")
    whole = area(table, codes, "inhabitants")
    assert whole.value == left.value + right.value
    assert whole.bounds is not None
    assert left.bounds is not None
    assert right.bounds is not None
    assert whole.bounds == (left.bounds[0] + right.bounds[0], left.bounds[1] + right.bounds[1])


@few
@given(towns, st.integers(0, 500))
def test_nobody_is_lost_between_the_wijken_and_their_municipality(
    truths: list[tuple[int, bool]], homeless: int
) -> None:
    """Published wijken and the remainder make the total; a gap beyond rounding is always somebody's."""
    table = source_facts(source(INHABITANTS), a_town(truths, homeless, step=5), CONTEXT)
    (row,) = unallocated(table, ["inhabitants"]).to_pylist()
    assert row["summed"] + row["remainder"] == row["published"]
    assert row["published"] - row["high"] <= homeless <= row["published"] - row["low"]
    assert homeless > 0 or not row["beyond_rounding"]


@few
@given(towns, st.data())
def test_the_truth_of_the_published_part_is_contained_when_units_are_suppressed(
    truths: list[tuple[int, bool]], data: st.DataObject
) -> None:
    hidden = data.draw(st.sets(st.integers(0, len(truths) - 1), max_size=len(truths) - 1), label="hidden")
    town = a_town(truths, 0, step=10)
    benefit = town["benefit"].to_pylist()
    cells = [None if i - 1 in hidden else cell for i, cell in enumerate(benefit)]
    table = source_facts(source(BENEFIT), published(town["code"].to_pylist(), benefit=cells), CONTEXT)
    (row,) = unallocated(table, ["benefit_assistance"]).to_pylist()
    shown = sum(truth for i, (truth, _) in enumerate(truths) if i not in hidden)
    assert row["low"] <= shown <= row["high"]
    assert row["without_value"] == len(hidden)
    assert shown + sum(truths[i][0] for i in hidden) == row["published"]
