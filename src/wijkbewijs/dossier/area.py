"""One area at a glance: its figures by theme beside municipality and country, and what is not known."""

from dataclasses import dataclass

from wijkbewijs.definitions.indicator import Better, Indicator, OwnIndicator, Scope
from wijkbewijs.definitions.programme import Area, Boundary
from wijkbewijs.dossier.edition import Edition, gap_id, level_id
from wijkbewijs.kernel.codes import COUNTRY
from wijkbewijs.kernel.figure import Absent, Figure


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in one area and period, beside its municipality and the country.

    Comparators are None where the indicator does not exist for them (Rotterdam's own figures).
    """

    indicator: Indicator
    area: Figure
    municipality: Figure | None
    country: Figure | None
    gap: Figure | None


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area with its lines, in the order of the definitions, and the programme's own list for it."""

    area: Area
    boundary: Boundary
    lines: tuple[Line, ...]
    filled: tuple[OwnIndicator, ...]
    empty: tuple[OwnIndicator, ...]

    def of_theme(self, theme: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.indicator.theme == theme)


def areas_in_order(edition: Edition) -> tuple[Area, ...]:
    """The areas in alphabetical order of their name: never in order of a score."""
    return tuple(sorted(edition.programme.areas, key=lambda area: area.name))


def area_view(edition: Edition, area: Area) -> AreaView:
    """Collect what is known and not known about an area, each indicator at its latest period."""
    lines = tuple(
        latest
        for indicator in edition.definitions.indicators
        if (latest := latest_line(edition, indicator, area)) is not None
    )
    own = edition.definitions.own_indicators
    filled = tuple(o for o in own if periods_filled(edition, o, area.id))
    return AreaView(
        area=area,
        boundary=boundary_of(edition, area.id),
        lines=lines,
        filled=filled,
        empty=tuple(o for o in own if o not in filled),
    )


def latest_line(edition: Edition, indicator: Indicator, area: Area) -> Line | None:
    """The line of the latest period with a value, or of the latest period when none has one.

    None for an indicator that is not computed for this area at all.
    """
    if indicator.scope is Scope.MUNICIPALITY:
        return None
    periods = [p for p in indicator.periods if level_id(area.id, indicator.id, p) in edition.figures]
    if not periods:
        return None
    present = [p for p in periods if edition.level(area.id, indicator.id, p).number is not None]
    return line(edition, indicator, area, (present or periods)[-1])


def line(edition: Edition, indicator: Indicator, area: Area, period: str) -> Line:
    """Put an area's figure beside that of its municipality and of the country."""
    figures = edition.figures
    return Line(
        indicator=indicator,
        area=edition.level(area.id, indicator.id, period),
        municipality=figures.get(level_id(area.municipality, indicator.id, period)),
        country=figures.get(level_id(COUNTRY, indicator.id, period)),
        gap=figures.get(gap_id(area.id, indicator.id, period, COUNTRY)),
    )


def boundary_of(edition: Edition, area_id: str) -> Boundary:
    """How sure the boundary of an area is: that of its oldest set of units."""
    return next(s.status for s in edition.programme.unit_sets if s.area == area_id)


def periods_filled(edition: Edition, own: OwnIndicator, area_id: str) -> tuple[str, ...]:
    """The periods in which one of our indicators fills an own indicator of the programme for an area."""
    found = {
        period
        for indicator_id in own.filled_by
        for period in edition.indicator(indicator_id).periods
        if _present(edition.figures.get(level_id(area_id, indicator_id, period)))
    }
    return tuple(sorted(found))


def worst_gaps(view: AreaView, most: int) -> tuple[Line, ...]:
    """The lines on which this area differs most, to its disadvantage, from the country.

    Only for ordering needs inside one area: the gap is taken relative to the country's level, for
    indicators with a better direction and an interval that excludes zero.
    """
    lines = [item for item in view.lines if _disadvantage(item) > 0]
    return tuple(sorted(lines, key=_disadvantage, reverse=True)[:most])


def _disadvantage(item: Line) -> float:
    gap, country = item.gap, item.country
    if gap is None or country is None or gap.low is None or gap.high is None or not country.number:
        return 0.0
    worse = -1 if item.indicator.better is Better.HIGHER else 1
    if item.indicator.better is Better.NONE or gap.low <= 0 <= gap.high or gap.number is None:
        return 0.0
    return worse * gap.number / abs(country.number)


def _present(figure: Figure | None) -> bool:
    return figure is not None and not isinstance(figure.value, Absent)
