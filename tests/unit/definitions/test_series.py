"""One definition serves a table that is issued anew each year; each year is a source of its own."""

import pytest

from wijkbewijs.definitions.series import expanded
from wijkbewijs.definitions.source import Source
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.record import structured

SERIES = {
    "id": "kern-{year}",
    "title": "Kerncijfers {year}",
    "producer": "CBS",
    "licence": "CC BY 4.0",
    "url": "https://www.cbs.nl/{table}",
    "cadence": "elk jaar",
    "table": "{table}",
    "reader": "cbs_odata4",
    "division": "{year}",
    "status": "measured",
    "wire": {
        "protocol": "cbs_odata4",
        "base": "https://datasets.cbs.nl",
        "path": "CBS/{table}",
        "evidence": "documented",
        "dimensions": ["WijkenEnBuurten"],
    },
    "tables": {"2021": "85039NED", "2022": "85318NED"},
    "replaces": {"2022": ["a-copy"]},
    "measures": [
        {"input": "inhabitants", "title": "Aantal inwoners", "unit": "aantal", "rounding": "random_5"},
        {"input": "woz", "title": "WOZ", "unit": "euro", "rounding": "none", "periods": ["2022"]},
    ],
}


def sources() -> list[Source]:
    return [structured(Source, data, "a test") for data in expanded(SERIES, "a test")]


def test_each_year_is_a_source_with_its_own_table_map_and_address() -> None:
    first, second = sources()
    assert (first.id, first.table, first.division) == ("kern-2021", "85039NED", "2021")
    assert second.wire is not None
    assert (second.title, second.url, second.wire.path) == (
        "Kerncijfers 2022",
        "https://www.cbs.nl/85318NED",
        "CBS/85318NED",
    )


def test_a_measure_is_only_in_the_years_that_its_table_has_it() -> None:
    first, second = sources()
    assert [measure.input for measure in first.measures] == ["inhabitants"]
    assert [measure.input for measure in second.measures] == ["inhabitants", "woz"]
    assert second.measures[1].periods == ()


def test_only_the_year_that_a_copy_is_of_replaces_it() -> None:
    first, second = sources()
    assert (first.replaces, second.replaces) == ((), ("a-copy",))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"tables": {}}, "needs `tables`"),
        ({"tables": ["85318NED"]}, "needs `tables`"),
        ({"replaces": {"1999": ["a-copy"]}}, "must name years of `tables`"),
        ({"measures": ["inhabitants"]}, "a measure of a series is 'inhabitants'"),
    ],
)
def test_a_series_that_is_not_whole_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(BadDefinition, match=said):
        list(expanded({**SERIES, **change}, "a test"))
