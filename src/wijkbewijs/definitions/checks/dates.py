"""Days: nothing that happened lies in the future, and no document after what was read."""

from collections.abc import Iterator
from datetime import date

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import Programme
from wijkbewijs.kernel.errors import BadDefinition


def check_dates(loaded: Loaded, today: date | None) -> None:
    """Raise BadDefinition for a day after `today`, and for a document after `checked_until`.

    A rule may hold from a later day, because it can be decided before; all else tells what happened.
    """
    programme = loaded.programme
    _check_documents(programme)
    if today is None:
        return
    for what, day in _happened(loaded):
        if day > today:
            raise BadDefinition(f"{what}: {day} lies in the future (today is {today}). Correct the day.")


def _check_documents(programme: Programme) -> None:
    until = programme.checked_until
    for document in programme.documents:
        if until is not None and document.date > until:
            raise BadDefinition(
                f"documents.yml: {document.id} is of {document.date}, but programme.yml says that sources "
                f"were read until {until}. Move checked_until, or correct the day."
            )
        if document.id in programme.unknown_documents:
            raise BadDefinition(
                f"documents.yml: {document.id} is listed, and also unknown in programme.yml. Remove one."
            )


def _happened(loaded: Loaded) -> Iterator[tuple[str, date]]:
    programme = loaded.programme
    yield "programme.yml: started_on", programme.started_on
    if programme.checked_until is not None:
        yield "programme.yml: checked_until", programme.checked_until
    for document in programme.documents:
        yield f"documents.yml: {document.id}", document.date
    for unit_set in programme.unit_sets:
        yield f"units.csv: {unit_set.area} on division {unit_set.division}", unit_set.valid.start
    for lock in loaded.locks:
        yield f"sources/{lock.source}.lock.yml", lock.taken_on
    for correction in loaded.corrections:
        yield f"corrections: {correction.id}", correction.since
    for what, day in _perhaps_known(programme):
        if day is not None:
            yield what, day


def _perhaps_known(programme: Programme) -> Iterator[tuple[str, date | None]]:
    for area in programme.areas:
        yield from ((f"areas.yml: {area.id}", name.since) for name in area.names)
    for party in programme.parties:
        yield f"parties.yml: {party.id}", party.since
    for commitment in programme.commitments:
        yield f"commitments.yml: {commitment.id}", commitment.made_on
