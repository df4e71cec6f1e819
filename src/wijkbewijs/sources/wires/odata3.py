"""CBS OData v3: a table from the bulk feed of opendata.cbs.nl (CBS) or dataderden.cbs.nl (third parties).

The feed pages by 10,000 rows. The other root of the same servers, ODataApi, refuses more than 10,000
records altogether, so it is never asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from wijkbewijs.definitions.source import Wire
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.patience import TOO_MANY
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.wires import Get
from wijkbewijs.sources.wires.description import Description
from wijkbewijs.sources.wires.following import followed
from wijkbewijs.sources.wires.odata3_body import Page, Row, page_of
from wijkbewijs.sources.wires.odata3_filter import Filter, check_kept, parsed, written
from wijkbewijs.sources.wires.odata3_table import Contents, contents_in, contents_of, keys_of

DATASETS = ("TypedDataSet", "UntypedDataSet")  # numbers before texts
_SAFE = "()',"  # as they stand in a filter; spaces do not


def describe(wire: Wire, base: str, get: Get) -> None:
    """Ask for the service document, TableInfos and DataProperties; BadSource when these do not agree."""
    _described(_Feed(wire.path, base, get))


def ask(wire: Wire, base: str, get: Get) -> None:
    """Ask for the description, the codes of every dimension, and all rows; pages are `<resource>/00000.json`.

    A member keeps that name when the server answers in Atom. With `wire.query` only the rows of that filter
    are taken. Raises BadSource, naming table and measures, when links go in circles, rows are fewer or more
    than announced, or the filter was ignored or gave nothing.
    """
    feed = _Feed(wire.path, base, get)
    resources, contents = _described(feed)
    keys = {
        dimension.key: keys_of(_all_rows(feed, dimension.key), dimension.key, contents.name)
        for dimension in contents.dimensions
    }
    wanted = parsed(wire.query, contents.name, tuple(keys))
    dataset = next(name for name in DATASETS if name in resources)
    _check_count(contents, wanted, _rows_taken(feed, contents, dataset, wanted, keys))


def described(bundle: Bundle) -> Description:
    """Return what a taken table says about itself; BadSource when that is not whole."""
    return contents_in(bundle).described


@dataclass(frozen=True, slots=True)
class _Feed:
    table: str
    base: str
    get: Get

    def pages(self, resource: str, query: str = "", name: str = "") -> Iterator[Page]:
        """Yield the pages of a resource, following next links; `name` names the table in errors."""
        where = f"{name or self.table}, {resource}"
        address = f"{self._root}{resource}?$format=json"
        if query:
            address += f"&$filter={quote(query, safe=_SAFE)}"
        asked: set[str] = set()
        while address:
            if address in asked:
                raise BadSource(
                    f"{where}: the next links go in circles: {address} after {len(asked)} pages. "
                    "Take the source again; when it stays, tell the publisher."
                )
            asked.add(address)
            page = page_of(self._body(f"{resource}/{len(asked) - 1:05d}.json", address, where), where)
            if page.next and not page.rows:
                raise BadSource(f"{where}: a page without rows has a next link. Take the source again.")
            yield page
            address = followed(address, page.next) if page.next else ""

    def service(self) -> Page:
        """Return the names of the resources of the table."""
        address = f"{self._root}?$format=json"
        where = f"{self.table}, service document"
        return page_of(self._body("service.json", address, where), where)

    @property
    def _root(self) -> str:
        return f"{self.base}/ODataFeed/odata/{self.table}/"

    def _body(self, member: str, address: str, where: str) -> bytes:
        try:
            return self.get(member, address)
        except Refused as refusal:
            if not TOO_MANY.search(refusal.text):
                raise
            raise BadSource(
                f"{where}: the server refuses more than 10,000 records in one answer ({address}). Only "
                "ODataFeed gives whole tables, and a filter works on dimensions only: correct the wire."
            ) from refusal


def _described(feed: _Feed) -> tuple[list[str], Contents]:
    resources = [str(row.get("name")) for row in feed.service().rows]
    contents = contents_of(_all_rows(feed, "TableInfos"), _all_rows(feed, "DataProperties"), feed.table)
    _check_resources(contents, resources)
    return resources, contents


def _all_rows(feed: _Feed, resource: str) -> list[Row]:
    return [row for page in feed.pages(resource) for row in page.rows]


def _check_resources(contents: Contents, resources: list[str]) -> None:
    needed = [dimension.key for dimension in contents.dimensions]
    missing = [name for name in needed if name not in resources]
    if not set(DATASETS) & set(resources):
        missing.append(DATASETS[0])
    if missing:
        raise BadSource(
            f"{contents.name}: the service document does not list {missing[0]} "
            f"(it has {', '.join(resources)}). The table may have moved: check its address."
        )


def _rows_taken(
    feed: _Feed, contents: Contents, dataset: str, wanted: Filter, keys: dict[str, list[str]]
) -> int:
    taken = 0
    where = f"{contents.name}, {dataset}"
    for page in feed.pages(dataset, written(wanted, keys, contents.name), contents.name):
        check_kept(wanted, page.rows, where)
        taken += len(page.rows)
        if contents.records is not None and taken > contents.records:
            _check_count(contents, (), taken)
    return taken


def _check_count(contents: Contents, wanted: Filter, taken: int) -> None:
    if wanted and not taken:
        raise BadSource(
            f"{contents.name}: the filter gave no row, though the table lists its codes. The server may pad "
            "codes otherwise than its lists do: use startswith, or take the table without a filter."
        )
    if not wanted and contents.records not in {None, taken}:
        raise BadSource(
            f"{contents.name}: {taken:,} rows came, the publisher announces {contents.records:,}. "
            "Take the source again; when it stays, tell the publisher."
        )
