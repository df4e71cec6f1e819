"""The controlebijlage, made by the machine: every figure that is shown, every finding, every hash."""

from collections.abc import Iterable, Sequence

from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.finding import CHECKS
from wijkbewijs.kernel.canonical import number_text
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.report.cells import figure_cell, paragraph, text_cell
from wijkbewijs.report.letter import Cell, Chapter, Letter, Table
from wijkbewijs.report.writers.tree import figures_in, sentences_in


def control(edition: Edition, letters: Sequence[Letter]) -> Chapter:
    """The chapter «Controlebijlage» on the figures and sentences of `letters`, which passed their check."""
    shown = {figure.id: figure for letter in letters for figure in figures_in(letter)}
    return Chapter(
        id="controlebijlage",
        title="Controlebijlage",
        blocks=(
            paragraph(
                "Dit deel is door de computer gemaakt.",
                "Het noemt elk cijfer dat in de brief en de bijlage staat, met zijn marge en definitie.",
                "Met het programma is elk getal opnieuw te vergelijken met de editie.",
            ),
            _versions(edition, letters, len(shown)),
            _hashes(edition),
        ),
        chapters=tuple(_chapters(edition, shown.values())),
        break_before=True,
    )


def _versions(edition: Edition, letters: Sequence[Letter], figures: int) -> Table:
    manifest = edition.manifest
    claims = sum(s.claim is not None for letter in letters for s in sentences_in(letter))
    rows = (
        ("Editie", manifest.id),
        ("Gemaakt op", manifest.made_on.isoformat()),
        ("Controlegetal van de editie", edition.hash),
        ("Versie van definities en formules", manifest.version),
        ("Controlegetal van de vorige editie", manifest.previous or "geen, dit is de eerste"),
        ("Getoonde cijfers", str(figures)),
        ("Zinnen met een bewering, elk getoetst", str(claims)),
        ("Regels van de toets", str(len(CHECKS))),
        ("Bevindingen", "geen: met een bevinding wordt de brief niet gemaakt"),
    )
    return Table(
        id="tabel-versies",
        caption="Versies en uitkomst van de controle",
        header=("Onderdeel", "Waarde"),
        rows=tuple((text_cell(name, header=True), text_cell(text)) for name, text in rows),
        widths=(36, 64),
    )


def _hashes(edition: Edition) -> Table:
    return Table(
        id="tabel-bestanden",
        caption="Bestanden van de editie met hun controlegetal (SHA-256, eerste zestien tekens)",
        header=("Bestand", "Controlegetal"),
        rows=tuple(
            (text_cell(entry.path, header=True), text_cell(entry.sha256[:16]))
            for entry in edition.manifest.files
        ),
        widths=(60, 40),
    )


def _chapters(edition: Edition, shown: Iterable[Figure]) -> Iterable[Chapter]:
    by_region: dict[str, list[Figure]] = {}
    for figure in shown:
        by_region.setdefault(figure.region, []).append(figure)
    for region in sorted(by_region):
        figures = sorted(by_region[region], key=lambda figure: figure.id)
        yield Chapter(
            id=f"controle-{region}",
            title=f"Cijfers van {edition.region_name(region)}",
            blocks=(_figures(edition, region, figures),),
        )


def _figures(edition: Edition, region: str, figures: Sequence[Figure]) -> Table:
    return Table(
        id=f"tabel-controle-{region}",
        caption=f"Cijfers van {edition.region_name(region)} in brief en bijlage",
        header=("Bewijs", "Getoond", "Marge", "Definitie"),
        rows=tuple(_row(edition, figure) for figure in figures),
        widths=(44, 14, 20, 22),
        numeric=(False, True, True, False),
    )


def _row(edition: Edition, figure: Figure) -> tuple[Cell, ...]:
    return (
        text_cell(figure.id, header=True),
        figure_cell(edition, figure),
        text_cell(_interval(figure)),
        text_cell(figure.definition),
    )


def _interval(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return "geen"
    return f"{number_text(figure.low, 2)} – {number_text(figure.high, 2)}"
