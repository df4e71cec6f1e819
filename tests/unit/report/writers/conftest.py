"""A small edition and two letters with every kind of block, to write and to look at."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from wijkbewijs.definitions.indicator import Better, Formula, Indicator, Layer
from wijkbewijs.definitions.programme import Area, Boundary, Name, Programme, UnitSet, UnitShare
from wijkbewijs.definitions.rule import Caveat
from wijkbewijs.definitions.source import Lock, Measured, Rounding, Source
from wijkbewijs.dossier.dutch import shown
from wijkbewijs.dossier.edition import Definitions, Edition, Manifest, Region
from wijkbewijs.dossier.sentence import Claim, Direction, Fact, Kind, Link, Part, Sentence, Shown, Words
from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure, Receipt, Status
from wijkbewijs.kernel.time import Span
from wijkbewijs.kernel.units import Unit
from wijkbewijs.report.letter import Cell, Chapter, Chart, Letter, Letterhead, Listing, Paragraph, Table
from wijkbewijs.report.writers.bundle import write_all

CONCEPT = "CONCEPT – geen document van de Rijksoverheid"
ODD = 'Een <b> & een "#teken" met *ster*, $ en @label, \\ en _streep_ en '
AREAS = (
    ("AMN", "Amsterdam Nieuw-West", 151_910),
    ("AMZ", "Amsterdam Zuidoost", 89_325),
    ("ARN", "Arnhem Oost", 41_090),
    ("BRE", "Breda Noord", 29_975),
    ("DEL", "Delft West", 29_260),
    ("DHG", "Den Haag Zuidwest", 71_120),
    ("DOR", "Dordrecht West", 29_700),
    ("EIN", "Eindhoven Woensel-Zuid", 38_240),
    ("GRO", "Groningen Noord", 63_200),
    ("HRL", "Heerlen Noord", 55_740),
    ("LWD", "Leeuwarden-Oost", 36_760),
    ("LEL", "Lelystad Oost", 24_310),
    ("NWG", "Nieuwegein Centrale As", 18_250),
    ("ROO", "Roosendaal Stad", 9_985),
    ("RTM", "Rotterdam-Zuid", 205_640),
    ("SCH", "Schiedam Nieuwland en Oost", 28_665),
    ("TIL", "Tilburg Noordwest", 49_400),
    ("UTR", "Utrecht Overvecht", 35_160),
    ("VLA", "Vlaardingen Westwijk", 13_955),
    ("ZAA", "Zaandam Oost", 30_125),
)


def indicator(name: str, title: str, unit: Unit, status: Status, decimals: int = 1) -> Indicator:
    return Indicator(
        id=name,
        version=1,
        title=title,
        question=f"Hoe staat het met {title.lower()}?",
        theme="meedoen",
        unit=unit,
        decimals=decimals,
        better=Better.HIGHER,
        layer=Layer.EFFECT,
        status=status,
        formula=Formula.SUM if unit is Unit.PERSONS else Formula.WEIGHTED_MEAN,
        of="inhabitants" if unit is Unit.PERSONS else "rivm_good_health",
        per=None if unit is Unit.PERSONS else "persons_15plus",
        per_alternative=None if unit is Unit.PERSONS else "inhabitants",
        periods=("2016", "2020"),
        why="Het zegt iets over <perspectief> & kansen.",
        perverse="Wie verhuist, telt niet meer mee.",
        changes=(("2016", "2020"),),
        caveats=("W301",),
    )


INDICATORS = (
    indicator("inhabitants", "Inwoners", Unit.PERSONS, Status.MEASURED, 0),
    indicator("good-health", "Goede gezondheid", Unit.PERCENT, Status.MODELLED),
    indicator("own-count", "Eigen opgave", Unit.PERCENT, Status.REPORTED),
    indicator("effect", "Geschat effect", Unit.PERCENT, Status.ESTIMATED),
)
BY_ID = {item.id: item for item in INDICATORS}


def figure(region: str, name: str, period: str, value: float | Absent, **changes: object) -> Figure:
    item = BY_ID[name]
    exact = name == "inhabitants" and not isinstance(value, Absent)
    given = {
        "id": f"{region}.{name}.{period}",
        "region": region,
        "indicator": name,
        "period": period,
        "measure": Measure.LEVEL,
        "value": value,
        "low": value - 20 if exact else None,
        "high": value + 228 if exact else None,
        "interval_kind": IntervalKind.ROUNDING if exact else IntervalKind.UNPUBLISHED_MARGIN,
        "unit": item.unit,
        "status": item.status,
        "definition": item.definition,
        "source": "cbs-84799NED" if name == "inhabitants" else "rivm-50090NED",
        "vintage": "2020",
        "coverage": 1.0,
        "caveats": ("W101", "W301") if region == "NWG" else ("W301",),
    }
    return Figure(**{**given, **changes})  # type: ignore[arg-type]


def figures() -> Iterator[Figure]:
    for place, (code, _, inhabitants) in enumerate(AREAS):
        yield figure(code, "inhabitants", "2020", float(inhabitants))
        for period, base in (("2016", 70.25), ("2020", 66.5)):
            absent = Absent.SUPPRESSED if (code, period) == ("ROO", "2016") else None
            yield figure(code, "good-health", period, absent or base + place * 0.37)
        yield figure(
            code, "good-health", "2016-2020", -3.75, id=f"{code}.good-health.2016-2020.change",
            measure=Measure.CHANGE,
        )  # fmt: skip
        yield figure(
            code, "good-health", "2020", -9.5, id=f"{code}.good-health.2020.gap-NL", measure=Measure.GAP,
            against="NL",
        )  # fmt: skip
    yield figure("DHG", "inhabitants", "2016", Absent.OTHER_BOUNDARY)
    yield figure("GM0518", "inhabitants", "2020", 545_838.0, interval_kind=IntervalKind.EXACT)
    yield figure("NL", "good-health", "2020", 78.4)
    yield figure("DHG", "own-count", "2020", 12.0)
    yield figure(
        "DHG", "effect", "2020", 1.5, low=-0.5, high=3.5, interval_kind=IntervalKind.SAMPLING
    )  # fmt: skip


def receipt(item: Figure) -> Receipt:
    if item.measure is not Measure.LEVEL:
        return Receipt(
            id=item.id,
            formula="difference",
            sources=item.source,
            parts="DHG.good-health.2020 DHG.good-health.2016",
        )
    found = BY_ID[item.indicator]
    return Receipt(
        id=item.id,
        formula=found.formula,
        of=found.of,
        per=found.per or "",
        numerator="71120",
        denominator="58000" if found.per else "",
        units="DHG/2020" if item.region == "DHG" else "",
        unit_count="2" if item.region == "DHG" else "1",
        unallocated="208" if item.indicator == "inhabitants" else "",
        alternative="66.62" if found.per else "",
        alternative_input=found.per_alternative or "",
        sources=item.source,
    )


def source(name: str, title: str, producer: str) -> Source:
    return Source(
        id=name,
        title=title,
        producer=producer,
        licence="CC BY 4.0",
        url=f"https://example.org/{name}",
        cadence="yearly",
        table=name.partition("-")[2],
        reader="reader",
        snapshot="file",
        division="2020",
        status=Status.MEASURED,
        vintage="2020",
        via="een kopie op een andere plek",
        measures=(Measured("inhabitants", "Aantal inwoners", "aantal", Rounding.RANDOM_5),),
    )


def programme() -> Programme:
    areas = tuple(
        Area(
            id=code,
            names=(Name(name, None, None, "brief"),),
            municipality="GM0518",
            municipality_name="Den Haag",
            wave="",
            local_programme="",
            alliance="",
            neighbourhoods="",
            mapping_confidence="",
            mapping_note="",
            sources=(),
        )
        for code, name, _ in AREAS
    )
    units = (UnitShare("WK051833", "Wateringse Veld & omgeving"), UnitShare("WK051834", "Hoge Veld", 0.5))
    sets = (UnitSet("DHG", "2020", Boundary.PROPOSED, Span(date(2020, 1, 1)), "genoemde wijken", units),)
    empty: dict[str, tuple[()]] = dict.fromkeys(
        ("themes", "parties", "documents", "published", "streams", "barriers", "lessons", "commitments"), ()
    )
    return Programme(
        id="nplv",
        title="Proefprogramma",
        started_on=date(2022, 7, 4),
        promised_areas=20,
        promised_municipalities=19,
        areas=areas,
        unit_sets=sets,
        **empty,
    )


@pytest.fixture(scope="session")
def edition() -> Edition:
    found = {item.id: item for item in figures()}
    regions = (*(Region(code, name) for code, name, _ in AREAS), Region("GM0518", "Den Haag"))
    definitions = Definitions(
        programme=programme(),
        indicators=INDICATORS,
        own_indicators=(),
        sources=(
            source("cbs-84799NED", "Kerncijfers wijken en buurten 2020", "CBS"),
            source("rivm-50090NED", "Gezondheid per wijk en buurt", "RIVM"),
        ),
        locks=tuple(
            Lock(name, "ab12" * 16, 1024, date(2026, 11, 20), "")
            for name in ("cbs-84799NED", "rivm-50090NED")
        ),
        rules=(),
        caveats=(
            Caveat("W101", "De grens van dit gebied is benaderd."),
            Caveat("W301", "Het CBS rondt aantallen per wijk en buurt af."),
        ),
        regions=(*regions, Region("NL", "Nederland")),
        points=(),
    )
    manifest = Manifest("2022-nulmeting", "2022", "Nulmeting", date(2026, 11, 23), "cd34" * 16, "", ())
    return Edition(manifest, definitions, found, {i: receipt(f) for i, f in found.items()}, "ef56" * 16)


def words(text: str, **kind: bool) -> Sentence:
    return Sentence((Words(text, **kind),))


def number(item: Figure) -> Shown:
    return Shown(item, "" if item.number is None else shown(item, BY_ID[item.indicator].decimals))


def cell(*parts: Part, numeric: bool = False) -> Cell:
    return Cell(parts, numeric=numeric)


def area_table(edition: Edition, name: str) -> Table:
    rows = tuple(
        (
            cell(Link(title, f"#gebied-{code}")),
            cell(number(edition.level(code, "inhabitants", "2020"))),
            cell(number(edition.level(code, "good-health", "2016"))),
            cell(number(edition.level(code, "good-health", "2020"))),
            cell(number(edition.figure(f"{code}.good-health.2020.gap-NL"))),
        )
        for code, title, _ in AREAS
    )
    return Table(
        id=name,
        caption="Inwoners en goede gezondheid per gebied, in alfabetische volgorde",
        header=(
            "Gebied", "Inwoners 2020", "Goede gezondheid 2016", "Goede gezondheid 2020",
            "Verschil met Nederland 2020",
        ),
        rows=rows,
        notes=("Goede gezondheid: aandeel van de inwoners vanaf 18 jaar.",),
        widths=(4, 2, 2, 2, 2),
        numeric=(False, True, True, True, True),
    )  # fmt: skip


def chart() -> Chart:
    bars = "".join(
        f'<rect x="150" y="{10 + i * 14}" width="{i * 12 + 60}" height="9" fill="#708496"/>'
        f'<text x="144" y="{18 + i * 14}" text-anchor="end" font-size="10">{name}</text>'
        for i, (_, name, _) in enumerate(AREAS)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="604" height="300" viewBox="0 0 604 300" '
        f'font-family="Source Sans Pro, sans-serif" fill="#1f2b37">{bars}</svg>'
    )
    table = Table(
        id="",
        caption="De lengte van de balken",
        header=("Gebied", "Lengte"),
        rows=((cell(Words("Amsterdam Nieuw-West")), cell(Fact("count:lengte", "60"), numeric=True)),),
    )
    return Chart(
        "figuur-gezondheid", "Goede gezondheid per gebied", "Balken per gebied, van kort naar lang.",
        svg.encode(), table,
    )  # fmt: skip


@pytest.fixture(scope="session")
def written(brief: Letter, annex: Letter, edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with everything that is written for the two letters."""
    folder = tmp_path_factory.mktemp("out") / "2022-nulmeting"
    write_all((brief, annex), edition, folder)
    return folder


