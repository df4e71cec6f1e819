"""CBS OData v4: a table as one zip of CSV files, and where that cannot be had page by page.

Addresses: `<base>/odata/v1/<catalogue>/<table>/<collection>` and `<base>/CSV/<catalogue>/nl/<table>`.
"""

from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass
from typing import TypeVar

from wijkbewijs.definitions.source import Wire
from wijkbewijs.kernel.errors import BadDefinition, BadSource, SourceMissing
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.wires import Get
from wijkbewijs.sources.wires.description import Description
from wijkbewijs.sources.wires.following import followed
from wijkbewijs.sources.wires.odata4_body import Row, page_of, record_of
from wijkbewijs.sources.wires.odata4_cells import BULK, COLLECTION, check_count, page_cells, zipped_cells
from wijkbewijs.sources.wires.odata4_table import Contents, Rows, codes_of, contents_in, contents_of

S = TypeVar("S", bound=Sized)

MOST_PAGES = 2_000  # of 100,000 observations: no table has 200 million
_NOT_FOUND = 404


def describe(wire: Wire, base: str, get: Get) -> None:
    """Ask for Properties, Dimensions, MeasureCodes and MeasureGroups, and hold them against `wire`.

    Raises BadSource for a dimension more or less than promised, or a title without the words of the wire.
    """
    _described(_Feed(wire.path, base, get), wire)


def ask(wire: Wire, base: str, get: Get) -> None:
    """Ask for the description, the codes of every dimension, and all observations.

    These come as the publisher's zip (`bulk.zip`); when that cannot be had whole, as pages
    (`Observations/00000.json`). Raises BadSource, naming the table, when links go in circles, observations
    are more or fewer than announced, or only an older protocol serves them; BadDefinition for a filter.
    """
    if wire.query:
        raise BadDefinition(f"{wire.path}: version 4 takes whole tables. Remove `query` from the wire.")
    feed = _Feed(wire.path, base, get)
    contents = _described(feed, wire)
    for dimension in contents.dimensions:
        codes_of(feed.rows(f"{dimension}Codes"), dimension, contents.id)
    if not _zip_came(feed, contents):
        _take_pages(feed, contents)


def described(bundle: Bundle) -> Description:
    """Return what a taken table says about itself; BadSource when that is not whole."""
    return contents_in(bundle).described


@dataclass(frozen=True, slots=True)
class _Feed:
    path: str
    base: str
    get: Get

    def record(self, name: str) -> Row:
        """Ask for a collection of one object."""
        return record_of(self.get(f"{name}.json", self._address(name)), f"{self.path}, {name}")

    def rows(self, collection: str) -> list[Row]:
        """Ask for all rows of a collection."""
        return [row for page in self.pages(collection, page_of) for row in page]

    def pages(self, collection: str, read: Callable[[bytes, str], tuple[S, str]]) -> Iterator[S]:
        """Yield what `read` makes of each page of a collection, following next links."""
        asked: list[str] = []
        address = self._address(collection)
        while address:
            where = f"{self.path}, {collection}, page {len(asked)}"
            if address in asked or len(asked) == MOST_PAGES:
                raise BadSource(
                    f"{where}: the next links go in circles ({address}). "
                    "Take the source again; when it stays, tell the publisher."
                )
            page, link = read(self.get(f"{collection}/{len(asked):05d}.json", address), where)
            if link and not page:
                raise BadSource(f"{where}: a page without rows has a next link. Take the source again.")
            yield page
            asked.append(address)
            address = followed(address, link) if link else ""

    def zip(self) -> bytes:
        """Ask for the whole table as one zip."""
        catalogue, _, table = self.path.partition("/")
        return self.get(BULK, f"{self.base}/CSV/{catalogue}/nl/{table}")

    def _address(self, collection: str) -> str:
        return f"{self.base}/odata/v1/{self.path}/{collection}"


def _described(feed: _Feed, wire: Wire) -> Contents:
    rows = Rows(
        properties=feed.record("Properties"),
        dimensions=feed.rows("Dimensions"),
        measures=feed.rows("MeasureCodes"),
        groups=_groups(feed),
    )
    contents = contents_of(rows, wire.path)
    _check_promised(contents, wire)
    return contents


def _groups(feed: _Feed) -> list[Row]:
    try:
        return feed.rows("MeasureGroups")
    except Refused as refusal:
        if refusal.status != _NOT_FOUND:
            raise
        return []  # a table whose measures stand in no groups has none to tell


def _check_promised(contents: Contents, wire: Wire) -> None:
    wrong = sorted(set(contents.dimensions) ^ set(wire.dimensions)) if wire.dimensions else []
    if wrong:
        change = "has the new dimension" if wrong[0] in contents.dimensions else "no longer has the dimension"
        raise BadSource(
            f"{contents.name}: the table {change} {wrong[0]!r}. Look at what its figures mean now, then "
            "correct `dimensions` of the wire and `where` of the measures."
        )
    if wire.title.casefold() not in contents.title.casefold():
        raise BadSource(
            f"{contents.name}: the title is {contents.title!r}, expected the words {wire.title!r}. "
            "Check that this is the table that the definition means."
        )


def _zip_came(feed: _Feed, contents: Contents) -> bool:
    try:
        zipped_cells(feed.zip(), contents)
    except (SourceMissing, Refused, BadSource):
        return False  # the pages hold the same, and say what is wrong when it is the table itself
    return True


def _take_pages(feed: _Feed, contents: Contents) -> None:
    taken = 0
    try:
        for cells in feed.pages(COLLECTION, lambda content, where: page_cells(content, contents, where)):
            taken += len(cells)
            if contents.records is not None and taken > contents.records:
                break
    except Refused as refusal:
        if refusal.status != _NOT_FOUND:
            raise
        raise BadSource(
            f"{contents.name}: version 4 describes this table but serves no observations, as happens to "
            "discontinued tables. Take it by version 3: set `protocol` of its wire to cbs_odata3."
        ) from refusal
    check_count(taken, contents)
