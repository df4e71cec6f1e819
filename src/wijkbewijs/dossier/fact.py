"""What definitions and edition say besides figures: counts, days, names, document numbers.

A fact's id is `kind:key` or `kind:key.field`; `text_of` is the only source of its wording. The kinds are
listed in docs/methods/claims.md.
"""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.programme import Boundary, Document, Verdict
from wijkbewijs.dossier.area import area_view
from wijkbewijs.dossier.dutch import NBSP, capitalised, count_word, counted, day, list_of, month, number
from wijkbewijs.dossier.edition import Edition, level_id
from wijkbewijs.dossier.holes import holes_by_reason, reason
from wijkbewijs.dossier.letters_judged import rhythm
from wijkbewijs.dossier.sentence import Fact
from wijkbewijs.dossier.verdicts import countable, verdict_counts
from wijkbewijs.kernel.errors import UnprovenClaim, WijkbewijsError
from wijkbewijs.kernel.figure import Absent, Figure
from wijkbewijs.kernel.units import Unit

ELLIPSIS = "…"
MONTHS_PER_YEAR = 12


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Identified)


def fact(edition: Edition, fact_id: str) -> Fact:
    """Return the fact with its text; raises UnprovenClaim when the edition does not know it."""
    return Fact(fact_id, text_of(edition, fact_id))


def fact_in_letters(edition: Edition, fact_id: str) -> Fact:
    """Return a count up to twenty in letters: `twintig`, for running text."""
    return Fact(fact_id, _in_letters(text_of(edition, fact_id)))


def text_of(edition: Edition, fact_id: str) -> str:
    """Return the text of a fact; raises UnprovenClaim when kind or key is unknown."""
    kind, _, key = fact_id.partition(":")
    if kind not in _TELLERS:
        raise UnprovenClaim(
            f"{fact_id!r} is no fact: the kinds are {', '.join(sorted(_TELLERS))}. Write `kind:key`."
        )
    try:
        return _TELLERS[kind](edition, key)
    except (LookupError, ValueError, WijkbewijsError) as error:
        raise UnprovenClaim(
            f"the definitions of edition {edition.manifest.id} hold no fact {fact_id!r} ({error}). "
            "Correct the id, or leave the sentence out."
        ) from error


def agrees(said: Fact, edition: Edition) -> bool:
    """Whether a fact is said as it is; a capital at its start and a count in letters are allowed."""
    true = text_of(edition, said.id)
    return said.text in {form for text in (true, _in_letters(true)) for form in (text, capitalised(text))}


def covered(edition: Edition, indicator: str, period: str) -> tuple[Figure, ...]:
    """The levels of the areas that have a value for an indicator and period."""
    found = (edition.figures.get(level_id(area.id, indicator, period)) for area in edition.programme.areas)
    return tuple(figure for figure in found if figure is not None and figure.number is not None)


def _in_letters(text: str) -> str:
    return count_word(int(text)) if text.isdigit() else text


def _by_id(records: Iterable[R], key: str) -> R:
    for record in records:
        if record.id == key:
            return record
    raise LookupError(f"{key!r} is not among them")


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


def _period(edition: Edition, key: str) -> str:
    if any(key in indicator.periods for indicator in edition.definitions.indicators):
        return key
    raise LookupError(f"no indicator has the period {key!r}")


def _region(edition: Edition, key: str) -> str:
    return {region.code: region.name for region in edition.definitions.regions}[key]


def _indicator(edition: Edition, key: str) -> str:
    indicator_id, _, field = key.partition(".")
    indicator = edition.indicator(indicator_id)
    return {
        "": indicator.title,
        "question": indicator.question,
        "verb": phrase_of(indicator)[0],
        "rest": phrase_of(indicator)[1],
    }[field]


def phrase_of(indicator: Indicator) -> tuple[str, str]:
    """The verb before and the rest after the number in the phrase of an indicator; empty without phrase."""
    verb, _, rest = indicator.phrase.partition(ELLIPSIS)
    return verb.strip(), rest.strip()


def _unit(_edition: Edition, key: str) -> str:
    name, _, field = key.partition(".")
    return {"": Unit(name).words, "difference": Unit(name).difference}[field]


def _covered(edition: Edition, key: str) -> str:
    indicator, _, period = key.rpartition(".")
    return number(len(covered(edition, edition.indicator(indicator).id, period)), 0)


def _end(end: str) -> Callable[[Edition, str], str]:
    def told(edition: Edition, key: str) -> str:
        figure = edition.figure(key)
        value = figure.low if end == "low" else figure.high
        if value is None:
            raise LookupError("the figure has no interval")
        return number(value, edition.indicator(figure.indicator).decimals)

    return told


def _coverage(edition: Edition, key: str) -> str:
    return f"{number(edition.figure(key).coverage * 100, 0)}{NBSP}%"


def reference_of(document: Document) -> str:
    """How a reader finds a paper of the House: its dossier and number, or its document number."""
    if document.dossier:
        return f"Kamerstuk {document.dossier}, nr. {document.number}"
    return f"document {document.tk_document}"


def _paper(identifier: str) -> str:
    """`35925-VII-24` as a reader knows it: `Kamerstuk 35925 VII, nr. 24`."""
    dossier, _, paper = identifier.rpartition("-")
    return f"Kamerstuk {dossier.replace('-', ' ')}, nr. {paper}"


def _document(edition: Edition, key: str) -> str:
    document_id, _, field = key.partition(".")
    document = _by_id(edition.programme.documents, document_id)
    return {
        "": reference_of(document),
        "title": document.title,
        "date": day(document.date),
        "month": month(document.date),
        "year": str(document.date.year),
    }[field]


