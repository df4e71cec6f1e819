"""What an edition says otherwise than the edition before it, figure by figure.

Explained in docs/methods/vintages.md.
"""

from collections.abc import Iterable, Iterator, Mapping

from wijkbewijs.definitions.programme import Programme
from wijkbewijs.dossier.edition import Definitions, Edition
from wijkbewijs.dossier.evidence import interval
from wijkbewijs.dossier.freeze import cell_text
from wijkbewijs.dossier.receipts import units_behind
from wijkbewijs.dossier.revision import Revision, RevisionKind, value_of
from wijkbewijs.kernel.canonical import number_text
from wijkbewijs.kernel.figure import Figure, Receipt

Receipts = Mapping[str, Receipt]


def revisions(
    previous: Edition, figures: Mapping[str, Figure], receipts: Receipts, definitions: Definitions
) -> tuple[Revision, ...]:
    """Return a revision for each figure that differs from `previous`, by the id of the figure.

    A figure of an indicator and period that `previous` did not have is no revision: see `first_seen`.
    """
    kinds = dict(_kinds(previous, figures, receipts, definitions))
    return tuple(
        Revision(
            figure=figure_id,
            kind=kinds[figure_id],
            before=_written(previous.figures.get(figure_id)),
            after=_written(figures.get(figure_id)),
            before_edition=previous.manifest.id,
        )
        for figure_id in sorted(kinds)
    )


def first_seen(previous: Edition, figures: Iterable[Figure]) -> int:
    """Count the figures of indicators and periods that `previous` did not have: new, but no revisions."""
    known = _answered(previous.figures.values())
    return sum((figure.indicator, figure.period) not in known for figure in figures)


def weightiest(edition: Edition, most: int) -> tuple[str, ...]:
    """Return the levels of areas that sources revised by more than rounding explains, at most `most`.

    Largest first, as a multiple of the bound of the figure or, where that is narrower, of half its last
    decimal. A figure whose margin is not known has no such multiple and is left out.
    """
    areas = {area.id for area in edition.programme.areas}
    found = [
        (times, revision.figure)
        for revision in edition.revisions.values()
        if revision.kind is RevisionKind.REVISED and revision.of_level
        if edition.figure(revision.figure).region in areas
        if (times := _times_its_bound(edition, revision)) > 1
    ]
    return tuple(figure_id for _, figure_id in sorted(found, key=lambda pair: (-pair[0], pair[1]))[:most])


def _kinds(
    previous: Edition, figures: Mapping[str, Figure], receipts: Receipts, definitions: Definitions
) -> Iterator[tuple[str, RevisionKind]]:
    known = _answered(previous.figures.values())
    taken = _bytes_of(previous.definitions) != _bytes_of(definitions)
    for figure in figures.values():
        before = previous.figures.get(figure.id)
        if before is None:
            if (figure.indicator, figure.period) in known:
                yield figure.id, RevisionKind.NEW
        elif _said(before) != _said(figure):
            remapped = _units(figure.id, previous.receipts, previous.programme) != _units(
                figure.id, receipts, definitions.programme
            )
            yield figure.id, _kind(before, figure, remapped=remapped, taken=taken)
    yield from ((gone, RevisionKind.GONE) for gone in previous.figures.keys() - figures.keys())


def _kind(before: Figure, after: Figure, *, remapped: bool, taken: bool) -> RevisionKind:
    if before.number is None and after.number is not None:
        return RevisionKind.FILLED
    if before.number is not None and after.number is None:
        return RevisionKind.WITHDRAWN
    if remapped:
        return RevisionKind.REMAPPED
    if before.definition != after.definition or not taken:
        return RevisionKind.RECALCULATED
    return RevisionKind.REVISED


def _said(figure: Figure) -> tuple[object, ...]:
    return (figure.value, figure.low, figure.high)


def _answered(figures: Iterable[Figure]) -> set[tuple[str, str]]:
    return {(figure.indicator, figure.period) for figure in figures}


def _bytes_of(definitions: Definitions) -> set[tuple[str, str]]:
    return {(lock.source, lock.sha256) for lock in definitions.locks}


def _units(figure_id: str, receipts: Receipts, programme: Programme) -> set[tuple[object, ...]]:
    """The maps, wijken and buurten behind a level, or behind the levels that a difference was made from."""
    receipt = receipts.get(figure_id)
    if receipt is None:
        return set()
    parts = receipt.parts.split()
    if parts:
        return {unit for part in parts for unit in _units(part, receipts, programme)}
    units = units_behind(receipt, programme)
    return {(receipt.units,), *((receipt.units, unit.code, unit.share) for unit in units)}


def _written(figure: Figure | None) -> str:
    return "" if figure is None else cell_text(figure.value)


def _times_its_bound(edition: Edition, revision: Revision) -> float:
    figure = edition.figure(revision.figure)
    before, ends = value_of(revision.before), interval(figure)
    if figure.number is None or not isinstance(before, float) or ends is None:
        return 0.0
    decimals = edition.indicator(figure.indicator).decimals
    if number_text(before, decimals) == number_text(figure.number, decimals):
        return 0.0  # nobody can see it
    bound: float = max(figure.number - ends[0], ends[1] - figure.number, 0.5 / 10**decimals)
    return abs(figure.number - before) / bound
