"""The printed marks: one place that says how a status, a margin and an absence look and what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, assert_never

from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Status

SourceAbsence = Literal[
    Absent.SUPPRESSED, Absent.UNPUBLISHED, Absent.NOT_YET_DUE, Absent.BROKEN_SERIES, Absent.OTHER_BOUNDARY
]
OurAbsence = Literal[
    Absent.NOT_APPLICABLE,
    Absent.LOW_COVERAGE,
    Absent.NOT_TAKEN,
    Absent.ASKED_OF_AREA,
    Absent.SOURCE_UNKNOWN,
]
BOUNDARY_CAVEATS = "W1"  # codes of caveats about the boundary of the area or the reach of a total


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign beside or instead of a number, its name in a word or two, and one sentence on its meaning."""

    sign: str
    name: str
    meaning: str


ROUGH_BOUNDARY = Mark(
    "≈", "grens benaderd", "De grens is benaderd of het totaal is niet volledig; het bewijs legt uit hoe."
)

ALL_MEASURED = "Een cijfer zonder teken is gemeten of geteld. De marge van elk cijfer staat in het bewijs."


def status_mark(status: Status) -> Mark:
    """Return how a value came to be; a measured value has no sign. TypeError for a synthetic value.

    >>> status_mark(Status.MODELLED).name
    'modelcijfer'
    """
    match status:
        case Status.MEASURED:
            return Mark("", "gemeten", "De bron heeft dit gemeten of geteld.")
        case Status.MODELLED:
            return Mark(
                "m",
                "modelcijfer",
                "De bron heeft dit met een model berekend en niet op elke plek gemeten.",
            )
        case Status.REPORTED:
            return Mark("o", "opgave", "Een betrokken partij heeft dit zelf opgegeven.")
        case Status.ESTIMATED:
            return Mark("s", "schatting", "Dit is de uitkomst van een analyse en geen telling.")
        case Status.SYNTHETIC:
            raise TypeError("a synthetic value never enters a report")
        case _:
            assert_never(status)


def absence_mark(reason: Absent) -> Mark:
    """Return what stands in the place of a value that is not there, and why it is not there.

    >>> absence_mark(Absent.SUPPRESSED).sign
    '·'
    """
    match reason:
        case (
            Absent.SUPPRESSED
            | Absent.UNPUBLISHED
            | Absent.NOT_YET_DUE
            | Absent.BROKEN_SERIES
            | Absent.OTHER_BOUNDARY
        ):
            return _absence_of_the_source(reason)
        case _:
            return _absence_of_ours(reason)


def interval_mark(kind: IntervalKind) -> Mark:
    """Return what the margin of a figure covers; only a margin that a reader should not miss has a sign.

    >>> interval_mark(IntervalKind.SAMPLING).sign
    't'
    """
    match kind:
        case IntervalKind.EXACT:
            return Mark("", "geen marge", "De bron geeft het cijfer zonder afronding.")
        case IntervalKind.ROUNDING:
            return Mark("", "marge door afronding", "De bron heeft de cijfers per wijk of buurt afgerond.")
        case IntervalKind.SUPPRESSION:
            return Mark(
                "a",
                "marge door ontbrekende delen",
                "Voor een deel van het gebied toont de bron geen cijfer. De marge laat daar ruimte voor.",
            )
        case IntervalKind.MODEL_MARGIN:
            return Mark("", "marge van het model", "De bron geeft aan hoe zeker het model is.")
        case IntervalKind.SAMPLING:
            return Mark(
                "t",
                "toevalsmarge",
                "Het aantal schommelt van jaar tot jaar ook door toeval. De marge rekent daarmee.",
            )
        case IntervalKind.UNPUBLISHED_MARGIN:
            return Mark(
                "°", "marge onbekend", "Een marge is er niet, of zij staat niet in onze kopie van de bron."
            )
        case _:
            assert_never(kind)


def marks_of(figure: Figure) -> tuple[Mark, ...]:
    """Return the marks with a sign beside a figure, or the one that stands instead of its value.

    The sign of a model already tells that there is a margin to look up, so its margin gets no second sign.
    """
    if isinstance(figure.value, Absent):
        return (absence_mark(figure.value),)
    status = status_mark(figure.status)
    found = [status] if status.sign else [interval_mark(figure.interval_kind)]
    if any(code.startswith(BOUNDARY_CAVEATS) for code in figure.caveats):
        found.append(ROUGH_BOUNDARY)
    return tuple(mark for mark in found if mark.sign)


def legend(figures: Iterable[Figure]) -> tuple[Mark, ...]:
    """Return the marks that occur among `figures`, each once, in the order of this module."""
    used = {mark for figure in figures for mark in marks_of(figure)}
    return tuple(mark for mark in _in_order() if mark in used)


def _absence_of_the_source(reason: SourceAbsence) -> Mark:
    match reason:
        case Absent.SUPPRESSED:
            return Mark("·", "afgeschermd", "Het aantal is zo klein dat de bron het niet toont.")
        case Absent.UNPUBLISHED:
            return Mark("–", "niet gepubliceerd", "De bron geeft hier geen cijfer.")
        case Absent.NOT_YET_DUE:
            return Mark("…", "nog niet verschenen", "Dit cijfer komt later uit.")
        case Absent.BROKEN_SERIES:
            return Mark("/", "reeksbreuk", "De manier van tellen is veranderd; vergelijken kan niet.")
        case Absent.OTHER_BOUNDARY:
            return Mark("×", "andere grens", "Het gebied past niet op de wijkindeling van deze bron.")
        case _:
            assert_never(reason)


def _absence_of_ours(reason: OurAbsence) -> Mark:
    match reason:
        case Absent.NOT_APPLICABLE:
            return Mark("n.v.t.", "niet van toepassing", "Dit cijfer kan hier niet bestaan.")
        case Absent.LOW_COVERAGE:
            return Mark("‡", "te weinig dekking", "De bron heeft een cijfer voor een te klein deel hiervan.")
        case Absent.NOT_TAKEN:
            return Mark("◊", "nog niet opgehaald", "De bron bestaat, maar wij hebben die nog niet gebruikt.")
        case Absent.ASKED_OF_AREA:
            return Mark("→", "vraag aan het gebied", "Alleen het gebied zelf kan dit cijfer geven.")
        case Absent.SOURCE_UNKNOWN:
            return Mark("?", "bron onbekend", "Wij weten niet wie dit cijfer bijhoudt.")
        case _:
            assert_never(reason)


def _in_order() -> tuple[Mark, ...]:
    statuses = (status_mark(status) for status in Status if status is not Status.SYNTHETIC)
    return (*statuses, *map(interval_mark, IntervalKind), ROUGH_BOUNDARY, *map(absence_mark, Absent))
