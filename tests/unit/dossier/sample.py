"""A small edition in memory: four areas, seven kinds of indicator, and every state that evidence can have.

Areas: DHG, HRL, TIL lie on the division of 2022, GRO does not. Values are made up for the tests; they are
not figures of the programme. `edition()` is the whole; `with_figures` changes or adds figures.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from wijkbewijs.definitions.indicator import Better, Formula, Indicator, Layer, OwnIndicator
from wijkbewijs.definitions.programme import (
    Area,
    Boundary,
    Commitment,
    DashboardTotal,
    Document,
    Name,
    Programme,
    PublishedClaim,
    Theme,
    UnitSet,
    UnitShare,
)
from wijkbewijs.definitions.rule import Caveat, Rule
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.dossier.edition import Definitions, Edition, Manifest, Region
from wijkbewijs.kernel.dated import Dated
from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure, Status
from wijkbewijs.kernel.time import Span
from wijkbewijs.kernel.units import Unit

Interval = tuple[float, float] | None

NAMES = {
    "DHG": "Den Haag Zuidwest",
    "GRO": "Groningen Noord",
    "HRL": "Heerlen-Noord",
    "TIL": "Tilburg Noord-West",
    "GM0518": "Den Haag",
    "GM0014": "Groningen",
    "GM0917": "Heerlen",
    "GM0855": "Tilburg",
    "NPLV20": "De focusgebieden samen",
    "NL": "Nederland",
}
TOWNS = {"DHG": "GM0518", "GRO": "GM0014", "HRL": "GM0917", "TIL": "GM0855"}


def indicator(
    name: str, title: str, unit: Unit, decimals: int, *traits: Better | Status, phrase: str = ""
) -> Indicator:
    better = next((trait for trait in traits if isinstance(trait, Better)), Better.NONE)
    status = next((trait for trait in traits if isinstance(trait, Status)), Status.MEASURED)
    return Indicator(
        id=name,
        version=1,
        title=title,
        question=f"{title}?",
        theme="meedoen",
        unit=unit,
        decimals=decimals,
        better=better,
        layer=Layer.EFFECT,
        status=status,
        formula=Formula.SUM if unit.additive else Formula.WEIGHTED_MEAN,
        of=name,
        periods=("2018", "2020", "2021", "2022", "2025"),
        why="om te toetsen",
        perverse="geen",
        phrase=phrase,
        breaks=("2019",) if name == "crimes" else (),
    )


MEASURED, MODELLED = Status.MEASURED, Status.MODELLED
INDICATORS = (
    indicator("inhabitants", "Inwoners", Unit.PERSONS, 0, Better.NONE, MEASURED, phrase="woonden … mensen"),
    indicator(
        "net-participation",
        "Nettoarbeidsparticipatie",
        Unit.PERCENT,
        1,
        Better.HIGHER,
        MEASURED,
        phrase="werkte … van de inwoners van 15 tot 75 jaar",
    ),
    indicator("benefit-assistance", "Bijstand per 1.000 inwoners", Unit.PER_1000, 1, Better.LOWER, MEASURED),
    indicator("woz-value", "Gemiddelde woningwaarde", Unit.EURO_THOUSAND, 0, Better.NONE, MEASURED),
    indicator("good-health", "Goede ervaren gezondheid", Unit.PERCENT, 1, Better.HIGHER, MODELLED),
    indicator("safety-index", "Veiligheidsindex", Unit.INDEX, 0, Better.HIGHER, MEASURED),
    indicator("crimes", "Geregistreerde misdrijven", Unit.CRIMES, 0, Better.LOWER, MEASURED),
    indicator("poverty", "Armoede", Unit.PERCENT, 1, Better.LOWER, MEASURED),
)
_BY_ID = {item.id: item for item in INDICATORS}


def figure(region: str, name: str, period: str, value: float | Absent, interval: Interval = None) -> Figure:
    """A level; without interval its margin is not published in our copy."""
    item = _BY_ID[name]
    return Figure(
        id=f"{region}.{name}.{period}",
        region=region,
        indicator=name,
        period=period,
        measure=Measure.LEVEL,
        value=value,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        interval_kind=IntervalKind.ROUNDING if interval else IntervalKind.UNPUBLISHED_MARGIN,
        unit=item.unit,
        status=item.status,
        definition=item.definition,
        source="cbs-85318NED-wijk",
        vintage="2024",
        coverage=1.0,
    )


def gap(a: Figure, b: Figure) -> Figure:
    """The gap a - b with its interval."""
    return _difference(a, b, f"{a.id}.gap-{b.region}", Measure.GAP, a.period, b.region)


def changed(later: Figure, earlier: Figure, interval: Interval = None) -> Figure:
    """The change from earlier to later; its interval by the ends unless one is given."""
    period = f"{earlier.period}-{later.period}"
    found = _difference(
        later, earlier, f"{later.region}.{later.indicator}.{period}.change", Measure.CHANGE, period, ""
    )
    return replace(found, low=interval[0], high=interval[1]) if interval else found


def _difference(a: Figure, b: Figure, name: str, measure: Measure, period: str, against: str) -> Figure:
    absent = next((f.value for f in (a, b) if isinstance(f.value, Absent)), None)
    known = absent is None and a.low is not None and b.low is not None
    return replace(
        a,
        id=name,
        measure=measure,
        period=period,
        against=against,
        value=absent if absent is not None else round((a.number or 0) - (b.number or 0), 3),
        low=round((a.low or 0) - (b.high or 0), 3) if known else None,
        high=round((a.high or 0) - (b.low or 0), 3) if known else None,
    )


def _around(value: float, half: float) -> tuple[float, float]:
    return (round(value - half, 3), round(value + half, 3))


_LEVELS = {
    # indicator, period: half interval (None: unknown), values by region
    ("inhabitants", "2020"): (
        20,
        {"DHG": 71120, "GRO": 63200, "HRL": 56000, "TIL": 41005, "NPLV20": 231325, "NL": 17407585},
    ),
    ("net-participation", "2022"): (
        0.5,
        {"DHG": 53.2, "HRL": 55.4, "TIL": 64.6, "GM0518": 62.8, "NPLV20": 56.9, "NL": 64.8},
    ),
    ("benefit-assistance", "2020"): (
        0.4,
        {"DHG": 88.1, "GRO": 60.2, "HRL": 70.0, "TIL": 45.5, "NPLV20": 68.8, "NL": 24.2},
    ),
    ("woz-value", "2022"): (
        0.5,
        {"DHG": 198, "HRL": 142, "TIL": 212, "GM0518": 311, "NPLV20": 181, "NL": 344},
    ),
    ("good-health", "2020"): (
        None,
        {"DHG": 70.1, "GRO": 72.2, "HRL": 65.4, "TIL": 71.0, "NPLV20": 69.8, "NL": 78.4},
    ),
    ("good-health", "2022"): (None, {"DHG": 61.0, "NL": 69.0}),
    ("safety-index", "2021"): (0.5, {"DHG": 92, "GM0518": 103}),
    ("safety-index", "2025"): (0.5, {"DHG": 98, "GM0518": 104}),
    ("crimes", "2018"): (100, {"DHG": 6249}),
    ("crimes", "2020"): (100, {"DHG": 6044}),
    ("crimes", "2021"): (100, {"DHG": 6069}),
    ("crimes", "2022"): (100, {"DHG": 6100}),
    ("crimes", "2025"): (100, {"DHG": 6798}),
}


def _levels() -> Iterator[Figure]:
    for (name, period), (half, values) in _LEVELS.items():
        for region, value in values.items():
            yield figure(region, name, period, value, None if half is None else _around(value, half))
    yield figure("GRO", "net-participation", "2022", Absent.OTHER_BOUNDARY)


def _differences(levels: dict[str, Figure]) -> Iterator[Figure]:
    for item in list(levels.values()):
        if item.unit.additive or isinstance(item.value, Absent):
            continue
        for against in ("NL", TOWNS.get(item.region, "")):
            other = levels.get(f"{against}.{item.indicator}.{item.period}")
            if other is not None and other.region != item.region:
                yield gap(item, other)
    for earlier, later in (("2020", "2021"), ("2021", "2022"), ("2021", "2025")):
        yield changed(levels[f"DHG.crimes.{later}"], levels[f"DHG.crimes.{earlier}"])
    broken = changed(levels["DHG.crimes.2020"], levels["DHG.crimes.2018"], (-400, -10))
    yield broken
    yield changed(levels["DHG.safety-index.2025"], levels["DHG.safety-index.2021"])


def _area(name: str) -> Area:
    return Area(
        id=name,
        names=(Name(NAMES[name], None, None, "bron"),),
        municipality=TOWNS[name],
        municipality_name=NAMES[TOWNS[name]],
        wave="",
        local_programme="",
        alliance="",
        neighbourhoods="",
        mapping_confidence="hoog",
        mapping_note="",
        sources=(),
    )


def document(number: str, day: date, **marks: bool) -> Document:
    """A paper of dossier 30995, or of another when the number holds a dash."""
    dossier, _, own = number.rpartition("-")
    return Document(
        id=f"{dossier or '30995'}-{own}",
        dossier=dossier or "30995",
        number=own,
        date=day,
        title="een stuk",
        tk_document="",
        tk_zaak="",
        progress_letter=marks.get("letter", False),
        counted_separately=marks.get("other", False),
        source="bron",
    )


DOCUMENTS = (
    document("100", date(2022, 7, 4), letter=True),
    document("101", date(2022, 11, 7)),
    document("102", date(2023, 6, 12), letter=True),
    document("104", date(2024, 10, 17), letter=True),
    document("33340-35", date(2025, 6, 26), other=True),
    document("106", date(2025, 9, 30)),
    document("107", date(2025, 11, 27), letter=True),
)


def published(name: str, test: str, **more: object) -> PublishedClaim:
    """A published claim with what a test needs and plain defaults for the rest."""
    plain: dict[str, object] = {
        "scope": "NPLV20",
        "area": "",
        "indicator": "iets",
        "period": "2022",
        "value": "7",
        "unit": "%",
        "words": "Het gaat om 7 procent.",
        "definition_note": "",
        "source": "bron",
    }
    return PublishedClaim(id=name, test=test, **{**plain, **more})  # type: ignore[arg-type]


PUBLISHED = (
    published("zonder-toets", "none", would_check="een open tabel"),
    published(
        "kop-brieven",
        "letters",
        headline=True,
        same_definition="yes",
        same_boundary="yes",
        words="De Kamer krijgt twee keer per jaar bericht.",
    ),
    published(
        "inwoners",
        "level",
        compare_with=("NPLV20.inhabitants.2020",),
        same_definition="yes",
        low=230000,
        high=250000,
        definition_note="De officiële grenzen zijn niet openbaar.",
    ),
)

COMMITMENTS = (
    Commitment(
        id="S10",
        kind="promise",
        reference="kst-30995-100",
        made_on=date(2022, 7, 4),
        asked_by="",
        description="De Kamer krijgt twee keer per jaar bericht.",
        verified=True,
        every_months=6,
        sources=(),
    ),
    Commitment(
        id="motie",
        kind="motion",
        reference="kst-35925-VII-24",
        made_on=None,
        asked_by="motie Ceder",
        description="De Kamer vroeg om schotten tussen budgetten weg te nemen.",
        verified=False,
        every_months=None,
        sources=(),
    ),
)

DASHBOARD = (
    DashboardTotal(
        id="dashboard-werk",
        title="arbeidsparticipatie",
        period="2022",
        areas=59,
        netherlands=65,
        unit="%",
        producer="CBS",
        compare_with=("NPLV20.net-participation.2022", "NL.net-participation.2022"),
        note="Afgelezen en afgerond; ons cijfer gaat over 3 gebieden.",
        source="presentatie",
    ),
    DashboardTotal(
        id="dashboard-leeg",
        title="energielabel",
        period="2023",
        areas=61.8,
        netherlands=None,
        unit="%",
        producer="RVO",
        compare_with=(),
        note="",
        source="presentatie",
    ),
)


def _units(area: str, division: str) -> UnitSet:
    status = Boundary.APPROXIMATED if area == "TIL" else Boundary.PROPOSED
    units = (UnitShare(f"WK{TOWNS[area][2:]}01", "een wijk"), UnitShare(f"WK{TOWNS[area][2:]}02", "nog een"))
    return UnitSet(area, division, status, Span(date(2020, 1, 1)), "omdat", units)


def _programme() -> Programme:
    return Programme(
        id="nplv",
        title="Nationaal Programma Leefbaarheid en Veiligheid",
        started_on=date(2022, 7, 4),
        promised_areas=4,
        promised_municipalities=4,
        areas=tuple(_area(name) for name in TOWNS),
        unit_sets=(
            *(_units(name, "2020") for name in TOWNS),
            *(_units(name, "2022") for name in ("DHG", "HRL", "TIL")),
        ),
        themes=(Theme("meedoen", 3, "Meedoen", ""),),
        parties=(),
        documents=DOCUMENTS,
        published=PUBLISHED,
        streams=(),
        barriers=(),
        lessons=(),
        commitments=COMMITMENTS,
        dashboard=DASHBOARD,
        checked_until=date(2025, 12, 31),
        unknown_documents=("30995-103", "30995-105"),
    )


_OWN = OwnIndicator(
    id="al3-arbeidsparticipatie",
    list="AL3 Meedoen",
    number=None,
    theme="meedoen",
    title="arbeidsparticipatie",
    question="Hoeveel mensen werken er?",
    layer=Layer.EFFECT,
    layer_is_ours=True,
    unit="%",
    better=Better.HIGHER,
    asked_of_area=False,
    why="",
    perverse="",
    source="presentatie",
    filled_by=("net-participation",),
)


_SOURCE = Source(
    id="cbs-85318NED-wijk",
    title="Kerncijfers wijken en buurten 2022",
    producer="CBS",
    licence="CC BY 4.0",
    url="https://www.cbs.nl",
    cadence="jaarlijks",
    table="85318NED",
    reader="kwb_map",
    snapshot="x.parquet",
    division="2022",
    status=Status.MEASURED,
    vintage="2024",
)


@cache
def edition() -> Edition:
    """The whole sample."""
    levels = {found.id: found for found in _levels()}
    figures = {**levels, **{found.id: found for found in _differences(levels)}}
    return Edition(
        manifest=Manifest("proef", "2022", "Proef", date(2026, 11, 23), "a" * 64, "", ()),
        definitions=Definitions(
            programme=_programme(),
            indicators=INDICATORS,
            own_indicators=(_OWN,),
            sources=(_SOURCE,),
            locks=(Lock(_SOURCE.id, "b" * 64, 12, date(2026, 10, 1), "een kopie"),),
            rules=(Rule("floor", "ondergrens", "%", "eigen", Dated.of({date(2020, 1, 1): 90.0})),),
            caveats=(Caveat("W101", "De grens is benaderd."),),
            regions=tuple(Region(code, name) for code, name in NAMES.items()),
            points=(),
        ),
        figures=figures,
        receipts={},
        hash="c" * 64,
    )


def with_figures(*figures: Figure) -> Edition:
    """The sample with these figures changed or added."""
    return replace(edition(), figures={**edition().figures, **{f.id: f for f in figures}})


def with_programme(**changes: object) -> Edition:
    """The sample with parts of its programme replaced."""
    definitions = edition().definitions
    programme = replace(definitions.programme, **changes)  # type: ignore[arg-type]
    return replace(edition(), definitions=replace(definitions, programme=programme))
