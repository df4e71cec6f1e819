"""An edition for the tests of charts: the real area ids with values that were made up by a formula."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from wijkbewijs.definitions.indicator import Better, Formula, Indicator, Layer, Scope
from wijkbewijs.definitions.programme import (
    Area,
    Boundary,
    Commitment,
    Document,
    Name,
    Programme,
    Theme,
    UnitSet,
    UnitShare,
)
from wijkbewijs.dossier.edition import (
    Definitions,
    Edition,
    Manifest,
    Point,
    Region,
    gap_id,
    level_id,
)
from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure, Receipt, Status
from wijkbewijs.kernel.time import Span
from wijkbewijs.kernel.units import Unit
from wijkbewijs.report.charts import dot_map, gaps, letters_timeline, small_multiples, spread
from wijkbewijs.report.letter import Cell, Chart

SVG = "{http://www.w3.org/2000/svg}"

# id, name, municipality and its code; label point in whole kilometres (RD), near enough for a test.
PLACES = (
    ("LWD", "Leeuwarden-Oost", "Leeuwarden", "GM0080", 185, 581),
    ("GRO", "Groningen Noord", "Groningen", "GM0014", 233, 584),
    ("ARN", "Arnhem Oost", "Arnhem", "GM0202", 192, 443),
    ("HRL", "Heerlen Noord", "Heerlen", "GM0917", 195, 325),
    ("BRE", "Breda Noord", "Breda", "GM0758", 113, 402),
    ("EHV", "Eindhoven Woensel-Zuid", "Eindhoven", "GM0772", 161, 386),
    ("TIL", "Tilburg Noordwest", "Tilburg", "GM0855", 133, 399),
    ("SCH", "Schiedam Nieuwland-Oost", "Schiedam", "GM0606", 87, 437),
    ("RTM", "Rotterdam-Zuid", "Rotterdam", "GM0599", 95, 434),
    ("DHG", "Den Haag Zuidwest", "'s-Gravenhage", "GM0518", 78, 451),
    ("AZO", "Amsterdam Zuidoost", "Amsterdam", "GM0363", 126, 480),
    ("ANW", "Amsterdam Nieuw-West", "Amsterdam", "GM0363", 115, 486),
    ("ZAA", "Zaandam Oost", "Zaanstad", "GM0479", 118, 495),
    ("LEL", "Lelystad Oost", "Lelystad", "GM0995", 163, 503),
    ("UTR", "Utrecht Overvecht", "Utrecht", "GM0344", 136, 459),
    ("NWG", "Nieuwegein Centrale-As", "Nieuwegein", "GM0356", 134, 450),
    ("VLA", "Vlaardingen West", "Vlaardingen", "GM0622", 81, 437),
    ("DLF", "Delft West", "Delft", "GM0503", 83, 445),
    ("DOR", "Dordrecht West", "Dordrecht", "GM0505", 105, 423),
    ("ROO", "Roosendaal Ring", "Roosendaal", "GM1674", 90, 394),
)

# id, theme, title, unit, decimals, status, value in the Netherlands, typical gap of an area, periods
SERIES = (
    ("inhabitants", "context", "Inwoners", Unit.PERSONS, 0, Status.MEASURED, 17e6, -1.7e7 + 5e4, ("2020",)),
    ("net-participation", "werk", "Nettoarbeidsparticipatie", Unit.PERCENT, 1, Status.MEASURED, 70.0, -8.0,
     ("2022",)),
    ("assistance", "werk", "Mensen met bijstand", Unit.PER_1000, 1, Status.MEASURED, 24.0, 38.0, ("2020",)),
    ("woz", "werk", "Gemiddelde woningwaarde", Unit.EURO_THOUSAND, 0, Status.MEASURED, 316.0, -120.0,
     ("2022",)),
    ("good-health", "gezondheid", "Ervaart de eigen gezondheid als goed of zeer goed", Unit.PERCENT, 1,
     Status.MODELLED, 78.0, -6.0, ("2012", "2016", "2020")),
    ("lonely", "gezondheid", "Is eenzaam", Unit.PERCENT, 1, Status.MODELLED, 47.0, 9.0,
     ("2012", "2016", "2020")),
    ("control", "gezondheid", "Heeft veel regie over het eigen leven", Unit.PERCENT, 1, Status.MODELLED, 90.0,
     -5.0, ("2012", "2016", "2020")),
    ("ends-meet", "gezondheid", "Heeft moeite om rond te komen", Unit.PERCENT, 1, Status.MODELLED, 15.0, 12.0,
     ("2012", "2016", "2020")),
)  # fmt: skip
ZUID = (
    ("crimes", "Geregistreerde misdrijven", Unit.PER_1000, 1, 75.0, tuple(map(str, range(2018, 2026)))),
    ("burglary", "Diefstal en inbraak uit woning", Unit.PER_1000, 1, 4.0, tuple(map(str, range(2018, 2026)))),
    ("profile-safety", "Wijkprofiel: veiligheid", Unit.INDEX, 0, 88.0, tuple(map(str, range(2014, 2027, 2)))),
)
OTHER_BOUNDARY = {"GRO", "BRE", "ROO"}


def sample_edition() -> Edition:
    figures = {figure.id: figure for figure in _figures()}
    receipts = {f.id: Receipt(f.id, "ratio", units=f"{f.region}/{f.period}") for f in figures.values()}
    manifest = Manifest("proef", "2022", "Proefuitgave", date(2026, 11, 23), "v", "", ())
    return Edition(manifest, _definitions(), figures, receipts, "hash")


def with_figure(edition: Edition, figure_id: str, **changes: object) -> Edition:
    changed = replace(edition.figures[figure_id], **changes)
    return replace(edition, figures={**edition.figures, figure_id: changed})


def _definitions() -> Definitions:
    areas = tuple(_area(*place) for place in PLACES)
    cities = sorted({(place[3], place[2]) for place in PLACES})
    return Definitions(
        programme=_programme(areas),
        indicators=(*_indicators(), *_zuid_indicators()),
        own_indicators=(),
        sources=(),
        locks=(),
        rules=(),
        caveats=(),
        regions=(
            *(Region(area.id, area.name) for area in areas),
            *(Region(code, name) for code, name in cities),
            Region("NL", "Nederland"),
        ),
        points=(
            *(Point(place[0], place[4] * 1000.0, place[5] * 1000.0) for place in PLACES),
            *(Point(f"GM{9000 + n}", 20_000.0 + 650 * n, 620_000.0 - 700 * n) for n in range(345)),
        ),
    )


def _area(area_id: str, name: str, city: str, code: str, _x: int, _y: int) -> Area:
    return Area(area_id, (Name(name, None, None, "proef"),), code, city, "", "", "", "", "", "", ())


def _programme(areas: tuple[Area, ...]) -> Programme:
    return Programme(
        id="nplv",
        title="Proefprogramma",
        started_on=date(2022, 7, 4),
        promised_areas=20,
        promised_municipalities=19,
        areas=areas,
        unit_sets=tuple(
            UnitSet(
                area.id,
                year,
                Boundary.APPROXIMATED if area.id == "NWG" else Boundary.PROPOSED,
                Span(date(2020, 1, 1)),
                "proef",
                (UnitShare("WK000000", "proef"),),
            )
            for area in areas
            for year in ("2020", "2022")
        ),
        themes=(Theme("werk", 1, "Werk en inkomen", ""), Theme("gezondheid", 2, "Gezondheid", "")),
        parties=(),
        documents=tuple(_documents()),
        published=(),
        streams=(),
        barriers=(),
        lessons=(),
        checked_until=date(2025, 12, 31),
        unknown_documents=("30995-103", "30995-105"),
        commitments=(
            Commitment(
                "twice-a-year",
                "promise",
                "30995-100",
                date(2022, 7, 4),
                "",
                "Twee keer per jaar een brief",
                verified=True,
                every_months=6,
                sources=(),
            ),
        ),
    )


def _documents() -> Iterator[Document]:
    told = (
        ("30995", "100", date(2022, 7, 4), "Programmabrief", True, False),
        ("", "", date(2022, 10, 7), "Inbreng schriftelijk overleg", False, False),
        ("30995", "101", date(2022, 11, 7), "Verslag schriftelijk overleg", False, False),
        ("30995", "102", date(2023, 6, 12), "Voortgangsbrief", True, False),
        ("30995", "104", date(2024, 10, 17), "Voortgangsbrief", True, False),
        ("33340", "35", date(2025, 6, 26), "Brief over de wet", True, True),
        ("", "", date(2025, 9, 23), "Inbreng schriftelijk overleg", False, False),
        ("30995", "106", date(2025, 9, 30), "Verslag schriftelijk overleg", False, False),
        ("30995", "107", date(2025, 11, 27), "Voortgangsbrief", True, False),
    )
    for dossier, number, day, title, letter, separate in told:
        key = f"{dossier}-{number}" if number else day.isoformat()
        yield Document(key, dossier, number, day, title, "", "", letter, separate, "proef")


def _indicators() -> Iterator[Indicator]:
    for key, theme, title, unit, decimals, status, _value, _gap, periods in SERIES:
        yield Indicator(
            key, 1, title, f"{title}?", theme, unit, decimals, Better.HIGHER, Layer.EFFECT, status,
            Formula.RATIO, "of", periods, "", "",
        )  # fmt: skip


def _zuid_indicators() -> Iterator[Indicator]:
    for key, title, unit, decimals, _value, periods in ZUID:
        yield Indicator(
            key, 1, title, f"{title}?", "veiligheid", unit, decimals, Better.LOWER, Layer.EFFECT,
            Status.MEASURED, Formula.RATIO, "of", periods, "", "", scope=Scope.ROTTERDAM,
            breaks=("2019",) if key in {"crimes", "burglary"} else (),
        )  # fmt: skip


def _figures() -> Iterator[Figure]:
    cities = sorted({place[3] for place in PLACES})
    for indicator, (_k, _t, _title, _u, _d, _s, country, gap, periods) in zip(
        _indicators(), SERIES, strict=True
    ):
        for wave, period in enumerate(periods):
            national = country + 0.02 * country * wave / len(periods)
            yield _level(indicator, "NL", period, national, 0.0)
            for n, code in enumerate(cities):
                yield _level(indicator, code, period, national + gap * (0.2 + 0.03 * (n % 9)), 0.0)
            for n, place in enumerate(PLACES):
                yield from _area_figures(indicator, place[0], period, (n, national, gap))
    for indicator, (_k, _t, _u, _d, value, periods) in zip(_zuid_indicators(), ZUID, strict=True):
        for n, period in enumerate(periods):
            drift = value * (1 + 0.05 * ((n * 7) % 5 - 2) / 2 - 0.01 * n)
            yield _level(indicator, "RTM", period, drift, value * 0.03)
            yield _level(indicator, "GM0599", period, 0.92 * drift, 0.0)


def _area_figures(
    indicator: Indicator, area: str, period: str, made_from: tuple[int, float, float]
) -> Iterator[Figure]:
    n, national, gap = made_from
    if indicator.id == "net-participation" and area in OTHER_BOUNDARY:
        yield replace(_level(indicator, area, period, 0, 0), value=Absent.OTHER_BOUNDARY, low=None, high=None)
        return
    value = national + gap * (0.45 + 0.07 * ((n * 11) % 17))
    level = _level(indicator, area, period, value, abs(gap) * 0.06)
    yield level
    low, high = level.low, level.high
    yield replace(
        level,
        id=gap_id(area, indicator.id, period, "NL"),
        measure=Measure.GAP,
        value=value - national,
        low=None if low is None else low - national,
        high=None if high is None else high - national,
        against="NL",
    )


def _level(indicator: Indicator, region: str, period: str, value: float, margin: float) -> Figure:
    modelled = indicator.status is Status.MODELLED
    return Figure(
        id=level_id(region, indicator.id, period),
        region=region,
        indicator=indicator.id,
        period=period,
        measure=Measure.LEVEL,
        value=value,
        low=None if modelled else value - margin,
        high=None if modelled else value + margin,
        interval_kind=IntervalKind.UNPUBLISHED_MARGIN if modelled else IntervalKind.ROUNDING,
        unit=indicator.unit,
        status=indicator.status,
        definition=indicator.definition,
        source="proef",
        vintage="2022",
        coverage=1.0,
    )


@cache
def all_charts() -> tuple[Chart, ...]:
    """Every kind of chart of the sample, drawn once for all tests."""
    edition = sample_edition()
    return (
        dot_map(edition, indicator="inhabitants", period="2020"),
        gaps(edition, "net-participation", "2022"),
        gaps(edition, "good-health", "2020"),
        small_multiples(edition, "RTM", ("crimes", "burglary", "profile-safety")),
        small_multiples(edition, "DHG", ("good-health", "lonely", "control", "ends-meet")),
        *spread(edition, "werk"),
        *spread(edition, "gezondheid"),
        letters_timeline(edition),
    )


def words_in(svg: bytes) -> list[str]:
    """The words of a drawing, in the order in which they are drawn."""
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - our own drawing


def text_of(cell: Cell) -> str:
    return "".join(part.text for part in cell.parts)
