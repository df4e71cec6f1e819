"""Need beside effort: per area the gaps that weigh most, and the streams that are known to reach it."""

from dataclasses import dataclass

from wijkbewijs.definitions.programme import Area, Stream
from wijkbewijs.dossier.area import AreaView, Line, area_view, areas_in_order, worst_gaps
from wijkbewijs.dossier.edition import Edition

MOST = 3


@dataclass(frozen=True, slots=True)
class NeedAndEffort:
    """One area: its largest disadvantages in order (inside this area only) and its own streams."""

    area: Area
    needs: tuple[Line, ...]
    own_streams: tuple[Stream, ...]


def need_and_effort(edition: Edition) -> tuple[NeedAndEffort, ...]:
    """Return need beside effort for every area, areas in alphabetical order."""
    return tuple(_of(edition, area_view(edition, area)) for area in areas_in_order(edition))


def shared_streams(edition: Edition) -> tuple[Stream, ...]:
    """The streams that are meant for all areas of the programme."""
    own = {stream.id for area in edition.programme.areas for stream in streams_of(edition, area.id)}
    return tuple(stream for stream in edition.programme.streams if stream.id not in own)


def streams_of(edition: Edition, area_id: str) -> tuple[Stream, ...]:
    """The streams that name this area among their recipients."""
    return tuple(s for s in edition.programme.streams if area_id in s.areas)


def _of(edition: Edition, view: AreaView) -> NeedAndEffort:
    return NeedAndEffort(view.area, worst_gaps(view, MOST), streams_of(edition, view.area.id))
