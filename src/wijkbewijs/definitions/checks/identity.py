"""Every id occurs once: a second record with the same id would silently win or lose."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.errors import BadDefinition


def check_identity(loaded: Loaded) -> None:
    """Raise BadDefinition for the first id that occurs twice within its kind."""
    for kind, ids in _ids(loaded):
        double = [key for key, times in Counter(ids).items() if times > 1]
        if double:
            raise BadDefinition(f"{kind}: the id {double[0]!r} occurs twice. Remove or rename one of them.")


def _ids(loaded: Loaded) -> Iterator[tuple[str, Iterable[Hashable]]]:
    programme = loaded.programme
    yield "indicators", (record.id for record in loaded.indicators)
    yield "own_indicators.yml", (record.id for record in loaded.own_indicators)
    yield "sources", (record.id for record in loaded.sources)
    yield "rules", (record.id for record in loaded.rules)
    yield "caveats", (record.code for record in loaded.caveats)
    yield "breaks.yml", (record.id for record in loaded.breaks)
    yield "corrections", (record.id for record in loaded.corrections)
    yield "areas.yml", (record.id for record in programme.areas)
    yield "themes.yml", (record.id for record in programme.themes)
    yield "parties.yml", (record.id for record in programme.parties)
    yield "documents.yml", (record.id for record in programme.documents)
    yield "published.yml", (record.id for record in programme.published)
    yield "dashboard.yml", (record.id for record in programme.dashboard)
    yield "streams.yml", (record.id for record in programme.streams)
    yield "barriers.yml", (record.id for record in programme.barriers)
    yield "lessons.yml", (record.id for record in programme.lessons)
    yield "commitments.yml", (record.id for record in programme.commitments)
