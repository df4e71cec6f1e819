"""A chapter a theme: how the areas differ, in tables and in charts, beside the country."""

from collections.abc import Iterator, Mapping, Sequence

from wijkbewijs.definitions.indicator import Scope
from wijkbewijs.definitions.programme import Theme
from wijkbewijs.dossier.compose import comparison
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Sentence
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME
from wijkbewijs.kernel.figure import Status
from wijkbewijs.report.cells import paragraph
from wijkbewijs.report.chapters.reach import fullest_period
from wijkbewijs.report.chapters.tables import theme_tables
from wijkbewijs.report.letter import Block, Chapter, Chart, Paragraph


def themes(edition: Edition, charts: Mapping[str, Sequence[Chart]]) -> Chapter:
    """The chapter «De gebieden naast elkaar», with the charts of each theme by its id."""
    listed = [theme for theme in edition.programme.themes if theme.title]
    return Chapter(
        id="themas",
        title="De gebieden naast elkaar",
        blocks=(
            paragraph(
                "Elk thema toont de spreiding over de gebieden.",
                "Een totaal staat er nooit zonder die spreiding.",
                "Gemeten cijfers en modelcijfers staan in aparte tabellen.",
            ),
        ),
        chapters=tuple(_theme(edition, theme, charts.get(theme.id, ())) for theme in listed),
        break_before=True,
    )


def _theme(edition: Edition, theme: Theme, charts: Sequence[Chart]) -> Chapter:
    tables = tuple(theme_tables(edition, theme.id))
    blocks: list[Block] = [Paragraph((sentence,)) for sentence in _totals(edition, theme.id)]
    if not tables:
        blocks.append(
            paragraph(
                "Voor dit thema heeft deze editie geen cijfer dat voor alle gebieden gelijk is gemeten."
            )
        )
    return Chapter(id=f"thema-{theme.id}", title=theme.title, blocks=(*blocks, *charts, *tables))


def _totals(edition: Edition, theme: str) -> Iterator[Sentence]:
    """Compare the areas together with the country, each with its spread, where both are measured."""
    for indicator in edition.definitions.indicators:
        if indicator.theme != theme or indicator.status is not Status.MEASURED or not indicator.phrase:
            continue
        if indicator.scope is not Scope.EVERYWHERE or indicator.unit.additive:
            continue
        if period := fullest_period(edition, indicator.id, PROGRAMME, COUNTRY):
            yield comparison(edition, PROGRAMME, indicator.id, period)