def _commitment(edition: Edition, key: str) -> str:
    commitment_id, _, field = key.partition(".")
    commitment = _by_id(edition.programme.commitments, commitment_id)
    texts = {
        "": _paper(commitment.reference.removeprefix("kst-")),
        "description": commitment.description,
        "asked_by": commitment.asked_by,
    }
    if commitment.made_on is not None:
        texts["date"] = day(commitment.made_on)
    if commitment.every_months:
        times = MONTHS_PER_YEAR // commitment.every_months
        texts["frequency"] = f"{count_word(times)} keer per jaar"
        texts["months"] = number(commitment.every_months, 0)
    return texts[field]


def _letters(edition: Edition, key: str) -> str:
    promised = next(c.every_months for c in edition.programme.commitments if c.every_months)
    found = rhythm(edition.programme, promised)
    return {
        "known": number(len(found.letters), 0),
        "gaps": list_of([number(gap, 0) for gap in found.gaps]),
        "gaps-with-others": list_of([number(gap, 0) for gap in found.gaps_with_others]),
        "others": list_of([reference_of(document) for document in found.others]),
        "unknown": list_of([_paper(identifier) for identifier in found.unknown]),
        "longest-at-best": number(found.longest_at_best, 0),
        "promised-months": counted(promised, "maand", "maanden"),
    }[key]


def _holes(edition: Edition, key: str) -> str:
    holes = holes_by_reason(edition)
    return number(holes.total() if key == "all" else holes[Absent(key)], 0)


def _filled(edition: Edition, key: str) -> str:
    """The number of areas with a figure for an own indicator in a year: `filled:nplv-meedoen-02.2022`."""
    own_id, _, year = key.rpartition(".")
    own = _by_id(edition.definitions.own_indicators, own_id)
    return number(sum(reason(edition, own, area.id, year) is None for area in edition.programme.areas), 0)


def _own_in_area(kind: str) -> Callable[[Edition, str], str]:
    """A teller of how many own indicators are filled, asked of the area, or missing: `own-filled:DHG`."""

    def told(edition: Edition, key: str) -> str:
        view = area_view(edition, edition.programme.area(key))
        asked = sum(own.asked_of_area for own in view.empty)
        counts = {"filled": len(view.filled), "asked": asked, "missing": len(view.empty) - asked}
        return number(counts[kind], 0)

    return told


def _verdict(edition: Edition, key: str) -> str:
    return number(verdict_counts(edition)[Verdict(key)], 0)


def _edition(edition: Edition, key: str) -> str:
    manifest = edition.manifest
    return {
        "id": manifest.id,
        "period": manifest.period,
        "title": manifest.title,
        "made": day(manifest.made_on),
        "version": manifest.version[:12],
        "hash": edition.hash[:12],
    }[key]


def _source(edition: Edition, key: str) -> str:
    source_id, _, field = key.partition(".")
    source = edition.source(source_id)
    texts = {
        "": source.title,
        "producer": source.producer,
        "licence": source.licence,
        "table": source.table,
        "vintage": source.vintage,
        "via": source.via,
    }
    taken = next((lock.taken_on for lock in edition.definitions.locks if lock.source == source_id), None)
    return texts[field] if field != "taken" or taken is None else day(taken)


def _dashboard(edition: Edition, key: str) -> str:
    total_id, _, field = key.partition(".")
    total = _by_id(edition.programme.dashboard, total_id)
    texts = {"": total.title, "period": total.period, "unit": total.unit, "note": total.note}
    for name, value in (("areas", total.areas), ("netherlands", total.netherlands)):
        if value is not None:
            texts[name] = number(value, len(f"{value:g}".partition(".")[2]))
    return texts[field]


def _units(edition: Edition, key: str) -> str:
    return number(countable(edition.programme, f"units:{key}"), 0)


def _caveat(edition: Edition, key: str) -> str:
    return {caveat.code: caveat.text for caveat in edition.definitions.caveats}[key]


def _rule(edition: Edition, key: str) -> str:
    value = _by_id(edition.definitions.rules, key).on(edition.manifest.made_on)
    return number(value, 0 if value == round(value) else 2)


def _start_set(name: str, default: str) -> Callable[[Edition, str], str]:
    """A teller of the plain text fields of a start set: `stream:spuk.amount`."""

    def told(edition: Edition, key: str) -> str:
        record_id, _, field = key.partition(".")
        text = getattr(_by_id(getattr(edition.programme, name), record_id), field or default, None)
        if isinstance(text, str):
            return text
        raise LookupError(f"no text field {field!r}")

    return told


_TELLERS: dict[str, Callable[[Edition, str], str]] = {
    "area": _start_set("areas", "local_programme"),
    "barrier": _start_set("barriers", "barrier"),
    "caveat": _caveat,
    "commitment": _commitment,
    "count": _count,
    "coverage": _coverage,
    "covered": _covered,
    "dashboard": _dashboard,
    "document": _document,
    "edition": _edition,
    "filled": _filled,
    "high": _end("high"),
    "holes": _holes,
    "indicator": _indicator,
    "lesson": _start_set("lessons", "lesson"),
    "letters": _letters,
    "low": _end("low"),
    "own-asked": _own_in_area("asked"),
    "own-filled": _own_in_area("filled"),
    "own-missing": _own_in_area("missing"),
    "party": _start_set("parties", "name"),
    "period": _period,
    "programme": _programme,
    "published": _start_set("published", "words"),
    "region": _region,
    "rule": _rule,
    "source": _source,
    "stream": _start_set("streams", "title"),
    "theme": _start_set("themes", "title"),
    "unit": _unit,
    "units": _units,
    "verdict": _verdict,
}

KINDS = tuple(sorted(_TELLERS))
