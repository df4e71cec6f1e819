"""The receipt of a figure: everything that made it, joined from the edition for a reader."""

from dataclasses import dataclass

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.programme import Programme, UnitShare
from wijkbewijs.definitions.rule import Caveat
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.codes import PROGRAMME, Level, level_of
from wijkbewijs.kernel.errors import EditionBroken
from wijkbewijs.kernel.figure import Figure, Receipt


@dataclass(frozen=True, slots=True)
class Proof:
    """A figure with its receipt, definition, units, sources with their locks, and caveats in words.

    `units` are the CBS or local units it was summed or weighed over; empty for a region that the source
    publishes itself and for a difference (see `parts`).
    """

    figure: Figure
    receipt: Receipt
    indicator: Indicator
    region_name: str
    division: str
    units: tuple[UnitShare, ...]
    sources: tuple[tuple[Source, Lock], ...]
    caveats: tuple[Caveat, ...]
    parts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class UnitValue:
    """What one unit adds to a figure, as text: its value and, where there is one, its weight."""

    code: str
    name: str
    share: str
    value: str
    weight: str


def proof_of(edition: Edition, figure_id: str) -> Proof:
    """Return the proof of a figure; BadUsage when the edition has no such figure, EditionBroken when the
    figure has no receipt.
    """
    figure = edition.figure(figure_id)
    receipt = edition.receipts.get(figure_id)
    if receipt is None:
        raise EditionBroken(f"{figure_id}: this figure has no receipt. Restore or rebuild the edition.")
    return Proof(
        figure=figure,
        receipt=receipt,
        indicator=edition.indicator(figure.indicator),
        region_name=edition.region_name(figure.region),
        division=receipt.units.partition("/")[2],
        units=units_behind(receipt, edition.programme),
        sources=tuple((edition.source(s), _lock(edition, s)) for s in receipt.sources.split()),
        caveats=tuple(c for c in edition.definitions.caveats if c.code in figure.caveats),
        parts=tuple(edition.figure(part) for part in receipt.parts.split()),
    )


def units_behind(receipt: Receipt, programme: Programme) -> tuple[UnitShare, ...]:
    """Return the wijken and buurten that a level was made from; none for one place and for a difference."""
    place, _, division = receipt.units.partition("/")
    if not place or not division:
        return ()
    sets = [s for s in programme.unit_sets if s.division == division]
    if place == PROGRAMME:
        return tuple(unit for unit_set in sets for unit in unit_set.units)
    if level_of(place) is not Level.AREA:
        return ()
    return tuple(unit for unit_set in sets if unit_set.area == place for unit in unit_set.units)


def _lock(edition: Edition, source_id: str) -> Lock:
    for lock in edition.definitions.locks:
        if lock.source == source_id:
            return lock
    raise EditionBroken(f"{source_id}: this source of the edition has no lock. Rebuild the edition.")
