"""`wijkbewijs figures`: the figures of an edition, for a reader or a program."""

from pathlib import Path

import click

from wijkbewijs.cli.options import (
    chosen_edition,
    edition_option,
    format_option,
    home_option,
    print_json,
    print_table,
)
from wijkbewijs.dossier.dutch import number, with_unit
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.errors import BadUsage
from wijkbewijs.kernel.figure import Absent, Figure, Measure
from wijkbewijs.kernel.record import plain
from wijkbewijs.report.writers.marks import absence_mark, interval_mark, status_mark


@click.command("figures")
@click.option("--area", "region", help="Gebied, gemeente of land: DHG, GM0518, NL of NPLV20.")
@click.option("--indicator", help="Indicator, bijvoorbeeld net-participation.")
@click.option("--period", help="Jaar of jaren, bijvoorbeeld 2022 of 2021-2025.")
@click.option("--differences", is_flag=True, help="Toon ook verschillen en veranderingen.")
@format_option
@edition_option
@home_option
def command(
    *,
    region: str | None,
    indicator: str | None,
    period: str | None,
    differences: bool,
    form: str,
    edition_folder: Path | None,
    home: Path,
) -> None:
    """Toon cijfers van de editie, elk met periode, marge, status en bewijs-id."""
    edition = chosen_edition(home, edition_folder)
    _check_known(edition, region, indicator, period)
    found = [
        figure
        for figure in edition.figures.values()
        if region in {None, figure.region}
        and indicator in {None, figure.indicator}
        and period in {None, figure.period}
        and (differences or form == "json" or figure.measure is Measure.LEVEL)
    ]
    if form == "json":
        print_json([plain(figure) for figure in found])
        return
    header = ("bewijs", "cijfer", "marge", "status")
    print_table(header, [_row(edition, figure) for figure in found])


def _check_known(edition: Edition, region: str | None, indicator: str | None, period: str | None) -> None:
    if indicator is not None:
        edition.indicator(indicator)
    regions = {figure.region for figure in edition.figures.values()}
    periods = {figure.period for figure in edition.figures.values()}
    for what, asked, known in (("region", region, regions), ("period", period, periods)):
        if asked is not None and asked not in known:
            raise BadUsage(
                f"edition {edition.manifest.id} has no {what} {asked!r}. "
                f"The {what}s are {', '.join(sorted(known))}."
            )


def _row(edition: Edition, figure: Figure) -> tuple[str, ...]:
    decimals = edition.indicator(figure.indicator).decimals
    if isinstance(figure.value, Absent):
        return figure.id, f"geen cijfer ({absence_mark(figure.value).name})", "", ""
    return (
        figure.id,
        with_unit(figure, decimals),
        _margin(figure, decimals),
        status_mark(figure.status).name,
    )


def _margin(figure: Figure, decimals: int) -> str:
    kind = interval_mark(figure.interval_kind).name
    if figure.low is None or figure.high is None:
        return kind
    return f"{number(figure.low, decimals)} tot {number(figure.high, decimals)} ({kind})"
