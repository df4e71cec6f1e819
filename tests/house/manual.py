"""The tables of the manual that are drawn from the code: `python -m tests.house.manual` writes them anew.

What stands between `<!-- getekend: naam -->` and `<!-- einde -->` on a page of docs/manual is such a table.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import click

from tests.house import source_pages
from wijkbewijs.cli.main import application
from wijkbewijs.definitions.indicator import Indicator, Scope
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import Boundary
from wijkbewijs.kernel.figure import Absent, IntervalKind, Status
from wijkbewijs.report.chapters.overview import BOUNDARY_WORDS
from wijkbewijs.report.writers.marks import ROUGH_BOUNDARY, Mark, absence_mark, interval_mark, status_mark

MANUAL = Path(__file__).parents[2] / "docs" / "manual"
_DRAWN = re.compile(r"(<!-- getekend: (\w+) -->\n).*?(\n<!-- einde -->)", re.DOTALL)
_PLACES = {
    Scope.EVERYWHERE: "gebieden, gemeenten, Nederland",
    Scope.MUNICIPALITY: "gemeenten, Nederland",
    Scope.ROTTERDAM: "Rotterdam-Zuid, Rotterdam",
}


def drawn(text: str) -> str:
    """Return a page with every drawn table as the code gives it today; KeyError for an unknown table."""
    return _DRAWN.sub(lambda found: f"{found[1]}\n{TABLES[found[2]]()}\n{found[3]}", text)


def commands() -> dict[str, click.Command]:
    """Return every command of the command line by its name."""
    context = click.Context(application)
    listed = {name: application.get_command(context, name) for name in application.list_commands(context)}
    return {name: command for name, command in listed.items() if command is not None}


def options(command: click.Command) -> list[click.Option]:
    """Return the options of a command, without `--help`."""
    return [parameter for parameter in command.params if isinstance(parameter, click.Option)]


@cache
def definitions() -> Loaded:
    return load_definitions()


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = list(header)
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows))


def _indicators() -> str:
    programme = definitions().programme
    return "\n\n".join(
        f"### {theme.title}\n\n{_table(('id', 'titel', 'eenheid', 'jaren', 'soort', 'plaatsen'), rows)}"
        for theme in programme.themes
        if (rows := [_indicator(i) for i in definitions().indicators if i.theme == theme.id])
    )


def _indicator(indicator: Indicator) -> tuple[str, ...]:
    return (
        f"`{indicator.id}`",
        indicator.title,
        indicator.unit.words,
        _years(indicator.periods),
        status_mark(indicator.status).name,
        _PLACES[indicator.scope],
    )


def _years(periods: tuple[str, ...]) -> str:
    """Return the years, as a range where none is missing between three or more."""
    first, last = int(periods[0]), int(periods[-1])
    whole = [str(year) for year in range(first, last + 1)] == list(periods)
    return f"{first}–{last}" if whole and len(periods) > 2 else ", ".join(periods)


def _areas() -> str:
    programme = definitions().programme
    rows = (
        (
            f"`{area.id}`",
            area.name,
            f"{area.municipality_name} (`{area.municipality}`)",
            _boundary(area.id, "2020"),
            _boundary(area.id, "2022"),
        )
        for area in sorted(programme.areas, key=lambda area: area.name)
    )
    return _table(("id", "gebied", "gemeente", "grens op 2020", "grens op 2022"), rows)


def _boundary(area: str, division: str) -> str:
    found: Boundary | None = next(
        (s.status for s in definitions().programme.unit_sets if (s.area, s.division) == (area, division)),
        None,
    )
    return "geen cijfers" if found is None else BOUNDARY_WORDS[found]


def _caveats() -> str:
    caveats = sorted(definitions().caveats, key=lambda caveat: caveat.code)
    return _table(("code", "waarschuwing"), ((caveat.code, caveat.text) for caveat in caveats))


def _marks() -> str:
    statuses = (status_mark(status) for status in Status if status is not Status.SYNTHETIC)
    rows = [
        *(("soort cijfer", mark) for mark in statuses),
        ("grens", ROUGH_BOUNDARY),
        *(("marge", interval_mark(kind)) for kind in IntervalKind),
        *(("geen cijfer", absence_mark(reason)) for reason in Absent),
    ]
    return _table(("teken", "gaat over", "naam", "betekenis"), (_mark(about, mark) for about, mark in rows))


def _mark(about: str, mark: Mark) -> tuple[str, ...]:
    return (mark.sign or "geen", about, mark.name, mark.meaning)


def _commands() -> str:
    return "\n\n".join("\n\n".join(_command(name, command)) for name, command in commands().items())


def _command(name: str, command: click.Command) -> Iterator[str]:
    arguments = "".join(f" {p.human_readable_name}" for p in command.params if isinstance(p, click.Argument))
    yield f"### `wijkbewijs {name}{arguments}`"
    yield " ".join((command.help or "").split())
    yield _table(("optie", "uitleg", "standaard"), (_option(option) for option in options(command)))


def _option(option: click.Option) -> tuple[str, ...]:
    values = f" {'/'.join(option.type.choices)}" if isinstance(option.type, click.Choice) else ""
    shown = option.default if option.show_default else ""
    settings = f"`{option.envvar}`" if option.envvar else ""
    default = ", anders ".join(part for part in (settings, f"`{shown}`" if shown else "") if part)
    return (f"`{option.opts[0]}{values}`", (option.help or "").replace("<", "&lt;"), default)


TABLES: dict[str, Callable[[], str]] = {
    "gebieden": _areas,
    "indicatoren": _indicators,
    "opdrachten": _commands,
    "tekens": _marks,
    "waarschuwingen": _caveats,
}


if __name__ == "__main__":
    for page in sorted(MANUAL.glob("*.md")):
        page.write_text(drawn(page.read_text(encoding="utf-8")), encoding="utf-8")
    source_pages.write(definitions())
