"""Indicators: a formula that can be computed, periods that belong together, and only known names."""

from wijkbewijs.definitions.checks.references import check_known
from wijkbewijs.definitions.indicator import Formula, Indicator
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.comparison import break_between
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.figure import Status

# What facts.derived makes from published inputs.
DERIVED_INPUTS = frozenset({"persons_15plus", "persons_15_65", "education_high_pct"})


def check_indicators(loaded: Loaded) -> None:
    """Raise BadDefinition for an indicator that cannot be computed as it is written."""
    themes = {theme.id for theme in loaded.programme.themes}
    caveats = {caveat.code for caveat in loaded.caveats}
    inputs = {measured.input for source in loaded.sources for measured in source.measures} | DERIVED_INPUTS
    for indicator in loaded.indicators:
        where = f"indicators: {indicator.id}"
        check_known([indicator.theme], themes, what="theme", where=where)
        check_known(indicator.caveats, caveats, what="caveat", where=where)
        used = (indicator.of, indicator.per, indicator.per_alternative)
        check_known((name for name in used if name), inputs, what="input of a source", where=where)
        _check_numbers(indicator, where)
        _check_formula(indicator, where)
        _check_periods(indicator, where)


def check_own_indicators(loaded: Loaded) -> None:
    """Raise BadDefinition for an own indicator that is neither filled nor empty with a reason."""
    themes = {theme.id for theme in loaded.programme.themes}
    caveats = {caveat.code for caveat in loaded.caveats}
    indicators = {indicator.id for indicator in loaded.indicators}
    for own in loaded.own_indicators:
        where = f"own_indicators.yml: {own.id}"
        check_known([own.theme], themes, what="theme", where=where)
        check_known(own.caveats, caveats, what="caveat", where=where)
        check_known(own.filled_by, indicators, what="indicator", where=where)
        if bool(own.filled_by) == (own.absent is not None):
            raise BadDefinition(
                f"{where}: it is either filled or empty with a reason. Give filled_by or absent, not both."
            )
        if own.absent is not None and not own.would_fill:
            raise BadDefinition(
                f"{where}: it is empty without what would fill it. Add it, if only as unknown."
            )


def _check_numbers(indicator: Indicator, where: str) -> None:
    if indicator.version < 1 or indicator.decimals < 0 or indicator.scale <= 0:
        raise BadDefinition(
            f"{where}: version must be at least 1, decimals at least 0 and scale above 0. Correct them."
        )
    if indicator.status is Status.SYNTHETIC:
        raise BadDefinition(f"{where}: a synthetic value is never an indicator. Use data of a publisher.")


def _check_formula(indicator: Indicator, where: str) -> None:
    if indicator.formula is Formula.SUM:
        if not indicator.unit.additive:
            raise BadDefinition(
                f"{where}: {indicator.unit} cannot be summed over units. Use ratio or weighted_mean."
            )
        if indicator.per is not None:
            raise BadDefinition(f"{where}: a sum has no `per`. Remove it or use ratio.")
    elif indicator.per is None:
        raise BadDefinition(
            f"{where}: a {indicator.formula} needs `per`, its denominator or weight. Name an input."
        )


def _check_periods(indicator: Indicator, where: str) -> None:
    periods = indicator.periods
    if not periods or list(periods) != sorted(set(periods)):
        raise BadDefinition(f"{where}: list the periods once each, in order, and at least one.")
    pairs = [period for change in indicator.changes for period in change]
    check_known([*pairs, *indicator.breaks], periods, what="period of this indicator", where=where)
    for earlier, later in indicator.changes:
        if earlier >= later or break_between(earlier, later, indicator.breaks) is not None:
            raise BadDefinition(
                f"{where}: no change can be told from {earlier} to {later}. Give an earlier and a later "
                "period with no break between them."
            )
