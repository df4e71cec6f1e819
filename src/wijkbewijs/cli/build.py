"""`wijkbewijs build`: from the publishers' files to a frozen edition."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from wijkbewijs.cli.material import Known, accepted_on, accepted_state, material, shipped_state
from wijkbewijs.cli.options import (
    definitions_option,
    format_option,
    home_option,
    newest_folder,
    print_json,
    progress,
    snapshot_option,
)
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.source import Lock
from wijkbewijs.dossier.edition import read_edition
from wijkbewijs.dossier.freeze import Title, write_edition
from wijkbewijs.dossier.make import made
from wijkbewijs.facts.store import write_facts
from wijkbewijs.kernel.errors import BadUsage
from wijkbewijs.sources import lock_bytes, locked, snapshot_bytes, with_known_days
from wijkbewijs.sources.accepted import copies_only

EDITION = "2022-nulmeting"
TITLE = "Nulmeting tot en met 2022"


@click.command("build")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Map voor de editie (standaard: editions/<naam> in --home).",
)
@click.option("--made-on", type=click.DateTime(["%Y-%m-%d"]), help="Dag van de editie (standaard: vandaag).")
@click.option(
    "--known-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Reken met wat op deze dag aanvaard was (standaard: de dag van de editie).",
)
@click.option(
    "--accept-sources",
    is_flag=True,
    help="Leg de kopieën vast naast eigen definities (schrijft de sloten; vraagt --definitions).",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Map van de vorige editie; de nieuwe noemt wat er sindsdien is herzien.",
)
@definitions_option
@format_option
@snapshot_option
@home_option
def command(
    *,
    out: Path | None,
    made_on: date | None,
    known_on: date | None,
    accept_sources: bool,
    previous: Path | None,
    definitions: Path | None,
    form: str,
    snapshot: Path,
    home: Path,
) -> None:
    """Bouw een editie: uit wat u hebt aanvaard, anders uit de kopieën die de definities noemen."""
    day = _day(made_on) or date.today()
    loaded = load_definitions(definitions, today=day)
    if accept_sources:
        loaded = replace(loaded, locks=fresh_locks(loaded, snapshot, day, definitions))
    say = progress(form)
    say("1/3 bronnen lezen en controleren …")
    known = None if accept_sources else accepted_on(home, _day(known_on) or day)
    title = live_title(day, known) if known else Title(EDITION, EDITION.partition("-")[0], TITLE, day)
    before = read_edition(previous or newest_folder(home, but=title.id)) if previous or known else None
    state = (
        accepted_state(loaded, known, home, before) if known and before else shipped_state(loaded, snapshot)
    )
    say(f"2/3 cijfers berekenen uit {state.facts.num_rows} feiten …")
    manifest, produced = made(material(state), title, before)
    folder = out or home / "editions" / manifest.id
    say(f"3/3 editie schrijven naar {folder} …")
    write_facts(home, state.facts)
    write_edition(folder, manifest, produced)
    if accept_sources and definitions:
        write_locks(state.loaded.locks, definitions)
    if form == "json":
        print_json({"folder": str(folder), "id": manifest.id, "version": manifest.version})
        return
    click.echo(f"Editie {manifest.id}: {len(produced)} bestanden, versie {manifest.version[:12]}.")
    click.echo("Volgende stap: wijkbewijs report")


def _day(moment: date | None) -> date | None:
    """The day of an option: click hands a moment over."""
    return date(moment.year, moment.month, moment.day) if moment else None


def live_title(day: date, known: Known) -> Title:
    """Return the title of an edition that is made from what was accepted; its id tells day and acceptance."""
    return Title(f"{day}-{known.number}", str(day.year), f"Stand van {day:%d-%m-%Y}", day)


def fresh_locks(loaded: Loaded, snapshot: Path, day: date, definitions: Path | None) -> tuple[Lock, ...]:
    """Return the locks of the bytes that lie in the snapshot; a lock of the same bytes keeps its day."""
    if definitions is None:
        raise BadUsage(
            "--accept-sources writes locks beside your own definitions. Name them with --definitions, or "
            "use `wijkbewijs changes --accept` to accept what was taken."
        )
    copies = copies_only(loaded).sources
    taken = (locked(source, snapshot_bytes(snapshot, source), day) for source in copies)
    return with_known_days(taken, loaded.locks)


def write_locks(locks: Iterable[Lock], definitions: Path) -> None:
    """Write each lock beside the source it locks."""
    for lock in locks:
        (definitions / "sources" / f"{lock.source}.lock.yml").write_bytes(lock_bytes(lock))
