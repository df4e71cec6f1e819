"""A chapter for each area: in plain words what is known and not known here, then the figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wijkbewijs.definitions.indicator import Scope
from wijkbewijs.dossier.area import AreaView, Line, area_view, areas_in_order, worst_gaps
from wijkbewijs.dossier.compose import comparison, free, level, stated
from wijkbewijs.dossier.edition import Edition, level_id
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.sentence import Sentence
from wijkbewijs.report.cells import fact_cell, figure_cell, paragraph, parts_cell, source_links, text_cell
from wijkbewijs.report.chapters.overview import BOUNDARY_WORDS
from wijkbewijs.report.chapters.reach import changes_of, fullest_period, is_baseline
from wijkbewijs.report.chapters.tables import STATUS_WORDS, area_table, unit_header
from wijkbewijs.report.letter import Block, Cell, Chapter, Chart, Listing, Paragraph, Table

MOST_NEEDS = 3


def areas(edition: Edition, charts: Mapping[str, Sequence[Chart]]) -> Chapter:
    """The chapter «Gebied voor gebied», with the charts of each area by its id."""
    return Chapter(
        id="gebieden",
        title="Gebied voor gebied",
        blocks=(
            paragraph(
                "Elk gebied heeft een eigen deel.",
                "De volgorde is het alfabet.",
                "Alleen binnen een gebied staat voorop wat daar het zwaarst weegt.",
            ),
        ),
        chapters=tuple(
            _area(edition, area_view(edition, area), charts.get(area.id, ()))
            for area in areas_in_order(edition)
        ),
        break_before=True,
    )


def _area(edition: Edition, view: AreaView, charts: Sequence[Chart]) -> Chapter:
    area = view.area
    return Chapter(
        id=f"gebied-{area.id}",
        title=area.name,
        blocks=(
            Paragraph(tuple(_opening(edition, view)), style="lead"),
            *_needs(edition, view),
            _profile(edition, view),
            *charts,
            *_figure_tables(edition, view),
            *_municipal(edition, view),
            *_unknown(edition, view),
        ),
        break_before=True,
    )


def _opening(edition: Edition, view: AreaView) -> Iterator[Sentence]:
    area = view.area
    if period := fullest_period(edition, "inhabitants", area.id):
        yield level(edition, level_id(area.id, "inhabitants", period))
    if area.id == "RTM":
        yield from _since_the_start(edition)
        return
    yield free("Hoe veilig het hier is, laat deze editie per gebied nog niet zien.")
    yield stated(
        "Van de ",
        fact(edition, "count:own-indicators"),
        " indicatoren van het programma zijn er hier ",
        fact(edition, f"own-filled:{area.id}"),
        " gevuld.",
    )


def _since_the_start(edition: Edition) -> Iterator[Sentence]:
    """In a baseline, Rotterdam-Zuid alone has figures from before and after the start of the programme."""
    newest = tuple(changes_of(edition, "RTM", "crimes"))[-1:]
    if newest and is_baseline(edition):
        yield free("Dit is het enige gebied met cijfers van voor en van na de start van het programma.")
    yield from newest
    yield free(
        "Waardoor dat komt, zeggen deze cijfers niet."
        if newest
        else "Cijfers over misdrijven heeft deze editie hier niet."
    )


def _needs(edition: Edition, view: AreaView) -> Iterator[Block]:
    needs = worst_gaps(view, MOST_NEEDS)
    if not needs:
        return
    yield paragraph("Wat hier het zwaarst weegt, gemeten aan Nederland:")
    yield Listing(tuple((_compared(edition, line),) for line in needs), numbered=False)


def _compared(edition: Edition, line: Line) -> Sentence:
    return comparison(edition, line.area.region, line.indicator.id, line.area.period)


def _profile(edition: Edition, view: AreaView) -> Table:
    area = view.area
    base = f"area:{area.id}"
    rows = (
        ("Gemeente", parts_cell(fact(edition, f"region:{area.municipality}"))),
        ("Lokaal programma", fact_cell(f"{base}.local_programme", area.local_programme)),
        ("Alliantie", fact_cell(f"{base}.alliance", area.alliance)),
        ("Wijken volgens de bron", fact_cell(f"{base}.neighbourhoods", area.neighbourhoods)),
        ("Grens", text_cell(BOUNDARY_WORDS[view.boundary])),
        ("Toelichting op de grens", fact_cell(f"{base}.mapping_note", area.mapping_note)),
        ("Bronnen", parts_cell(*source_links(area.sources))),
    )
    return Table(
        id=f"tabel-profiel-{area.id}",
        caption=f"{area.name}: wat openbare bronnen erover zeggen",
        header=("Onderwerp", "Wat bekend is"),
        rows=tuple((text_cell(name, header=True), cell) for name, cell in rows),
        widths=(26, 74),
    )


def _figure_tables(edition: Edition, view: AreaView) -> Iterator[Table]:
    """A table for each theme and status: measured and modelled never share one."""
    for theme in edition.programme.themes:
        for status, words in STATUS_WORDS.items():
            lines = [
                line
                for line in view.of_theme(theme.id)
                if line.indicator.status is status and line.indicator.scope is Scope.EVERYWHERE
            ]
            if lines:
                caption = f"{view.area.name}, {theme.title.lower()}: {words}"
                yield area_table(edition, lines, f"tabel-{view.area.id}-{theme.id}-{status}", caption)
    own = [line for line in view.lines if line.indicator.scope is Scope.ROTTERDAM]
    if own:
        yield _years(edition, view, own)


def _years(edition: Edition, view: AreaView, lines: Iterable[Line]) -> Table:
    """Rotterdam's own figures: a row an indicator, a column a year."""
    listed = list(lines)
    years = sorted({period for line in listed for period in line.indicator.periods})
    return Table(
        id=f"tabel-{view.area.id}-jaren",
        caption=f"{view.area.name}: veiligheid, Wijkprofiel en bevolking van jaar tot jaar",
        header=("Indicator", *years),
        rows=tuple(
            (
                text_cell(unit_header(line.indicator), header=True),
                *(_at(edition, view.area.id, line, year) for year in years),
            )
            for line in listed
        ),
        widths=(30, *(7 for _ in years)),
        numeric=(False, *(True for _ in years)),
    )


