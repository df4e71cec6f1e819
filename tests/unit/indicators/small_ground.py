"""A programme of two areas on three wijken and a buurt, with facts that a test changes one thing of."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from wijkbewijs.definitions.indicator import Better, Formula, Indicator, Layer
from wijkbewijs.definitions.programme import Area, Boundary, Name, Programme, UnitSet, UnitShare
from wijkbewijs.facts import FactRow, Facts
from wijkbewijs.indicators.ground import Ground
from wijkbewijs.kernel.figure import Absent, Status
from wijkbewijs.kernel.time import Span
from wijkbewijs.kernel.units import Unit

DAY = date(2026, 11, 23)
WEST, EAST = "WK051801", "WK051802"  # the wijken of DHG, on both maps
NORTH, LANE = "WK001401", "BU00140203"  # the units of GRO, on the map of 2020 only

Rows = tuple[FactRow, ...]


def area(area_id: str, municipality: str) -> Area:
    return Area(
        id=area_id,
        names=(Name(area_id.title(), None, None, "lijst"),),
        municipality=municipality,
        municipality_name=municipality,
        wave="",
        local_programme="",
        alliance="",
        neighbourhoods="",
        mapping_confidence="",
        mapping_note="",
        sources=(),
    )


def unit_set(
    area_id: str,
    division: str,
    *units: UnitShare,
    status: Boundary = Boundary.PROPOSED,
    caveats: tuple[str, ...] = (),
) -> UnitSet:
    return UnitSet(area_id, division, status, Span(date(2020, 1, 1)), "test", units, caveats)


def whole(*codes: str) -> tuple[UnitShare, ...]:
    return tuple(UnitShare(code, code) for code in codes)


SETS = (
    unit_set("DHG", "2020", *whole(WEST, EAST)),
    unit_set("GRO", "2020", *whole(NORTH, LANE), caveats=("W101",)),
    unit_set("DHG", "2022", *whole(WEST, EAST)),
)


def programme(*sets: UnitSet) -> Programme:
    return Programme(
        id="nplv",
        title="Programma",
        started_on=date(2022, 7, 4),
        promised_areas=2,
        promised_municipalities=2,
        areas=(area("DHG", "GM0518"), area("GRO", "GM0014")),
        unit_sets=sets or SETS,
        themes=(),
        parties=(),
        documents=(),
        published=(),
        streams=(),
        barriers=(),
        lessons=(),
        commitments=(),
    )


def row(
    region: str, input_id: str, value: float | Absent, margin: float | None = 0, period: str = "2020"
) -> FactRow:
    """A published number with `margin` on either side; None: the publisher gives no margin."""
    number = None if isinstance(value, Absent) else float(value)
    known = number is not None and margin is not None
    return FactRow(
        region=region,
        division=period,
        input=input_id,
        period=period,
        value=number,
        absent=value if isinstance(value, Absent) else None,
        low=number - margin if known else None,  # type: ignore[operator]
        high=number + margin if known else None,  # type: ignore[operator]
        status=Status.MEASURED,
        source=f"bron-{period}",
        vintage=f"uitgave-{period}",
        taken_on=DAY,
    )


PEOPLE = (
    row(WEST, "people", 1000, 4),
    row(EAST, "people", 3000, 4),
    row(NORTH, "people", 500, 4),
    row(LANE, "people", 250, 4),
    row("GM0518", "people", 550_000),
    row("GM0014", "people", 230_000),
    row("NL", "people", 17_000_000),
)
BENEFITS = (
    row(WEST, "benefits", 100, 9),
    row(EAST, "benefits", 150, 9),
    row(NORTH, "benefits", 50, 9),
    row(LANE, "benefits", Absent.SUPPRESSED),
    row("NL", "benefits", 400_000, 9),
)
WORK = (
    row(WEST, "work", 50, 0.5, "2022"),
    row(EAST, "work", 60, 0.5, "2022"),
    row("GM0518", "work", 66, 0.5, "2022"),
    row("GM0014", "work", 64, 0.5, "2022"),
    row(WEST, "people", 1100, 4, "2022"),
    row(EAST, "people", 3300, 4, "2022"),
    row("GM0518", "people", 560_000, 0, "2022"),
    row("GM0014", "people", 240_000, 0, "2022"),
)
ALL = (*PEOPLE, *BENEFITS, *WORK)


def ground(
    rows: Rows = ALL,
    *,
    sets: tuple[UnitSet, ...] = (),
    unallocated: Mapping[tuple[str, str, str], float] | None = None,
) -> Ground:
    return Ground(
        programme=programme(*sets),
        facts=Facts({(r.region, r.input, r.period): r for r in rows}),
        unallocated=unallocated or {},
        floor=0.9,
        z=1.96,
        day=DAY,
    )


def without(rows: Rows, region: str, input_id: str) -> Rows:
    return tuple(r for r in rows if (r.region, r.input) != (region, input_id))


INHABITANTS = Indicator(
    id="inhabitants",
    version=1,
    title="Inwoners",
    question="Hoeveel mensen wonen hier?",
    theme="context",
    unit=Unit.PERSONS,
    decimals=0,
    better=Better.NONE,
    layer=Layer.CONTEXT,
    status=Status.MEASURED,
    formula=Formula.SUM,
    of="people",
    periods=("2020", "2022"),
    why="",
    perverse="",
    changes=(("2020", "2022"),),
    caveats=("W301",),
)
PER_1000 = replace(
    INHABITANTS,
    id="assistance",
    unit=Unit.PER_1000,
    decimals=1,
    formula=Formula.RATIO,
    of="benefits",
    per="people",
    scale=1000,
    periods=("2020",),
    changes=(),
    caveats=("W302", "W405"),
)
WORKING = replace(
    INHABITANTS,
    id="work",
    unit=Unit.PERCENT,
    decimals=1,
    better=Better.HIGHER,
    formula=Formula.WEIGHTED_MEAN,
    of="work",
    per="people",
    per_alternative="people_of_2020",
    periods=("2022",),
    changes=(),
    caveats=("W201", "W303", "W405"),
)
CRIMES = replace(INHABITANTS, id="crimes", unit=Unit.CRIMES, of="crimes", events=True, caveats=())
