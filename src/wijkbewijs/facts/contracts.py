"""What a publisher promised about a table, held against what it says now: one contract at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wijkbewijs.definitions.source import Measured, Source
from wijkbewijs.facts.measures import key_of
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.wires.description import Description

# As publishers write a licence, and as our definitions do.
_LICENCES = (("creativecommons.org/licenses/by/4.0", "CC BY 4.0"), ("publicdomain/zero/1.0", "CC0 1.0"))


@dataclass(frozen=True, slots=True)
class Contract:
    """One promise: its name (title, dimensions, licence, modified, or a measure), and whether it holds.

    `detail` is what was found, or what is wrong and what to do.
    """

    name: str
    holds: bool
    detail: str


def contracts_of(source: Source, description: Description, accepted: str = "") -> tuple[Contract, ...]:
    """Return every contract of a source; `accepted` is the day of change of the edition in use, or empty.

    What the publisher does not tell (a file tells nothing) is no contract.
    """
    return tuple(_contracts(source, description, accepted))


def check_contracts(source: Source, description: Description) -> None:
    """Raise BadSource, naming table and measure, for the first contract that is broken."""
    for contract in contracts_of(source, description):
        if not contract.holds:
            raise BadSource(contract.detail)


def _contracts(source: Source, told: Description, accepted: str) -> Iterator[Contract]:
    wire, where = source.wire, f"{source.id}: table {source.table}"
    if wire and told.title:
        yield _title(wire.title, told.title, where)
    if wire and wire.dimensions:
        yield _dimensions(wire.dimensions, told.dimensions, where)
    if told.licence:
        yield _licence(source.licence, told.licence, where)
    if told.modified and accepted:
        yield _modified(accepted, told.modified, where)
    if told.labels.num_rows:
        labels = told.labels.to_pylist()
        yield from (_measure(source, measure, labels) for measure in source.measures)


def _title(words: str, title: str, where: str) -> Contract:
    if words.casefold() in title.casefold():
        return Contract("title", holds=True, detail=title)
    wrong = (
        f"{where} is now called {title!r}, without the words {words!r}. Look whether it is the same table."
    )
    return Contract("title", holds=False, detail=wrong)


def _dimensions(promised: tuple[str, ...], told: tuple[str, ...], where: str) -> Contract:
    new, gone = sorted(set(told) - set(promised)), sorted(set(promised) - set(told))
    if not new and not gone:
        return Contract("dimensions", holds=True, detail=", ".join(told))
    changes = [f"{', '.join(names)} {how}" for names, how in ((new, "is new"), (gone, "is gone")) if names]
    wrong = f"{where}, dimensions: {'; '.join(changes)}. Look at what its figures mean now."
    return Contract("dimensions", holds=False, detail=wrong)


def _licence(promised: str, told: str, where: str) -> Contract:
    name = next((name for mark, name in _LICENCES if mark in told), told)
    if name in promised:
        return Contract("licence", holds=True, detail=name)
    wrong = f"{where} has licence {told!r}, the definition says {promised!r}. Look what you may do with it."
    return Contract("licence", holds=False, detail=wrong)


def _modified(accepted: str, told: str, where: str) -> Contract:
    """An edition is the one in use or a newer one; an older one means that the publisher went back."""
    if told >= accepted:
        return Contract("modified", holds=True, detail=told)
    wrong = f"{where} is of {told}, older than {accepted}, which is in use. Ask the publisher why."
    return Contract("modified", holds=False, detail=wrong)


def _measure(source: Source, measure: Measured, labels: Sequence[Mapping[str, Any]]) -> Contract:
    name = f"measure {measure.title!r}"
    try:
        return Contract(name, holds=True, detail=_key(source, measure, labels))
    except BadSource as error:
        return Contract(name, holds=False, detail=str(error))


def _key(source: Source, measure: Measured, labels: Sequence[Mapping[str, Any]]) -> str:
    """Return the key of a measure; one that is read by its column has no title or unit at its publisher."""
    if not measure.column:
        return key_of(source, measure, labels)
    if measure.column not in {row["key"] for row in labels}:
        raise BadSource(
            f"{source.id}: table {source.table}, measure {measure.title!r} ({measure.input}): there is no "
            f"property {measure.column!r}. Look how the publisher calls it now, and correct `column`."
        )
    return measure.column
