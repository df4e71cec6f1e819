"""Where the figures come from: publishers, licences, the bytes that were taken, and the rules we apply."""

from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.sentence import Link
from wijkbewijs.report.cells import paragraph, text_cell
from wijkbewijs.report.letter import Cell, Chapter, Table


def sources(edition: Edition) -> Chapter:
    """The chapter «Bronnen»."""
    return Chapter(
        id="bronnen",
        title="Bronnen",
        blocks=(
            paragraph(
                "Alle cijfers komen uit open bronnen.",
                "Van elk bestand staat vast welke bytes zijn gebruikt, op welke dag en via wie.",
            ),
            _sources_table(edition),
            _caveats_table(edition),
            _rules_table(edition),
        ),
        break_before=True,
    )


def _sources_table(edition: Edition) -> Table:
    locks = {lock.source: lock for lock in edition.definitions.locks}
    return Table(
        id="tabel-bronnen",
        caption="Bestanden waaruit deze editie is berekend",
        header=("Bron", "Maker en licentie", "Tabel", "Opgehaald", "Controlegetal"),
        rows=tuple(_source_row(source, locks[source.id]) for source in edition.definitions.sources),
        widths=(32, 24, 12, 16, 16),
    )


def _source_row(source: Source, lock: Lock) -> tuple[Cell, ...]:
    via = f" via {source.via}" if source.via else ""
    return (
        Cell((Link(source.title, source.url),), header=True),
        text_cell(f"{source.producer}; {source.licence}"),
        text_cell(source.table),
        text_cell(f"{lock.taken_on.isoformat()}{via}"),
        text_cell(lock.sha256[:16]),
    )


def _caveats_table(edition: Edition) -> Table:
    return Table(
        id="tabel-kanttekeningen",
        caption="Kanttekeningen die met cijfers meereizen",
        header=("Code", "Kanttekening"),
        rows=tuple((text_cell(c.code, header=True), text_cell(c.text)) for c in edition.definitions.caveats),
        widths=(10, 90),
    )


def _rules_table(edition: Edition) -> Table:
    day = edition.manifest.made_on
    return Table(
        id="tabel-vaste-waarden",
        caption="Vaste waarden waarmee is gerekend",
        header=("Waarde", "Getal", "Herkomst van de waarde"),
        rows=tuple(
            (
                text_cell(rule.title, header=True),
                text_cell(f"{rule.on(day):g}".replace(".", ",")),
                text_cell(rule.source),
            )
            for rule in edition.definitions.rules
        ),
        widths=(40, 10, 50),
    )
