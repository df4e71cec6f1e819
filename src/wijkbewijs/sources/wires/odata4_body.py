"""A body of an OData v4 server: an object of JSON, or a list of rows with the address of the next page."""

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.wires.json_body import json_of

Row = dict[str, object]


def record_of(content: bytes, where: str) -> Row:
    """Return the object in a body; `where` names table and collection in the BadSource for anything else."""
    body = json_of(content, where)
    if not isinstance(body, dict):
        raise BadSource(f"{where}: the answer is {type(body).__name__}, no object. Take the source again.")
    return body


def page_of(content: bytes, where: str) -> tuple[list[Row], str]:
    """Return the rows in a body, and the link to the next one as it is written there; empty at the end.

    Raises BadSource as `record_of`, and for a body without rows.
    """
    body = record_of(content, where)
    rows, link = body.get("value"), body.get("@odata.nextLink") or ""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadSource(f"{where}: the answer holds no list `value` of rows. Look at what the server sends.")
    if not isinstance(link, str):
        raise BadSource(f"{where}: @odata.nextLink is {link!r}, expected an address. Take the source again.")
    return rows, link


def rows_of(bundle: Bundle, collection: str) -> list[Row]:
    """Return the rows of a collection over all its pages, none when it was not taken."""
    return [
        row
        for member in pages_in(bundle, collection)
        for row in page_of(bundle.read(member), f"{bundle.name}, {member}")[0]
    ]


def pages_in(bundle: Bundle, collection: str) -> list[str]:
    """Return the members of the bundle that are pages of a collection, in their order."""
    return sorted(name for name in bundle.names if name.startswith(f"{collection}/"))
