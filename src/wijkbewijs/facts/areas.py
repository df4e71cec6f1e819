"""Whether the units of an area exist on the map that they are said to stand on, each counted once."""

from collections import defaultdict

import pyarrow as pa
import pyarrow.compute as pc

from wijkbewijs.definitions.programme import UnitSet
from wijkbewijs.kernel.errors import BadDefinition


def units_present(unit_set: UnitSet, table: pa.Table) -> UnitSet:
    """Return `unit_set` when the fact table has all its units on its division; else raise BadDefinition."""
    on_map = table["region"].filter(pc.equal(table["division"], unit_set.division))
    known = set(pc.unique(on_map).to_pylist())
    missing = [unit.code for unit in unit_set.units if unit.code not in known]
    if missing:
        raise BadDefinition(
            f"units of {unit_set.area}: {', '.join(missing)} does not exist on the map of "
            f"{unit_set.division}. Correct the code; codes of another year are not looked up."
        )
    return unit_set


def counted_once(unit_set: UnitSet, wijk_buurt: pa.Table) -> UnitSet:
    """Return `unit_set` when no CBS buurt counts more than once in it; else raise BadDefinition.

    `wijk_buurt` is the table of `sources.rotterdam_wijk_buurt`: two of Rotterdam's wijken carry the figures
    of one buurt, Groot IJsselmonde, so that their shares may not add up to more than 1.
    """
    shares = {unit.code: unit.share for unit in unit_set.units}
    for buurt, codes in _wijken_of_buurten(wijk_buurt).items():
        listed = [code for code in codes if code in shares]
        if sum(shares[code] for code in listed) > 1:
            raise BadDefinition(
                f"units of {unit_set.area}: {' and '.join(listed)} carry the same figures (buurt {buurt}). "
                "Let their shares add up to 1."
            )
    return unit_set


def _wijken_of_buurten(wijk_buurt: pa.Table) -> dict[str, list[str]]:
    wijken: dict[str, list[str]] = defaultdict(list)
    for row in wijk_buurt.select(["code", "buurt"]).to_pylist():
        wijken[row["buurt"]].append(f"GM0599:{row['code']}")
    return wijken
