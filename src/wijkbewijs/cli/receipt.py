"""`wijkbewijs receipt`: how one figure was made, down to its units when the sources are at hand."""

from collections.abc import Iterator
from pathlib import Path

import click

from wijkbewijs.cli.options import (
    chosen_edition,
    edition_option,
    format_option,
    home_option,
    print_json,
    print_table,
    snapshot_option,
)
from wijkbewijs.cli.table import UNIT_VALUES, engine_present, loaded
from wijkbewijs.dossier.dutch import capitalised, day
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.receipts import Proof, UnitValue, proof_of
from wijkbewijs.kernel.record import plain
from wijkbewijs.report.writers import words
from wijkbewijs.report.writers.receipts import lines_of


@click.command("receipt")
@click.argument("figure_id")
@format_option
@snapshot_option
@edition_option
@home_option
def command(*, figure_id: str, form: str, snapshot: Path, edition_folder: Path | None, home: Path) -> None:
    """Toon het bewijs van FIGURE_ID: hoe het is gemaakt, waaruit, met welke marge en kanttekeningen.

    Zijn de bestanden van de bronnen er ook (--snapshot), dan staat de waarde per wijk of buurt erbij.
    """
    edition = chosen_edition(home, edition_folder)
    proof = proof_of(edition, figure_id)
    values = _unit_values(proof, snapshot, home)
    if form == "json":
        print_json({"proof": plain(proof), "unit_values": plain(values)})
        return
    for name, text in _lines(proof, edition):
        click.echo(f"{name + ':':<22} {text}")
    if values:
        click.echo("")
        print_table(
            ("eenheid", "naam", "aandeel", "waarde", "gewicht"),
            [(v.code, v.name, v.share, v.value, v.weight) for v in values],
        )
    elif proof.units:
        click.echo("\nDe waarden per wijk of buurt staan hier zodra de bronbestanden er zijn (--snapshot).")


def _unit_values(proof: Proof, snapshot: Path, home: Path) -> tuple[UnitValue, ...]:
    """The unit values, when the figure has units and what they come from is there; else none."""
    if not proof.units or not engine_present():
        return ()
    found: tuple[UnitValue, ...] = loaded(UNIT_VALUES).unit_values(proof, snapshot, home)
    return found


def _lines(proof: Proof, edition: Edition) -> Iterator[tuple[str, str]]:
    figure, indicator = proof.figure, proof.indicator
    yield "Bewijs", figure.id
    yield "Vraag", indicator.question
    yield "Plaats", capitalised(proof.region_name)
    yield "Periode", words.label(figure, edition)
    yield "Waarde", f"{words.shown_text(figure, indicator.decimals)} {words.after_value(figure)}".strip()
    titles = words.input_titles(edition)
    yield from ((name, text) for name, text in lines_of(proof, titles) if text)
    yield from (("Gemaakt uit", part.id) for part in proof.parts)
    for unit in proof.units:
        yield "Eenheid", f"{unit.code} {unit.name}, aandeel {unit.share:g}".replace(".", ",")
    for source, lock in proof.sources:
        via = f", via {source.via}" if source.via else ""
        yield "Bron", f"{source.producer}: {source.title} ({source.licence}){via}"
        yield "Opgehaald", f"{day(lock.taken_on)}, sha256 {lock.sha256}"
    yield from ((f"Kanttekening {caveat.code}", caveat.text) for caveat in proof.caveats)
