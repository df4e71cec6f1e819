"""The receipt pages: one for each region and indicator, with an anchor for every figure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.series_break import breaking
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.dossier.dutch import capitalised, day
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.receipts import Proof, proof_of
from wijkbewijs.kernel.codes import Level, level_of
from wijkbewijs.kernel.figure import Figure, Measure
from wijkbewijs.report.writers import words
from wijkbewijs.report.writers.html import documents
from wijkbewijs.report.writers.links import Bundle, receipt_page
from wijkbewijs.report.writers.marks import interval_mark, status_mark
from wijkbewijs.report.writers.markup import figure_html
from wijkbewijs.report.writers.shell import rendered

_ORDER = tuple(Measure)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure on a receipt page: its name, its value as HTML, and label-text pairs that tell the rest.

    `parts` are the figures that a difference was made from, as HTML; `units` is the anchor of its units.
    """

    id: str
    label: str
    value: Markup
    unit: str
    after: str
    range: str
    margin: str
    status: str
    lines: tuple[tuple[str, str], ...]
    caveats: tuple[tuple[str, str], ...]
    parts: tuple[Markup, ...]
    sources: tuple[tuple[str, str], ...]
    units: str


@dataclass(frozen=True, slots=True)
class UnitTable:
    """The units behind figures of a page: the year of their codes, and code, name and share of each."""

    id: str
    division: str
    note: str
    units: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The figures of one indicator in one region."""

    region: str
    indicator: Indicator
    figures: tuple[Figure, ...]

    @property
    def page(self) -> str:
        """The file name inside the receipts' folder."""
        return receipt_page(self.region, self.indicator.id)


@dataclass(frozen=True, slots=True)
class Book:
    """What all receipts share: the edition, the titles of inputs, and every figure as HTML."""

    edition: Edition
    titles: Mapping[str, str]
    values: Mapping[str, Markup]


def receipt_pages(edition: Edition, bundle: Bundle, concept: str) -> Iterator[tuple[str, str]]:
    """Yield file name and text of every page in the receipts' folder: receipts, a page a region, an index."""
    book = Book(edition, words.input_titles(edition), _values(edition))
    found = groups(edition)
    shared = {
        "documents": documents(bundle),
        "here": "",
        "root": "../",
        "concept": concept,
        "edition": edition,
        "made_on": day(edition.manifest.made_on),
    }
    for group in found:
        yield group.page, _receipt_page(group, book, shared)
    regions = _by_region(found, edition)
    for region, members in regions.items():
        listed = [_latest(group, book) for group in members]
        name = capitalised(edition.region_name(region))
        yield region_page(region), rendered("region.html.j2", name=name, listed=listed, **shared)
    yield "index.html", rendered("receipts.html.j2", kinds=_kinds(regions, edition), **shared)


def groups(edition: Edition) -> tuple[Group, ...]:
    """Return the figures of an edition by region and indicator, in the order of the definitions."""
    found: dict[tuple[str, str], list[Figure]] = {}
    for figure in edition.figures.values():
        found.setdefault((figure.region, figure.indicator), []).append(figure)
    regions = sorted({region for region, _ in found})
    return tuple(
        Group(region, indicator, tuple(sorted(found[region, indicator.id], key=_place)))
        for region in regions
        for indicator in edition.definitions.indicators
        if (region, indicator.id) in found
    )


def region_page(region: str) -> str:
    """Return the file name of the list of receipts of a region."""
    return f"{region.replace(':', '_')}.html"


def _place(figure: Figure) -> tuple[int, str, str]:
    return (_ORDER.index(figure.measure), figure.period, figure.against)


def _receipt_page(group: Group, book: Book, shared: Mapping[str, object]) -> str:
    edition = book.edition
    proofs = [proof_of(edition, figure.id) for figure in group.figures]
    sources = {source.id: (source, lock) for proof in proofs for source, lock in proof.sources}
    return rendered(
        "receipt.html.j2",
        group=group,
        name=edition.region_name(group.region),
        region_page=region_page(group.region),
        reasons=[found.title for found in breaking(group.indicator, edition.definitions.breaks)],
        better=words.BETTER[group.indicator.better],
        status=status_mark(group.indicator.status),
        entries=[_entry(proof, book) for proof in proofs],
        unit_tables=_unit_tables(proofs, edition),
        sources=[_source(*pair) for pair in sources.values()],
        **shared,
    )


