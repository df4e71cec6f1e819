"""How far an edition reaches: until when it has figures of the areas, and of which period to speak."""

from collections.abc import Iterator

from wijkbewijs.definitions.indicator import Scope
from wijkbewijs.dossier.compose import change, comparison, free, programme_level_with_spread, stated
from wijkbewijs.dossier.edition import Edition, change_id, level_id
from wijkbewijs.dossier.fact import fact
from wijkbewijs.dossier.fact_counts import covered
from wijkbewijs.dossier.sentence import Sentence
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME


def until(edition: Edition) -> str:
    """Return the newest period with a figure of an area, figures of one city only left out."""
    everywhere = (i for i in edition.definitions.indicators if i.scope is Scope.EVERYWHERE)
    return max((p for i in everywhere for p in i.periods if covered(edition, i.id, p)), default="")


def is_baseline(edition: Edition) -> bool:
    """Whether the edition reaches no further than the year in which the programme started."""
    return until(edition) <= str(edition.programme.started_on.year)


def reach(edition: Edition, paper: str, pronoun: str) -> Sentence:
    """Say what the paper shows, and until when: a baseline, or how the areas are doing since."""
    areas, period = fact(edition, "programme:areas"), fact(edition, f"period:{until(edition)}")
    if is_baseline(edition):
        opening = f"{paper} is een nulmeting: {pronoun} laat zien hoe de "
        return stated(opening, areas, " focusgebieden ervoor stonden tot en met ", period, ".")
    opening = f"{paper} laat zien hoe de "
    return stated(opening, areas, " focusgebieden ervoor staan, met cijfers tot en met ", period, ".")


def fullest_period(edition: Edition, indicator: str, *regions: str) -> str:
    """Return the newest of the periods with most areas in which all `regions` have a figure, or nothing."""
    found = (p for p in edition.indicator(indicator).periods if _all_known(edition, indicator, p, regions))
    return max(found, key=lambda period: (len(covered(edition, indicator, period)), period), default="")


def of_programme(edition: Edition, indicator: str, about: str) -> Sentence:
    """Say the level of all areas together with its spread, or that there is none."""
    period = fullest_period(edition, indicator, PROGRAMME)
    return programme_level_with_spread(edition, indicator, period) if period else _none(about)


def beside_country(edition: Edition, indicator: str, about: str) -> Sentence:
    """Say the level of all areas together beside that of the country, or that there is none."""
    period = fullest_period(edition, indicator, PROGRAMME, COUNTRY)
    return comparison(edition, PROGRAMME, indicator, period) if period else _none(about)


def changes_of(edition: Edition, region: str, indicator: str) -> Iterator[Sentence]:
    """Say each change that the edition computed for a region, in the order of the definition."""
    for earlier, later in edition.indicator(indicator).changes:
        found = edition.figures.get(change_id(region, indicator, earlier, later))
        if found is not None and found.number is not None:
            yield change(edition, region, indicator, earlier, later)


def _none(about: str) -> Sentence:
    return free(f"Over {about} heeft deze editie geen cijfer voor de gebieden samen.")


def _all_known(edition: Edition, indicator: str, period: str, regions: tuple[str, ...]) -> bool:
    figures = (edition.figures.get(level_id(region, indicator, period)) for region in regions)
    return all(figure is not None and figure.number is not None for figure in figures)
