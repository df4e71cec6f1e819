"""Periods that a source brings later: indicators follow what was published, as far as the maps allow."""

from collections.abc import Iterable
from dataclasses import replace

from wijkbewijs.definitions.indicator import Indicator, Scope
from wijkbewijs.definitions.programme import Programme
from wijkbewijs.indicators.ground import Divisions, weight_period


def with_published_periods(
    indicators: Iterable[Indicator], published: Divisions, programme: Programme
) -> tuple[Indicator, ...]:
    """Return the indicators with the periods that facts carry beside those that their definitions list.

    A period is added when its map is known for an area and the denominator is there too. With a newest
    period comes a change towards it, from the last period up to the year in which the programme started.
    """
    drawn = {unit_set.division for unit_set in programme.unit_sets}
    return tuple(
        _extended(indicator, published, drawn, str(programme.started_on.year))
        if indicator.scope is Scope.EVERYWHERE
        else indicator
        for indicator in indicators
    )


def _extended(indicator: Indicator, published: Divisions, drawn: set[str], start: str) -> Indicator:
    added = {
        period
        for (input_id, period), division in published.items()
        if input_id == indicator.of and division in drawn and _has_weight(indicator, period, published)
    }
    periods = tuple(sorted({*indicator.periods, *added}))
    return replace(indicator, periods=periods, changes=_changes(indicator, periods, start))


def _has_weight(indicator: Indicator, period: str, published: Divisions) -> bool:
    if indicator.per is None:
        return True
    return (indicator.per, weight_period(indicator, period, published)) in published


def _changes(indicator: Indicator, periods: tuple[str, ...], start: str) -> tuple[tuple[str, str], ...]:
    newest = periods[-1]
    before = [period for period in periods if period <= start]
    base = before[-1] if before else periods[0]
    if newest in indicator.periods or base == newest:
        return indicator.changes
    return (*indicator.changes, (base, newest))
