"""A crosswalk: which share of each unit of one map lies in each unit of another.

Made once, from addresses (`facts.address_weights`) or outlines (`facts.overlay`), then applied to any number
of counts with one multiplication of a sparse matrix (`facts.amounts`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import numpy as np
from scipy.sparse import csr_array

from wijkbewijs.kernel.errors import IncomparableDefinitions

MASS_TOLERANCE = 1e-9  # how far the shares of a unit may add up to something else than the whole


class Weighting(StrEnum):
    """What a share is a share of: addresses, or surface where no addresses are at hand."""

    ADDRESSES = "addresses"
    GEOMETRY = "geometry"


@dataclass(frozen=True, slots=True, eq=False)
class Crosswalk:
    """Shares of the units of `source_division` (rows, `source`) in those of `target_division` (`target`).

    A row adds up to 1, or to less when part of the unit lies in no target (`remainder`). `uncovered` is, by
    target, the share of its addresses or surface that no source unit covers, such as new houses. `sources`
    are the ids of what the crosswalk was made from, `taken_on` the last day of taking.
    """

    source_division: str
    target_division: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    shares: csr_array
    weighting: Weighting
    sources: tuple[str, ...]
    taken_on: date
    uncovered: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.shares.shape != (len(self.source), len(self.target)):
            raise ValueError(f"{self.shares.shape} shares for {len(self.source)} x {len(self.target)} units")
        if len(set(self.source)) != len(self.source) or len(set(self.target)) != len(self.target):
            raise ValueError("a unit stands in the crosswalk twice; list every code once")
        if not (self.shares.data > 0).all():
            raise ValueError("a share must be above 0; leave out a pair of units that share nothing")
        if (self.shares.sum(axis=1) > 1 + MASS_TOLERANCE).any():
            raise ValueError("a unit is given away more than once: its shares add up to more than 1")

    @property
    def remainder(self) -> dict[str, float]:
        """The share of a source unit that lies in no target, for each unit that has one."""
        lost = 1 - self.shares.sum(axis=1)
        return {self.source[i]: float(lost[i]) for i in np.flatnonzero(lost > MASS_TOLERANCE)}

    @property
    def split(self) -> dict[str, dict[str, float]]:
        """The shares, by target, of every source unit that no single target holds whole.

        What is split is uncertain: whatever lives in the unit may all live in one part of it, or none of it.
        """
        return {code: parts for code, parts in self._rows() if not _is_whole(parts)}

    def parts_of(self, target: str) -> dict[str, float]:
        """The source units with their share that lies in `target`; empty for an unknown or new unit."""
        if target not in self.target:
            return {}
        column = self.shares[:, [self.target.index(target)]].tocoo()
        return {self.source[i]: float(w) for i, w in zip(column.coords[0], column.data, strict=True)}

    def _rows(self) -> Iterator[tuple[str, dict[str, float]]]:
        ends, columns, shares = self.shares.indptr, self.shares.indices, self.shares.data
        for i, code in enumerate(self.source):
            here = slice(ends[i], ends[i + 1])
            yield code, {self.target[j]: float(w) for j, w in zip(columns[here], shares[here], strict=True)}


def composed(first: Crosswalk, second: Crosswalk) -> Crosswalk:
    """Return the crosswalk from the source of `first` to the target of `second`, over the map between.

    It rests on surface as soon as one of the two does. A unit between that `second` does not know is not
    placed: its share is part of the remainder. Raises IncomparableDefinitions when they do not meet.
    """
    if first.target_division != second.source_division:
        raise IncomparableDefinitions(
            f"crosswalks {first.source_division} to {first.target_division} and {second.source_division} to "
            f"{second.target_division} do not meet on one map. Compose them in the order of their divisions."
        )
    place = {code: i for i, code in enumerate(second.source)}
    met = [(i, place[code]) for i, code in enumerate(first.target) if code in place]
    ours, theirs = [i for i, _ in met], [j for _, j in met]
    both_addresses = first.weighting is second.weighting is Weighting.ADDRESSES
    return Crosswalk(
        source_division=first.source_division,
        target_division=second.target_division,
        source=first.source,
        target=second.target,
        shares=csr_array(first.shares[:, ours] @ second.shares[theirs, :]),
        weighting=Weighting.ADDRESSES if both_addresses else Weighting.GEOMETRY,
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        taken_on=max(first.taken_on, second.taken_on),
        uncovered=second.uncovered,
    )


def _is_whole(parts: Mapping[str, float]) -> bool:
    return len(parts) == 1 and min(parts.values()) >= 1 - MASS_TOLERANCE
