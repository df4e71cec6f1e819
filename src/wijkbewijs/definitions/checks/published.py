"""Published claims, dashboard totals and commitments: what they point at must exist."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wijkbewijs.definitions.checks.references import check_known
from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import Programme, PublishedClaim
from wijkbewijs.kernel.codes import COUNTRY, PROGRAMME
from wijkbewijs.kernel.errors import BadDefinition

TESTS = frozenset({"level", "gap", "ratio", "change", "letters", "count", "none"})
SCOPES = frozenset({PROGRAMME, "area", "municipality", COUNTRY, "other"})
SAME = frozenset({"yes", "no", "unknown"})
_OF_AN_AREA = frozenset({"area", "municipality"})


@dataclass(frozen=True, slots=True)
class Names:
    """What a figure id may be made of: regions, and indicators by id."""

    regions: frozenset[str]
    indicators: Mapping[str, Indicator]


def check_published(loaded: Loaded) -> None:
    """Raise BadDefinition for a claim, total or commitment that refers to what does not exist."""
    programme = loaded.programme
    areas = {area.id for area in programme.areas}
    places = {area.municipality for area in programme.areas}
    names = Names(
        frozenset({*areas, *places, COUNTRY, PROGRAMME}), {found.id: found for found in loaded.indicators}
    )
    for claim in programme.published:
        where = f"published.yml: {claim.id}"
        check_known([claim.test], TESTS, what="test", where=where)
        check_known([claim.scope], SCOPES, what="scope", where=where)
        check_known([claim.same_definition], SAME, what="answer", where=where)
        check_known([claim.same_boundary], SAME | {"circular"}, what="answer", where=where)
        check_known([claim.area] if claim.scope in _OF_AN_AREA else [], areas, what="area", where=where)
        _check_range(claim, where)
        _check_evidence(claim, areas, names, where)
    for total in programme.dashboard:
        _check_figures(total.compare_with, names, f"dashboard.yml: {total.id}")
    _check_commitments(programme)


def _check_range(claim: PublishedClaim, where: str) -> None:
    if claim.low is not None and claim.high is not None and claim.low > claim.high:
        raise BadDefinition(f"{where}: low ({claim.low:g}) is above high ({claim.high:g}). Exchange them.")
    if claim.test in {"level", "gap", "ratio", "count"} and claim.low is None and claim.high is None:
        raise BadDefinition(f"{where}: a {claim.test} needs low or high. Add what the words allow.")


def _check_evidence(claim: PublishedClaim, areas: Iterable[str], names: Names, where: str) -> None:
    counted = {"programme:areas", "programme:municipalities", *(f"units:{area}" for area in areas)}
    if claim.test == "count":
        check_known(claim.compare_with, counted, what="count", where=where)
    else:
        _check_figures(claim.compare_with, names, where)
    needed = {"level": 1, "gap": 1, "ratio": 2, "count": 1}.get(claim.test, 0)
    if len(claim.compare_with) < needed:
        raise BadDefinition(f"{where}: a {claim.test} needs {needed} in compare_with. Add the figure ids.")
    if claim.test == "none" and not claim.would_check:
        raise BadDefinition(
            f"{where}: nothing checks it and would_check is empty. Fill it, if only as unknown."
        )


def _check_figures(figure_ids: Iterable[str], names: Names, where: str) -> None:
    """A figure id is region.indicator.period, then nothing, gap-<region> or change (with two periods)."""
    for figure_id in figure_ids:
        region, indicator, period, measure = (*figure_id.split(".", 3), "", "", "")[:4]
        check_known([region], names.regions, what="region", where=where)
        check_known([indicator], names.indicators, what="indicator", where=where)
        found = names.indicators[indicator]
        if measure == "change":
            changes = {f"{earlier}-{later}" for earlier, later in found.changes}
            check_known([period], changes, what=f"change of {indicator}", where=where)
            continue
        check_known([period], found.periods, what=f"period of {indicator}", where=where)
        if measure:
            gaps = {f"gap-{other}" for other in names.regions}
            check_known([measure], gaps, what="gap", where=where)


def _check_commitments(programme: Programme) -> None:
    documents = {f"kst-{document.id}" for document in programme.documents}
    for commitment in programme.commitments:
        where = f"commitments.yml: {commitment.id}"
        check_known([commitment.kind], {"motion", "promise"}, what="kind", where=where)
        if commitment.kind == "promise":
            check_known([commitment.reference], documents, what="document", where=where)
        if commitment.every_months is not None and commitment.every_months <= 0:
            raise BadDefinition(f"{where}: every_months is {commitment.every_months}. Give at least 1.")
