"""A table of OData v3 becomes a long table of the publisher's values, or an error with table and measure."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.replay.cbs3 import Table3, atom, health_2020, kerncijfers_2020
from tests.replay.server import Replay
from tests.unit.sources.takes3 import long_of, small_police, source_of, taken_from
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.source import Source
from wijkbewijs.facts.measures import checked_labels
from wijkbewijs.kernel.errors import BadSource, WijkbewijsError
from wijkbewijs.sources import cbs_data_properties, cbs_typed_dataset, rivm_health
from wijkbewijs.sources.bundle import packed
from wijkbewijs.sources.cbs_odata3 import NAME, read

COUNT = "GeregistreerdeMisdrijven_1"
LABELS = ("column", "title", "unit", "groups", "value", "absent")


Values = dict[str, dict[str, float | None]]


@cache
def shipped(source_id: str) -> Source:
    return next(source for source in load_definitions().sources if source.id == source_id)


def by_column(table: pa.Table) -> Values:
    """Return the value of each region by the key of its measure; a batch holds one measure."""
    found: Values = {}
    for batch in table.to_batches():
        codes, values = batch["code"].to_pylist(), batch["value"].to_pylist()
        found.setdefault(batch["column"][0].as_py(), {}).update(zip(codes, values, strict=True))
    return found


@pytest.fixture(scope="module")
def kerncijfers(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> pa.Table:
    """84799NED, taken over HTTP with its recorded rows and labels, and held against its definition."""
    table, copied = kerncijfers_2020(snapshot), shipped("cbs-84799NED")
    wire = source_of(table, dimensions=("WijkenEnBuurten",), title="Kerncijfers").wire
    source = replace(copied, reader=NAME, snapshot="", wire=wire)
    with Replay(table.routes()) as replay:
        return read(taken_from(replay, source, tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def figures(kerncijfers: pa.Table) -> Values:
    """The values of 84799NED."""
    return by_column(kerncijfers)


@pytest.fixture(scope="module")
def copy(snapshot: Path) -> pa.Table:
    """84799NED as the copy has it."""
    return cbs_typed_dataset.read((snapshot / shipped("cbs-84799NED").snapshot).read_bytes())


@pytest.fixture(scope="module")
def health(snapshot: Path) -> pa.Table:
    """50090NED for adults in 2020, read from its recorded texts."""
    return long_of(health_2020(snapshot))


# ------------------------------------------------------------------------------------------- recorded rows


def test_the_wire_gives_the_values_of_the_copy_for_every_measure(
    kerncijfers: pa.Table, figures: Values, copy: pa.Table
) -> None:
    columns = checked_labels(shipped("cbs-84799NED"), kerncijfers)
    assert len(columns) == 22
    for measure, column in columns.items():
        expected = dict(zip(copy["code"].to_pylist(), copy[column].to_pylist(), strict=True))
        assert figures[column] == expected, measure


def test_labels_are_those_of_the_copy_of_the_properties(kerncijfers: pa.Table, snapshot: Path) -> None:
    content = (snapshot / "cbs_odata_fixtures/cbs.v3.84799NED_DataProperties.parquet").read_bytes()
    known = {row["key"]: row for row in cbs_data_properties.read(content).to_pylist()}
    for row in kerncijfers.group_by(list(LABELS[:4])).aggregate([]).to_pylist():
        expected = known[row["column"]]
        assert (row["title"], row["unit"]) == (expected["title"], expected["unit"])
        assert row["groups"] == " > ".join(expected["groups"])


def test_topics_of_words_are_left_out_and_change_flags_are_numbers(figures: Values) -> None:
    assert not figures.keys() & {"Gemeentenaam_1", "SoortRegio_2", "Codering_3"}
    flags = figures["IndelingswijzigingWijkenEnBuurten_4"]
    assert flags["NL00"] is None  # a country has no flag: "."
    assert flags["WK168000"] == 1.0
    assert set(flags.values()) == {None, 1.0, 2.0, 3.0}


def test_the_country_has_its_inhabitants(kerncijfers: pa.Table, figures: Values) -> None:
    assert figures["AantalInwoners_5"]["NL00"] == 17_407_585
    assert "period" not in kerncijfers.column_names  # one table a year


def test_texts_of_rivm_give_the_numbers_of_the_copy(health: pa.Table, snapshot: Path) -> None:
    source = shipped("rivm-50090NED")
    copy = rivm_health.read((snapshot / source.snapshot).read_bytes())
    copy = copy.filter(pc.equal(copy["period"], "2020"))
    codes = copy["code"].to_pylist()
    found = {key.partition("_")[0]: values for key, values in by_column(health).items()}
    for measure in source.measures:
        expected = dict(zip(codes, copy[measure.column].to_pylist(), strict=True))
        assert found[measure.column] == expected, measure.input


def test_texts_keep_their_dimensions_without_padding(health: pa.Table) -> None:
    assert health["Leeftijd"].unique().to_pylist() == ["20300"]
    assert health["Marges"].unique().to_pylist() == ["MW00000"]
    assert health["period"].unique().to_pylist() == ["2020"]
    assert "NL01" in health["code"].unique().to_pylist()


def test_a_point_is_unknown_and_a_blank_cannot_exist(health: pa.Table) -> None:
    def reasons(column: str) -> set[str]:
        rows = health.filter(pc.and_(pc.equal(health["column"], column), pc.is_null(health["value"])))
        return set(rows["absent"].to_pylist())

    assert reasons("Eenzaam_28") == {""}
    assert reasons("LopenNaarSchoolOfWerk_35") == {"not_applicable"}
    present = health.filter(pc.is_valid(health["value"]))
    assert present["absent"].unique().to_pylist() == [""]


# ------------------------------------------------------------------------------------------ the long table


def test_a_row_has_its_place_period_label_value_and_further_dimensions() -> None:
    long = long_of(small_police())
    assert tuple(long.column_names) == ("code", "period", *LABELS, "SoortMisdrijf")
    assert long.slice(15, 1).to_pylist() == [
        {
            "code": "BU05990101",
            "period": "2024-01",
            "column": COUNT,
            "title": "Geregistreerde misdrijven",
            "unit": "aantal",
            "groups": "",
            "value": 15.0,
            "absent": "",
            "SoortMisdrijf": "1.1.1",
        }
    ]
    assert long.num_rows == 24
    assert long["value"].null_count == 3


def test_atom_and_json_give_the_same_table() -> None:
    table = small_police()
    as_atom = [(name, atom(json.loads(body)["value"], "").encode()) for name, body in table.parts()]
    assert read(packed(as_atom)).equals(long_of(table))


def test_the_recorded_atom_entry_is_read_with_its_types(snapshot: Path) -> None:
    recorded = (snapshot / "cbs_odata_fixtures/politie_47022NED_odatafeed_atom.xml").read_bytes()
    table = small_police()
    codes = {
        "SoortMisdrijf": [{"Key": "0.0.0 "}],
        "WijkenEnBuurten": [{"Key": "GM0758    "}],
        "Perioden": [{"Key": "2012MM01"}],
    }
    parts = dict(replace(table, codes=codes, rows=[]).parts())
    found = read(packed({**parts, "TypedDataSet/00000.json": recorded}.items())).to_pylist()
    assert [(row["code"], row["period"], row["SoortMisdrijf"], row["value"]) for row in found] == [
        ("GM0758", "2012-01", "0.0.0", 1382.0)
    ]


def test_a_table_without_rows_is_a_table() -> None:
    assert long_of(small_police().with_rows([])).num_rows == 0


# ------------------------------------------------------------------------------------------ broken promises


def without(table: Table3, key: str) -> Table3:
    return replace(table, rows=[{k: v for k, v in row.items() if k != key} for row in table.rows])


def retyped(table: Table3, key: str, kind: str) -> Table3:
    return table.relabelled(key, Type=kind)


def as_texts(table: Table3) -> Table3:
    rows = [{**row, COUNT: "." if row[COUNT] is None else str(row[COUNT])} for row in table.rows]
    return replace(table, rows=rows, dataset="UntypedDataSet")


BROKEN = {
    "a text where a number should be": (
        small_police().changed(COUNT, lambda _: "drie", at=11),
        "'Geregistreerde misdrijven' .GeregistreerdeMisdrijven_1. is 'drie' for GM0599",
    ),
    "true where a number should be": (
        small_police().changed(COUNT, lambda _: True),
        "'Geregistreerde misdrijven' .* is True for NL00",
    ),
    "a number too large to be one": (
        small_police().changed(COUNT, lambda _: 10**400),
        "'Geregistreerde misdrijven' .* for NL00, expected a number",
    ),
    "a text that is no number": (
        as_texts(small_police()).changed(COUNT, lambda _: "     inf", at=11),
        "'Geregistreerde misdrijven' .GeregistreerdeMisdrijven_1. is '     inf' for GM0599",
    ),
    "words only": (
        as_texts(small_police()).changed(COUNT, lambda _: "veel").relabelled(COUNT, Datatype="String"),
        "no measure of the table holds numbers",
    ),
    "-1 for a missing figure": (
        small_police().changed(COUNT, lambda _: -1, at=13),
        "measure Geregistreerde misdrijven .* is -1 for WK059901 and 0 more",
    ),
    "two rows for one place": (
        small_police().with_rows([*small_police().rows, small_police().rows[0]]),
        "more than once, e.g. code NL00, period 2023, SoortMisdrijf 0.0.0",
    ),
    "a key that is no topic": (
        replace(small_police(), rows=[{**row, "Nieuw_2": 1} for row in small_police().rows]),
        "row 0 has 'Nieuw_2'",
    ),
    "a measure that is gone": (without(small_police(), COUNT), "row 0 lacks 'Geregistreerde misdrijven'"),
    "a dimension that is gone": (without(small_police(), "Perioden"), "row 0 lacks 'Perioden'"),
    "a code that nobody lists": (
        small_police().changed("WijkenEnBuurten", lambda _: "GM9999    "),
        "WijkenEnBuurten has 'GM9999    ', which is not among its 4 codes",
    ),
    "no code at all": (
        small_police().changed("WijkenEnBuurten", lambda _: None),
        "WijkenEnBuurten has None",
    ),
    "no region": (
        retyped(small_police(), "WijkenEnBuurten", "Dimension"),
        "0 dimensions of regions and 1 of periods",
    ),
    "two dimensions of periods": (
        retyped(small_police(), "SoortMisdrijf", "TimeDimension"),
        "1 dimensions of regions and 2 of periods",
    ),
    "an unknown type of property": (retyped(small_police(), COUNT, "Onderwerp"), "unknown type 'Onderwerp'"),
    "groups in a ring": (small_police().relabelled(COUNT, ParentID=3), "groups above .* do not end"),
    "a group that is not there": (
        small_police().relabelled(COUNT, ParentID=99),
        "groups above .* do not end",
    ),
    "one key for two properties": (
        small_police().relabelled(COUNT, Key="Perioden"),
        "key 'Perioden' twice",
    ),
}


@pytest.mark.parametrize(("table", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_promise_is_named_with_its_table(table: Table3, words: str) -> None:
    with pytest.raises(BadSource, match=f"47018NED.*{words}"):
        long_of(table)


def test_minus_one_is_a_value_where_lower_ones_stand_too() -> None:
    table = small_police().changed(COUNT, lambda _: -1, at=3).changed(COUNT, lambda _: -2, at=4)
    assert pc.min(long_of(table)["value"]).as_py() == -2


@settings(max_examples=60)
@given(data=st.data())
def test_whatever_a_body_holds_ends_in_a_table_or_in_our_own_error(data: st.DataObject) -> None:
    parts = dict(small_police().parts())
    name = data.draw(st.sampled_from(sorted(parts)))
    if data.draw(st.booleans(), label="as atom"):
        parts[name] = atom(json.loads(parts[name])["value"], "").encode()
    body = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 4), label="changes")):
        at = data.draw(st.integers(0, len(body) - 1), label="at")
        body[at : at + 1] = data.draw(
            st.sampled_from([b"", b"[", b"{}", b"null", b"\\ud800", b"9e999", b"<", b"\0"])
        )
    parts[name] = bytes(body)
    try:
        long = read(packed(parts.items()))
    except WijkbewijsError as error:
        assert str(error)  # noqa: PT017 - both ends are allowed
    else:
        assert long.num_columns == 9


VALUES = (
    st.none() | st.booleans() | st.integers(-2, 2) | st.text(max_size=3) | st.lists(st.integers(), max_size=2)
)


@settings(max_examples=100)
@given(resource=st.sampled_from(["TableInfos", "DataProperties", "Perioden", "TypedDataSet"]), data=st.data())
def test_whatever_type_a_cell_has_ends_in_a_table_or_in_our_own_error(
    resource: str, data: st.DataObject
) -> None:
    table = small_police()
    rows = [dict(row) for row in table.resources[resource]]
    row = rows[data.draw(st.integers(0, len(rows) - 1), label="row")]
    row[data.draw(st.sampled_from(sorted(row)), label="key")] = data.draw(VALUES, label="value")
    parts = dict(table.parts()) | {f"{resource}/00000.json": json.dumps({"value": rows[:10]}).encode()}
    try:
        read(packed(parts.items()))
    except WijkbewijsError as error:
        assert str(error)  # noqa: PT017 - both ends are allowed
