"""Was the House informed as often as promised? Judged from the letters known to us, and in the best case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from wijkbewijs.definitions.programme import Document, Programme
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.time import months_between

DAYS_PER_MONTH = 30.436875  # mean of the Gregorian calendar


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The rhythm of the letters, in whole months between neighbours, counted from the start.

    `gaps` counts the progress letters; `gaps_with_others` also the letters on something else that cover the
    programme too. `unknown` are papers of the dossier whose content we do not know. `longest_at_best` is the
    longest gap (months) that remains if each of those was a progress letter on the best possible day.
    """

    every_months: int
    letters: tuple[Document, ...]
    others: tuple[Document, ...]
    gaps: tuple[int, ...]
    gaps_with_others: tuple[int, ...]
    unknown: tuple[str, ...]
    longest_at_best: float

    @property
    def all_letters(self) -> tuple[Document, ...]:
        """The letters of both kinds, by day."""
        return tuple(sorted((*self.letters, *self.others), key=lambda document: document.date))

    @property
    def kept(self) -> bool:
        """Whether no gap between the known letters is longer than promised."""
        return max(self.gaps_with_others, default=0) <= self.every_months

    @property
    def broken_in_any_case(self) -> bool:
        """Whether a gap is longer than promised even in the best case for what we do not know."""
        return round(self.longest_at_best) > self.every_months


def rhythm(programme: Programme, every_months: int) -> Rhythm:
    """Judge the letters against a promise of one letter every so many months.

    Raises BadDefinition when the definitions name no progress letter after the start.
    """
    after = sorted((d for d in programme.documents if d.date > programme.started_on), key=lambda d: d.date)
    letters = tuple(d for d in after if d.progress_letter)
    others = tuple(d for d in after if d.counted_separately and not d.progress_letter)
    if not letters:
        raise BadDefinition(
            f"{programme.id}/documents.yml: no progress letter after {programme.started_on}. "
            "Mark the letters on progress with `progress_letter: true`."
        )
    days = sorted(d.date for d in (*letters, *others))
    return Rhythm(
        every_months=every_months,
        letters=letters,
        others=others,
        gaps=_gaps([programme.started_on, *(d.date for d in letters)]),
        gaps_with_others=_gaps([programme.started_on, *days]),
        unknown=programme.unknown_documents,
        longest_at_best=_longest_at_best(programme, [programme.started_on, *days]),
    )


def _gaps(days: Sequence[date]) -> tuple[int, ...]:
    return tuple(months_between(earlier, later) for earlier, later in pairwise(days))


def _longest_at_best(programme: Programme, days: Sequence[date]) -> float:
    """Each unknown paper splits every gap in which it can lie: kinder than any truth can be."""
    unknown = [_between(programme, document_id) for document_id in programme.unknown_documents]
    longest = 0.0
    for start, end in pairwise(days):
        extra = sum(earlier < end and later > start for earlier, later in unknown)
        longest = max(longest, (end - start).days / DAYS_PER_MONTH / (extra + 1))
    return longest


def _between(programme: Programme, document_id: str) -> tuple[date, date]:
    """The days of the known papers before and after an unknown number of the same dossier."""
    dossier, _, number = document_id.rpartition("-")
    known = [(int(d.number), d.date) for d in programme.documents if d.dossier == dossier]
    earlier = max((day for n, day in known if n < int(number)), default=date.min)
    later = min((day for n, day in known if n > int(number)), default=date.max)
    return earlier, later
