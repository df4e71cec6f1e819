"""What is not known: the programme's own indicators by year, with the number of areas that have a figure."""

from collections.abc import Iterable, Sequence

from wijkbewijs.definitions.indicator import OwnIndicator
from wijkbewijs.dossier.compose import stated
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.holes import reason, years_of
from wijkbewijs.dossier.sentence import Words
from wijkbewijs.kernel.figure import Absent
from wijkbewijs.report.cells import paragraph, parts_cell, text_cell
from wijkbewijs.report.letter import Block, Cell, Chapter, Paragraph, Table
from wijkbewijs.report.writers.marks import absence_mark


def unknown(edition: Edition) -> Chapter:
    """The chapter «Wat wij niet weten»."""
    return Chapter(
        id="wat-wij-niet-weten",
        title="Wat wij niet weten",
        blocks=(_opening(edition), *_blocks(edition)),
        break_before=True,
    )


def _opening(edition: Edition) -> Paragraph:
    own, filled, asked = (
        fact(edition, f"count:own-{key}") for key in ("indicators", "filled", "asked-of-area")
    )
    return Paragraph(
        (
            stated("Het programma noemde zelf ", own, " indicatoren en vragen."),
            stated(
                "Daarvan zijn er ", filled, " gevuld met open cijfers, voor alle gebieden of voor enkele."
            ),
            stated("Op ", asked, " daarvan kan alleen het gebied zelf antwoord geven."),
        )
    )


def _blocks(edition: Edition) -> Iterable[Block]:
    yield paragraph(
        "De tabellen tonen per indicator en jaar voor hoeveel gebieden er een cijfer is.",
        "Een teken zegt waarom er geen cijfer is; de leeswijzer legt de tekens uit.",
        "De laatste kolom noemt wat de leegte zou vullen.",
        "Per gebied staat dezelfde lijst in het bestand leegtes.csv.",
    )
    lists: dict[str, list[OwnIndicator]] = {}
    for own in edition.definitions.own_indicators:
        lists.setdefault(own.list, []).append(own)
    for number, (name, members) in enumerate(lists.items(), start=1):
        yield _matrix(edition, name, members, number)


def _matrix(edition: Edition, name: str, members: Sequence[OwnIndicator], number: int) -> Table:
    years = years_of(edition)
    return Table(
        id=f"tabel-leegte-{number}",
        caption=f"Eigen indicatoren van het programma, lijst «{name}»: gebieden met een cijfer, per jaar",
        header=("Indicator", *years, "Wat dit vult of zou vullen"),
        rows=tuple(_row(edition, own, years) for own in members),
        widths=(30, *(4 for _ in years), 30),
        numeric=(False, *(True for _ in years), False),
    )


def _row(edition: Edition, own: OwnIndicator, years: Sequence[str]) -> tuple[Cell, ...]:
    told = own.filled_note if own.filled_by else own.would_fill
    return (
        text_cell(own.title, header=True),
        *(_count_cell(edition, own, year) for year in years),
        text_cell(told),
    )


def _count_cell(edition: Edition, own: OwnIndicator, year: str) -> Cell:
    reasons = [reason(edition, own, area.id, year) for area in edition.programme.areas]
    filled = reasons.count(None)
    if filled:
        return parts_cell(fact(edition, f"filled:{own.id}.{year}"), numeric=True)
    absences = [absent for absent in reasons if isinstance(absent, Absent)]
    return Cell((Words(absence_mark(max(set(absences), key=absences.count)).sign),), numeric=True)
