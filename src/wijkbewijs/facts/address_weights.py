"""A crosswalk from two lists of addresses: which share of the addresses of a unit lies in each unit later.

CBS publishes every year in which buurt, wijk and municipality each postcode with house number lies. An
address on both lists says where that bit of the older unit went. An address on one of them says nothing: it
is counted and reported.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy.sparse import coo_array

from wijkbewijs.facts.crosswalk import Crosswalk, Weighting
from wijkbewijs.kernel.codes import Level
from wijkbewijs.kernel.errors import BadSource

_COLUMN = {Level.BUURT: "buurt", Level.WIJK: "wijk", Level.MUNICIPALITY: "gemeente"}
_MOST_NUMBERS = 1_000_000  # above every house number

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Addresses:
    """One year's list (postcode, house_number, buurt, wijk, gemeente), its division and its source."""

    division: str
    table: pa.Table
    source: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class AddressWeights:
    """The crosswalk with how many addresses it rests on, and how many stand on one of the lists only."""

    crosswalk: Crosswalk
    on_both: int
    only_source: int
    only_target: int


def address_weights(source: Addresses, target: Addresses, level: Level) -> AddressWeights:
    """Return the shares of the units of `source` in those of `target`; `level` is buurt, wijk or gemeente.

    A unit none of whose addresses is on the other list is not placed: it is the remainder of the crosswalk.
    Raises BadSource for a list with an address twice, and for two lists without a common address.
    """
    before, after = (_listed(addresses, _COLUMN[level]) for addresses in (source, target))
    old, new = _met(before, after, (source.source, target.source))
    moves, counts = np.unique(before.unit[old] * len(after.codes) + after.unit[new], return_counts=True)
    rows, columns = np.divmod(moves, len(after.codes))
    shares = counts / np.bincount(rows, counts)[rows]
    met = np.bincount(after.unit[new], minlength=len(after.codes)) / np.bincount(after.unit)
    crosswalk = Crosswalk(
        source_division=source.division,
        target_division=target.division,
        source=before.codes,
        target=after.codes,
        shares=coo_array((shares, (rows, columns)), (len(before.codes), len(after.codes))).tocsr(),
        weighting=Weighting.ADDRESSES,
        sources=tuple(dict.fromkeys((source.source, target.source))),
        taken_on=max(source.taken_on, target.taken_on),
        uncovered={code: float(1 - share) for code, share in zip(after.codes, met, strict=True) if share < 1},
    )
    return AddressWeights(crosswalk, len(old), len(before.unit) - len(old), len(after.unit) - len(new))


@dataclass(frozen=True, slots=True)
class _Listed:
    """The addresses of a list that lie in a unit, each with the place of its unit among the sorted codes."""

    addresses: pa.Table
    codes: tuple[str, ...]
    unit: Places


def _listed(addresses: Addresses, column: str) -> _Listed:
    table = addresses.table.filter(pc.is_valid(addresses.table[column]))
    units = table[column].cast(pa.string()).combine_chunks().dictionary_encode()
    codes = units.dictionary.to_pylist()
    order = {code: i for i, code in enumerate(sorted(codes))}
    places = np.array([order[code] for code in codes], np.intp)
    return _Listed(table.select(["postcode", "house_number"]), tuple(order), places[units.indices.to_numpy()])


def _met(before: _Listed, after: _Listed, names: tuple[str, str]) -> tuple[Places, Places]:
    """Return where on both lists the addresses stand that are on both."""
    keys = _keys(before.addresses, after.addresses)
    for listed, name in zip(keys, names, strict=True):
        if twice := int((np.diff(np.sort(listed)) == 0).sum()):
            raise BadSource(f"{name}: {twice} addresses stand there twice. Keep one row for each.")
    _, old, new = np.intersect1d(*keys, assume_unique=True, return_indices=True)
    if not len(old):
        raise BadSource(
            f"{names[0]} and {names[1]} have no address in common. Compare how both write the postcode and "
            "the house number."
        )
    return old, new


def _keys(before: pa.Table, after: pa.Table) -> tuple[Places, Places]:
    """Return one number for each address, the same on both lists."""
    both = pa.concat_tables([before, after], promote_options="permissive").combine_chunks()
    postcodes = both["postcode"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    keys = postcodes * _MOST_NUMBERS + both["house_number"].to_numpy().astype(np.int64)
    return keys[: before.num_rows], keys[before.num_rows :]
