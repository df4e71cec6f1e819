"""Options that commands share, and where they lead: home folder, edition, snapshot and output form."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from wijkbewijs.dossier.edition import Edition, read_edition
from wijkbewijs.dossier.shipped import SHIPPED
from wijkbewijs.kernel.canonical import json_bytes

F = TypeVar("F", bound=Callable[..., object])

DEFAULT_HOME = Path.home() / ".wijkbewijs"


def home_option(command: F) -> F:
    """Add `--home`: the folder for editions that this machine built."""
    return click.option(
        "--home",
        envvar="WIJKBEWIJS_HOME",
        type=click.Path(file_okay=False, path_type=Path),
        default=DEFAULT_HOME,
        show_envvar=True,
        help="Map met eigen edities; zonder eigen editie geldt de meegeleverde.",
    )(command)


def edition_option(command: F) -> F:
    """Add `--edition`: a folder with an edition, instead of the newest in the home folder."""
    return click.option(
        "--edition",
        "edition_folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Map van een editie (standaard: de nieuwste in --home, anders de meegeleverde).",
    )(command)


def format_option(command: F) -> F:
    """Add `--format`: a table for people or JSON for machines."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "json"]),
        default="table",
        show_default=True,
        help="Tabel om te lezen of JSON voor programma's.",
    )(command)


def snapshot_option(command: F) -> F:
    """Add `--snapshot`: the folder with the publishers' files."""
    return click.option(
        "--snapshot",
        envvar="WIJKBEWIJS_SNAPSHOT",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("../shared/data"),
        show_default=True,
        show_envvar=True,
        help="Map met de bestanden van de bronnen.",
    )(command)


def definitions_option(command: F) -> F:
    """Add `--definitions`: a folder with one's own definitions."""
    return click.option(
        "--definitions",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Map met definities om mee te rekenen (standaard: de meegeleverde).",
    )(command)


def chosen_edition(home: Path, folder: Path | None) -> Edition:
    """Read the edition that the options lead to."""
    return read_edition(folder or newest_folder(home))


def newest_folder(home: Path, *, but: str = "") -> Path:
    """The edition that this machine made last, other than the one called `but`; else the shipped one."""
    made = sorted((home / "editions").glob("*/manifest.json"), key=os.path.getmtime)
    own = [manifest.parent for manifest in made if manifest.parent.name != but]
    return own[-1] if own else SHIPPED


def progress(form: str) -> Callable[[str], object]:
    """Return what tells people how far a command is; JSON is all that a program wants to read."""
    return _nothing if form == "json" else click.echo


def _nothing(_: str) -> None:
    """Say nothing."""


def print_json(value: object) -> None:
    """Print machine output: canonical JSON without a trailing blank line."""
    click.echo(json_bytes(value).decode(), nl=False)


def print_table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Print aligned columns; numbers are text already, so alignment is by width only."""
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    for row in [header, tuple("-" * width for width in widths), *rows]:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
