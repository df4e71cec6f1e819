"""All definitions together, as the loader hands them over."""

from dataclasses import dataclass

from wijkbewijs.definitions.indicator import Indicator, OwnIndicator
from wijkbewijs.definitions.programme import Programme
from wijkbewijs.definitions.rule import Caveat, Rule
from wijkbewijs.definitions.source import Lock, Source


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
