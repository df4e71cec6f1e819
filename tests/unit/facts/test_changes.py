"""Between two fact tables every change has its name, and what did not change is not listed."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from tests.unit.facts.tables import fact, fact_table
from wijkbewijs.facts.changes import CHANGES, SUMMARY, Change, changes, summary
from wijkbewijs.facts.schema import FACTS

PEOPLE = ("WK051833", "inhabitants", "2020")
ABSENT = {"low": None, "high": None}


def kinds(before: pa.Table, after: pa.Table) -> list[str]:
    return changes(before, after)["kind"].to_pylist()  # type: ignore[no-any-return]


def between(value: float | None = 5.0, **others: object) -> list[str]:
    """The kinds of change from an exact count of 5 to this row."""
    before = fact_table(fact(*PEOPLE, 5.0))
    return kinds(before, fact_table(fact(*PEOPLE, value, **others)))


def test_what_did_not_change_is_not_listed() -> None:
    found = changes(fact_table(fact(*PEOPLE, 5.0)), fact_table(fact(*PEOPLE, 5.0)))
    assert found.equals(CHANGES.empty_table())


@pytest.mark.parametrize(
    "provenance", [{"taken_on": date(2027, 1, 1)}, {"vintage": "2027-03"}, {"source": "b"}]
)
def test_another_edition_with_the_same_figures_is_no_revision(provenance: dict[str, object]) -> None:
    assert between(**provenance) == []


@pytest.mark.parametrize(
    "change",
    [{"value": 6.0}, {"low": 4.0}, {"high": 6.0}, {"low": None, "high": None}, {"status": "modelled"}],
)
def test_another_value_bound_or_status_is_a_revision(change: dict[str, object]) -> None:
    value = change.pop("value", 5.0)
    assert between(value, **change) == [Change.REVISED]  # type: ignore[arg-type]


def test_a_fact_that_comes_and_one_that_goes_are_named() -> None:
    one, other = (
        fact_table(fact(*PEOPLE, 5.0)),
        fact_table(fact("NL", "inhabitants", "2020", 7.0, source="b")),
    )
    rows = changes(one, other).to_pylist()
    assert [(row["kind"], row["region"], row["source"]) for row in rows] == [
        (Change.NEW, "NL", "b"),
        (Change.GONE, "WK051833", "a-source"),
    ]
    assert (rows[0]["before"], rows[0]["division_before"], rows[0]["absent_before"]) == (None, "", "")
    assert (rows[1]["after"], rows[1]["division_after"], rows[1]["absent_after"]) == (None, "", "")


def test_a_value_that_fills_in_later_is_filled_and_one_that_is_taken_back_is_withdrawn() -> None:
    value, none = fact_table(fact(*PEOPLE, 5.0)), fact_table(fact(*PEOPLE, None, absent="unpublished"))
    (filled,) = changes(none, value).to_pylist()
    assert (filled["kind"], filled["before"], filled["after"]) == (Change.FILLED, None, 5.0)
    assert (filled["absent_before"], filled["absent_after"]) == ("unpublished", "")
    (withdrawn,) = changes(value, none).to_pylist()
    assert (withdrawn["kind"], withdrawn["before"], withdrawn["after"]) == (Change.WITHDRAWN, 5.0, None)
    assert (withdrawn["absent_before"], withdrawn["absent_after"]) == ("", "unpublished")


def test_another_reason_of_absence_is_a_revision() -> None:
    before = fact_table(fact(*PEOPLE, None, absent="unpublished"))
    assert kinds(before, fact_table(fact(*PEOPLE, None, absent="suppressed"))) == [Change.REVISED]
    assert kinds(before, before) == []


def test_a_figure_on_another_map_is_remapped_whatever_its_value() -> None:
    assert between(5.0, division="2022") == [Change.REMAPPED]
    assert between(9.0, division="2022") == [Change.REMAPPED]
    assert between(None, division="2022", **ABSENT) == [Change.REMAPPED]


def test_changes_are_sorted_by_input_period_and_region() -> None:
    keys = [("NL", "b", "2020"), ("NL", "a", "2021"), ("GM0518", "b", "2020"), ("NL", "a", "2020")]
    found = changes(FACTS.empty_table(), fact_table(*(fact(*key, 1.0) for key in keys)))
    in_order = [(row["input"], row["period"], row["region"]) for row in found.to_pylist()]
    assert in_order == [
        ("a", "2020", "NL"),
        ("a", "2021", "NL"),
        ("b", "2020", "GM0518"),
        ("b", "2020", "NL"),
    ]


def test_the_summary_counts_and_names_the_largest_revision() -> None:
    regions = ("GM0014", "GM0518", "NL")
    before = fact_table(
        *(fact(r, "inhabitants", "2020", v) for r, v in zip(regions, (100.0, 0.0, 40.0), strict=True))
    )
    after = fact_table(
        *(fact(r, "inhabitants", "2020", v) for r, v in zip(regions, (90.0, 4.0, 46.0), strict=True))
    )
    found = summary(changes(before, after))
    assert found.schema.equals(SUMMARY)
    assert found.to_pylist() == [
        {
            "source": "a-source",
            "input": "inhabitants",
            "period": "2020",
            "kind": "revised",
            "count": 3,
            "largest": 10.0,
            "largest_share": 0.15,
        }
    ]
    (new,) = summary(changes(FACTS.empty_table(), after)).to_pylist()
    assert (new["kind"], new["count"], new["largest"], new["largest_share"]) == ("new", 3, None, None)


def test_cells_that_are_changed_in_the_real_facts_are_found_and_nothing_else(real_facts: pa.Table) -> None:
    read = pc.is_in(real_facts["input"], pa.array(["households", "inhabitants"]))
    facts = real_facts.filter(pc.and_(read, pc.equal(real_facts["period"], "2020")))
    assert changes(facts, facts).num_rows == 0
    rows = facts.to_pylist()
    place = {(row["region"], row["input"]): n for n, row in enumerate(rows)}
    assert rows[place["WK051833", "inhabitants"]]["value"] == 29_500.0
    rows[place["WK051833", "inhabitants"]] |= {"value": 29_505.0, "low": 29_501.0, "high": 29_509.0}
    rows[place["GM0518", "households"]] |= {"value": None, "absent": "unpublished", "low": None, "high": None}
    rows[place["WK051836", "inhabitants"]] |= {"division": "2022"}
    del rows[place["NL", "households"]]
    changed = changes(facts, pa.Table.from_pylist(rows, schema=FACTS))
    assert {(row["kind"], row["region"], row["input"]) for row in changed.to_pylist()} == {
        ("revised", "WK051833", "inhabitants"),
        ("withdrawn", "GM0518", "households"),
        ("remapped", "WK051836", "inhabitants"),
        ("gone", "NL", "households"),
    }
    assert changed.num_rows == 4
