"""The definitions of tables of OData v3 name what their tables have, as far as anybody recorded it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.replay.cbs3 import Table3, health_2020, offences, police
from tests.unit.sources.takes3 import REGIONS, long_of
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Protocol, Source
from wijkbewijs.facts.engine import evaluated
from wijkbewijs.facts.harmonise import Context, harmonised
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import gemeente_panel, rotterdam_police
from wijkbewijs.sources.wires.odata3_filter import parsed

YEAR = "2023JJ00"


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_definitions()


def source(loaded: Loaded, source_id: str) -> Source:
    return next(one for one in loaded.sources if one.id == source_id)


def of_2022(snapshot: Path, loaded: Loaded) -> Table3:
    """The real texts of 2020 as if they were of 2022, under the titles that we read into their keys."""
    titles = {m.column: m.title for m in source(loaded, "rivm-50090NED").measures}
    table = health_2020(snapshot)
    properties = [
        {**row, "Title": titles.get(str(row["Key"]).partition("_")[0], row["Title"])}
        for row in table.properties
    ]
    rows = [{**row, "Perioden": "2022JJ00"} for row in table.rows[:500]]
    codes = {**table.codes, "Perioden": [{"Key": "2022JJ00"}]}
    return replace(table, properties=properties, rows=rows, codes=codes)


def test_every_offence_of_the_police_table_is_a_recorded_code(loaded: Loaded, snapshot: Path) -> None:
    known = {key.strip() for key in offences(snapshot)}
    asked = {dict(m.where)["SoortMisdrijf"] for m in source(loaded, "politie-47018NED").measures}
    assert asked <= known
    assert len(asked) == 15


def test_the_police_table_has_every_offence_of_the_copies(loaded: Loaded) -> None:
    inputs = {m.input.removeprefix("police_") for m in source(loaded, "politie-47018NED").measures}
    copies = [one for one in loaded.sources if one.reader in {gemeente_panel.NAME, rotterdam_police.NAME}]
    names = {m.input.removeprefix("rtm_") for one in copies for m in one.measures}
    assert {name for name in names if name.startswith("crimes_")} <= inputs


def test_the_police_table_fills_its_inputs(loaded: Loaded, snapshot: Path) -> None:
    definition = source(loaded, "politie-47018NED")
    table = police(offences(snapshot), REGIONS, [YEAR])
    context = Context(taken_on=date(2026, 11, 23), rules=loaded.rules)
    facts = evaluated(harmonised(definition, long_of(table), context))
    found = {(row["input"], row["region"]): row["value"] for row in facts.to_pylist()}
    assert len(found) == 15 * len(REGIONS)
    assert found["police_crimes_total", "GM0599"] == 1
    assert found["police_crimes_burglary", "NL"] == 4


def test_rivm_fills_its_inputs_for_2022_only(loaded: Loaded, snapshot: Path) -> None:
    definition, table = source(loaded, "rivm-50120NED"), of_2022(snapshot, loaded)
    context = Context(taken_on=date(2026, 11, 23), rules=loaded.rules)
    facts = evaluated(harmonised(definition, long_of(table), context)).to_pylist()
    assert {row["period"] for row in facts} == {"2022"}
    assert {row["input"] for row in facts} == {m.input for m in definition.measures}
    country = {row["input"]: row["value"] for row in facts if row["region"] == "NL"}
    assert country["rivm_good_health"] == 78.4
    assert country["rivm_lonely"] == 47.0


def test_a_renamed_topic_of_rivm_is_named(loaded: Loaded, snapshot: Path) -> None:
    table = of_2022(snapshot, loaded).relabelled("Eenzaam_28", Title="Voelt zich eenzaam")
    context = Context(taken_on=date(2026, 11, 23), rules=loaded.rules)
    with pytest.raises(BadSource, match=r"50120NED.*'Eenzaam'.*not among the titles"):
        harmonised(source(loaded, "rivm-50120NED"), long_of(table), context)


def test_both_tables_of_rivm_fill_the_same_inputs_in_other_years(loaded: Loaded) -> None:
    old, new = (source(loaded, f"rivm-{table}") for table in ("50090NED", "50120NED"))
    assert {m.input: m.title for m in new.measures} == {m.input: m.title for m in old.measures}
    assert not {p for m in new.measures for p in m.periods} & {p for m in old.measures for p in m.periods}


def test_every_filter_names_dimensions_of_its_table(loaded: Loaded) -> None:
    filtered = [
        s for s in loaded.sources if s.wire and s.wire.protocol is Protocol.CBS_ODATA3 and s.wire.query
    ]
    assert {s.id for s in filtered} >= {"politie-47022NED", "iv3-45067NED"}
    for one in filtered:
        assert one.wire is not None
        dimensions = one.wire.dimensions or ("Gemeenten", "Verslagsoort")
        assert parsed(one.wire.query, one.table, dimensions), one.id


def test_iv3_is_one_table_a_year(loaded: Loaded) -> None:
    tables = {s.table: s.title[-4:] for s in loaded.sources if s.id.startswith("iv3-")}
    assert tables == {
        "45059NED": "2022",
        "45063NED": "2023",
        "45067NED": "2024",
        "45071NED": "2025",
        "45078NED": "2026",
    }