@pytest.fixture(scope="session")
def annex(edition: Edition) -> Letter:
    areas = tuple(_area_chapter(edition, code, name) for code, name, _ in AREAS)
    return Letter(
        id="bijlage",
        title="Bijlage bij de brief over het proefprogramma",
        concept=CONCEPT,
        lead=(Paragraph((words("Deze bijlage laat zien wat er bekend is, en wat niet."),), "lead"),),
        chapters=(
            Chapter(
                "themas",
                "De thema's",
                (
                    Paragraph((words("Per thema staan alle gebieden naast elkaar."),)),
                    area_table(edition, "tabel-gebieden"),
                    chart(),
                    Listing((_items("Eerst dit."), _items("Dan dat & <meer>.")), numbered=True),
                ),
            ),
            Chapter("gebieden", "De gebieden", (), areas, break_before=True),
        ),
        edition="2022-nulmeting",
        made_on="23 november 2026",
    )


@pytest.fixture(scope="session")
def brief(edition: Edition) -> Letter:
    head = Letterhead(
        sender=("Programma Wijkbewijs", "Voorbeeldstraat", "Den Haag"),
        addressee=("Aan de voorzitter van de Tweede Kamer", "der Staten-Generaal", "Den Haag"),
        directorate=("Directie Wonen", "Afdeling Gebieden"),
        kenmerk="",
        date_text="23 november 2026",
        subject="Nulmeting van het proefprogramma",
        salutation="Geachte voorzitter,",
        closing=("Met vriendelijke groet,", "mede namens de andere bewindspersonen"),
        signature="De minister van Wonen,",
        enclosures=("Bijlage met cijfers per gebied", "Controlebijlage"),
    )
    return Letter(
        id="brief",
        title="Nulmeting van het proefprogramma",
        concept=CONCEPT,
        chapters=tuple(_brief_chapters(edition)),
        letterhead=head,
        lead=(Paragraph((words("Hierbij bied ik u de nulmeting aan."), *_claims(edition)), "lead"),),
        edition="2022-nulmeting",
        made_on="23 november 2026",
    )


