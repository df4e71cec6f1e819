"""Making an edition: all figures of all regions from facts and definitions, ready to be frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import Programme
from wijkbewijs.dossier.edition import Definitions, Edition, Manifest, Point, Region
from wijkbewijs.dossier.freeze import Title, definitions_version, edition_files, manifest_of
from wijkbewijs.dossier.revisions import revisions
from wijkbewijs.facts import Facts
from wijkbewijs.indicators.compute import Computed, levels
from wijkbewijs.indicators.differences import differences
from wijkbewijs.indicators.ground import Ground
from wijkbewijs.indicators.version import formula_hash
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME

Unallocated = Mapping[tuple[str, str, str], float]


@dataclass(frozen=True, slots=True)
class Material:
    """What an edition is made from: definitions, the facts of its regions, and label points (RD)."""

    loaded: Loaded
    facts: Facts
    unallocated: Unallocated
    points: tuple[Point, ...]


def made(
    material: Material, title: Title, previous: Edition | None = None
) -> tuple[Manifest, dict[str, bytes]]:
    """Return the manifest and the files of the edition that the material gives.

    With the edition before it, the new one names its hash and carries what it says otherwise.
    """
    computed = all_figures(material, title)
    figures = {item.figure.id: item.figure for item in computed}
    receipts = {item.receipt.id: item.receipt for item in computed}
    definitions = definitions_of(material)
    found = None
    if previous is not None:
        title = replace(title, previous=previous.hash)
        found = revisions(previous, figures, receipts, definitions)
    contents = edition_files(figures.values(), receipts.values(), definitions, found)
    return manifest_of(title, definitions_version(definitions, formula_hash()), contents), contents


def all_figures(material: Material, title: Title) -> list[Computed]:
    """Compute every level, gap and change."""
    loaded = material.loaded
    ground = Ground(
        programme=loaded.programme,
        facts=material.facts,
        unallocated=material.unallocated,
        floor=loaded.constant("coverage.floor", title.made_on),
        z=loaded.constant("interval.z", title.made_on),
        day=title.made_on,
        corrections=loaded.corrections,
    )
    found = list(levels(loaded.indicators, ground))
    by_id = {item.figure.id: item.figure for item in found}
    return [*found, *differences(loaded.indicators, by_id, ground)]


def definitions_of(material: Material) -> Definitions:
    """Return the definitions as an edition carries them."""
    loaded = material.loaded
    return Definitions(
        programme=loaded.programme,
        indicators=loaded.indicators,
        own_indicators=loaded.own_indicators,
        sources=loaded.sources,
        locks=loaded.locks,
        rules=loaded.rules,
        caveats=loaded.caveats,
        regions=tuple(_regions(loaded.programme)),
        points=material.points,
        breaks=loaded.breaks,
        corrections=loaded.corrections,
    )


def _regions(programme: Programme) -> Iterable[Region]:
    yield from (Region(area.id, area.name) for area in programme.areas)
    municipalities = {area.municipality: area.municipality_name for area in programme.areas}
    yield from (Region(code, name) for code, name in sorted(municipalities.items()))
    yield Region(PROGRAMME, "de focusgebieden samen")
    yield Region(COUNTRY, "Nederland")
