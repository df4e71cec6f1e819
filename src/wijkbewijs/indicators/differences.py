"""From levels to differences: the gap with another place, its change, and the change over time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.indicators.compute import Computed, rounded
from wijkbewijs.indicators.formulas import Bounds
from wijkbewijs.indicators.ground import Ground
from wijkbewijs.indicators.uncertainty import difference, kind_of_difference, poisson_difference
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME, Level, level_of
from wijkbewijs.kernel.comparison import break_between, comparable
from wijkbewijs.kernel.figure import Absent, Figure, IntervalKind, Measure, Receipt


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures whose difference `a - b` is asked for, with what the difference is called."""

    a: Figure
    b: Figure
    id: str
    measure: Measure
    period: str
    against: str = ""


def differences(
    indicators: Iterable[Indicator], figures: Mapping[str, Figure], ground: Ground
) -> Iterator[Computed]:
    """Yield gaps, changes and changes of gaps for all indicators; `figures` are the levels by id."""
    for indicator in indicators:
        yield from of_indicator(indicator, figures, ground)


def of_indicator(indicator: Indicator, figures: Mapping[str, Figure], ground: Ground) -> Iterator[Computed]:
    """Yield the gaps of one indicator and, for its declared pairs of periods, the changes."""
    levels = [f for f in figures.values() if f.indicator == indicator.id]
    gaps = {} if indicator.unit.additive else _gaps(indicator, levels, figures, ground)
    yield from gaps.values()
    for earlier, later in indicator.changes:
        for figure in (f for f in levels if f.period == later):
            old = figures[f"{figure.region}.{indicator.id}.{earlier}"]
            pair = Pair(
                figure,
                old,
                f"{figure.region}.{indicator.id}.{earlier}-{later}.change",
                Measure.CHANGE,
                f"{earlier}-{later}",
            )
            yield subtracted(indicator, pair, ground)
        yield from _gap_changes(indicator, gaps, (earlier, later), ground)


def subtracted(indicator: Indicator, pair: Pair, ground: Ground) -> Computed:
    """Return the figure of `a - b` with its receipt; a reason when either is absent or not comparable."""
    a, b = pair.a, pair.b
    comparable(a, b)
    value = _difference_or_reason(indicator, pair, ground)
    bounds = None if isinstance(value, Absent) else _difference_bounds(pair, ground)
    decimals = indicator.decimals + 2
    kind = kind_of_difference(a.interval_kind, b.interval_kind)
    figure = replace(
        a,
        id=pair.id,
        period=pair.period,
        measure=pair.measure,
        against=pair.against,
        value=value if isinstance(value, Absent) else rounded(value, decimals),
        low=None if bounds is None else rounded(bounds[0], decimals),
        high=None if bounds is None else rounded(bounds[1], decimals),
        interval_kind=kind if bounds is not None else IntervalKind.UNPUBLISHED_MARGIN,
        source=_joined(a.source, b.source),
        vintage=_joined(a.vintage, b.vintage),
        coverage=min(a.coverage, b.coverage),
        caveats=tuple(sorted({*a.caveats, *b.caveats})),
    )
    receipt = Receipt(id=pair.id, formula="difference", sources=figure.source, parts=f"{a.id} {b.id}")
    return Computed(figure, receipt)


def _gaps(
    indicator: Indicator, levels: Iterable[Figure], figures: Mapping[str, Figure], ground: Ground
) -> dict[str, Computed]:
    found = {}
    for figure in levels:
        for against in _comparators(figure.region, ground):
            other = figures.get(f"{against}.{indicator.id}.{figure.period}")
            if other is not None:
                pair = Pair(figure, other, f"{figure.id}.gap-{against}", Measure.GAP, figure.period, against)
                found[pair.id] = subtracted(indicator, pair, ground)
    return found


def _comparators(region: str, ground: Ground) -> tuple[str, ...]:
    match level_of(region):
        case Level.AREA:
            return (ground.municipality_of(region), COUNTRY)
        case Level.PROGRAMME | Level.MUNICIPALITY:
            return (COUNTRY,)
        case _:
            return ()


def _gap_changes(
    indicator: Indicator, gaps: Mapping[str, Computed], periods: tuple[str, str], ground: Ground
) -> Iterator[Computed]:
    earlier, later = periods
    for computed in gaps.values():
        gap = computed.figure
        if gap.period != later:
            continue
        old = gaps[f"{gap.region}.{indicator.id}.{earlier}.gap-{gap.against}"].figure
        pair = Pair(
            gap,
            old,
            f"{gap.region}.{indicator.id}.{earlier}-{later}.gap-{gap.against}-change",
            Measure.GAP_CHANGE,
            f"{earlier}-{later}",
            gap.against,
        )
        yield subtracted(indicator, pair, ground)


def _difference_or_reason(indicator: Indicator, pair: Pair, ground: Ground) -> float | Absent:
    a, b = pair.a, pair.b
    for part in (a, b):
        if isinstance(part.value, Absent):
            return part.value
    if pair.measure in {Measure.CHANGE, Measure.GAP_CHANGE}:
        if break_between(b.period, a.period, indicator.breaks) is not None:
            return Absent.BROKEN_SERIES
        if not ground.same_boundary(a.region, indicator.of, b.period, a.period):
            return Absent.OTHER_BOUNDARY
    if a.region == PROGRAMME and pair.measure is Measure.CHANGE and a.coverage != b.coverage:
        return Absent.OTHER_BOUNDARY
    return a.number - b.number  # type: ignore[operator]  # both are numbers: absences returned above


def _difference_bounds(pair: Pair, ground: Ground) -> Bounds | None:
    a, b = pair.a, pair.b
    kinds = {a.interval_kind, b.interval_kind}
    if pair.measure is Measure.CHANGE and a.unit.additive and kinds == {IntervalKind.SAMPLING}:
        return poisson_difference(a.number or 0.0, b.number or 0.0, ground.z)
    return difference(_ends(a), _ends(b))


def _ends(figure: Figure) -> Bounds | None:
    if figure.low is None or figure.high is None:
        return None
    return (figure.low, figure.high)


def _joined(*words: str) -> str:
    return " ".join(sorted({word for text in words for word in text.split()}))
