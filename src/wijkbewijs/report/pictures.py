"""All charts of the bijlage, drawn in one go so that the renderer starts once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wijkbewijs.definitions.indicator import Scope
from wijkbewijs.dossier.area import areas_in_order
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.figure import Status
from wijkbewijs.report.charts import dot_map, gaps, letters_timeline, small_multiples, spread
from wijkbewijs.report.letter import Chart

# The indicators that are drawn per theme, with the period in which the areas stand beside each other.
GAPS = {
    "fysiek": (("woz-value", "2022"), ("owner-occupied", "2022")),
    "meedoen": (("net-participation", "2022"), ("benefit-assistance", "2020"), ("good-health", "2020")),
}
HISTORY = (
    "good-health",
    "difficulty-making-ends-meet",
    "severely-lonely",
    "anxiety-depression-high-risk",
    "control-over-life",
    "smoking",
)
ROTTERDAM = (
    (
        "crimes",
        "crimes-burglary",
        "crimes-street-robbery",
        "crimes-assault",
        "crimes-vandalism",
        "crimes-threat",
    ),
    ("wijkprofiel-veiligheid", "wijkprofiel-fysiek", "wijkprofiel-sociaal"),
)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The charts of a bijlage, by where they stand; without any, its words can still be checked."""

    maps: Sequence[Chart] = ()
    timelines: Sequence[Chart] = ()
    of_themes: Mapping[str, Sequence[Chart]] = field(default_factory=dict)
    of_areas: Mapping[str, Sequence[Chart]] = field(default_factory=dict)


def draw(edition: Edition, cache: Path | None = None) -> Pictures:
    """Draw every chart; `cache` is a folder in which drawings are kept by content."""
    return Pictures(
        maps=(dot_map(edition, indicator="inhabitants", period="2020", cache=cache),),
        timelines=(letters_timeline(edition, cache=cache),),
        of_themes={
            theme.id: _of_theme(edition, theme.id, cache) for theme in edition.programme.themes if theme.title
        },
        of_areas={area.id: _of_area(edition, area.id, cache) for area in areas_in_order(edition)},
    )


def _of_theme(edition: Edition, theme: str, cache: Path | None) -> tuple[Chart, ...]:
    drawn = tuple(gaps(edition, i, period, cache=cache) for i, period in GAPS.get(theme, ()))
    measured = any(
        i.theme == theme and i.scope is Scope.EVERYWHERE and i.status is Status.MEASURED
        for i in edition.definitions.indicators
    )
    return (*drawn, *spread(edition, theme, cache=cache)) if measured and drawn else drawn


def _of_area(edition: Edition, area_id: str, cache: Path | None) -> tuple[Chart, ...]:
    groups = (*ROTTERDAM, HISTORY) if area_id == "RTM" else (HISTORY,)
    return tuple(small_multiples(edition, area_id, group, cache=cache) for group in groups)
