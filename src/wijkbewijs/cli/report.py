"""`wijkbewijs report`: the brief and its bijlage, with receipts and data, from one edition."""

from pathlib import Path

import click

from wijkbewijs.cli.options import (
    chosen_edition,
    edition_option,
    format_option,
    home_option,
    print_json,
    progress,
)
from wijkbewijs.dossier.dutch import counted, number
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.holes import holes_by_reason
from wijkbewijs.dossier.verdicts import verdict_counts
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.report.chapters.published import VERDICT_WORDS
from wijkbewijs.report.letters import letters
from wijkbewijs.report.pictures import draw
from wijkbewijs.report.writers.bundle import Written, write_all
from wijkbewijs.report.writers.marks import absence_mark


@click.command("report")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Map waarin de map van de editie komt.",
)
@format_option
@edition_option
@home_option
def command(*, out: Path, form: str, edition_folder: Path | None, home: Path) -> None:
    """Maak de brief en de bijlage als HTML, PDF en DOCX, met bewijzen en data."""
    say = progress(form)
    edition = chosen_edition(home, edition_folder)
    say(f"1/3 grafieken tekenen voor editie {edition.manifest.id} …")
    pictures = draw(edition, cache=home / "cache" / "charts")
    say("2/3 zinnen maken en toetsen …")
    documents = letters(edition, pictures)
    say("3/3 documenten en bewijzen schrijven …")
    written = write_all(documents, edition, out / edition.manifest.id)
    if form == "json":
        print_json(summary(edition, written))
        return
    _tell(edition, written)


def summary(edition: Edition, written: Written) -> dict[str, object]:
    """What was made, counted."""
    holes, verdicts = holes_by_reason(edition), verdict_counts(edition)
    return {
        "folder": str(written.folder),
        "areas": len(edition.programme.areas),
        "indicators": len(edition.definitions.indicators),
        "figures": len(edition.figures),
        "without_receipt": len(without_receipt(edition)),
        "holes": {str(reason): count for reason, count in sorted(holes.items())},
        "published": {str(verdict): verdicts[verdict] for verdict in VERDICT_WORDS},
    }


def without_receipt(edition: Edition) -> list[str]:
    """The ids of figures that have no receipt."""
    return sorted(set(edition.figures) - set(edition.receipts))


def _tell(edition: Edition, written: Written) -> None:
    holes, verdicts = holes_by_reason(edition), verdict_counts(edition)
    reasons = ", ".join(f"{number(holes[r], 0)} {absence_mark(r).name}" for r in Absent if holes[r])
    judged = ", ".join(f"{verdicts[verdict]} {words}" for verdict, words in VERDICT_WORDS.items())
    folder = written.folder
    click.echo("")
    for name in (
        "brief.html",
        "brief.pdf",
        "brief.docx",
        "bijlage.html",
        "bijlage.pdf",
        "cijfers.csv",
        "leegtes.csv",
    ):
        click.echo(f"  {folder / name}")
    click.echo(f"  {folder / 'bewijs'} ({number(written.receipts, 0)} pagina's met bewijzen)")
    click.echo("")
    click.echo(
        f"{counted(len(edition.programme.areas), 'gebied', 'gebieden')}, "
        f"{counted(len(edition.definitions.indicators), 'indicator', 'indicatoren')}, "
        f"{counted(len(edition.figures), 'cijfer', 'cijfers')}, "
        f"{len(without_receipt(edition))} zonder bewijs"
    )
    click.echo(f"{number(holes.total(), 0)} leegtes in de eigen lijst van het programma: {reasons}")
    click.echo(f"gepubliceerde uitspraken: {judged}")
    click.echo(f"Volgende stap: wijkbewijs verify {folder}")
