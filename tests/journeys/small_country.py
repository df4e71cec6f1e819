"""A country of two areas: definitions and publishers' files, small enough to build in a moment."""

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import shapely

from tests.unit.definitions.conftest import SMALL
from tests.unit.sources.files import POLICE_HEADER, lines, parquet

WIJK, GEMEENTE, KERN, POLITIE = "wijk.parquet", "gemeente.parquet", "kern.parquet", "politie.csv"
POLICE_ROW = "carnisse,Carnisse,Charlois,2021,0.0.0,Totaal misdrijven,814,registered crimes,"

_SOURCE = """\
id: {id}
title: {id}
producer: CBS
licence: CC BY 4.0
url: https://www.cbs.nl
cadence: elk jaar
table: "1"
reader: {reader}
snapshot: {snapshot}
division: "{division}"
status: measured
vintage: "2021"
measures:
{measures}"""
_PEOPLE = "  - {{input: inhabitants, title: Aantal inwoners, unit: aantal, rounding: random_5, column: {}}}\n"
_WORK = '  - {input: work_pct, title: Arbeidsparticipatie, unit: "%", rounding: half_unit, column: work}\n'
_CRIMES = """\
  - input: rtm_crimes_total
    title: Totaal misdrijven
    unit: registered crimes
    rounding: none
    column: 0.0.0
"""
_RULES = """\
- {id: coverage.floor, title: Dekking, unit: deel, source: eigen keuze, values: {2012-01-01: 0.9}}
- {id: interval.z, title: Kwantiel, unit: "1", source: handboek, values: {2012-01-01: 1.96}}
- {id: surface.tolerance, title: Oppervlak, unit: deel, source: eigen keuze, values: {2012-01-01: 0.01}}
- {id: rounding.random_5, title: Vijftallen, unit: aantal, source: CBS, values: {2012-01-01: 4}}
- {id: rounding.half_unit, title: Hele getallen, unit: "1", source: CBS, values: {2012-01-01: 0.5}}
"""


def definitions() -> dict[str, str]:
    """The files of the definitions by path: those of the unit tests, with sources that can be read."""
    kept = {path: text for path, text in SMALL.items() if not path.startswith(("sources/", "rules/"))}
    sources = {
        "cbs-85318NED-wijk": ("kwb_map", WIJK, "2022", _PEOPLE.format("people") + _WORK),
        "cbs-85318NED-gemeente": ("kwb_map", GEMEENTE, "2022", _PEOPLE.format("people") + _WORK),
        "kern": ("cbs_typed_dataset", KERN, "2020", _PEOPLE.format("People_5")),
        "politie": ("rotterdam_police", POLITIE, "rotterdam", _CRIMES),
    }
    for name, (reader, snapshot, division, measures) in sources.items():
        kept[f"sources/{name}.yml"] = _SOURCE.format(
            id=name, reader=reader, snapshot=snapshot, division=division, measures=measures
        )
    return {**kept, "rules/all.yml": _RULES}


def snapshot() -> dict[str, bytes]:
    """The publishers' files by path."""
    return {
        WIJK: map_of(["WK051833", "WK051836", "WK034403"], [28_985, 20_000, 34_560], [53.0, 54.0, 56.0]),
        GEMEENTE: map_of(["GM0518", "GM0344"], [553_000, 361_000], [66.0, 70.0]),
        KERN: parquet(
            WijkenEnBuurten=["NL00      ", "GM0518    ", "GM0344    ", *KERN_UNITS],
            People_5=pa.array([17_407_585, 545_838, 357_597, 29_500, 20_000, 4_000, 34_255], pa.float64()),
        ),
        POLITIE: lines(POLICE_HEADER, POLICE_ROW),
    }


KERN_UNITS = ("WK051833  ", "WK051836  ", "BU05183600", "WK034403  ")


def map_of(codes: list[str], people: list[int], work: list[float]) -> bytes:
    """Return a map file: each place is a square of its own."""
    squares = [shapely.box(10 * i, 0, 10 * i + 8, 8).wkb for i in range(len(codes))]
    return parquet(code=codes, name=codes, people=pa.array(people, pa.int32()), work=work, geometry=squares)


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below `folder`, texts as UTF-8, and return it."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
