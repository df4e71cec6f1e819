"""`wijkbewijs check`: the sentences of the letter, and what was really published, against the edition."""

from pathlib import Path

import click

from wijkbewijs.cli.options import chosen_edition, edition_option, format_option, home_option, print_json
from wijkbewijs.dossier.claims import check_all
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.published import Judged, judge
from wijkbewijs.kernel.errors import UnprovenClaim
from wijkbewijs.report.chapters.published import VERDICT_WORDS
from wijkbewijs.report.letters import sentences


@click.command("check")
@click.option("--all", "everything", is_flag=True, help="Toon ook de uitspraken die geen kop zijn.")
@format_option
@edition_option
@home_option
def command(*, everything: bool, form: str, edition_folder: Path | None, home: Path) -> None:
    """Toets elke zin van de brief en leg gepubliceerde uitspraken naast open cijfers."""
    edition = chosen_edition(home, edition_folder)
    spoken = sentences(edition)
    findings = check_all(spoken, edition)
    judged = judge(edition)
    claims = sum(sentence.claim is not None for sentence in spoken)
    if form == "json":
        print_json(
            {
                "sentences": len(spoken),
                "claims": claims,
                "findings": [finding.line for finding in findings],
                "published": [_plain(item) for item in judged],
            }
        )
    else:
        click.echo(f"{len(spoken)} zinnen, waarvan {claims} met een bewering; {len(findings)} zonder bewijs.")
        _tell(edition, [item for item in judged if everything or item.claim.headline])
    if findings:
        raise UnprovenClaim("\n".join(finding.line for finding in findings))


def _plain(item: Judged) -> dict[str, object]:
    return {
        "id": item.claim.id,
        "words": item.claim.words,
        "headline": item.claim.headline,
        "verdict": str(item.verdict),
        "reason": str(item.reason),
        "figures": list(item.figures),
        "documents": list(item.documents),
        "explanation": " ".join(sentence.text for sentence in item.explanation),
        "source": item.claim.source,
    }


def _tell(edition: Edition, judged: list[Judged]) -> None:
    click.echo(f"Gepubliceerde uitspraken naast editie {edition.manifest.id}:")
    for item in judged:
        click.echo(f"\n[{VERDICT_WORDS[item.verdict]}] {item.claim.words}")
        click.echo(f"  {' '.join(sentence.text for sentence in item.explanation)}")
