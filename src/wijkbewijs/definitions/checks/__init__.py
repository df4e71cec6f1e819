"""Cross checks: what no single record can know about itself. Each raises BadDefinition."""

from datetime import date

from wijkbewijs.definitions.checks.areas import check_areas
from wijkbewijs.definitions.checks.corrections import check_corrections
from wijkbewijs.definitions.checks.dates import check_dates
from wijkbewijs.definitions.checks.identity import check_identity
from wijkbewijs.definitions.checks.indicators import check_indicators, check_own_indicators
from wijkbewijs.definitions.checks.ordinals import check_ordinals
from wijkbewijs.definitions.checks.published import check_published
from wijkbewijs.definitions.checks.series_breaks import check_breaks
from wijkbewijs.definitions.checks.sources import check_constants, check_sources
from wijkbewijs.definitions.checks.vocabulary import check_vocabulary
from wijkbewijs.definitions.loaded import Loaded


def check(loaded: Loaded, today: date | None) -> None:
    """Refuse definitions that contradict each other; with `today`, also what would lie in the future."""
    check_identity(loaded)
    check_vocabulary(loaded)
    check_constants(loaded)
    check_sources(loaded)
    check_breaks(loaded)
    check_corrections(loaded)
    check_indicators(loaded)
    check_ordinals(loaded)
    check_own_indicators(loaded)
    check_areas(loaded)
    check_published(loaded)
    check_dates(loaded, today)
