"""The bodies of one take as they come: each asked once, in order, and never more than the source may be."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import MOST_MEMBER_BYTES
from wijkbewijs.sources.fetch import Line
from wijkbewijs.sources.partial import Partial

MOST_BODIES = 20_000  # in one take: the largest table of CBS has some 500 pages


@dataclass(slots=True)
class Asking:
    """One take of the source called `name`, over `line`, of which at most `left` bytes may still come.

    `told` are the bodies that describe the table: asked anew in every take and held in memory. What else
    arrives is kept in `area`. `asked` is told the name of every body before it is asked for.
    """

    name: str
    line: Line
    area: Partial
    left: int
    asked: Callable[[str], None]
    told: dict[tuple[str, str], bytes] = field(default_factory=dict)
    order: list[tuple[str, str]] = field(default_factory=list)
    _seen: set[str] = field(default_factory=set)

    def describing(self, name: str, address: str) -> bytes:
        """Get a body that describes the table."""
        self._check_new(name, address, len(self.told))
        self.told[name, address] = content = self._fetched(name, address)
        self._seen |= {name, address}
        return content

    def begin(self) -> None:
        """Begin with all bodies: from here on those that describe the table may be asked once more."""
        self._seen.clear()

    def get(self, name: str, address: str) -> bytes:
        """Get any body; what described the table, or what an earlier take received, is not asked again."""
        self._check_new(name, address, len(self.order))
        content = self.told.get((name, address))
        if content is None:
            content = self._kept(name, address)
        if content is None:
            content = self._fetched(name, address)
            self.area.keep(name, address, content)
        self.order.append((name, address))
        self._seen |= {name, address}
        return content

    def told_parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of the bodies that describe the table."""
        yield from ((name, content) for (name, _), content in self.told.items())

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of all bodies in the order in which they were asked, one at a time."""
        for name, address in self.order:
            content = self.told.get((name, address))
            yield name, self.area.whole(name, address) if content is None else content

    def _kept(self, name: str, address: str) -> bytes | None:
        """Return a body of an earlier take, if something told that the table is still the same."""
        content = self.area.kept(name, address) if self.told else None
        if content is not None:
            self._count(content, address)
        return content

    def _fetched(self, name: str, address: str) -> bytes:
        self.asked(name)
        most = min(self.left, MOST_MEMBER_BYTES)
        content = self.line.body(address, self.area.part(name, address), most)
        self._count(content, address)
        return content

    def _count(self, content: bytes, address: str) -> None:
        self.left -= len(content)
        if self.left < 0:
            raise BadSource(f"{address}: with this the source is larger than the `most_mb` of its wire.")

    def _check_new(self, name: str, address: str, bodies: int) -> None:
        again = bool(self._seen & {name, address})
        if again or bodies >= MOST_BODIES:
            raise BadSource(
                f"{self.name}: its links lead to {address} ({name}) after {bodies} bodies, "
                f"{'for the second time' if again else 'and no table has more'}. They do not end: take again "
                "later, and tell the publisher when it stays so."
            )
