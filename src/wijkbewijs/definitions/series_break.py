"""Breaks in a series: from when on a number no longer means what it meant before, each with its source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import pairwise

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.source import Source
from wijkbewijs.kernel.errors import BadDefinition


class BreakKind(StrEnum):
    """What changed: the concept, the way of counting, who or what is counted, or the questions asked."""

    DEFINITION = "definition"
    METHOD = "method"
    COVERAGE = "coverage"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """A change after which the series of some inputs cannot be compared with what came before.

    `title` is the Dutch sentence that readers see; `document` says where the fact comes from. `since` is the
    first day of the new way; None means that nobody here knows it, so that no two periods are comparable.
    `inputs` are those that it touches, and every input that one of `sources` measures; none at all for a
    change that is known but concerns no indicator. `caveat` travels with the figures of a broken series.
    """

    id: str
    title: str
    kind: BreakKind
    document: str
    since: date | None = None
    inputs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    caveat: str = ""

    def starts(self, periods: Iterable[str]) -> tuple[str, ...]:
        """Return the years that cannot be compared with the year before them in `periods`.

        A year in which the change fell is comparable with neither side.

        >>> july = SeriesBreak("x", "", BreakKind.METHOD, "", since=date(2018, 7, 1))
        >>> july.starts(["2017", "2018", "2019", "2020"]), july.starts(["2019", "2020"])
        (('2018', '2019'), ())
        """
        return tuple(later for earlier, later in pairwise(sorted(periods)) if self._between(earlier, later))

    def _between(self, earlier: str, later: str) -> bool:
        return self.since is None or _first_day(earlier) < self.since < _first_day(later, years_on=1)


def with_inputs(found: SeriesBreak, sources: Iterable[Source]) -> SeriesBreak:
    """Return the break with the inputs that its sources measure among its own."""
    measured = {m.input for source in sources if source.id in found.sources for m in source.measures}
    return replace(found, inputs=tuple(sorted({*found.inputs, *measured})))


def breaking(indicator: Indicator, breaks: Iterable[SeriesBreak]) -> tuple[SeriesBreak, ...]:
    """Return the breaks that cut the series of an indicator: by what it counts or what it divides by."""
    used = {indicator.of} if indicator.per_period else {indicator.of, indicator.per}
    return tuple(b for b in breaks if used & set(b.inputs) and b.starts(indicator.periods))


def with_breaks(indicators: Iterable[Indicator], breaks: Iterable[SeriesBreak]) -> tuple[Indicator, ...]:
    """Return the indicators with the periods at which their series break, and the caveats that say so."""
    known = tuple(breaks)
    return tuple(_broken(indicator, breaking(indicator, known)) for indicator in indicators)


def _broken(indicator: Indicator, found: Iterable[SeriesBreak]) -> Indicator:
    starts = {start for each in found for start in each.starts(indicator.periods)}
    said = dict.fromkeys((*indicator.caveats, *(each.caveat for each in found if each.caveat)))
    return replace(indicator, breaks=tuple(sorted(starts)), caveats=tuple(said))


def _first_day(period: str, *, years_on: int = 0) -> date:
    try:
        return date(int(period) + years_on, 1, 1)
    except ValueError:
        raise BadDefinition(
            f"breaks.yml: {period!r} is no year, so nothing tells on which side of a break it lies. "
            "Give the indicator years as periods."
        ) from None
