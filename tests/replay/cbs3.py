"""Tables of CBS OData v3 as the servers of CBS serve them: real rows where there are, in the real envelope.

What each table is made of stands in its `evidence`:
- 84799NED (Kerncijfers 2020): TableInfos, DataProperties, codes and rows as recorded; the envelope follows
  the interface.
- 50090NED (RIVM): the rows of adults in 2020 as they were exported from UntypedDataSet; its description is
  rebuilt from their keys.
- 47018NED and 47022NED (Politie): titles and codes as recorded for their sister table 47013NED; the rows are
  generated. One Atom entry of 47022NED was recorded.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pyarrow.parquet as pq

from tests.replay.server import Answer, Body, Request, Route, status
from wijkbewijs.definitions.source import Evidence

Row = dict[str, object]

PER_PAGE = 10_000
TOO_MANY = "The query returns more than 10000 records."
_REGION = "WijkenEnBuurten"
_APP = "http://www.w3.org/2007/app"
_ATOM = (
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices" '
    'xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">'
)


@dataclass(frozen=True, slots=True)
class Table3:
    """A table in parts; `info` is the row of TableInfos, `codes` the rows of each dimension's list."""

    id: str
    evidence: Evidence
    info: Row
    properties: Sequence[Row]
    codes: Mapping[str, Sequence[Row]]
    rows: Sequence[Row]
    dataset: str = "TypedDataSet"
    per_page: int = PER_PAGE
    in_atom: bool = False
    ignores_filters: bool = False

    @property
    def resources(self) -> dict[str, Sequence[Row]]:
        """The rows of every resource that the service document lists."""
        described: dict[str, Sequence[Row]] = {"TableInfos": [self.info], "DataProperties": self.properties}
        return {**described, **self.codes, self.dataset: self.rows}

    @property
    def root(self) -> str:
        """The path of the table's feed."""
        return f"/ODataFeed/odata/{self.id}/"

    def routes(self) -> dict[str, Body]:
        """Return a route for every resource; the other root of the server refuses whole tables."""
        paged: dict[str, Body] = {f"{self.root}{name}": self._route(name) for name in self.resources}
        refused = status(500, TOO_MANY)
        return {self.root: self._service, **paged, f"/ODataApi/odata/{self.id}/{self.dataset}": refused}

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield the bodies of a whole take, as its bundle holds them."""
        for resource, rows in self.resources.items():
            starts = range(0, max(len(rows), 1), self.per_page)
            for number, start in enumerate(starts):
                body = json.dumps({"value": rows[start : start + self.per_page]}).encode()
                yield f"{resource}/{number:05d}.json", body

    def with_rows(self, rows: Iterable[Row]) -> "Table3":
        """Return the table with other rows, and their number announced."""
        kept = list(rows)
        return replace(self, rows=kept, info={**self.info, "RecordCount": len(kept)})

    def relabelled(self, key: str, **changes: object) -> "Table3":
        """Return the table with other words in the DataProperties of one key."""
        properties = [{**row, **changes} if row["Key"] == key else row for row in self.properties]
        return replace(self, properties=properties)

    def changed(self, key: str, change: Callable[[object], object], at: int = 0) -> "Table3":
        """Return the table with another value in one cell."""
        row = {**self.rows[at], key: change(self.rows[at].get(key))}
        return replace(self, rows=[*self.rows[:at], row, *self.rows[at + 1 :]])

    def _service(self, request: Request) -> Answer:
        root = _address(request, self.root)
        if self.in_atom:
            items = "".join(f'<collection href="{name}" />' for name in self.resources)
            return Answer(f'<service xmlns="{_APP}"><workspace>{items}</workspace></service>'.encode())
        listed = [{"name": name, "url": f"{root}{name}"} for name in self.resources]
        return _json({"odata.metadata": f"{root}$metadata", "value": listed})

    def _route(self, resource: str) -> Route:
        def route(request: Request) -> Answer:
            rows = self.resources[resource]
            if "$filter" in request.query and not self.ignores_filters:
                rows = [row for row in rows if _fits(request.query["$filter"], row)]
            start = int(request.query.get("$skip", "0"))
            page = rows[start : start + self.per_page]
            following = start + self.per_page
            link = self._next(request, resource, following) if following < len(rows) else ""
            if self.in_atom or request.query.get("$format") != "json":
                return Answer(atom(page, link).encode(), 200, {"Content-Type": "application/atom+xml"})
            metadata = f"{_address(request, self.root)}$metadata#Cbs.OData.WebAPI.{resource}"
            body: dict[str, object] = {"odata.metadata": metadata, "value": page}
            return _json(body | ({"odata.nextLink": link} if link else {}))

        return route

    def _next(self, request: Request, resource: str, skip: int) -> str:
        kept = "".join(f"&{key}={request.query[key]}" for key in ("$filter",) if key in request.query)
        return f"{_address(request, self.root)}{resource}?$format=json{kept}&$skip={skip}".replace(" ", "%20")


def atom(rows: Iterable[Row], link: str) -> str:
    """Return rows as the Atom feed that CBS sends unasked: typed values, and a link to the next page."""
    entries = "".join(
        f"<entry><content><m:properties>{_cells(row)}</m:properties></content></entry>" for row in rows
    )
    following = f'<link rel="next" href="{escape(link)}" />' if link else ""
    return f"{_ATOM}{entries}{following}</feed>"


def _cells(row: Row) -> str:
    return "".join(_cell(key, value) for key, value in row.items())


def _cell(key: str, value: object) -> str:
    match value:
        case None:
            return f'<d:{key} m:null="true" />'
        case int():
            return f'<d:{key} m:type="Edm.Int32">{value}</d:{key}>'
        case float():
            return f'<d:{key} m:type="Edm.Double">{value!r}</d:{key}>'
        case _:
            return f'<d:{key} xml:space="preserve">{escape(str(value))}</d:{key}>'


def _fits(wanted: str, row: Row) -> bool:
    """Whether a row satisfies a filter as the server reads it: `eq` compares with the padding."""
    return all(
        any(_holds(clause, row) for clause in group.strip("() ").split(" or "))
        if " or " in group
        else _holds(group, row)
        for group in wanted.split(" and ")
    )


def _holds(clause: str, row: Row) -> bool:
    if found := re.search(r"startswith\((\w+),'([^']*)'", clause):
        return str(row[found[1]]).startswith(found[2])
    name, _, text = clause.partition(" eq ")
    return row[name] == text.strip("'")


def _address(request: Request, path: str) -> str:
    return f"http://{request.headers['host']}{path}"


def _json(body: object) -> Answer:
    return Answer(json.dumps(body).encode(), 200, {"Content-Type": "application/json; charset=utf-8"})


# ------------------------------------------------------------------------------------------------ the tables


def kerncijfers_2020(snapshot: Path) -> Table3:
    """84799NED as recorded in March 2021: 17,341 regions, 116 topics."""
    folder = snapshot / "cbs_odata_fixtures"
    properties = _parquet(folder / "cbs.v3.84799NED_DataProperties.parquet")
    return Table3(
        id="84799NED",
        evidence=Evidence.RECORDED,
        info=json.loads((folder / "cbs.v3.84799NED_Metadata.json").read_bytes()),
        properties=[{k.replace("odata_type", "odata.type"): v for k, v in row.items()} for row in properties],
        codes={_REGION: _parquet(folder / "cbs.v3.84799NED_WijkenEnBuurten.parquet")},
        rows=_parquet(folder / "cbs.v3.84799NED_TypedDataSet.parquet"),
    )


@cache
def health_2020(snapshot: Path) -> Table3:
    """50090NED, adults in 2020: texts as they were exported; titles are our reading of the keys."""
    book = openpyxl.load_workbook(snapshot / "rivm/rivm_50090NED_2020_18plus_untyped.xlsx", read_only=True)
    header, *cells = book.worksheets[0].iter_rows(values_only=True)
    # Excel made a number of the one code that looks like one, and nothing of texts without a character.
    rows: list[Row] = [
        {
            str(key): cell if key == "ID" else "" if cell is None else str(cell)
            for key, cell in zip(header, line, strict=True)
        }
        for line in cells
    ]
    words = {"Gemeentenaam_1", "SoortRegio_2", "Codering_3"}
    topics = [str(key) for key in header[5:]]
    properties = [
        _property("Leeftijd", "Dimension"),
        _property("Marges", "Dimension"),
        _property(_REGION, "GeoDetail"),
        _property("Perioden", "TimeDimension"),
        *(
            _topic(key, "naam" if key in words else "%", "String" if key in words else "Double")
            for key in topics
        ),
    ]
    return Table3(
        id="50090NED",
        evidence=Evidence.RECONSTRUCTED,
        info={
            "Identifier": "50090NED",
            "Title": "Gezondheid per wijk en buurt (indeling 2020)",
            "Modified": "",
        },
        properties=_numbered(properties),
        codes={
            name: [
                {"Key": key, "Title": str(key).strip()} for key in dict.fromkeys(row[name] for row in rows)
            ]
            for name in ("Leeftijd", "Marges", _REGION, "Perioden")
        },
        rows=rows,
        dataset="UntypedDataSet",
    )


def police(
    offences: Mapping[str, str], regions: Sequence[str], periods: Sequence[str], *, table: str = "47018NED"
) -> Table3:
    """47018NED or 47022NED: generated counts, every seventh missing, for padded codes of offences."""
    places = [(offence, region, period) for offence in offences for region in regions for period in periods]
    rows: list[Row] = [
        {
            "ID": number,
            "SoortMisdrijf": offence,
            _REGION: region.ljust(10),
            "Perioden": period,
            "GeregistreerdeMisdrijven_1": None if number % 7 == 6 else number % 97,
        }
        for number, (offence, region, period) in enumerate(places)
    ]
    title = "Geregistreerde misdrijven; soort misdrijf, wijk, buurt"
    properties = [
        _property("SoortMisdrijf", "Dimension"),
        _property(_REGION, "GeoDetail"),
        _property("Perioden", "TimeDimension"),
        {**_topic("GeregistreerdeMisdrijven_1", "aantal", "Long"), "Title": "Geregistreerde misdrijven"},
    ]
    return Table3(
        id=table,
        evidence=Evidence.DOCUMENTED,
        info={
            "Identifier": table,
            "Title": title,
            "Modified": "2025-12-15T02:00:00",
            "RecordCount": len(rows),
        },
        properties=_numbered(properties),
        codes={
            "SoortMisdrijf": [{"Key": key, "Title": name} for key, name in offences.items()],
            _REGION: [{"Key": region.ljust(10), "Title": region} for region in regions],
            "Perioden": [{"Key": period, "Title": period[:4], "Status": "Definitief"} for period in periods],
        },
        rows=rows,
    )


def offences(snapshot: Path) -> dict[str, str]:
    """The codes of offences with their padding, and their titles, as recorded for 47013NED."""
    text = (snapshot / "police/allemisdrijven_metadata_47013NED.csv").read_text("utf-8-sig")
    lines = csv.reader(io.StringIO(text), delimiter=";")
    return {line[0]: line[1] for line in lines if line and re.fullmatch(r"\d\.\d\.\d+ *", line[0])}


def _property(key: str, kind: str) -> Row:
    return {"Type": kind, "Key": key, "Title": key, "ParentID": None}


def _topic(key: str, unit: str, datatype: str) -> Row:
    title = re.sub(r"(?<!^)(?=[A-Z])", " ", key.partition("_")[0]).capitalize()
    return {**_property(key, "Topic"), "Title": title, "Unit": unit, "Datatype": datatype}


def _numbered(properties: Iterable[Row]) -> list[Row]:
    return [{"ID": number, "Position": number, **row} for number, row in enumerate(properties)]


def _parquet(path: Path) -> list[Row]:
    rows: list[Row] = pq.read_table(path).to_pylist()
    return rows
