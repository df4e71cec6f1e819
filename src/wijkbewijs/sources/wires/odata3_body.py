"""A body of an OData v3 server: rows and the address of the next page, in JSON or, unasked, in Atom."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.wires.json_body import check_size, json_of

Row = dict[str, object]

_ATOM = "{http://www.w3.org/2005/Atom}"
_APP = "{http://www.w3.org/2007/app}"
_DATA = "{http://schemas.microsoft.com/ado/2007/08/dataservices}"
_META = "{http://schemas.microsoft.com/ado/2007/08/dataservices/metadata}"
_WHOLE = re.compile(r"-?\d{1,19}")
_BROKEN = re.compile(r"-?\d{1,19}(\.\d+)?(E[+-]?\d{1,3})?")
_FORMS = {
    **dict.fromkeys(("Edm.Byte", "Edm.Int16", "Edm.Int32", "Edm.Int64", "Edm.SByte"), _WHOLE),
    **dict.fromkeys(("Edm.Decimal", "Edm.Double", "Edm.Single"), _BROKEN),
}


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one body, and the link to the next one as it is written there; empty at the end."""

    rows: list[Row]
    next: str


def page_of(content: bytes, where: str) -> Page:
    """Return what stands in a body; `where` names table and resource in errors.

    A server that ignores `$format=json` answers in Atom: the same rows, typed by `m:type` and `m:null`.
    Raises BadSource for a body that is neither, or not whole.
    """
    return _atom_page(content, where) if content.lstrip()[:1] == b"<" else _json_page(content, where)


def rows_of(bundle: Bundle, resource: str, table: str) -> Iterable[Row]:
    """Yield the rows of a resource of `table` over all its pages, a page in memory at a time."""
    for member in pages_in(bundle, resource, table):
        yield from page_of(bundle.read(member), f"{table}, {member}").rows


def pages_in(bundle: Bundle, resource: str, table: str) -> list[str]:
    """Return the members of the bundle that are pages of `resource`; BadSource when there is none."""
    members = sorted(name for name in bundle.names if name.startswith(f"{resource}/"))
    if not members:
        raise BadSource(f"{table}: {resource} is missing from what was taken. Take the source again.")
    return members


def _json_page(content: bytes, where: str) -> Page:
    body = json_of(content, where)
    rows = body.get("value") if isinstance(body, dict) else None
    if (
        not isinstance(body, dict)
        or not isinstance(rows, list)
        or not all(isinstance(row, dict) for row in rows)
    ):
        raise BadSource(f"{where}: the answer holds no list `value` of rows. Look at what the server sends.")
    link = body.get("odata.nextLink") or ""
    if not isinstance(link, str):
        raise BadSource(f"{where}: odata.nextLink is {link!r}, expected an address. Take the source again.")
    return Page(rows, link)


def _atom_page(content: bytes, where: str) -> Page:
    root = _tree(content, where)
    if root.tag == f"{_APP}service":
        return Page([{"name": item.get("href", "")} for item in root.iter(f"{_APP}collection")], "")
    if root.tag != f"{_ATOM}feed":
        raise BadSource(f"{where}: the answer is XML, but no Atom feed ({root.tag}). Take the source again.")
    links = [link.get("href", "") for link in root.findall(f"{_ATOM}link") if link.get("rel") == "next"]
    return Page([_row(entry, where) for entry in root.iter(f"{_META}properties")], (links or [""])[0])


def _tree(content: bytes, where: str) -> ET.Element:
    """Parse XML that declares no DTD: without one there is no entity to expand and nothing to fetch."""
    check_size(content, where)
    try:
        text = content.decode("utf-8-sig")
        if "<!DOCTYPE" in text:
            raise BadSource(
                f"{where}: the XML brings a DTD, which no CBS table does. Do not use this answer."
            )
        return ET.fromstring(text)  # noqa: S314 - the DTD, which every known attack needs, was refused
    except (ET.ParseError, ValueError) as error:
        raise BadSource(f"{where}: the answer is no whole XML ({error}). Take the source again.") from error


def _row(properties: ET.Element, where: str) -> Row:
    return {item.tag.removeprefix(_DATA): _value(item, where) for item in properties}


def _value(item: ET.Element, where: str) -> object:
    kind, text = item.get(f"{_META}type", "Edm.String"), item.text or ""
    if item.get(f"{_META}null") == "true":
        return None
    form = _FORMS.get(kind)
    if form is None:
        return text
    if not form.fullmatch(text):
        name = item.tag.removeprefix(_DATA)
        raise BadSource(f"{where}: {name} is {text!r}, expected a number ({kind}). Take the source again.")
    return int(text) if form is _WHOLE else float(text)
