"""All definitions together, as the loader hands them over."""

from dataclasses import dataclass
from datetime import date

from wijkbewijs.definitions.correction import Correction
from wijkbewijs.definitions.indicator import Indicator, OwnIndicator
from wijkbewijs.definitions.programme import Programme
from wijkbewijs.definitions.rule import Caveat, Rule
from wijkbewijs.definitions.series_break import SeriesBreak
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.kernel.errors import BadDefinition


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that people and the machine wrote down, in the order of the files."""

    programme: Programme
    indicators: tuple[Indicator, ...]
    own_indicators: tuple[OwnIndicator, ...]
    sources: tuple[Source, ...]
    locks: tuple[Lock, ...]
    rules: tuple[Rule, ...]
    caveats: tuple[Caveat, ...]
    breaks: tuple[SeriesBreak, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def constant(self, rule_id: str, on: date) -> float:
        """Return what a rule says on a day; BadDefinition when there is none or it does not hold yet."""
        try:
            return next(rule for rule in self.rules if rule.id == rule_id).on(on)
        except (StopIteration, LookupError):
            raise BadDefinition(
                f"rules: {rule_id} has no value on {on}. Add it, with the day from which it holds, to rules/."
            ) from None
