"""Which columns may be added up, tested where the truth is known: on the municipalities."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from tests.unit.facts.tables import CONTEXT, INHABITANTS, published, source
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Rounding
from wijkbewijs.facts.additivity import Additivity, Column, Miss, additivity_of, with_half_steps
from wijkbewijs.facts.additivity_page import KERNCIJFERS_2020, additivity_page
from wijkbewijs.facts.harmonise import Context
from wijkbewijs.sources import cbs_data_properties, cbs_typed_dataset

PAGE = "docs/methods/additivity.md"


def town(total: float, *wijken: float) -> pa.Table:
    """Return one municipality with these wijken, each of one buurt."""
    codes = [f"WK0344{i:02}" for i in range(len(wijken))]
    buurten = [f"BU0344{i:02}00" for i in range(len(wijken))]
    return published(["GM0344", *codes, *buurten], people=[total, *wijken, *wijken])


@pytest.mark.parametrize(
    ("total", "remainder"), [(1000, None), (1008, None), (1009, 9.0), (992, None), (991, -9.0)]
)
def test_a_total_is_contained_up_to_four_persons_a_wijk(total: float, remainder: float | None) -> None:
    (column,) = additivity_of(source(INHABITANTS), town(total, 500, 500), CONTEXT, [INHABITANTS])
    expected = () if remainder is None else (Miss("GM0344", remainder, 8.0),)
    assert column.wijken.misses == expected
    assert column.verdict is (Additivity.ADDED_UP if remainder is None else Additivity.REFUSED)


def test_half_a_step_is_too_narrow_for_random_rounding() -> None:
    (column,) = additivity_of(
        source(INHABITANTS), town(1008, 500, 500), with_half_steps(CONTEXT), [INHABITANTS]
    )
    assert column.wijken.misses == (Miss("GM0344", 8.0, 5.0),)


@pytest.fixture(scope="module")
def real(loaded: Loaded, contents: Mapping[str, bytes]) -> tuple[dict[str, Column], Column]:
    described = next(s for s in loaded.sources if s.id == KERNCIJFERS_2020)
    table = cbs_typed_dataset.read(contents[described.id])
    labels = cbs_data_properties.read(contents[described.labels])
    context = Context(loaded.locks[0].taken_on, loaded.rules, labels)
    columns = additivity_of(described, table, context)
    (nearest,) = additivity_of(described, table, with_half_steps(context), [columns[0].measure])
    return {column.measure.input: column for column in columns}, nearest


def test_every_column_that_is_added_up_holds_on_97_and_99_percent_of_the_municipalities(
    real: tuple[dict[str, Column], Column],
) -> None:
    added = [column for column in real[0].values() if column.verdict is Additivity.ADDED_UP]
    assert len(added) == 17
    assert all(column.wijken.share >= 0.97 and column.buurten.share >= 0.99 for column in added)
    assert {column.wijken.municipalities for column in added} == {355}


def test_cars_and_total_surface_are_refused(real: tuple[dict[str, Column], Column]) -> None:
    refused = {name for name, column in real[0].items() if column.verdict is Additivity.REFUSED}
    assert refused == {"cars", "cars_petrol", "cars_other_fuel", "area_total_ha", "area_water_ha"}


def test_rounding_to_the_nearest_would_contain_82_8_percent(real: tuple[dict[str, Column], Column]) -> None:
    columns, nearest = real
    assert round(nearest.wijken.share * 100, 1) == 82.8
    assert round(columns["inhabitants"].wijken.share * 100, 1) == 97.5
    assert round(columns["inhabitants"].buurten.share * 100, 1) == 99.4


def test_no_count_that_the_definitions_read_is_left_out_of_the_test(
    loaded: Loaded, real: tuple[dict[str, Column], Column]
) -> None:
    described = next(s for s in loaded.sources if s.id == KERNCIJFERS_2020)
    counted = {m.input for m in described.measures if m.rounding in {Rounding.RANDOM_5, Rounding.RANDOM_10}}
    assert counted <= set(real[0])


def test_the_page_in_the_manual_is_what_the_test_says_today(
    loaded: Loaded, contents: Mapping[str, bytes], root: Path, tmp_path: Path
) -> None:
    fresh = additivity_page(loaded, contents)
    (tmp_path / "additivity.md").write_text(fresh, encoding="utf-8")
    committed = (root / PAGE).read_text(encoding="utf-8")
    assert committed == fresh, f"copy {tmp_path / 'additivity.md'} over {PAGE}"
