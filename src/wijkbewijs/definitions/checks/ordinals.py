"""An order is no number: a class may be shown where its code passes, and is never computed with."""

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.errors import BadDefinition

_ORDINAL_UNIT = "klasse"


def check_ordinals(loaded: Loaded) -> None:
    """Raise BadDefinition for an indicator that would add up, divide or average classes, or weigh by them."""
    measures = (measure for source in loaded.sources for measure in source.measures)
    classes = {measure.input for measure in measures if measure.unit == _ORDINAL_UNIT}
    for indicator in loaded.indicators:
        used = {indicator.of, indicator.per, indicator.per_alternative} & classes
        if used:
            raise BadDefinition(
                f"indicators: {indicator.id}: {min(map(str, used))} is a class, an order without distances. "
                "No formula can use it: show it for a wijk as it was published."
            )
