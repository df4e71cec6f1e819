"""Cells and sentences that chapters share: a figure as a cell, words as a sentence, a source as a link."""

from wijkbewijs.dossier.compose import free
from wijkbewijs.dossier.dutch import shown
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Fact, Link, Part, Shown, Words
from wijkbewijs.kernel.figure import Absent, Figure
from wijkbewijs.report.letter import Cell, Paragraph
from wijkbewijs.report.writers.marks import absence_mark

UNKNOWN = "onbekend"


def figure_cell(edition: Edition, figure: Figure | None) -> Cell:
    """A figure as a table cell that leads to its receipt; an absence shows the mark of its reason."""
    if figure is None:
        return Cell((), numeric=True)
    if isinstance(figure.value, Absent):
        return Cell((Shown(figure, absence_mark(figure.value).sign),), numeric=True)
    return Cell((shown_part(edition, figure),), numeric=True)


def shown_part(edition: Edition, figure: Figure) -> Shown:
    """A figure with a value as it is shown in a sentence or a cell."""
    return Shown(figure, shown(figure, edition.indicator(figure.indicator).decimals))


def text_cell(text: str, *, header: bool = False) -> Cell:
    """Words as a cell; nothing known is said as such."""
    return Cell((Words(text or UNKNOWN),), header=header)


def fact_cell(fact_id: str, text: str, *, header: bool = False) -> Cell:
    """A text from the definitions as a cell, bound to the record that it comes from."""
    return Cell((Fact(fact_id, text) if text else Words(UNKNOWN),), header=header)


def parts_cell(*parts: Part, header: bool = False, numeric: bool = False) -> Cell:
    """Parts as a cell."""
    return Cell(parts, numeric=numeric, header=header)


def paragraph(*texts: str, style: str = "") -> Paragraph:
    """A paragraph of free sentences: no number, direction or comparison, which the claim check proves."""
    return Paragraph(tuple(free(text) for text in texts), style)


def source_links(addresses: tuple[str, ...]) -> tuple[Part, ...]:
    """Sources as numbered links, or their words when they are no web address."""
    parts: list[Part] = []
    for address in addresses:
        if parts:
            parts.append(Words("; "))
        is_web = address.startswith(("http://", "https://"))
        parts.append(Link(_host(address), address) if is_web else Words(address))
    return tuple(parts)


def _host(address: str) -> str:
    return address.split("/")[2].removeprefix("www.")
