"""`wijkbewijs changes`: what the takes that lie ready would change, and accepting it."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

import click
import pyarrow as pa

from wijkbewijs.cli.material import State, accepted_history, candidate_locks, candidate_state, material
from wijkbewijs.cli.options import (
    definitions_option,
    format_option,
    home_option,
    newest_folder,
    print_json,
    print_table,
    progress,
    snapshot_option,
)
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.source import Lock
from wijkbewijs.dossier.edition import Edition, read_edition
from wijkbewijs.dossier.freeze import Title, write_edition
from wijkbewijs.dossier.make import made
from wijkbewijs.dossier.revision import Revision
from wijkbewijs.facts.changes import Change, changes, summary
from wijkbewijs.facts.schema import FACTS
from wijkbewijs.facts.store import write_history
from wijkbewijs.facts.vintages import as_known, recorded
from wijkbewijs.kernel.errors import BadUsage, SourceMissing, UnprovenClaim
from wijkbewijs.kernel.record import plain
from wijkbewijs.report.moved import Moved, moved_sentences
from wijkbewijs.sources.accepted import Acceptance, accept
from wijkbewijs.sources.take import alone

CHANGE_WORDS = {
    Change.NEW: "nieuw",
    Change.GONE: "verdwenen",
    Change.REMAPPED: "andere indeling",
    Change.FILLED: "ingevuld",
    Change.WITHDRAWN: "ingetrokken",
    Change.REVISED: "herzien",
}
FIRST = 20  # what people see of figures and sentences; JSON has them all

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Found:
    """What accepting would do: changed facts (`facts.changes.SUMMARY`), and what of the last letter moves.

    `unproven` says why the letter cannot be made from it, and is empty when it can.
    """

    locks: Mapping[str, Lock]
    state: State
    facts: pa.Table
    letter: str
    figures: tuple[Revision, ...]
    sentences: tuple[Moved, ...]
    unproven: str


@click.command("changes")
@click.option(
    "--accept", "accepting", is_flag=True, help="Aanvaard wat klaarligt; daarna rekent `build` ermee."
)
@click.option("--by", default="", help="Wie aanvaardt (naam of functie); nodig bij --accept.")
@click.option("--why", default="", help="Waarom; nodig bij --accept.")
@format_option
@definitions_option
@snapshot_option
@home_option
def command(
    *,
    accepting: bool,
    by: str,
    why: str,
    form: str,
    definitions: Path | None,
    snapshot: Path,
    home: Path,
) -> None:
    """Toon wat nieuwe gegevens veranderen aan feiten, cijfers en zinnen, en aanvaard ze."""
    if accepting and not (by.strip() and why.strip()):
        raise BadUsage("an acceptance needs a name and a reason. Give both --by and --why.")
    today = date.today()
    say = progress(form)
    with alone(home) if accepting else nullcontext():
        found = compared(home, snapshot, definitions, today, say)
        if accepting:
            history = recorded(accepted_history(home), found.state.facts, today)
            write_history(home, history)
            accept(home, Acceptance(today, by, why, history.num_rows, tuple(found.locks.values())))
    if form == "json":
        print_json({**_plain(found), "accepted": accepting})
        return
    _tell(found)
    if accepting:
        click.echo(f"Aanvaard door {by}: {why}. Volgende stap: wijkbewijs build")
    elif found.facts.num_rows:
        click.echo('Volgende stap: wijkbewijs changes --accept --by "uw naam" --why "de reden"')


def compared(home: Path, snapshot: Path, definitions: Path | None, today: date, say: Say) -> Found:
    """Return what the sources that lie ready would change; nothing is written."""
    loaded = load_definitions(definitions, today=today)
    letter = read_edition(newest_folder(home))
    say("1/3 lezen wat klaarligt …")
    locks = candidate_locks(loaded, home, snapshot, today)
    if not locks:
        raise SourceMissing(f"{home}: nothing lies ready. Run `wijkbewijs take` first, or name --snapshot.")
    state = candidate_state(loaded, home, snapshot, locks, letter.definitions.points)
    say("2/3 naast de aanvaarde feiten leggen …")
    history = accepted_history(home)
    before = FACTS.empty_table() if history is None else as_known(history, today)
    facts = summary(changes(before, state.facts))
    say("3/3 cijfers en zinnen van de laatste brief nagaan …")
    new = _would_be(state, letter, today)
    sentences, unproven = _moved(letter, new)
    revised = tuple(new.revisions.values())
    return Found(locks, state, facts, letter.manifest.id, revised, sentences, unproven)


def _moved(letter: Edition, new: Edition) -> tuple[tuple[Moved, ...], str]:
    """Return the sentences that move, or why the letter can no longer be made as it is."""
    try:
        return moved_sentences(letter, new), ""
    except UnprovenClaim as error:
        return (), str(error)


def _would_be(state: State, letter: Edition, today: date) -> Edition:
    """Return the edition that accepting would give."""
    title = Title("klaar", str(today.year), "Wat klaarligt", today)
    manifest, contents = made(material(state), title, letter)
    with tempfile.TemporaryDirectory() as folder:
        write_edition(Path(folder) / "edition", manifest, contents)
        return read_edition(Path(folder) / "edition")


def _plain(found: Found) -> dict[str, object]:
    return {
        "sources": [plain(lock) for lock in found.locks.values()],
        "facts": found.facts.to_pylist(),
        "letter": found.letter,
        "figures": plain(found.figures),
        "sentences": plain(found.sentences),
        "unproven": found.unproven,
    }


def _tell(found: Found) -> None:
    rows = found.facts.to_pylist()
    if not rows:
        click.echo("Er is niets veranderd ten opzichte van wat is aanvaard.")
        return
    header = ("bron", "gegeven", "periode", "wat", "aantal", "grootste verschil")
    new = [row for row in rows if row["kind"] == Change.NEW]
    moved = [row for row in rows if row["kind"] != Change.NEW]
    print_table(header, [*_new_rows(new), *(_row(row) for row in moved)])
    click.echo(f"\nCijfers van editie {found.letter} die veranderen: {len(found.figures)}.")
    for revision in found.figures[:FIRST]:
        click.echo(f"  {revision.figure}: {revision.before or 'geen'} → {revision.after or 'geen'}")
    if found.unproven:
        click.echo(f"Met deze gegevens is de brief niet te maken: {found.unproven}")
    click.echo(f"Zinnen van die brief die anders worden: {len(found.sentences)}.")
    for sentence in found.sentences[:FIRST]:
        click.echo(f"  was:  {sentence.before}\n  wordt: {sentence.after}")
    click.echo("")


def _new_rows(rows: Sequence[Mapping[str, object]]) -> Iterator[tuple[str, ...]]:
    """One row a source for what is new: there is nothing to compare it with."""
    for source, found in groupby(rows, key=lambda row: str(row["source"])):
        listed = list(found)
        periods = sorted({str(row["period"]) for row in listed})
        inputs = len({str(row["input"]) for row in listed})
        count = sum(int(str(row["count"])) for row in listed)
        span = "–".join(dict.fromkeys((periods[0], periods[-1])))
        yield (source, f"{inputs} gegevens", span, CHANGE_WORDS[Change.NEW], str(count), "")


def _row(row: Mapping[str, object]) -> tuple[str, ...]:
    largest = row["largest"]
    step = f"{largest:.6g}".replace(".", ",") if isinstance(largest, float) and largest else ""
    kind = CHANGE_WORDS[Change(str(row["kind"]))]
    return (str(row["source"]), str(row["input"]), str(row["period"]), kind, str(row["count"]), step)
