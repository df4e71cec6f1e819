"""`wijkbewijs build`: from the publishers' files to a frozen edition."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
import pyarrow as pa

from wijkbewijs.cli.options import format_option, home_option, print_json, snapshot_option
from wijkbewijs.definitions.indicator import Formula
from wijkbewijs.definitions.load import PACKAGED, load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Lock
from wijkbewijs.dossier.edition import Point, read_edition
from wijkbewijs.dossier.freeze import Title, write_edition
from wijkbewijs.dossier.make import Material, made
from wijkbewijs.facts import Facts, facts_of
from wijkbewijs.facts.boundaries import check_same_places
from wijkbewijs.facts.build import build_facts
from wijkbewijs.facts.municipal import unallocated_counts
from wijkbewijs.facts.points import label_point, outlines_of
from wijkbewijs.facts.store import write_facts
from wijkbewijs.indicators.ground import regions_of
from wijkbewijs.kernel.codes import Level, level_of
from wijkbewijs.sources import lock_bytes, locked, snapshot_bytes, snapshot_contents
from wijkbewijs.sources.kwb_map import outlines

EDITION = "2022-nulmeting"
TITLE = "Nulmeting tot en met 2022"
MAPS = ("cbs-85318NED-wijk", "cbs-85318NED-gemeente")


@click.command("build")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Map voor de editie (standaard: editions/<naam> in --home).",
)
@click.option("--made-on", type=click.DateTime(["%Y-%m-%d"]), help="Dag van de editie (standaard: vandaag).")
@click.option(
    "--accept-sources",
    is_flag=True,
    help="Leg de bestanden van de bronnen opnieuw vast (schrijft de sloten).",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Map van de vorige editie; haar controlegetal komt in de nieuwe.",
)
@click.option(
    "--definitions",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Map met definities om mee te bouwen (standaard: de meegeleverde).",
)
@format_option
@snapshot_option
@home_option
def command(
    *,
    out: Path | None,
    made_on: date | None,
    accept_sources: bool,
    previous: Path | None,
    definitions: Path | None,
    form: str,
    snapshot: Path,
    home: Path,
) -> None:
    """Bouw een editie uit de bestanden van de bronnen: cijfers, bewijzen en definities."""
    day = date(made_on.year, made_on.month, made_on.day) if made_on else date.today()
    loaded = load_definitions(definitions, today=day)
    if accept_sources:
        loaded = replace(loaded, locks=fresh_locks(loaded, snapshot, day))
    say = _silent if form == "json" else click.echo
    say("1/4 bronnen lezen en controleren …")
    contents = snapshot_contents(snapshot, loaded.sources, loaded.locks)
    say("2/4 feiten opbouwen …")
    table = build_facts(loaded, contents)
    say(f"3/4 cijfers berekenen uit {table.num_rows} feiten …")
    before = read_edition(previous).hash if previous else ""
    title = Title(EDITION, EDITION.partition("-")[0], TITLE, day, before)
    manifest, produced = made(material(loaded, contents, table), title)
    folder = out or home / "editions" / EDITION
    say(f"4/4 editie schrijven naar {folder} …")
    write_facts(home, table)
    write_edition(folder, manifest, produced)
    if accept_sources:
        write_locks(loaded.locks, definitions or PACKAGED)
    if form == "json":
        print_json({"folder": str(folder), "id": manifest.id, "version": manifest.version})
        return
    click.echo(f"Editie {manifest.id}: {len(produced)} bestanden, versie {manifest.version[:12]}.")
    click.echo("Volgende stap: wijkbewijs report")


def material(loaded: Loaded, contents: Mapping[str, bytes], table: pa.Table) -> Material:
    """Return what an edition is made from, once every later map is seen to mean the same places."""
    facts = _facts(loaded, table)
    tolerance = loaded.constant("surface.tolerance", max(lock.taken_on for lock in loaded.locks))
    check_same_places(loaded.programme, facts, tolerance)
    return Material(
        loaded=loaded,
        facts=facts,
        unallocated=unallocated_counts(table, _counted(loaded)),
        points=tuple(_points(loaded, contents)),
    )


def fresh_locks(loaded: Loaded, snapshot: Path, day: date) -> tuple[Lock, ...]:
    """Return the locks of the bytes that lie in the snapshot; a lock of the same bytes keeps its day."""
    old = {lock.source: lock for lock in loaded.locks}
    taken = [locked(source, snapshot_bytes(snapshot, source), day) for source in loaded.sources]
    return tuple(
        old[new.source] if new.source in old and old[new.source].sha256 == new.sha256 else new
        for new in taken
    )


def write_locks(locks: Iterable[Lock], definitions: Path) -> None:
    """Write each lock beside the source it locks."""
    for lock in locks:
        (definitions / "sources" / f"{lock.source}.lock.yml").write_bytes(lock_bytes(lock))


def _facts(loaded: Loaded, table: pa.Table) -> Facts:
    programme = loaded.programme
    wanted = set(regions_of(programme))
    units = {unit.code for unit_set in programme.unit_sets for unit in unit_set.units}
    found = set(table["region"].unique().to_pylist())
    wanted |= units | {code for code in found if level_of(code) in {Level.MUNICIPALITY, Level.LOCAL}}
    # The buurten of the wijken, for the second sum that a receipt shows.
    wanted |= {code for code in found if code.startswith("BU") and f"WK{code[2:8]}" in units}
    return facts_of(table, wanted)


def _counted(loaded: Loaded) -> set[str]:
    """The inputs that areas add up: numerators and denominators, not means and their weights."""
    summed = (i for i in loaded.indicators if i.formula is not Formula.WEIGHTED_MEAN)
    return {name for indicator in summed for name in (indicator.of, indicator.per) if name}


def _points(loaded: Loaded, contents: Mapping[str, bytes]) -> Iterator[Point]:
    drawn = {code: wkb for name in MAPS for code, wkb in outlines(contents[name]).items()}
    sets = {s.area: s for s in loaded.programme.unit_sets if s.division == "2020"}
    for area in sorted(sets):
        yield Point(area, *label_point(outlines_of((u.code for u in sets[area].units), drawn)))
    for code in sorted(code for code in drawn if level_of(code) is Level.MUNICIPALITY):
        yield Point(code, *label_point([drawn[code]]))


def _silent(_: str) -> None:
    """Say nothing: JSON is all that a program wants to read."""
