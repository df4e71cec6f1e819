"""From facts to levels: one figure with its receipt for each indicator, region and period."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wijkbewijs.definitions.indicator import Formula, Indicator, Scope
from wijkbewijs.definitions.programme import UnitShare
from wijkbewijs.facts import FactRow
from wijkbewijs.indicators.formulas import Bounds, Part, Result, ratio, summed, weighted_mean
from wijkbewijs.indicators.ground import Ground, regions_of
from wijkbewijs.indicators.uncertainty import poisson
from wijkbewijs.kernel.canonical import number_text
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME, Level, level_of
from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure, Receipt
from wijkbewijs.kernel.units import Unit

ROTTERDAM = ("RTM", "GM0599")
# Caveats on weights mean nothing for one unit, nor those on the rounding of wijken for a whole municipality.
ON_WEIGHTS, ON_WEIGHTS_OF_ANOTHER_YEAR, ON_ROUNDED_WIJKEN = "W2", "W203", "W30"
LEFT_OVER, INCOMPLETE, FEWER_AREAS, FROM_MUNICIPALITIES = "W310", "W311", "W110", "W312"
CORRECTED = "W330"


@dataclass(frozen=True, slots=True)
class Computed:
    """A figure and how it was made."""

    figure: Figure
    receipt: Receipt


def levels(indicators: Iterable[Indicator], ground: Ground) -> Iterator[Computed]:
    """Yield the level of every indicator for every region of its scope and every period."""
    for indicator in indicators:
        for region in regions_in(indicator.scope, ground):
            for period in indicator.periods:
                yield level(indicator, region, period, ground)


def regions_in(scope: Scope, ground: Ground) -> tuple[str, ...]:
    """The regions that an indicator of `scope` is computed for."""
    match scope:
        case Scope.ROTTERDAM:
            return ROTTERDAM
        case Scope.MUNICIPALITY:
            return (*ground.municipalities, COUNTRY)
        case Scope.EVERYWHERE:
            return regions_of(ground.programme)


def level(indicator: Indicator, region: str, period: str, ground: Ground) -> Computed:
    """Compute one level; when the facts do not carry it, the figure holds the reason instead."""
    units = ground.units(region, indicator.of, period)
    rows = [ground.row(unit.code, indicator.of, period) for unit in units]
    present = [row for row in rows if row is not None]
    result = _result(indicator, indicator.per, units, period, ground, region)
    value = _value_or_reason(indicator, result, present, region, period, ground)
    bounds = _bounds(indicator, result, ground) if result and not isinstance(value, Absent) else None
    decimals = indicator.decimals + 2
    figure = Figure(
        id=f"{region}.{indicator.id}.{period}",
        region=region,
        indicator=indicator.id,
        period=period,
        measure=Measure.LEVEL,
        value=value if isinstance(value, Absent) else rounded(value, decimals),
        low=None if bounds is None else rounded(bounds[0], decimals),
        high=None if bounds is None else rounded(bounds[1], decimals),
        interval_kind=_kind(indicator, result, bounds),
        unit=indicator.unit,
        status=indicator.status,
        definition=indicator.definition,
        source=" ".join(sorted({row.source for row in present})),
        vintage=" ".join(sorted({row.vintage for row in present})),
        coverage=rounded(result.coverage, 4) if result else 0.0,
        caveats=_caveats(indicator, region, period, ground, result),
    )
    return Computed(figure, _receipt(figure, indicator, units, result, ground))


def rounded(value: float, decimals: int) -> float:
    """Return the value at its declared precision, so that it is the same on every machine."""
    return float(number_text(value, decimals))


def _result(
    indicator: Indicator,
    per: str | None,
    units: Sequence[UnitShare],
    period: str,
    ground: Ground,
    region: str,
) -> Result | None:
    parts = _parts(indicator, per, units, period, ground)
    match indicator.formula:
        case Formula.SUM:
            return summed(parts, unallocated=ground.left_over(region, indicator.of, period))
        case Formula.RATIO:
            spare = _left_over(indicator, region, period, ground)
            return ratio(parts, scale=indicator.scale, most=_most(indicator), unallocated=spare)
        case Formula.WEIGHTED_MEAN:
            return weighted_mean(parts, most=_most(indicator))


def _left_over(indicator: Indicator, region: str, period: str, ground: Ground) -> tuple[float, float]:
    """The one-sided terms of a sum or ratio: of what is counted, and of what it is divided by."""
    if indicator.formula is Formula.WEIGHTED_MEAN:
        return (0.0, 0.0)
    above = ground.left_over(region, indicator.of, period)
    if indicator.formula is Formula.SUM or indicator.per is None:
        return (above, 0.0)
    return (above, ground.left_over(region, indicator.per, ground.weight_period(indicator, period)))


def _parts(
    indicator: Indicator, per: str | None, units: Sequence[UnitShare], period: str, ground: Ground
) -> list[Part]:
    """The part of each unit; a value without a published weight is left out, unless it is alone in a mean."""
    parts = [_part(indicator, per, unit, period, ground) for unit in units]
    if indicator.formula is Formula.WEIGHTED_MEAN and len(units) == 1:
        return parts
    return [
        part if _weighed(indicator, per, unit, period, ground) else replace(part, value=None)
        for part, unit in zip(parts, units, strict=True)
    ]


def _part(indicator: Indicator, per: str | None, unit: UnitShare, period: str, ground: Ground) -> Part:
    row = ground.row(unit.code, indicator.of, period)
    value = None if row is None or row.value is None else row.value
    bounds = None if row is None or row.low is None or row.high is None else (row.low, row.high)
    weight_row = ground.row(unit.code, per, ground.weight_period(indicator, period)) if per else None
    weight, weight_bounds = _weight(weight_row, unit.share)
    if indicator.formula is not Formula.WEIGHTED_MEAN and value is not None:
        value *= unit.share
        bounds = None if bounds is None else (bounds[0] * unit.share, bounds[1] * unit.share)
    return Part(value, bounds, weight, weight_bounds)


def _weighed(indicator: Indicator, per: str | None, unit: UnitShare, period: str, ground: Ground) -> bool:
    """Whether a unit needs no weight or denominator, or has it published."""
    row = ground.row(unit.code, per, ground.weight_period(indicator, period)) if per else None
    return per is None or (row is not None and row.value is not None)


def _weight(row: FactRow | None, share: float) -> tuple[float, Bounds]:
    """The weight of a unit, or its share where none is published: a mean of one unit needs no weight."""
    if row is None or row.value is None:
        return share, (share, share)
    low = row.value if row.low is None else row.low
    high = row.value if row.high is None else row.high
    return row.value * share, (low * share, high * share)


def _most(indicator: Indicator) -> float | None:
    """The largest value that a share can have; None for means, which have no such limit."""
    return {Unit.PERCENT: 100.0, Unit.PER_1000: 1000.0}.get(indicator.unit)


def _value_or_reason(
    indicator: Indicator,
    result: Result | None,
    rows: Sequence[FactRow],
    region: str,
    period: str,
    ground: Ground,
) -> float | Absent:
    if result is not None:
        return result.value if result.coverage >= ground.floor else Absent.LOW_COVERAGE
    if not ground.units(region, indicator.of, period):
        other = (indicator.of, period) in ground.divisions
        return Absent.OTHER_BOUNDARY if other else Absent.UNPUBLISHED
    reasons = {row.absent for row in rows if row.absent is not None}
    return min(reasons) if reasons else Absent.UNPUBLISHED


def _bounds(indicator: Indicator, result: Result, ground: Ground) -> Bounds | None:
    if not indicator.events:
        return result.bounds
    low, high = poisson(result.numerator, ground.z)
    return (low / result.denominator * indicator.scale, high / result.denominator * indicator.scale)


def _kind(indicator: Indicator, result: Result | None, bounds: Bounds | None) -> IntervalKind:
    if result is None or bounds is None:
        return IntervalKind.UNPUBLISHED_MARGIN
    if indicator.events:
        return IntervalKind.SAMPLING
    if result.coverage < 1:
        return IntervalKind.SUPPRESSION
    return IntervalKind.EXACT if bounds[0] == bounds[1] else IntervalKind.ROUNDING


def _caveats(
    indicator: Indicator, region: str, period: str, ground: Ground, result: Result | None
) -> tuple[str, ...]:
    moot = _moot(indicator, region, period, ground)
    found = {code for code in indicator.caveats if not code.startswith(moot)}
    unit_set = ground.unit_set(region, indicator.of, period) if level_of(region) is Level.AREA else None
    if unit_set is not None:
        found.update(unit_set.caveats)
    if ground.left_over(region, indicator.of, period) and indicator.formula is not Formula.WEIGHTED_MEAN:
        found.add(LEFT_OVER)
    if result is not None and result.coverage < 1:
        found.add(INCOMPLETE)
    if region == PROGRAMME and ground.areas_without(indicator.of, period):
        found.add(FEWER_AREAS)
    if region == COUNTRY and ground.row(COUNTRY, indicator.of, period) is None:
        found.add(FROM_MUNICIPALITIES)
    if _uses_corrected(indicator, region, period, ground):
        found.add(CORRECTED)
    return tuple(sorted(found))


def _uses_corrected(indicator: Indicator, region: str, period: str, ground: Ground) -> bool:
    used = [(indicator.of, period)]
    if indicator.per is not None:
        used.append((indicator.per, ground.weight_period(indicator, period)))
    units = ground.units(region, indicator.of, period) if ground.corrections else ()
    return any(ground.was_corrected(unit.code, name, at) for unit in units for name, at in used)


def _moot(indicator: Indicator, region: str, period: str, ground: Ground) -> tuple[str, ...]:
    """The beginnings of caveat codes that say nothing here: about wijken outside areas, about weights for a
    single unit, about weights of another year when they are of this one.
    """
    moot = [] if level_of(region) in {Level.AREA, Level.PROGRAMME} else [ON_ROUNDED_WIJKEN]
    if len(ground.units(region, indicator.of, period)) == 1:
        moot.append(ON_WEIGHTS)
    if ground.weight_period(indicator, period) == period:
        moot.append(ON_WEIGHTS_OF_ANOTHER_YEAR)
    return tuple(moot)


def _receipt(
    figure: Figure,
    indicator: Indicator,
    units: Sequence[UnitShare],
    result: Result | None,
    ground: Ground,
) -> Receipt:
    region, period = figure.region, figure.period
    other = _alternative(indicator, units, period, ground, region)
    left_over, below = _left_over(indicator, region, period, ground)
    counted = indicator.formula is not Formula.WEIGHTED_MEAN
    second = ground.sum_of_buurten(region, indicator.of, period) if counted else None
    return Receipt(
        id=figure.id,
        formula=indicator.formula,
        of=indicator.of,
        per=indicator.per or "",
        numerator=number_text(result.numerator, 2) if result else "",
        denominator=number_text(result.denominator, 2) if result and indicator.per else "",
        units=_unit_text(region, indicator, period, units, ground),
        unit_count=str(len(units)),
        unallocated=number_text(left_over, 0) if left_over else "",
        unallocated_per=number_text(below, 0) if below else "",
        buurten="" if second is None else number_text(second, 2),
        alternative="" if other is None else number_text(other.value, indicator.decimals + 2),
        alternative_input=indicator.per_alternative or "" if other else "",
        sources=figure.source,
    )


def _alternative(
    indicator: Indicator, units: Sequence[UnitShare], period: str, ground: Ground, region: str
) -> Result | None:
    if indicator.per_alternative is None or len(units) < 2:  # noqa: PLR2004 - one unit has no weights
        return None
    return _result(indicator, indicator.per_alternative, units, period, ground, region)


def _unit_text(
    region: str, indicator: Indicator, period: str, units: Sequence[UnitShare], ground: Ground
) -> str:
    division = ground.divisions.get((indicator.of, period), "")
    if level_of(region) is Level.AREA:
        return f"{region}/{division}" if units else ""
    if level_of(region) is Level.PROGRAMME:
        return f"{PROGRAMME}/{division}"
    if len(units) == 1:
        return units[0].code
    return f"{region}/{division}" if units else ""
