"""Facts that are counted or worked out: areas, indicators, holes, verdicts, and the rhythm of the letters."""

from wijkbewijs.definitions.programme import Boundary, Verdict
from wijkbewijs.dossier.area import area_view
from wijkbewijs.dossier.dutch import NBSP, counted, day, list_of, number
from wijkbewijs.dossier.edition import Edition, level_id
from wijkbewijs.dossier.fact_records import Teller, by_id, paper_of, reference_of
from wijkbewijs.dossier.holes import holes_by_reason, reason
from wijkbewijs.dossier.letters_judged import rhythm
from wijkbewijs.dossier.verdicts import countable, verdict_counts
from wijkbewijs.kernel.figure import Absent, Figure


def covered(edition: Edition, indicator: str, period: str) -> tuple[Figure, ...]:
    """The levels of the areas that have a value for an indicator and period."""
    found = (edition.figures.get(level_id(area.id, indicator, period)) for area in edition.programme.areas)
    return tuple(figure for figure in found if figure is not None and figure.number is not None)


def _programme(edition: Edition, key: str) -> str:
    programme = edition.programme
    return {
        "title": programme.title,
        "areas": number(countable(programme, "programme:areas"), 0),
        "municipalities": number(countable(programme, "programme:municipalities"), 0),
        "started": day(programme.started_on),
        "started-year": str(programme.started_on.year),
        "checked-until": day(programme.checked_until) if programme.checked_until else "",
    }[key]


def _count(edition: Edition, key: str) -> str:
    definitions, programme = edition.definitions, edition.programme
    own = definitions.own_indicators
    counts = {
        "indicators": len(definitions.indicators),
        "own-indicators": len(own),
        "own-filled": sum(bool(o.filled_by) for o in own),
        "own-empty": sum(not o.filled_by for o in own),
        "own-asked-of-area": sum(o.asked_of_area for o in own),
        "figures": len(edition.figures),
        "sources": len(definitions.sources),
        "documents": len(programme.documents),
        "parties": len(programme.parties),
        "streams": len(programme.streams),
        "barriers": len(programme.barriers),
        "lessons": len(programme.lessons),
        "commitments": len(programme.commitments),
        "published": len(programme.published),
        **{f"areas-{boundary}": _bounded(edition, boundary) for boundary in Boundary},
        **{f"areas-on-{division}": n for division, n in _on_divisions(edition).items()},
    }
    return number(counts[key], 0)


def _bounded(edition: Edition, boundary: Boundary) -> int:
    return len({s.area for s in edition.programme.unit_sets if s.status is boundary})


def _on_divisions(edition: Edition) -> dict[str, int]:
    sets = edition.programme.unit_sets
    return {d: len({s.area for s in sets if s.division == d}) for d in {s.division for s in sets}}


def _covered(edition: Edition, key: str) -> str:
    indicator, _, period = key.rpartition(".")
    return number(len(covered(edition, edition.indicator(indicator).id, period)), 0)


def _coverage(edition: Edition, key: str) -> str:
    return f"{number(edition.figure(key).coverage * 100, 0)}{NBSP}%"


def _filled(edition: Edition, key: str) -> str:
    """The number of areas with a figure for an own indicator in a year: `filled:nplv-meedoen-02.2022`."""
    own_id, _, year = key.rpartition(".")
    own = by_id(edition.definitions.own_indicators, own_id)
    return number(sum(reason(edition, own, area.id, year) is None for area in edition.programme.areas), 0)


def _own_in_area(kind: str) -> Teller:
    """A teller of how many own indicators are filled, asked of the area, or missing: `own-filled:DHG`."""

    def told(edition: Edition, key: str) -> str:
        view = area_view(edition, edition.programme.area(key))
        asked = sum(own.asked_of_area for own in view.empty)
        counts = {"filled": len(view.filled), "asked": asked, "missing": len(view.empty) - asked}
        return number(counts[kind], 0)

    return told


def _holes(edition: Edition, key: str) -> str:
    holes = holes_by_reason(edition)
    return number(holes.total() if key == "all" else holes[Absent(key)], 0)


def _verdict(edition: Edition, key: str) -> str:
    return number(verdict_counts(edition)[Verdict(key)], 0)


def _units(edition: Edition, key: str) -> str:
    return number(countable(edition.programme, f"units:{key}"), 0)


def _letters(edition: Edition, key: str) -> str:
    promised = next(c.every_months for c in edition.programme.commitments if c.every_months)
    found = rhythm(edition.programme, promised)
    return {
        "known": number(len(found.letters), 0),
        "gaps": list_of([number(gap, 0) for gap in found.gaps]),
        "gaps-with-others": list_of([number(gap, 0) for gap in found.gaps_with_others]),
        "others": list_of([reference_of(document) for document in found.others]),
        "unknown": list_of([paper_of(identifier) for identifier in found.unknown]),
        "longest-at-best": number(found.longest_at_best, 0),
        "promised-months": counted(promised, "maand", "maanden"),
    }[key]


def _rule(edition: Edition, key: str) -> str:
    value = by_id(edition.definitions.rules, key).on(edition.manifest.made_on)
    return number(value, 0 if value == round(value) else 2)


def _end(end: str) -> Teller:
    def told(edition: Edition, key: str) -> str:
        figure = edition.figure(key)
        value = figure.low if end == "low" else figure.high
        if value is None:
            raise LookupError("the figure has no interval")
        return number(value, edition.indicator(figure.indicator).decimals)

    return told


COUNTS: dict[str, Teller] = {
    "count": _count,
    "coverage": _coverage,
    "covered": _covered,
    "filled": _filled,
    "high": _end("high"),
    "holes": _holes,
    "letters": _letters,
    "low": _end("low"),
    "own-asked": _own_in_area("asked"),
    "own-filled": _own_in_area("filled"),
    "own-missing": _own_in_area("missing"),
    "programme": _programme,
    "rule": _rule,
    "units": _units,
    "verdict": _verdict,
}
