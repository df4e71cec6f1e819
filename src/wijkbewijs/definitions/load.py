"""The one strict loader: definitions as people and the machine wrote them, as frozen and checked records.

Layout: caveats*.yml · breaks.yml · indicators/*.yml · rules/*.yml · corrections/*.yml (once there is one) ·
sources/<id>.yml, with <id>.lock.yml beside it for a copy, or sources/<name>.series.yml for a table a year ·
programmes/nplv/ (programme.yml, units.csv, own_indicators.yml and one file for each other part).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from wijkbewijs.definitions.checks import check
from wijkbewijs.definitions.correction import Correction
from wijkbewijs.definitions.files import yaml_data
from wijkbewijs.definitions.indicator import Indicator, OwnIndicator
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.definitions.programme import (
    Area,
    Barrier,
    Commitment,
    DashboardTotal,
    Document,
    Lesson,
    Party,
    Programme,
    PublishedClaim,
    Stream,
    Theme,
)
from wijkbewijs.definitions.rule import Caveat, Rule
from wijkbewijs.definitions.series import ENDING as _SERIES
from wijkbewijs.definitions.series import expanded
from wijkbewijs.definitions.series_break import SeriesBreak, with_breaks, with_inputs
from wijkbewijs.definitions.source import Lock, Source
from wijkbewijs.definitions.unit_sets import read_unit_sets
from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.kernel.record import structured

T = TypeVar("T")

PACKAGED = Path(__file__).parent
PROGRAMME = "programmes/nplv"
_LOCK = ".lock.yml"


@dataclass(frozen=True, slots=True)
class Head:
    """What programme.yml holds: the programme without its lists."""

    id: str
    title: str
    started_on: date
    promised_areas: int
    promised_municipalities: int
    checked_until: date
    unknown_documents: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.promised_areas < 1 or self.promised_municipalities < 1:
            raise ValueError("promised_areas and promised_municipalities must be at least 1; correct them")


def load_definitions(root: Path | None = None, *, today: date | None = None) -> Loaded:
    """Return the definitions in the folder `root`, or those of the package.

    With `today`, a day after it is refused where the definitions tell what happened. Raises BadDefinition,
    which names the file and what to do, for whatever is unreadable, unknown, double, missing or impossible.
    """
    folder = root or PACKAGED
    sources = _sources(folder)
    breaks = tuple(with_inputs(b, sources) for b in _list(SeriesBreak, folder, "breaks.yml"))
    loaded = Loaded(
        programme=_programme(folder),
        indicators=with_breaks(_indicators(folder), breaks),
        own_indicators=_list(OwnIndicator, folder, f"{PROGRAMME}/own_indicators.yml"),
        sources=sources,
        locks=_locks(folder),
        rules=_each(Rule, folder, "rules"),
        caveats=_each(Caveat, folder, ".", "caveats*.yml"),
        breaks=breaks,
        corrections=_each(Correction, folder, "corrections") if (folder / "corrections").is_dir() else (),
    )
    check(loaded, today)
    return loaded


def _indicators(folder: Path) -> tuple[Indicator, ...]:
    indicators = _each(Indicator, folder, "indicators")
    by_hand = [indicator.id for indicator in indicators if indicator.breaks]
    if by_hand:
        raise BadDefinition(
            f"indicators: {by_hand[0]} lists its own breaks. Write the break once, in breaks.yml, with the "
            "inputs that it touches."
        )
    return indicators


def _programme(folder: Path) -> Programme:
    head = _one(Head, folder, f"{PROGRAMME}/programme.yml")
    units = f"{PROGRAMME}/units.csv"
    return Programme(
        id=head.id,
        title=head.title,
        started_on=head.started_on,
        promised_areas=head.promised_areas,
        promised_municipalities=head.promised_municipalities,
        areas=_list(Area, folder, f"{PROGRAMME}/areas.yml"),
        unit_sets=read_unit_sets(folder / units, units),
        themes=_list(Theme, folder, f"{PROGRAMME}/themes.yml"),
        parties=_list(Party, folder, f"{PROGRAMME}/parties.yml"),
        documents=_list(Document, folder, f"{PROGRAMME}/documents.yml"),
        published=_list(PublishedClaim, folder, f"{PROGRAMME}/published.yml"),
        streams=_list(Stream, folder, f"{PROGRAMME}/streams.yml"),
        barriers=_list(Barrier, folder, f"{PROGRAMME}/barriers.yml"),
        lessons=_list(Lesson, folder, f"{PROGRAMME}/lessons.yml"),
        commitments=_list(Commitment, folder, f"{PROGRAMME}/commitments.yml"),
        dashboard=_list(DashboardTotal, folder, f"{PROGRAMME}/dashboard.yml"),
        checked_until=head.checked_until,
        unknown_documents=head.unknown_documents,
    )


def _one(kind: type[T], folder: Path, where: str) -> T:
    return structured(kind, yaml_data(folder / where, where), where)


def _list(kind: type[T], folder: Path, where: str) -> tuple[T, ...]:
    data = yaml_data(folder / where, where)
    if not isinstance(data, list):
        raise BadDefinition(f"{where}: expected a list of {kind.__name__}. Begin each item with `- `.")
    return tuple(structured(kind, item, f"{where}[{i}]") for i, item in enumerate(data))


def _each(kind: type[T], folder: Path, part: str, pattern: str = "*.yml") -> tuple[T, ...]:
    return tuple(item for where in _files(folder, part, pattern) for item in _list(kind, folder, where))


def _sources(folder: Path) -> tuple[Source, ...]:
    files = _files(folder, "sources", "*.yml")
    places = [where for where in files if not where.endswith((_LOCK, _SERIES))]
    sources = tuple(_one(Source, folder, where) for where in places)
    for source, where in zip(sources, places, strict=True):
        _check_name(source.id, where, ".yml")
    series = (where for where in files if where.endswith(_SERIES))
    return (*sources, *(source for where in series for source in _in_series(folder, where)))


def _in_series(folder: Path, where: str) -> Iterator[Source]:
    for data in expanded(yaml_data(folder / where, where), where):
        yield structured(Source, data, f"{where} ({data.get('table', 'no table')})")


def _locks(folder: Path) -> tuple[Lock, ...]:
    places = sorted(f"sources/{path.name}" for path in (folder / "sources").glob(f"*{_LOCK}"))
    locks = tuple(_one(Lock, folder, where) for where in places)
    for lock, where in zip(locks, places, strict=True):
        _check_name(lock.source, where, _LOCK)
    return locks


def _check_name(name: str, where: str, ending: str) -> None:
    if where != f"sources/{name}{ending}":
        raise BadDefinition(
            f"{where}: the file is about {name!r}. Name the file {name}{ending} or correct the id."
        )


def _files(folder: Path, part: str, pattern: str) -> list[str]:
    """The files of a part of the definitions, in the order of their names; none at all is an error."""
    paths = sorted((folder / part).glob(pattern))
    if not paths:
        raise BadDefinition(f"{folder / part}: there is no file {pattern} here. Restore the definitions.")
    return [path.relative_to(folder).as_posix() for path in paths]
