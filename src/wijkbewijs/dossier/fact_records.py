"""Facts that are words: names, titles, days and paper numbers of what definitions and edition hold."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.programme import Document
from wijkbewijs.dossier.dutch import count_word, day, month, number
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.units import Unit

Teller = Callable[[Edition, str], str]

ELLIPSIS = "…"
MONTHS_PER_YEAR = 12


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=_Identified)


def by_id(records: Iterable[R], key: str) -> R:
    """Return the record with this id; LookupError when there is none."""
    for record in records:
        if record.id == key:
            return record
    raise LookupError(f"{key!r} is not among them")


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


def reference_of(document: Document) -> str:
    """How a reader finds a paper of the House: its dossier and number, or its document number."""
    if document.dossier:
        return f"Kamerstuk {document.dossier}, nr. {document.number}"
    return f"document {document.tk_document}"


def paper_of(identifier: str) -> str:
    """`35925-VII-24` as a reader knows it: `Kamerstuk 35925 VII, nr. 24`."""
    dossier, _, paper = identifier.rpartition("-")
    return f"Kamerstuk {dossier.replace('-', ' ')}, nr. {paper}"


def _document(edition: Edition, key: str) -> str:
    document_id, _, field = key.partition(".")
    document = by_id(edition.programme.documents, document_id)
    return {
        "": reference_of(document),
        "title": document.title,
        "date": day(document.date),
        "month": month(document.date),
        "year": str(document.date.year),
    }[field]


def _commitment(edition: Edition, key: str) -> str:
    commitment_id, _, field = key.partition(".")
    commitment = by_id(edition.programme.commitments, commitment_id)
    texts = {
        "": paper_of(commitment.reference.removeprefix("kst-")),
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
    total = by_id(edition.programme.dashboard, total_id)
    texts = {"": total.title, "period": total.period, "unit": total.unit, "note": total.note}
    for name, value in (("areas", total.areas), ("netherlands", total.netherlands)):
        if value is not None:
            texts[name] = number(value, len(f"{value:g}".partition(".")[2]))
    return texts[field]


def _caveat(edition: Edition, key: str) -> str:
    return {caveat.code: caveat.text for caveat in edition.definitions.caveats}[key]


def _start_set(name: str, default: str) -> Teller:
    """A teller of the plain text fields of a start set: `stream:spuk.amount`."""

    def told(edition: Edition, key: str) -> str:
        record_id, _, field = key.partition(".")
        text = getattr(by_id(getattr(edition.programme, name), record_id), field or default, None)
        if isinstance(text, str):
            return text
        raise LookupError(f"no text field {field!r}")

    return told


RECORDS: dict[str, Teller] = {
    "area": _start_set("areas", "local_programme"),
    "barrier": _start_set("barriers", "barrier"),
    "caveat": _caveat,
    "commitment": _commitment,
    "dashboard": _dashboard,
    "document": _document,
    "edition": _edition,
    "indicator": _indicator,
    "lesson": _start_set("lessons", "lesson"),
    "party": _start_set("parties", "name"),
    "period": _period,
    "published": _start_set("published", "words"),
    "region": _region,
    "source": _source,
    "stream": _start_set("streams", "title"),
    "theme": _start_set("themes", "title"),
    "unit": _unit,
}
