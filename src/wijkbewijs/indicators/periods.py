"""Periods that a source brings later: indicators follow what was published, as far as the maps allow."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from wijkbewijs.definitions.indicator import Indicator, Scope
from wijkbewijs.definitions.programme import Programme

Published = Mapping[tuple[str, str], str]
"""The division on which each (input, period) was published."""


def with_published_periods(
    indicators: Iterable[Indicator], published: Published, programme: Programme
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


def _extended(indicator: Indicator, published: Published, drawn: set[str], start: str) -> Indicator:
    follows = replace(indicator, per_period=_weight_period(indicator, published))
    added = {
        period
        for (input_id, period), division in published.items()
        if input_id == indicator.of and division in drawn and _has_weight(follows, period, published)
    }
    periods = tuple(sorted({*indicator.periods, *added}))
    return replace(follows, periods=periods, changes=_changes(indicator, periods, start))


def _has_weight(indicator: Indicator, period: str, published: Published) -> bool:
    if indicator.per is None:
        return True
    return (indicator.per, indicator.per_period or period) in published


def _weight_period(indicator: Indicator, published: Published) -> str | None:
    """The period of the weight: as defined, or the newest one on the map of the newest values."""
    if indicator.per_period is None or indicator.per is None:
        return indicator.per_period
    values = {period: division for (name, period), division in published.items() if name == indicator.of}
    weights = {period: division for (name, period), division in published.items() if name == indicator.per}
    division = values[max(values)] if values else weights.get(indicator.per_period)
    if weights.get(indicator.per_period) == division:
        return indicator.per_period
    same_map = [period for period, weight_division in weights.items() if weight_division == division]
    return max(same_map, default=indicator.per_period)


def _changes(indicator: Indicator, periods: tuple[str, ...], start: str) -> tuple[tuple[str, str], ...]:
    newest = periods[-1]
    before = [period for period in periods if period <= start]
    base = before[-1] if before else periods[0]
    if newest in indicator.periods or base == newest:
        return indicator.changes
    return (*indicator.changes, (base, newest))
