"""Corrections: each is about one value of a source that we read, and no value has two."""

from collections import Counter

from wijkbewijs.definitions.checks.references import check_known
from wijkbewijs.definitions.correction import Correction
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.codes import level_of
from wijkbewijs.kernel.errors import BadDefinition


def check_corrections(loaded: Loaded) -> None:
    """Raise BadDefinition for a correction of what is not read or of no place, and for two of one value."""
    measured = {source.id: {m.input for m in source.measures} for source in loaded.sources}
    for correction in loaded.corrections:
        where = f"corrections: {correction.id}"
        check_known([correction.source], measured, what="source", where=where)
        check_known(
            [correction.input], measured[correction.source], what=f"input of {correction.source}", where=where
        )
        _check_region(correction, where)
    places = Counter((c.source, c.region, c.input, c.period) for c in loaded.corrections)
    for (source, region, input_id, period), times in places.items():
        if times > 1:
            raise BadDefinition(
                f"corrections: {input_id} of {region}, {period} in {source} is corrected {times} times. "
                "Keep one."
            )


def _check_region(correction: Correction, where: str) -> None:
    try:
        level_of(correction.region)
    except ValueError as error:
        raise BadDefinition(f"{where}: {error}.") from None
