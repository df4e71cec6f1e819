"""What open data say about a published claim: one verdict with one reason, by the rule its test names.

A range must hold the whole interval of our figure to be met, and none of it to be missed; a figure whose
margin we do not know meets or misses nothing.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from wijkbewijs.definitions.programme import Programme, PublishedClaim, Verdict
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.letters_judged import rhythm
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.figure import Figure

PERCENT = "%"


class Reason(StrEnum):
    """Why a verdict is what it is."""

    NO_TEST = "no_test"
    NO_FIGURE = "no_figure"
    OTHER_DEFINITION = "other_definition"
    UNKNOWN_DEFINITION = "unknown_definition"
    CIRCULAR = "circular"
    NO_MARGIN = "no_margin"
    ON_THE_EDGE = "on_the_edge"
    INSIDE = "inside"
    INSIDE_OWN_BOUNDARY = "inside_own_boundary"
    OUTSIDE = "outside"
    OUTSIDE_OWN_BOUNDARY = "outside_own_boundary"
    OUTSIDE_OTHER_PERIOD = "outside_other_period"
    LETTERS_ON_TIME = "letters_on_time"
    LETTERS_LATE = "letters_late"
    LETTERS_UNKNOWN = "letters_unknown"


VERDICTS = {
    Reason.NO_TEST: Verdict.NOT_CHECKABLE,
    Reason.NO_FIGURE: Verdict.NOT_CHECKABLE,
    Reason.OTHER_DEFINITION: Verdict.NOT_COMPARABLE,
    Reason.UNKNOWN_DEFINITION: Verdict.NOT_COMPARABLE,
    Reason.CIRCULAR: Verdict.NOT_COMPARABLE,
    Reason.NO_MARGIN: Verdict.NOT_CHECKABLE,
    Reason.ON_THE_EDGE: Verdict.NOT_CHECKABLE,
    Reason.INSIDE: Verdict.SUPPORTED,
    Reason.INSIDE_OWN_BOUNDARY: Verdict.SUPPORTED,
    Reason.OUTSIDE: Verdict.CONTRADICTED,
    Reason.OUTSIDE_OWN_BOUNDARY: Verdict.NOT_COMPARABLE,
    Reason.OUTSIDE_OTHER_PERIOD: Verdict.NOT_COMPARABLE,
    Reason.LETTERS_ON_TIME: Verdict.SUPPORTED,
    Reason.LETTERS_LATE: Verdict.CONTRADICTED,
    Reason.LETTERS_UNKNOWN: Verdict.NOT_CHECKABLE,
}


@dataclass(frozen=True, slots=True)
class Range:
    """A closed range of values; both ends are known."""

    low: float
    high: float


def reason_of(claim: PublishedClaim, edition: Edition) -> Reason:
    """Return why the claim gets its verdict (`VERDICTS`).

    Raises BadDefinition when the claim names a test that does not exist.
    """
    match claim.test:
        case "none":
            return Reason.NO_TEST
        case "letters":
            return _letters(edition.programme)
        case "count" | "level" | "gap" | "change" | "ratio":
            return _measured(claim, edition)
        case _:
            raise BadDefinition(
                f"published claim {claim.id}: there is no test {claim.test!r}. "
                "The tests are none, letters, count, level, gap, change and ratio."
            )


def verdict_of(claim: PublishedClaim, edition: Edition) -> Verdict:
    """Return the verdict on one claim."""
    return VERDICTS[reason_of(claim, edition)]


def verdict_counts(edition: Edition) -> Counter[Verdict]:
    """Count the published claims by verdict; a verdict that does not occur counts zero."""
    found = Counter(dict.fromkeys(Verdict, 0))
    found.update(verdict_of(claim, edition) for claim in edition.programme.published)
    return found


def evidence_of(claim: PublishedClaim, edition: Edition) -> tuple[Figure, ...]:
    """The figures of the edition that the claim is tested with and that have a value."""
    found = (edition.figures.get(figure_id) for figure_id in claim.compare_with)
    return tuple(figure for figure in found if figure is not None and figure.number is not None)


def countable(programme: Programme, key: str) -> int:
    """What the definitions count: `programme:areas`, or `units:HRL` (units of an area on 2020)."""
    kind, _, name = key.partition(":")
    if key == "programme:areas":
        return len(programme.areas)
    if key == "programme:municipalities":
        return len({area.municipality for area in programme.areas})
    units = programme.units_of(name, "2020") if kind == "units" else None
    if units is None:
        raise BadDefinition(f"{key!r} cannot be counted; use programme:areas or units:<area>.")
    return len(units.units)


def _letters(programme: Programme) -> Reason:
    promised = next((c.every_months for c in programme.commitments if c.every_months), None)
    if promised is None:
        return Reason.NO_TEST
    found = rhythm(programme, promised)
    if found.broken_in_any_case:
        return Reason.LETTERS_LATE
    return Reason.LETTERS_ON_TIME if found.kept else Reason.LETTERS_UNKNOWN


def _measured(claim: PublishedClaim, edition: Edition) -> Reason:
    if claim.same_definition == "no":
        return Reason.OTHER_DEFINITION
    figures = evidence_of(claim, edition)
    if claim.test != "count" and (not figures or len(figures) < len(claim.compare_with)):
        return Reason.NO_FIGURE
    if claim.same_boundary == "circular":
        return Reason.CIRCULAR
    ranges = _ranges(claim, figures, edition)
    if not ranges:
        return Reason.NO_MARGIN
    if claim.same_definition != "yes":
        return Reason.UNKNOWN_DEFINITION
    return _placed(claim, ranges, figures)


def _placed(claim: PublishedClaim, ranges: Sequence[Range], figures: Sequence[Figure]) -> Reason:
    own = claim.same_boundary != "yes"
    if all(_holds(claim, found) for found in ranges):
        return Reason.INSIDE_OWN_BOUNDARY if own else Reason.INSIDE
    if not all(_misses(claim, found) for found in ranges):
        return Reason.ON_THE_EDGE
    if own:
        return Reason.OUTSIDE_OWN_BOUNDARY
    same_period = all(figure.period == claim.period for figure in figures)
    return Reason.OUTSIDE if same_period else Reason.OUTSIDE_OTHER_PERIOD


def _holds(claim: PublishedClaim, found: Range) -> bool:
    return (claim.low is None or claim.low <= found.low) and (claim.high is None or found.high <= claim.high)


def _misses(claim: PublishedClaim, found: Range) -> bool:
    return (claim.low is not None and found.high < claim.low) or (
        claim.high is not None and found.low > claim.high
    )


def _ranges(claim: PublishedClaim, figures: Sequence[Figure], edition: Edition) -> list[Range]:
    if claim.test == "count":
        counts = [countable(edition.programme, key) for key in claim.compare_with]
        return [Range(count, count) for count in counts]
    known = [Range(f.low, f.high) for f in figures if f.low is not None and f.high is not None]
    if len(known) < len(figures):
        return []
    return [_ratio(claim, *known)] if claim.test == "ratio" else known


def _ratio(claim: PublishedClaim, part: Range, whole: Range) -> Range:
    scale = 100 if claim.unit == PERCENT else 1
    return Range(part.low / whole.high * scale, part.high / whole.low * scale)
