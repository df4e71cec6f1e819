"""`wijkbewijs verify`: compare a report folder with its edition, figure by figure and file by file."""

from pathlib import Path

import click

from wijkbewijs.cli.options import chosen_edition, edition_option, format_option, home_option, print_json
from wijkbewijs.kernel.errors import EditionBroken
from wijkbewijs.report.verify import differences


@click.command("verify")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@format_option
@edition_option
@home_option
def command(*, path: Path, form: str, edition_folder: Path | None, home: Path) -> None:
    """Vergelijk de map PATH met de editie: elk getoond cijfer, elke waarde en elk bestand."""
    edition = chosen_edition(home, edition_folder)
    found = list(differences(path, edition))
    if form == "json":
        print_json({"edition": edition.manifest.id, "hash": edition.hash, "differences": found})
    elif not found:
        click.echo(f"{path}: alles is gelijk aan editie {edition.manifest.id} ({edition.hash[:12]}).")
    if found:
        raise EditionBroken("\n".join([f"{len(found)} differences in {path}:", *found]))
