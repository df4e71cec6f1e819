"""What is not known: the programme's own indicators x years x areas, each empty cell with its reason."""

from collections import Counter
from dataclasses import dataclass

from wijkbewijs.definitions.indicator import OwnIndicator
from wijkbewijs.dossier.area import areas_in_order
from wijkbewijs.dossier.edition import Edition, level_id
from wijkbewijs.kernel.figure import Absent


@dataclass(frozen=True, slots=True)
class Cell:
    """One own indicator in one area and year; `absent` is None where a figure fills it."""

    own: OwnIndicator
    area: str
    year: str
    absent: Absent | None


def years_of(edition: Edition) -> tuple[str, ...]:
    """The years in which at least one own indicator is filled somewhere."""
    filled = {i for own in edition.definitions.own_indicators for i in own.filled_by}
    return tuple(sorted({p for i in filled for p in edition.indicator(i).periods}))


def matrix(edition: Edition) -> tuple[Cell, ...]:
    """Every cell of own indicator x area x year, in that order."""
    areas, years = areas_in_order(edition), years_of(edition)
    return tuple(
        Cell(own, area.id, year, reason(edition, own, area.id, year))
        for own in edition.definitions.own_indicators
        for area in areas
        for year in years
    )


def reason(edition: Edition, own: OwnIndicator, area_id: str, year: str) -> Absent | None:
    """Why there is no figure; None when there is one."""
    if own.absent is not None:
        return own.absent
    found = [
        figure.value
        for indicator_id in own.filled_by
        if (figure := edition.figures.get(level_id(area_id, indicator_id, year))) is not None
    ]
    if any(not isinstance(value, Absent) for value in found):
        return None
    absences = [value for value in found if isinstance(value, Absent)]
    return absences[0] if absences else Absent.NOT_TAKEN


def holes_by_reason(edition: Edition) -> Counter[Absent]:
    """Count own indicator x area without any figure in any year, by the reason of the latest year."""
    years = years_of(edition)
    counted: Counter[Absent] = Counter()
    for own in edition.definitions.own_indicators:
        for area in edition.programme.areas:
            reasons = [reason(edition, own, area.id, year) for year in years]
            if None not in reasons:
                counted[next(r for r in reversed(reasons) if r is not None)] += 1
    return counted
