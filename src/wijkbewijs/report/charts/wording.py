"""The Dutch words of charts: units of axes, reasons of absence, and the outermost values."""

from collections.abc import Iterable

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.dossier.dutch import list_of, with_unit
from wijkbewijs.dossier.edition import Edition, level_id
from wijkbewijs.kernel.figure import Absent, Figure, Status
from wijkbewijs.kernel.units import Unit
from wijkbewijs.report.writers.marks import ROUGH_BOUNDARY, absence_mark, marks_of

MODELLED = "modelschatting"
NO_FIGURE = "geen cijfer"
_AXIS = {Unit.PERCENT: "procent", Unit.INDEX: "index"}


def axis_words(unit: Unit) -> str:
    """Return the unit as an axis or a panel names it."""
    return _AXIS.get(unit, unit.words)


def titled(title: str, figures: Iterable[Figure]) -> str:
    """Return a title that says so when a figure comes from a model."""
    return f"{title} ({MODELLED})" if is_modelled(figures) else title


def reason(figure: Figure | None) -> str:
    """Return in words why there is no value."""
    if figure is None or not isinstance(figure.value, Absent):
        return NO_FIGURE
    return f"{NO_FIGURE}: {absence_mark(figure.value).name}"


def is_rough(figure: Figure | None) -> bool:
    """Whether the boundary behind a figure is approximated."""
    return figure is not None and ROUGH_BOUNDARY in marks_of(figure)


def is_modelled(figures: Iterable[Figure]) -> bool:
    """Whether any of the figures comes from a model."""
    return any(figure.status is Status.MODELLED for figure in figures)


def found(edition: Edition, region: str, indicator: Indicator, period: str) -> Figure | None:
    """Return the level of a region, or None when the edition does not have it."""
    return edition.figures.get(level_id(region, indicator.id, period))


def present(figures: Iterable[Figure | None]) -> list[Figure]:
    """Return the figures that have a value."""
    return [figure for figure in figures if figure is not None and figure.number is not None]


def extremes(edition: Edition, figures: Iterable[Figure], decimals: int) -> str:
    """Return the two outermost values with their places in alphabetical order: no first and no last.

    Raises ValueError when no figure has a value.
    """
    ordered = sorted(present(figures), key=lambda figure: (figure.number, figure.region))
    if not ordered:
        raise ValueError("without a value there is no outermost value")
    ends = {edition.region_name(figure.region): figure for figure in (ordered[0], ordered[-1])}
    return list_of([f"{with_unit(figure, decimals)} ({name})" for name, figure in sorted(ends.items())])