def _entry(proof: Proof, book: Book) -> Entry:
    figure, decimals = proof.figure, proof.indicator.decimals
    absent = figure.number is None
    return Entry(
        id=figure.id,
        label=words.label(figure, book.edition),
        value=book.values[figure.id],
        unit=words.unit_or_reason(figure),
        after=words.after_value(figure),
        range="" if absent else words.range_text(figure, decimals),
        margin="" if absent else interval_mark(figure.interval_kind).name,
        status="" if absent else status_mark(figure.status).name,
        lines=tuple((name, text) for name, text in lines_of(proof, book.titles) if text),
        caveats=tuple((caveat.code, caveat.text) for caveat in proof.caveats),
        parts=tuple(
            Markup("{}: {}").format(_named(part, book.edition), book.values[part.id]) for part in proof.parts
        ),
        sources=tuple((source.id, source.title) for source, _ in proof.sources),
        units=_units_id(proof),
    )


def lines_of(proof: Proof, titles: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield how a figure was made, as label and text; a text may be empty where a part does not apply."""
    figure, receipt, indicator = proof.figure, proof.receipt, proof.indicator
    if figure.number is not None:
        yield "Marge", words.margin_words(figure, indicator.decimals)
        yield "Berekening", words.formula_words(receipt, indicator, titles)
        yield from words.amounts(receipt)
        yield "Andere weging", words.alternative_words(figure, receipt, indicator, titles)
        yield "Zonder wijk", words.unallocated_words(receipt)
        yield "Tweede som", words.buurten_words(receipt)
        yield "Samengesteld uit", "" if proof.units else words.count_words(receipt)
        yield "Dekking", words.coverage_words(figure.coverage)
    yield "Definitie", figure.definition
    yield "Uitgave van de bron", figure.vintage.replace(" ", ", ")


def _values(edition: Edition) -> dict[str, Markup]:
    """Return every figure as HTML, once: a level stands on its own page, in a list, and in differences."""
    decimals = {indicator.id: indicator.decimals for indicator in edition.definitions.indicators}
    return {
        figure.id: _value(figure, decimals[figure.indicator])
        for figure in edition.figures.values()
        if figure.indicator in decimals
    }


def _value(figure: Figure, decimals: int) -> Markup:
    href = f"{receipt_page(figure.region, figure.indicator)}#{figure.id}"
    return Markup(figure_html(figure, words.shown_text(figure, decimals), href))  # noqa: S704 - escaped there


def _named(figure: Figure, edition: Edition) -> str:
    return f"{capitalised(edition.region_name(figure.region))}, {words.label(figure, edition)}"


def _units_id(proof: Proof) -> str:
    return proof.receipt.units.replace("/", "-") if proof.units else ""


def _unit_tables(proofs: Iterable[Proof], edition: Edition) -> tuple[UnitTable, ...]:
    found = {_units_id(proof): proof for proof in proofs if proof.units}
    return tuple(
        UnitTable(
            id=name,
            division=proof.division,
            note=words.boundary_words(edition.programme.units_of(proof.figure.region, proof.division)),
            units=tuple((unit.code, unit.name, words.share_text(unit.share)) for unit in proof.units),
        )
        for name, proof in found.items()
    )


def _source(source: Source, lock: Lock) -> tuple[Source, tuple[tuple[str, str], ...]]:
    lines = (
        ("Kenmerk", source.id),
        ("Producent", source.producer),
        ("Licentie", source.licence),
        ("Tabel", source.table),
        ("Uitgave", source.vintage),
        ("Verschijnt", source.cadence),
        ("Opgehaald op", day(lock.taken_on)),
        ("Via", lock.via or source.via),
        ("SHA-256", lock.sha256),
        ("Bronvermelding", source.credit),
    )
    return source, tuple((name, text) for name, text in lines if text)


def _by_region(found: tuple[Group, ...], edition: Edition) -> dict[str, list[Group]]:
    by_region: dict[str, list[Group]] = {}
    for group in found:
        by_region.setdefault(group.region, []).append(group)
    return {code: by_region[code] for code in sorted(by_region, key=edition.region_name)}


def _latest(group: Group, book: Book) -> tuple[Group, Markup, str, str]:
    """Return the latest level of a group, as the list of a region shows it: page, value, unit, period."""
    figure = [figure for figure in group.figures if figure.measure is Measure.LEVEL][-1]
    return group, book.values[figure.id], words.unit_or_reason(figure), figure.period


def _kinds(regions: Iterable[str], edition: Edition) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the regions (name and page) by kind of place, each in alphabetical order."""
    kinds: dict[str, list[tuple[str, str]]] = {"Focusgebieden": [], "Gemeenten": [], "Geheel": []}
    for code in regions:
        kind = {Level.AREA: "Focusgebieden", Level.MUNICIPALITY: "Gemeenten"}.get(level_of(code), "Geheel")
        kinds[kind].append((capitalised(edition.region_name(code)), region_page(code)))
    return [(kind, listed) for kind, listed in kinds.items() if listed]
