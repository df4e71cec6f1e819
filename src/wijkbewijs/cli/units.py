"""The unit values behind a figure, read from the publishers' files: shown only when those are at hand."""

from collections.abc import Iterator
from pathlib import Path

from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.dossier.receipts import Proof, UnitValue
from wijkbewijs.facts import FactRow, Facts, facts_of
from wijkbewijs.facts.build import facts_of_inputs
from wijkbewijs.kernel.canonical import number_text
from wijkbewijs.sources import snapshot_contents

DECIMALS = 4


def unit_values(proof: Proof, snapshot: Path) -> tuple[UnitValue, ...]:
    """Return the values of the units that a receipt names, read again from the snapshot.

    Raises SourceMissing or SourceChanged when the snapshot does not hold the very bytes of the edition.
    """
    loaded = load_definitions()
    needed = _sources(proof, loaded)
    contents = snapshot_contents(snapshot, (s for s in loaded.sources if s.id in needed), loaded.locks)
    facts = facts_of(facts_of_inputs(loaded, contents), {unit.code for unit in proof.units})
    return tuple(_values(proof, facts))


def _sources(proof: Proof, loaded: Loaded) -> set[str]:
    """The sources of the figure, of its weight, and of the labels and lists that those are read with."""
    used = {source.id for source, _ in proof.sources}
    divisions = {source.division for source, _ in proof.sources}
    same_map = [source for source in loaded.sources if source.division in divisions]
    return used | {s.id for s in same_map} | {s.labels for s in same_map if s.labels}


def _values(proof: Proof, facts: Facts) -> Iterator[UnitValue]:
    indicator, period = proof.indicator, proof.figure.period
    for unit in proof.units:
        weight = facts.row(unit.code, indicator.per or "", indicator.per_period or period)
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
