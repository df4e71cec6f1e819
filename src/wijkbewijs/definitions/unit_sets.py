"""The units of the areas: from one row a unit to one set for each area and division."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from wijkbewijs.definitions.files import csv_rows
from wijkbewijs.definitions.programme import Boundary, UnitSet, UnitShare
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.record import structured
from wijkbewijs.kernel.time import Span


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of units.csv: one unit of one area on one division, and why it is there."""

    area: str
    division: str
    code: str
    name: str
    share: float
    status: Boundary
    valid_from: date
    valid_until: date | None
    basis: str
    caveats: tuple[str, ...]

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(
                f"the share of {self.code} is {self.share:g}; write a number above 0 and at most 1"
            )


COLUMNS = tuple(field.name for field in fields(UnitRow))
_SUREST_FIRST = (Boundary.OFFICIAL, Boundary.PROPOSED, Boundary.APPROXIMATED)


def read_unit_sets(path: Path, where: str) -> tuple[UnitSet, ...]:
    """Return the unit sets of a CSV file with one row a unit, in the order in which they first occur.

    A set is as sure as its least sure unit, and has the reasons and caveats of all of them. Raises
    BadDefinition, naming the line, for a bad row and for a set whose rows hold on different days.
    """
    grouped: dict[tuple[str, str], list[UnitRow]] = {}
    for place, cells in csv_rows(path, where, COLUMNS):
        row = structured(UnitRow, _typed(cells, place), place)
        grouped.setdefault((row.area, row.division), []).append(row)
    return tuple(_unit_set(rows, where) for rows in grouped.values())


def _typed(cells: Mapping[str, str], place: str) -> Mapping[str, object]:
    try:
        share = float(cells["share"])
    except ValueError:
        raise BadDefinition(
            f"{place}: the share {cells['share']!r} is no number. Write 1 or a decimal such as 0.5."
        ) from None
    until = cells["valid_until"] or None
    return {**cells, "share": share, "valid_until": until, "caveats": cells["caveats"].split()}


def _unit_set(rows: Sequence[UnitRow], where: str) -> UnitSet:
    first = rows[0]
    if len({(row.valid_from, row.valid_until) for row in rows}) > 1:
        raise BadDefinition(
            f"{where}: the units of {first.area} on division {first.division} hold on different days. "
            "Give all its rows the same valid_from and valid_until."
        )
    return UnitSet(
        area=first.area,
        division=first.division,
        status=max((row.status for row in rows), key=_SUREST_FIRST.index),
        valid=_span(first, where),
        basis="; ".join(_distinct(row.basis for row in rows)),
        units=tuple(UnitShare(row.code, row.name, row.share) for row in rows),
        caveats=_distinct(caveat for row in rows for caveat in row.caveats),
    )


def _span(row: UnitRow, where: str) -> Span:
    try:
        return Span(row.valid_from, row.valid_until)
    except ValueError as error:
        raise BadDefinition(
            f"{where}: {row.area} on division {row.division}: {error}. Correct valid_from or valid_until."
        ) from error


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
