"""`wijkbewijs take --check`: per source, which of the publisher's promises still hold."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkbewijs.cli.options import print_json, print_table
from wijkbewijs.definitions.source import Evidence, Source
from wijkbewijs.facts.contracts import Contract, contracts_of
from wijkbewijs.kernel.errors import BadSource, SourceMissing
from wijkbewijs.sources.bases import wire_of
from wijkbewijs.sources.fetch import Unreachable
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.take import Taking, describe

TESTED_ON = {
    Evidence.RECORDED: "opgenomen antwoorden",
    Evidence.RECONSTRUCTED: "echte rijen in een nagebouwde envelop",
    Evidence.DOCUMENTED: "alleen documentatie, niet opgenomen",
}
_WORDS = {
    "reachable": "bereikbaar",
    "description": "beschrijving",
    "title": "titel",
    "dimensions": "dimensies",
    "licence": "licentie",
    "modified": "datum van wijziging",
    "measure": "maat",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A source with its contracts as they stand now."""

    source: Source
    contracts: tuple[Contract, ...]


def checked(source: Source, taking: Taking, accepted: str) -> Checked:
    """Ask what the publisher says about a source now, and hold every contract against it."""
    try:
        description = describe(source, taking)
    except (SourceMissing, Refused, Unreachable) as error:
        return Checked(source, (Contract("reachable", holds=False, detail=str(error)),))
    except BadSource as error:
        return Checked(
            source, (_reachable(source, taking), Contract("description", holds=False, detail=str(error)))
        )
    return Checked(source, (_reachable(source, taking), *contracts_of(source, description, accepted)))


def tell(results: Iterable[Checked], form: str) -> None:
    """Print every contract of every source; BadSource when one of them is broken."""
    results = tuple(results)
    if form == "json":
        print_json([_plain(result) for result in results])
    else:
        rows = [_row(result, contract) for result in results for contract in result.contracts]
        print_table(("bron", "afspraak", "geldt", "getoetst op", "toelichting"), rows)
    broken = [contract for result in results for contract in result.contracts if not contract.holds]
    if broken:
        raise BadSource(f"{len(broken)} contracts are broken, the first: {broken[0].detail}")


def _reachable(source: Source, taking: Taking) -> Contract:
    return Contract("reachable", holds=True, detail=taking.bases.of(source))


def _row(result: Checked, contract: Contract) -> tuple[str, ...]:
    word, _, rest = contract.name.partition(" ")
    return (
        result.source.id,
        " ".join([_WORDS[word], *rest.split()]),
        "ja" if contract.holds else "NEE",
        TESTED_ON[wire_of(result.source).evidence],
        contract.detail,
    )


def _plain(result: Checked) -> dict[str, object]:
    return {
        "source": result.source.id,
        "evidence": str(wire_of(result.source).evidence),
        "contracts": [{"name": c.name, "holds": c.holds, "detail": c.detail} for c in result.contracts],
    }
