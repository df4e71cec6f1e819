"""What is known of the papers to the House: their kind, the missing numbers, and when one was due."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from wijkbewijs.definitions.programme import Commitment, Document, Programme


class Lane(IntEnum):
    """A row of the time line, from top to bottom."""

    LETTER = 0
    ALSO = 1
    OTHER = 2
    UNKNOWN = 3
    PROMISED = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """A paper that exists but of which no day is known, between its known neighbours in the dossier."""

    number: str
    after: Document | None
    before: Document | None


def lane_of(paper: Document) -> Lane:
    """Return the row of a paper."""
    if paper.counted_separately:
        return Lane.ALSO
    return Lane.LETTER if paper.progress_letter else Lane.OTHER


def papers_since_start(programme: Programme) -> list[Document]:
    """Return the papers of the House from the start of the programme on, by day."""
    known = (paper for paper in programme.documents if paper.date >= programme.started_on)
    return sorted(known, key=lambda paper: (paper.date, paper.id))


def unknown_papers(programme: Programme) -> list[Gap]:
    """Return the papers of which no day is known, with the known ones just before and after by number."""
    gaps = []
    for paper_id in programme.unknown_documents:
        dossier, _, number = paper_id.rpartition("-")
        known = sorted((int(d.number), d.id, d) for d in programme.documents if d.dossier == dossier)
        after = [paper for n, _, paper in known if n < int(number)]
        before = [paper for n, _, paper in known if n > int(number)]
        gaps.append(Gap(paper_id, after[-1] if after else None, before[0] if before else None))
    return gaps


def known_until(programme: Programme) -> date:
    """Return the day up to which public sources were read; without it, the day of the last paper."""
    return programme.checked_until or max(paper.date for paper in programme.documents)


def promise_of(programme: Programme) -> Commitment | None:
    """Return the commitment to write at regular times, or None when there is none."""
    return next((c for c in programme.commitments if c.every_months), None)


def promised_moments(programme: Programme, until: date) -> list[date]:
    """Return the days on which a letter was due, counted in months from the day of the promise.

    The last one is the first after `until`; empty when nothing was promised at regular times.
    """
    promise = promise_of(programme)
    if promise is None or promise.every_months is None:
        return []
    made_on = promise.made_on or programme.started_on
    moments = [made_on]
    while moments[-1] <= until:
        moments.append(later(made_on, promise.every_months * len(moments)))
    return moments[1:]


def later(start: date, months: int) -> date:
    """Return the same day `months` later, or the last day of that month.

    >>> later(date(2022, 7, 4), 6), later(date(2022, 8, 31), 6)
    (datetime.date(2023, 1, 4), datetime.date(2023, 2, 28))
    """
    years, month_index = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month_index + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
