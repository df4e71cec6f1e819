"""Where each source is asked, and whom a take may ask at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wijkbewijs.definitions.source import Source, Wire
from wijkbewijs.kernel.errors import BadDefinition, BadUsage
from wijkbewijs.sources.fetch import origin


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases of the wires of `sources`; `overrides` names another address for some, by source id."""

    sources: tuple[Source, ...]
    overrides: Mapping[str, str] = field(default_factory=dict)

    def of(self, source: Source) -> str:
        """Return scheme and host for a source; BadDefinition when its wire would be asked in the clear."""
        if source.id in self.overrides:
            return self.overrides[source.id].rstrip("/")
        base = wire_of(source).base
        if not base.startswith("https://"):
            raise BadDefinition(
                f"sources/{source.id}.yml: base {base!r} must begin with https://. Correct it."
            )
        return base.rstrip("/")

    def origins(self, source: Source) -> frozenset[str]:
        """Return whom a take of `source` may ask: declared hosts only, or overriding addresses only."""
        if source.id in self.overrides:
            return frozenset(map(origin, self.overrides.values()))
        declared = [other for other in self.sources if other.wire and other.id not in self.overrides]
        return frozenset(origin(self.of(other)) for other in declared)


def wire_of(source: Source) -> Wire:
    """Return the wire of a source; BadUsage for a copy, which cannot be taken."""
    if source.wire is None:
        raise BadUsage(
            f"{source.id}: this is a copy in the snapshot, and its definition names no wire to take it from. "
            "Name a source that has one."
        )
    return source.wire