def _at(edition: Edition, region: str, line: Line, year: str) -> Cell:
    return figure_cell(edition, edition.figures.get(level_id(region, line.indicator.id, year)))


def _municipal(edition: Edition, view: AreaView) -> Iterator[Block]:
    """Figures that exist for the municipality only, shown as the municipality's and nothing else."""
    municipality = view.area.municipality
    listed = [i for i in edition.definitions.indicators if i.scope is Scope.MUNICIPALITY]
    rows = []
    for indicator in listed:
        periods = [p for p in indicator.periods if _has(edition, municipality, indicator.id, p)]
        if periods:
            figures = (
                edition.figures.get(level_id(code, indicator.id, periods[-1]))
                for code in (municipality, "NL")
            )
            cells = (figure_cell(edition, figure) for figure in figures)
            year = parts_cell(fact(edition, f"period:{periods[-1]}"), numeric=True)
            rows.append((text_cell(unit_header(indicator), header=True), year, *cells))
    yield Table(
        id=f"tabel-{view.area.id}-gemeente",
        caption=f"De hele gemeente {view.area.municipality_name}: niet het gebied {view.area.name}",
        header=("Indicator", "Jaar", "Gemeente", "Nederland"),
        rows=tuple(rows),
        widths=(46, 12, 20, 22),
        numeric=(False, True, True, True),
    )


def _has(edition: Edition, region: str, indicator: str, period: str) -> bool:
    figure = edition.figures.get(level_id(region, indicator, period))
    return figure is not None and figure.number is not None


def _unknown(edition: Edition, view: AreaView) -> Iterator[Block]:
    yield paragraph(
        "Wat wij over dit gebied niet weten, staat in de lijst van eigen indicatoren.", style="note"
    )
    yield Paragraph(
        (
            stated("Aan het gebied zelf te vragen: ", fact(edition, f"own-asked:{view.area.id}"), "."),
            stated(
                "Uit een bron die wij nog niet hebben: ", fact(edition, f"own-missing:{view.area.id}"), "."
            ),
        ),
        style="note",
    )
