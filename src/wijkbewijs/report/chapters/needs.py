"""Need beside effort: per area what weighs most, beside the money that is known to reach it."""

from collections.abc import Iterator, Sequence

from wijkbewijs.dossier.area import Line
from wijkbewijs.dossier.compose import stated
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.need import NeedAndEffort, need_and_effort, shared_streams
from wijkbewijs.dossier.sentence import Fact, Part, Words
from wijkbewijs.kernel.figure import Figure
from wijkbewijs.report.cells import UNKNOWN, paragraph, parts_cell, shown_part
from wijkbewijs.report.chapters.tables import area_link
from wijkbewijs.report.letter import Cell, Chapter, Listing, Table


def needs(edition: Edition) -> Chapter:
    """The chapter «Nood en inzet»."""
    return Chapter(
        id="nood-en-inzet",
        title="Nood en inzet",
        blocks=(
            paragraph(
                "De tabel zet per gebied naast elkaar wat het zwaarst weegt en welk geld bekend is.",
                "De volgorde van de nood geldt alleen binnen een gebied en is gemeten aan Nederland.",
                "Hoeveel geld een gebied krijgt, staat in geen openbare bron; dat vak blijft dus leeg.",
            ),
            _table(edition),
            paragraph("Deze geldstromen gelden voor alle gebieden, of hun ontvangers zijn niet te plaatsen:"),
            Listing(
                tuple(
                    (stated(Fact(f"stream:{stream.id}", stream.title), "."),)
                    for stream in shared_streams(edition)
                )
            ),
        ),
        break_before=True,
    )


def _table(edition: Edition) -> Table:
    return Table(
        id="tabel-nood-en-inzet",
        caption="Nood naast inzet: de grootste verschillen met Nederland, en eigen geldstromen",
        header=("Gebied", "Nood: verschil met Nederland", "Eigen geldstromen", "Geld voor dit gebied"),
        rows=tuple(_row(edition, item) for item in need_and_effort(edition)),
        widths=(20, 46, 22, 12),
    )


def _row(edition: Edition, item: NeedAndEffort) -> tuple[Cell, ...]:
    weighing = [_need(edition, line, line.gap) for line in item.needs if line.gap is not None]
    streams = [(Fact(f"stream:{stream.id}", stream.title),) for stream in item.own_streams]
    return (
        parts_cell(area_link(edition, item.area.id), header=True),
        parts_cell(*_listed(weighing, "geen verschil dat vaststaat")),
        parts_cell(*_listed(streams, "geen bekend")),
        parts_cell(Words(UNKNOWN)),
    )


def _need(edition: Edition, line: Line, gap: Figure) -> tuple[Part, ...]:
    return (
        Words(f"{line.indicator.title} "),
        shown_part(edition, gap),
        Words(f" {gap.unit.difference}"),
    )


def _listed(items: Sequence[tuple[Part, ...]], none: str) -> Iterator[Part]:
    if not items:
        yield Words(none)
    for place, item in enumerate(items):
        if place:
            yield Words("; ")
        yield from item
