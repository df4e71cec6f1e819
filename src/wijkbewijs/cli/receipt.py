"""`wijkbewijs receipt`: how one figure was made, down to its units when the sources are at hand."""

from pathlib import Path

import click

from wijkbewijs.cli.options import (
    chosen_edition,
    edition_option,
    format_option,
    home_option,
    print_json,
    snapshot_option,
)
from wijkbewijs.cli.units import unit_values
from wijkbewijs.dossier.receipts import proof_of
from wijkbewijs.kernel.record import plain


@click.command("receipt")
@click.argument("figure_id")
@click.option(
    "--units", is_flag=True, help="Reken na met de waarden per wijk of buurt (vraagt de bronbestanden)."
)
@format_option
@snapshot_option
@edition_option
@home_option
def command(
    *,
    figure_id: str,
    units: bool,
    form: str,
    snapshot: Path,
    edition_folder: Path | None,
    home: Path,
) -> None:
    """Toon het bewijs van FIGURE_ID: teller, noemer, gebieden, bron, versie en kanttekeningen."""
    edition = chosen_edition(home, edition_folder)
    proof = proof_of(edition, figure_id)
    values = unit_values(proof, edition, snapshot) if units else ()
    if form == "json":
        print_json({**plain(proof), "unit_values": plain(values)})
        return
    for label, text in proof.lines():
        click.echo(f"{label:<14} {text}")
    for value in values:
        click.echo(f"  {value.code:<12} {value.name:<40} {value.value:>12} {value.weight:>12}")
