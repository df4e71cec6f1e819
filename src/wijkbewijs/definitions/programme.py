"""What the programme fixed: areas and their units, themes, parties, documents, and the start sets."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wijkbewijs.kernel.time import Span


class Boundary(StrEnum):
    """How sure the boundary of an area is; every figure of an approximated area says so."""

    OFFICIAL = "official"
    PROPOSED = "proposed"
    APPROXIMATED = "approximated"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an area with the days on which it was in use; None means that the day is unknown."""

    name: str
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Area:
    """One of the focus areas. Unknown facts are empty strings and shown as unknown."""

    id: str
    names: tuple[Name, ...]
    municipality: str
    municipality_name: str
    wave: str
    local_programme: str
    alliance: str
    neighbourhoods: str
    mapping_confidence: str
    mapping_note: str
    sources: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name in use: the last one listed."""
        return self.names[-1].name


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A CBS or local unit and the share (0 < share <= 1) of it that belongs to the area."""

    code: str
    name: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class UnitSet:
    """The units of an area on one division of the country (`2020`, `2022`, `rotterdam`), with its status.

    An area without a set for a division has no figure on it. `basis` says why these units; `caveats` are
    codes that go with every figure on this set.
    """

    area: str
    division: str
    status: Boundary
    valid: Span
    basis: str
    units: tuple[UnitShare, ...]
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme or action line; `number` is the programme's own, None for our own context theme."""

    id: str
    number: int | None
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Party:
    """A ministry, municipality or other body; validity is unknown unless a source gives it."""

    id: str
    name: str
    kind: str
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the House on the programme.

    `progress_letter`: one of the series that informs the House, from the offering on. `counted_separately`:
    it is about something else and covers the programme too; whoever counts it gets other intervals.
    `dossier` and `number` are empty where the paper has only its document number.
    """

    id: str
    dossier: str
    number: str
    date: date
    title: str
    tk_document: str
    tk_zaak: str
    progress_letter: bool
    counted_separately: bool
    source: str


class Verdict(StrEnum):
    """What open data can say about a published claim."""

    SUPPORTED = "supported"
    NOT_COMPARABLE = "not_comparable"
    NOT_CHECKABLE = "not_checkable"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    """A figure that the programme, a municipality or a medium published, and how we may test it.

    `test` names a rule of `dossier.published`: level, gap, ratio, change, letters, count or none.
    `compare_with` are figure ids of the edition; for a count, what is counted (`programme:areas`,
    `units:HRL`). `same_definition` is yes, no or unknown; no also where a new definition came between two
    years of the claim. `same_boundary` is that too, or circular: our units were chosen with this very
    number at hand. `low`/`high` is the range that the words of the source allow; None is an open end.
    """

    id: str
    scope: str
    area: str
    indicator: str
    period: str
    value: str
    unit: str
    words: str
    definition_note: str
    source: str
    test: str
    compare_with: tuple[str, ...] = ()
    same_definition: str = "unknown"
    same_boundary: str = "unknown"
    low: float | None = None
    high: float | None = None
    would_check: str = ""
    headline: bool = False


@dataclass(frozen=True, slots=True)
class DashboardTotal:
    """A total that the programme's own dashboard showed, beside ours.

    `areas` and `netherlands` are None where the dashboard showed none; `compare_with` holds our figure of
    the areas and then that of the country, or nothing.
    """

    id: str
    title: str
    period: str
    areas: float | None
    netherlands: float | None
    unit: str
    producer: str
    compare_with: tuple[str, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Stream:
    """A money stream as its sources describe it (start set; the register is master later).

    `areas` are the ids of the areas that the source names; empty when it names none or all of them.
    """

    id: str
    title: str
    payer: str
    legal_form: str
    period: str
    amount: str
    recipients: str
    rules: str
    sources: tuple[str, ...]
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Barrier:
    """A barrier or breakthrough (start set)."""

    id: str
    kind: str
    barrier: str
    rule: str
    state: str
    decider: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson with a measurable form where there is one (start set)."""

    id: str
    origin: str
    lesson: str
    measurable: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something promised to, or asked by, the House; `kind` is promise or motion.

    `verified` is whether the literal text was seen; `reference` the official identifier (kst-...).
    """

    id: str
    kind: str
    reference: str
    made_on: date | None
    asked_by: str
    description: str
    verified: bool
    every_months: int | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A place-based programme: everything above for one programme definition.

    Public sources were read up to `checked_until`; what came later is unknown. `unknown_documents` are
    papers of the House that exist but whose content is not known here.
    """

    id: str
    title: str
    started_on: date
    promised_areas: int
    promised_municipalities: int
    areas: tuple[Area, ...]
    unit_sets: tuple[UnitSet, ...]
    themes: tuple[Theme, ...]
    parties: tuple[Party, ...]
    documents: tuple[Document, ...]
    published: tuple[PublishedClaim, ...]
    streams: tuple[Stream, ...]
    barriers: tuple[Barrier, ...]
    lessons: tuple[Lesson, ...]
    commitments: tuple[Commitment, ...]
    dashboard: tuple[DashboardTotal, ...] = ()
    checked_until: date | None = None
    unknown_documents: tuple[str, ...] = ()

    def area(self, area_id: str) -> Area:
        """Return the area; KeyError names the ids that exist."""
        for area in self.areas:
            if area.id == area_id:
                return area
        raise KeyError(f"no area {area_id!r}; the ids are {', '.join(a.id for a in self.areas)}")

    def units_of(self, area_id: str, division: str) -> UnitSet | None:
        """Return the units of an area on a division, or None when it has none there."""
        found = (s for s in self.unit_sets if s.area == area_id and s.division == division)
        return next(found, None)
