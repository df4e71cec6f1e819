"""Published claims about the programme beside open data, each with its verdict, evidence and source."""

from collections.abc import Iterator, Sequence

from wijkbewijs.definitions.programme import Verdict
from wijkbewijs.dossier.compose import stated
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.published import Beside, Judged, dashboard, judge, quoted
from wijkbewijs.dossier.sentence import Part, Sentence, Words
from wijkbewijs.report.cells import fact_cell, figure_cell, paragraph, parts_cell, source_links
from wijkbewijs.report.letter import Block, Cell, Chapter, Chart, Paragraph, Table
from wijkbewijs.report.writers.tree import gap_before

VERDICT_WORDS = {
    Verdict.SUPPORTED: "bevestigd",
    Verdict.NOT_COMPARABLE: "niet te vergelijken",
    Verdict.NOT_CHECKABLE: "niet te controleren",
    Verdict.CONTRADICTED: "tegengesproken",
}


def published(edition: Edition, timelines: Sequence[Chart]) -> Chapter:
    """The chapter «Gepubliceerde cijfers nagerekend»."""
    judged = judge(edition)
    return Chapter(
        id="gepubliceerde-cijfers",
        title="Gepubliceerde cijfers nagerekend",
        blocks=(
            paragraph(
                "Over het programma zijn eerder cijfers gepubliceerd.",
                "Wij leggen ze naast open cijfers en geven elk een oordeel.",
                "Is de definitie of de grens niet dezelfde, dan is vergelijken onmogelijk.",
                "Een uitspraak is daarmee niet onwaar.",
            ),
            *timelines,
        ),
        chapters=(
            *(_headline(edition, item) for item in judged if item.claim.headline),
            _others(tuple(item for item in judged if not item.claim.headline)),
            _dashboard(edition),
        ),
        break_before=True,
    )


def _headline(edition: Edition, item: Judged) -> Chapter:
    said = Paragraph((quoted(item.claim, edition),), style="lead")
    verdict = Sentence((Words("Oordeel: "), Words(f"{VERDICT_WORDS[item.verdict]}.", strong=True)))
    blocks: tuple[Block, ...] = (said, Paragraph((verdict, *item.explanation)))
    source = Paragraph((_source(edition, item),), style="note")
    title = f"«{item.claim.words.rstrip('.')}»"
    return Chapter(id=f"uitspraak-{item.claim.id}", title=title, blocks=(*blocks, source))


def _source(edition: Edition, item: Judged) -> Sentence:
    """Where it was published: a link, or the paper as the definitions name it."""
    if item.claim.source.startswith("http"):
        return Sentence((Words("Bron: "), *source_links((item.claim.source,))))
    return stated("Bron: ", fact(edition, f"published:{item.claim.id}.source"), ".")


def _others(items: tuple[Judged, ...]) -> Chapter:
    table = Table(
        id="tabel-uitspraken",
        caption="Andere gepubliceerde uitspraken met hun oordeel",
        header=("Uitspraak in onze woorden", "Oordeel", "Waarom", "Bron"),
        rows=tuple(_row(item) for item in items),
        widths=(32, 14, 40, 14),
    )
    return Chapter(id="andere-uitspraken", title="Andere uitspraken", blocks=(table,))


def _row(item: Judged) -> tuple[Cell, ...]:
    return (
        fact_cell(f"published:{item.claim.id}", item.claim.words, header=True),
        parts_cell(Words(VERDICT_WORDS[item.verdict])),
        parts_cell(*_joined(item.explanation)),
        parts_cell(*source_links((item.claim.source,))),
    )


def _dashboard(edition: Edition) -> Chapter:
    table = Table(
        id="tabel-dashboard",
        caption="Totalen van het dashboard «Zicht op Focusgebieden» naast die van ons",
        header=("Cijfer van het dashboard", "Dashboard", "Wij", "Dashboard NL", "Wij NL", "Verklaring"),
        rows=tuple(_beside(edition, item) for item in dashboard(edition)),
        widths=(20, 11, 9, 11, 9, 40),
        numeric=(False, True, True, True, True, False),
    )
    return Chapter(id="dashboard", title="Het dashboard van het programma zelf", blocks=(table,))


def _beside(edition: Edition, item: Beside) -> tuple[Cell, ...]:
    total = item.total
    return (
        fact_cell(f"dashboard:{total.id}", total.title, header=True),
        _said(f"dashboard:{total.id}.areas", total.areas),
        figure_cell(edition, item.ours),
        _said(f"dashboard:{total.id}.netherlands", total.netherlands),
        figure_cell(edition, item.our_country),
        parts_cell(*_joined(item.explanation)),
    )


def _said(fact_id: str, value: float | None) -> Cell:
    if value is None:
        return Cell((), numeric=True)
    return parts_cell(*fact_cell(fact_id, f"{value:g}".replace(".", ",")).parts, numeric=True)


def _joined(sentences: tuple[Sentence, ...]) -> Iterator[Part]:
    for place, sentence in enumerate(sentences):
        if gap := gap_before(sentences, place):
            yield Words(gap)
        yield from sentence.parts