def _brief_chapters(edition: Edition) -> Iterator[Chapter]:
    odd = Sentence((Words(ODD), Words("nadruk", strong=True), Words(".")))
    for place in range(4):
        text = words("Met dit programma werken Rijk en gemeenten samen aan wonen, werk en veiligheid. " * 5)
        blocks: tuple[Paragraph | Table | Listing, ...] = (Paragraph((text, odd, *_claims(edition))),)
        if place == 1:
            note = Paragraph((words("Kleine letters bij de tabel."),), "note")
            listing = Listing((_items("Leefbaarheid"), _items("Veiligheid")))
            blocks = (*blocks, listing, area_table(edition, "tabel-brief"), note)
        yield Chapter(f"deel-{place}", f"Onderdeel {'abcd'[place]} van de brief", blocks)


def _claims(edition: Edition) -> tuple[Sentence, ...]:
    level = edition.level("DHG", "inhabitants", "2020")
    health = edition.level("NWG", "good-health", "2020")
    own, effect = edition.level("DHG", "own-count", "2020"), edition.level("DHG", "effect", "2020")
    hidden = edition.level("ROO", "good-health", "2016")
    return (
        Sentence(
            (Words("In "), Link("Den Haag Zuidwest", "#gebied-DHG"), Words(" wonen "), number(level),
             Words(" mensen (zie "), Fact("document:30995-107", "30995-107"), Words(").")),
            Claim(Kind.LEVEL, Direction.NONE, (level.id,), ("document:30995-107",)),
        ),
        Sentence(
            (Words("In Nieuwegein voelt "), number(health), Words(" zich gezond; de opgave is "), number(own),
             Words(", het geschatte effect "), number(effect), Words(" en in Roosendaal "), number(hidden),
             Words(". Meer staat bij "), Link("de bron", "https://example.org/bron"), Words(".")),
            Claim(Kind.LEVEL, Direction.NONE, (health.id, own.id, effect.id, hidden.id)),
        ),
    )  # fmt: skip


def _area_chapter(edition: Edition, code: str, name: str) -> Chapter:
    level = edition.level(code, "inhabitants", "2020")
    opening = Sentence(
        (Words(f"In {name} wonen "), number(level), Words(" mensen.")),
        Claim(Kind.LEVEL, Direction.NONE, (level.id,)),
    )
    return Chapter(
        f"gebied-{code}",
        name,
        (Paragraph((opening, words("Over veiligheid is hier nog niets bekend."))),),
        (Chapter(f"nodig-{code}", "Wat er nodig is", (Paragraph((words("Dat weet het gebied zelf."),)),)),),
    )


def _items(text: str) -> tuple[Sentence, ...]:
    return (words(text),)
