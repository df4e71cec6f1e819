"""What the definitions say about the sources is what stands in the publishers' files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pytest

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Evidence, Rounding, Source
from wijkbewijs.facts.measures import checked_labels, columns_of
from wijkbewijs.kernel.figure import Status
from wijkbewijs.sources import READERS, reader_of, snapshot_bytes
from wijkbewijs.sources.accepted import copies_only

MEASURING = (
    *("cbs-84799NED", "cbs-85318NED-wijk", "cbs-85318NED-gemeente", "rivm-50090NED", "gemeente-panel"),
    *("rotterdam-politie", "rotterdam-cbs", "rotterdam-wijkprofiel"),
)
OF_EARLIER_MAPS = {"cbs-83765NED-wijk", "leefbaarometer-2-klassen"}
DESCRIBING = {"cbs-84799NED-properties", "rotterdam-wijk-buurt"}
# The steps to which the publisher rounds; the copy holds 32-bit and 64-bit floats.
STEPS = {
    Rounding.RANDOM_5: 5,
    Rounding.RANDOM_10: 10,
    Rounding.HALF_UNIT: 1,
    Rounding.HALF_TENTH: 0.1,
    Rounding.MODEL: 0.1,
}
WHOLE_COUNTRY_OR_CITY = ("NL", "GM")
# What facts.derived makes, with the periods for which its parts are published.
DERIVED = {("persons_15plus", "2020"), ("persons_15plus", "2022"), ("persons_15_65", "2020")}


class Cell(NamedTuple):
    """A published value that is not null."""

    code: str
    input: str
    period: str
    value: float


def source(loaded: Loaded, source_id: str) -> Source:
    return next(found for found in loaded.sources if found.id == source_id)


def table(loaded: Loaded, source_id: str, snapshot: Path) -> pa.Table:
    found = source(loaded, source_id)
    return reader_of(found.reader)(snapshot_bytes(snapshot, found))


def columns(loaded: Loaded, source_id: str, snapshot: Path) -> dict[str, str]:
    found, read = source(loaded, source_id), table(loaded, source_id, snapshot)
    if "column" in read.column_names:
        return checked_labels(found, read)
    labels = table(loaded, found.labels, snapshot) if found.labels else None
    return columns_of(found, read, labels)


def cells(loaded: Loaded, source_id: str, snapshot: Path) -> Iterator[Cell]:
    found, read = source(loaded, source_id), table(loaded, source_id, snapshot)
    is_long = "column" in read.column_names
    codes = read["code"].to_pylist()
    is_wide_in_time = "period" not in read.column_names
    periods = [found.division] * read.num_rows if is_wide_in_time else read["period"].to_pylist()
    for input_id, column in columns(loaded, source_id, snapshot).items():
        values = read["value" if is_long else column].to_pylist()
        keys = read["column"].to_pylist() if is_long else [column] * read.num_rows
        for code, period, key, value in zip(codes, periods, keys, values, strict=True):
            if key == column and value is not None and value == value:  # noqa: PLR0124 - NaN is unequal
                yield Cell(code, input_id, period, value)


@pytest.fixture(scope="module")
def published(shipped: Loaded, snapshot: Path) -> Mapping[str, tuple[Cell, ...]]:
    """Every value of every measure, by source."""
    return {source_id: tuple(cells(shipped, source_id, snapshot)) for source_id in MEASURING}


def merged(shipped: Loaded, snapshot: Path) -> set[str]:
    """The wijken of Rotterdam that the copy made out of several buurten, or of a part of one."""
    rows = table(shipped, "rotterdam-wijk-buurt", snapshot)["code"].to_pylist()
    return {code for code in rows if rows.count(code) > 1}


def test_the_copies_are_those_that_the_shipped_edition_is_made_of(shipped: Loaded) -> None:
    copies = {found.id for found in copies_only(shipped).sources}
    assert copies == {*MEASURING, *DESCRIBING, *OF_EARLIER_MAPS}


def test_each_source_names_a_reader_that_exists_and_what_it_promises_in_dutch(shipped: Loaded) -> None:
    names = {name for name, _ in READERS}
    for found in shipped.sources:
        assert found.reader in names, found.id
        assert found.credit, found.id


def test_a_copy_by_somebody_else_names_who(shipped: Loaded) -> None:
    assert all(found.via for found in copies_only(shipped).sources)


def test_a_taken_source_says_what_its_reading_was_tested_on_and_keeps_to_https(shipped: Loaded) -> None:
    wires = {found.id: found.wire for found in shipped.sources if found.wire is not None}
    assert len(wires) > len(MEASURING)
    assert all(wire.base.startswith("https://") for wire in wires.values())
    assert {wire.evidence for wire in wires.values()} <= set(Evidence)


def test_a_licence_is_cc_by_of_cbs_or_unknown_and_says_which(shipped: Loaded) -> None:
    for found in shipped.sources:
        if "onbekend" not in found.licence:
            assert found.licence == "CC BY 4.0", found.id
            assert "CBS" in found.producer, found.id


def test_a_vintage_is_one_word_so_that_a_figure_can_carry_several(shipped: Loaded) -> None:
    assert all(len(found.vintage.split()) == 1 for found in copies_only(shipped).sources)


def test_health_liveability_and_socioeconomic_scores_are_modelled_and_nothing_else(shipped: Loaded) -> None:
    modelled = {found.id.partition("-")[0] for found in shipped.sources if found.status is Status.MODELLED}
    assert modelled == {"rivm", "leefbaarometer", "ses"}


def test_an_index_from_a_survey_gets_no_bound_by_rounding(shipped: Loaded) -> None:
    found = source(shipped, "rotterdam-wijkprofiel")
    assert {measure.rounding for measure in found.measures} == {Rounding.MODEL}


def test_no_measure_of_cbs_is_found_by_the_key_of_its_column(shipped: Loaded) -> None:
    found = source(shipped, "cbs-84799NED")
    assert found.labels == "cbs-84799NED-properties"
    assert not any(measure.column for measure in found.measures)


@pytest.mark.parametrize("source_id", MEASURING)
def test_every_measure_is_found_in_the_real_file(shipped: Loaded, snapshot: Path, source_id: str) -> None:
    found = columns(shipped, source_id, snapshot)
    assert set(found) == {measure.input for measure in source(shipped, source_id).measures}
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize("source_id", MEASURING)
def test_every_measure_has_values_in_each_period_that_is_listed(
    shipped: Loaded, published: Mapping[str, tuple[Cell, ...]], source_id: str
) -> None:
    filled = {(cell.input, cell.period) for cell in published[source_id]}
    for measure in source(shipped, source_id).measures:
        if measure.periods:
            periods = {period for input_id, period in filled if input_id == measure.input}
            assert periods == set(measure.periods), measure.input
        else:
            assert measure.input in {input_id for input_id, _ in filled}


@pytest.mark.parametrize("source_id", MEASURING)
def test_values_of_wijken_and_buurten_are_rounded_as_the_definition_says(
    shipped: Loaded, snapshot: Path, published: Mapping[str, tuple[Cell, ...]], source_id: str
) -> None:
    rounding = {measure.input: measure.rounding for measure in source(shipped, source_id).measures}
    averaged = merged(shipped, snapshot) if source_id == "rotterdam-cbs" else set()
    for cell in published[source_id]:
        step = STEPS.get(rounding[cell.input])
        if step is None or cell.code in averaged or cell.code.startswith(WHOLE_COUNTRY_OR_CITY):
            continue
        assert abs(cell.value / step - round(cell.value / step)) < 1e-6, cell


@pytest.mark.parametrize("source_id", ["cbs-85318NED-wijk", "rotterdam-politie"])
def test_a_number_that_is_called_exact_is_not_rounded_to_five(
    shipped: Loaded, published: Mapping[str, tuple[Cell, ...]], source_id: str
) -> None:
    exact = {m.input for m in source(shipped, source_id).measures if m.rounding is Rounding.NONE}
    fives = [cell.value % 5 == 0 for cell in published[source_id] if cell.input in exact and cell.value]
    assert 0 < sum(fives) < 0.5 * len(fives)


def test_benefits_are_rounded_to_ten_for_municipalities_and_the_country_too(
    published: Mapping[str, tuple[Cell, ...]],
) -> None:
    wide = [cell for cell in published["cbs-84799NED"] if cell.code.startswith(WHOLE_COUNTRY_OR_CITY)]
    benefits = [cell.value for cell in wide if cell.input.startswith("benefit_")]
    assert len(benefits) == 4 * 356
    assert all(value % 10 == 0 for value in benefits)


def test_the_population_of_the_municipalities_of_2020_is_17_407_585(
    published: Mapping[str, tuple[Cell, ...]],
) -> None:
    counts = [c.value for c in published["cbs-84799NED"] if c.input == "inhabitants" and c.code[:2] == "GM"]
    assert (len(counts), sum(counts)) == (355, 17_407_585)


def test_the_health_of_the_country_is_the_published_one(
    published: Mapping[str, tuple[Cell, ...]],
) -> None:
    country = {
        cell.period: cell.value
        for cell in published["rivm-50090NED"]
        if cell.input == "rivm_good_health" and cell.code == "NL01"
    }
    assert country == {"2012": 76.1, "2016": 75.2, "2020": 78.4}


def test_every_input_of_every_indicator_is_published_for_each_of_its_periods(
    shipped: Loaded, published: Mapping[str, tuple[Cell, ...]]
) -> None:
    filled = {(cell.input, cell.period) for found in published.values() for cell in found} | DERIVED
    asked = {
        (name, period)
        for indicator in shipped.indicators
        for period in indicator.periods
        for name, period in (
            (indicator.of, period),
            (indicator.per, indicator.per_period or period),
            (indicator.per_alternative, indicator.per_period or period),
        )
        if name
    }
    assert asked - filled == set()


def test_crime_of_every_focus_municipality_is_there_in_every_year(
    shipped: Loaded, published: Mapping[str, tuple[Cell, ...]]
) -> None:
    municipalities = {area.municipality for area in shipped.programme.areas}
    for period in ("2012", "2017", "2018", "2019", "2022"):
        there = {
            cell.code
            for cell in published["gemeente-panel"]
            if cell.input == "crimes_total" and cell.period == period
        }
        assert municipalities <= there
