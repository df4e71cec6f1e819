"""`wijkbewijs take`: the newest data of the publishers, kept apart until somebody accepts them."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

import click

from wijkbewijs.cli.contracts import checked, tell
from wijkbewijs.cli.options import definitions_option, format_option, home_option, print_json, print_table
from wijkbewijs.cli.progress import Progress
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.source import Source
from wijkbewijs.dossier.dutch import day, number
from wijkbewijs.facts.contracts import check_contracts
from wijkbewijs.kernel.errors import BadUsage, SourceMissing, WijkbewijsError
from wijkbewijs.kernel.record import plain
from wijkbewijs.sources.accepted import acceptances, standing
from wijkbewijs.sources.bases import Bases, wire_of
from wijkbewijs.sources.fetch import Unreachable, open_line
from wijkbewijs.sources.patience import Patience
from wijkbewijs.sources.store import Take, latest_take
from wijkbewijs.sources.take import Taking, alone, described, take

PATIENCE = Patience()
SETTING = "WIJKBEWIJS_BASE_"  # followed by the id of a source in capitals, with _ for -
_MB = 1_000_000


class Outcome(StrEnum):
    """How the take of one source ended."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    STALE = "stale"
    MISSING = "missing"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source: the newest take that there is now, and the error if there was one."""

    source: Source
    outcome: Outcome
    last: Take | None
    error: WijkbewijsError | None = None


@click.command("take")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--check", is_flag=True, help="Haal niets op; toets of de bronnen nog zijn wat ze beloofden.")
@click.option("--offline", is_flag=True, help="Ga het net niet op; toon hoe oud de laatste gegevens zijn.")
@definitions_option
@format_option
@home_option
def command(
    *, sources: tuple[str, ...], check: bool, offline: bool, definitions: Path | None, form: str, home: Path
) -> None:
    """Haal de nieuwste gegevens op bij de bronnen. Noem er een of meer, of geen voor allemaal."""
    if check and offline:
        raise BadUsage("--check asks the publishers, and --offline forbids it. Leave one of them out.")
    known = load_definitions(definitions, today=date.today()).sources
    chosen, bases = chosen_sources(known, sources), Bases(known, overrides(os.environ, known))
    if offline:
        _tell([_last(source, home, _not_asked(source)) for source in chosen], form)
    elif check:
        with _taking(home, bases, form) as taking:
            results = [checked(source, taking, in_use(home, source)) for source in chosen]
        tell(results, form)
    else:
        with alone(home), _taking(home, bases, form) as taking:
            taken = [_taken(source, taking) for source in chosen]
        _tell(taken, form)


def chosen_sources(sources: Sequence[Source], names: Sequence[str]) -> list[Source]:
    """Return the sources of these names, or all that have a wire; BadUsage for an unknown name or a copy."""
    by_id = {source.id: source for source in sources}
    unknown = [name for name in names if name not in by_id]
    if unknown:
        served = ", ".join(source.id for source in sources if source.wire) or "none"
        raise BadUsage(f"there is no source {unknown[0]!r}. The sources that can be taken are: {served}.")
    chosen = [by_id[name] for name in dict.fromkeys(names)] or [s for s in sources if s.wire]
    for source in chosen:
        wire_of(source)
    return chosen


def overrides(settings: Mapping[str, str], sources: Sequence[Source]) -> dict[str, str]:
    """Return the base addresses that settings name, by source id; BadUsage for a setting of no source."""
    names = {SETTING + source.id.upper().replace("-", "_"): source.id for source in sources if source.wire}
    found = {name: base for name, base in settings.items() if name.startswith(SETTING) and base}
    for name, base in found.items():
        if name not in names:
            raise BadUsage(
                f"{name}: no source that can be taken has this name. Correct or remove the setting."
            )
        if not base.startswith(("http://", "https://")):
            raise BadUsage(f"{name}: {base!r} is no base address. Begin it with https:// and a host.")
    return {names[name]: base for name, base in found.items()}


def in_use(home: Path, source: Source) -> str:
    """Return the publisher's day of the edition of a source that was accepted, or empty."""
    lock = standing(acceptances(home)).get(source.id)
    return lock.vintage if lock else ""


@contextmanager
def _taking(home: Path, bases: Bases, form: str) -> Iterator[Taking]:
    screen = Progress(sys.stderr if sys.stderr.isatty() and form != "json" else None)
    with open_line(PATIENCE) as line:
        watched = replace(line, heard=screen.heard)
        yield Taking(home, watched, bases, datetime.now().astimezone(), _check_promises, screen.asked)
    screen.done()


def _check_promises(source: Source, content: bytes) -> None:
    check_contracts(source, described(source, content))


def _taken(source: Source, taking: Taking) -> Result:
    """Take one source; whatever goes wrong, the next one is taken too."""
    try:
        taken = take(source, taking)
    except Unreachable as error:
        return _last(source, taking.home, error)
    except WijkbewijsError as error:
        return replace(_last(source, taking.home, error), outcome=Outcome.FAILED)
    return Result(source, Outcome.TAKEN if taken.changed else Outcome.UNCHANGED, taken.take)


def _last(source: Source, home: Path, error: WijkbewijsError) -> Result:
    """Return what there is of a source that could not be asked."""
    last = latest_take(home, source.id)
    return Result(source, Outcome.STALE if last else Outcome.MISSING, last, error)


def _not_asked(source: Source) -> SourceMissing:
    return SourceMissing(
        f"{source.id}: it was never taken. Run `wijkbewijs take {source.id}` with a network."
    )


def _tell(results: Sequence[Result], form: str) -> None:
    """Print what became of every source, and raise the first error that leaves one without its data."""
    today = date.today()
    if form == "json":
        print_json([_plain(result, today) for result in results])
    else:
        print_table(("bron", "uitkomst", "gegevens van", "grootte"), [_row(r, today) for r in results])
    for result in results:
        if result.error and result.outcome in {Outcome.MISSING, Outcome.FAILED}:
            raise result.error


def _row(result: Result, today: date) -> tuple[str, ...]:
    last = result.last
    return (
        result.source.id,
        _words(result, today),
        last.modified or day(last.taken_on) if last else "",
        f"{number(last.size / _MB, 1)} MB" if last else "",
    )


def _words(result: Result, today: date) -> str:
    match result.outcome:
        case Outcome.TAKEN:
            return "opgehaald"
        case Outcome.UNCHANGED:
            return "opgehaald, niets veranderd"
        case Outcome.FAILED:
            return f"mislukt; {_since(result.last, today)}"
        case Outcome.STALE | Outcome.MISSING:
            return f"niet bereikbaar; {_since(result.last, today)}"


def _since(last: Take | None, today: date) -> str:
    if last is None:
        return "nog nooit opgehaald"
    days = (today - last.taken_on).days
    count = "1 dag" if days == 1 else f"{days} dagen"
    return f"laatste gegevens van {day(last.taken_on)}, dus verouderd sinds {count}"


def _plain(result: Result, today: date) -> dict[str, object]:
    last = result.last
    return {
        "source": result.source.id,
        "outcome": str(result.outcome),
        "error": str(result.error) if result.error else None,
        "last": plain(last),
        "days_since": (today - last.taken_on).days if last else None,
    }
