"""The unit values behind a figure: from the facts of the last build, or from the copies in the snapshot."""

from collections.abc import Iterator
from pathlib import Path

from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.dossier.receipts import Proof, UnitValue
from wijkbewijs.facts import FactRow, Facts, facts_of
from wijkbewijs.facts.build import facts_of_inputs
from wijkbewijs.facts.store import read_facts
from wijkbewijs.indicators.ground import weight_period
from wijkbewijs.kernel.canonical import number_text
from wijkbewijs.kernel.errors import SourceMissing
from wijkbewijs.sources import snapshot_contents

DECIMALS = 4


def unit_values(proof: Proof, snapshot: Path, home: Path) -> tuple[UnitValue, ...]:
    """Return the values of the units that a receipt names; none where what they come from is not at hand.

    Raises SourceMissing or SourceChanged when it is not what the edition was made from.
    """
    if any(source.wire is not None for source, _ in proof.sources):
        return tuple(_values(proof, _known(proof, home)))
    if not snapshot.is_dir():
        return ()
    return tuple(_values(proof, _copied(proof, snapshot)))


def _known(proof: Proof, home: Path) -> Facts:
    """The facts that were stored when this home built last; SourceMissing when they are of another take."""
    units = {unit.code for unit in proof.units}
    inputs = {name for name in (proof.indicator.of, proof.indicator.per) if name}
    facts = facts_of(read_facts(home, regions=units, inputs=inputs), units)
    taken = {source.id: lock.taken_on for source, lock in proof.sources}
    for row in facts.rows.values():
        if taken.get(row.source, row.taken_on) != row.taken_on:
            raise SourceMissing(
                f"{proof.figure.id}: the stored facts of {row.source} were taken on {row.taken_on}, those of "
                f"the edition on {taken[row.source]}. Build that edition again to see its unit values."
            )
    return facts


def _copied(proof: Proof, snapshot: Path) -> Facts:
    loaded = load_definitions()
    needed = _sources(proof, loaded)
    contents = snapshot_contents(snapshot, (s for s in loaded.sources if s.id in needed), loaded.locks)
    return facts_of(facts_of_inputs(loaded, contents), {unit.code for unit in proof.units})


def _sources(proof: Proof, loaded: Loaded) -> set[str]:
    """The sources of the figure, of its weight, and of the labels and lists that those are read with."""
    used = {source.id for source, _ in proof.sources}
    divisions = {source.division for source, _ in proof.sources}
    same_map = [s for s in loaded.sources if s.wire is None and s.division in divisions]
    return used | {s.id for s in same_map} | {s.labels for s in same_map if s.labels}


def _values(proof: Proof, facts: Facts) -> Iterator[UnitValue]:
    indicator, period = proof.indicator, proof.figure.period
    divisions = {(row.input, row.period): row.division for row in facts.rows.values()}
    of_weight = weight_period(indicator, period, divisions)
    for unit in proof.units:
        weight = facts.row(unit.code, indicator.per or "", of_weight)
        yield UnitValue(
            code=unit.code,
            name=unit.name,
            share=number_text(unit.share, DECIMALS),
            value=_text(facts.row(unit.code, indicator.of, period)),
            weight=_text(weight),
        )


def _text(row: FactRow | None) -> str:
    if row is None:
        return ""
    return f"geen ({row.absent})" if row.value is None else number_text(row.value, DECIMALS)
