"""Tables of CBS OData v4 as datasets.cbs.nl serves them: real codes, measures and rows, in the real envelope.

What each table is made of stands in its `evidence`:
- 83765NED (Kerncijfers 2017): Properties, Dimensions, MeasureCodes, MeasureGroups and the codes and groups of
  regions as recorded. No observations were recorded: those of wijken come from a copy of the same table, for
  the measures whose meaning and unit in that copy are the same.
- 82807NED (a labour table): 481,770 observations as recorded; the description is rebuilt from their codes.
The envelope follows the interface; the form of the zip is documented, not recorded.
"""

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.replay.server import Answer, Body, Request, Route, answered, status
from wijkbewijs.definitions.source import Evidence, Protocol, Wire
from wijkbewijs.sources.bundle import packed
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.wires import odata4

Row = dict[str, object]

PER_PAGE = 100_000
HOST = "https://datasets.cbs.nl"
REGION = "WijkenEnBuurten"
# The columns of the copy of 2017 that hold what the measure says, in its unit. Ages, marital status and kinds
# of household are percentages there and counts in the table: left out.
_OF_2017 = {
    "T001036": "AANT_INW",
    "3000": "AANT_MAN",
    "4000": "AANT_VROUW",
    "1050010_2": "AANTAL_HH",
    "M000114": "GEM_HH_GR",
    "M000100": "BEV_DICHTH",
    "T001455_2": "OPP_TOT",
    "A047044": "OPP_LAND",
    "A047040": "OPP_WATER",
    "ST0001": "STED",
    "ST0003": "OAD",
}
_MISSING = -99_999_999


@dataclass(frozen=True, slots=True)
class Table4:
    """A table in parts; `codes` and `groups_of` are the rows for each dimension, `cells` its observations.

    `cells` has the columns Measure, ValueAttribute, Value and one for each dimension.
    """

    id: str
    evidence: Evidence
    properties: Row
    dimensions: Sequence[Row]
    measures: Sequence[Row]
    groups: Sequence[Row]
    codes: Mapping[str, Sequence[Row]]
    cells: pa.Table
    groups_of: Mapping[str, Sequence[Row]]
    per_page: int = PER_PAGE

    @property
    def root(self) -> str:
        """The path of the table."""
        return f"/odata/v1/CBS/{self.id}"

    @property
    def bulk(self) -> str:
        """The path of the table as one zip."""
        return f"/CSV/CBS/nl/{self.id}"

    @property
    def wire(self) -> Wire:
        """The wire of this table."""
        named = tuple(str(row["Identifier"]) for row in self.dimensions)
        return Wire(Protocol.CBS_ODATA4, HOST, f"CBS/{self.id}", self.evidence, dimensions=named)

    @property
    def collections(self) -> dict[str, Sequence[Row]]:
        """The rows of every collection but the observations."""
        dims = {f"{name}Codes": rows for name, rows in self.codes.items()}
        dims |= {f"{name}Groups": rows for name, rows in self.groups_of.items()}
        described = {"Dimensions": self.dimensions, "MeasureCodes": self.measures}
        return {**described, **({"MeasureGroups": self.groups} if self.groups else {}), **dims}

    def routes(self) -> dict[str, Body]:
        """Return a route for every collection, the observations in pages, and the zip."""
        lists = {f"{self.root}/{name}": self._list(name) for name in self.collections}
        return {
            self.root: self._service,
            f"{self.root}/Properties": _json({"@odata.context": "$metadata#Properties", **self.properties}),
            **lists,
            f"{self.root}/Observations": self._observations,
            self.bulk: lambda _: Answer(self.zipped(), 200, {"Content-Type": "application/zip"}),
        }

    def with_cells(self, cells: pa.Table) -> "Table4":
        """Return the table with other observations, and their number announced."""
        return replace(self, cells=cells, properties={**self.properties, "ObservationCount": cells.num_rows})

    def of_first(self, regions: int) -> "Table4":
        """Return the table with the first so many regions that have figures, and the country."""
        kept = self.cells[REGION].unique()[:regions]
        listed = {"NL00", *kept.to_pylist()}
        codes = {REGION: [row for row in self.codes[REGION] if row["Identifier"] in listed]}
        return replace(self, codes=codes).with_cells(self.cells.filter(pc.is_in(self.cells[REGION], kept)))

    def relabelled(self, key: str, **changes: object) -> "Table4":
        """Return the table with other words in the MeasureCodes of one measure."""
        rows = [{**row, **changes} if row["Identifier"] == key else row for row in self.measures]
        return replace(self, measures=rows)

    def with_value(self, measure: str, region: str, value: float | None, attribute: str = "None") -> "Table4":
        """Return the table with another value for one measure of one region, there or not before."""
        here = pc.and_(pc.equal(self.cells["Measure"], measure), pc.equal(self.cells[REGION], region))
        row = {"Measure": measure, "ValueAttribute": attribute, "Value": value, REGION: region}
        new = pa.Table.from_pylist([row], schema=self.cells.schema)
        return self.with_cells(pa.concat_tables([self.cells.filter(pc.invert(here)), new]))

    def zipped(self, cells: str | None = None) -> bytes:
        """Return the table as one zip of CSV files; `cells` is another text for the observations."""
        files = {"Observations.csv": self.csv() if cells is None else cells}
        files |= {f"{name}.csv": _csv(rows, list(rows[0])) for name, rows in self.collections.items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                member = zipfile.ZipInfo(name, (2021, 3, 26, 2, 0, 0))  # the same table gives the same bytes
                archive.writestr(member, text.encode("utf-8-sig"), zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def csv(self) -> str:
        """Return the observations as CBS writes them in the zip: semicolons and a decimal comma."""
        rows = [{**row, "Value": _dutch(row["Value"])} for row in self._rows(0, self.cells.num_rows)]
        return _csv(rows, ["Id", *dict.fromkeys([*self.cells.column_names, "StringValue"])])

    def _rows(self, start: int, count: int) -> list[Row]:
        rows = self.cells.slice(start, count).to_pylist()
        return [{"Id": start + i, "StringValue": None, **row} for i, row in enumerate(rows)]

    def _service(self, request: Request) -> Answer:
        names = ["Properties", *self.collections, "Observations"]
        listed = [{"name": name, "kind": "EntitySet", "url": name} for name in names]
        return _json({"@odata.context": f"{_address(request, self.root)}/$metadata", "value": listed})

    def _list(self, name: str) -> Route:
        def route(_: Request) -> Answer:
            return _json({"@odata.context": f"$metadata#{name}", "value": list(self.collections[name])})

        return route

    def _observations(self, request: Request) -> Answer:
        start = int(request.query.get("$skip", "0"))
        following = start + self.per_page
        path = _address(request, f"{self.root}/Observations")
        body: Row = {"@odata.context": "$metadata#Observations", "value": self._rows(start, self.per_page)}
        if following < self.cells.num_rows:
            body["@odata.nextLink"] = f"{path}?$skip={following}"
        return _json(body)


def bundled(table: Table4, **other: Body) -> bytes:
    """Return what a take of `table` brings, without a network; `other` are routes by how their path ends."""
    parts: dict[str, bytes] = {}
    odata4.ask(table.wire, HOST, asking(table, parts, **other))
    return packed(parts.items())


def asking(table: Table4, parts: dict[str, bytes], **other: Body) -> odata4.Get:
    """Return a `get` that answers from the routes of `table` and keeps each body in `parts`."""
    routes = table.routes() | {_path(table, end): body for end, body in other.items()}

    def get(name: str, address: str) -> bytes:
        path, _, query = address.removeprefix(HOST).partition("?")
        asked = dict(item.split("=", 1) for item in query.split("&") if item)
        answer = answered(
            routes.get(path, status(404, "no such table")),
            Request("GET", path, asked, {"host": HOST.removeprefix("https://")}),
        )
        if answer.status >= 400:
            raise Refused(address, answer.status, answer.body.decode())
        parts[name] = answer.body
        return answer.body

    return get


def _path(table: Table4, end: str) -> str:
    return table.bulk if end == "bulk" else f"{table.root}/{end}"


def _dutch(value: object) -> str:
    return "" if value is None else repr(value).removesuffix(".0").replace(".", ",")


def _csv(rows: Sequence[Row], header: Sequence[str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _address(request: Request, path: str) -> str:
    scheme = "https" if request.headers["host"] == HOST.removeprefix("https://") else "http"
    return f"{scheme}://{request.headers['host']}{path}"


def _json(body: object) -> Answer:
    return Answer(json.dumps(body).encode(), 200, {"Content-Type": "application/json"})


# ------------------------------------------------------------------------------------------------ the tables


def kerncijfers_2017(snapshot: Path) -> Table4:
    """83765NED: 103 measures, 16,667 regions, and eleven measures of its wijken."""
    folder = snapshot / "cbs_odata_fixtures"
    codes = _parquet(folder / "cbs.v4.83765NED_WijkenEnBuurtenCodes.parquet")
    table = Table4(
        id="83765NED",
        evidence=Evidence.RECONSTRUCTED,
        properties=json.loads((folder / "cbs.v4.83765NED_Metadata.json").read_bytes()),
        dimensions=_parquet(folder / "cbs.v4.83765NED_Dimensions.parquet"),
        measures=_parquet(folder / "cbs.v4.83765NED_MeasureCodes.parquet"),
        groups=_parquet(folder / "cbs.v4.83765NED_MeasureGroups.parquet"),
        codes={REGION: codes},
        groups_of={REGION: _parquet(folder / "cbs.v4.83765NED_WijkenEnBuurtenGroups.parquet")},
        cells=pa.table({}),
    )
    copy = pq.read_table(snapshot / "cbs_kwb/kwb2017_wijk.parquet")
    known = pa.array([row["Identifier"] for row in codes], pa.string())
    wijken = copy.filter(pc.is_in(copy["WK_CODE"].cast(pa.string()), known))
    pieces = [_measured(wijken, measure, column) for measure, column in _OF_2017.items()]
    return table.with_cells(pa.concat_tables(pieces).combine_chunks())


def _measured(wijken: pa.Table, measure: str, column: str) -> pa.Table:
    """The figures of one column; an empty cell is left out, as version 4 does."""
    there = wijken.filter(pc.not_equal(wijken[column], _MISSING))
    return observed(measure, there["WK_CODE"], there[column])


def observed(measure: str, regions: pa.ChunkedArray, values: pa.ChunkedArray) -> pa.Table:
    """Return observations of one measure."""
    count = len(regions)
    return pa.table(
        {
            "Measure": pa.array([measure] * count, pa.string()),
            "ValueAttribute": pa.array(["None"] * count, pa.string()),
            "Value": values.cast(pa.float64()),
            REGION: regions.cast(pa.string()),
        }
    )


def labour(snapshot: Path) -> Table4:
    """82807NED: its observations as recorded; titles and kinds of dimensions are ours."""
    cells = pq.read_table(snapshot / "cbs_odata_fixtures/cbs.v4.82807NED_Observations.parquet")
    cells = cells.drop_columns(["Id"])
    names = [name for name in cells.column_names if name not in {"Measure", "ValueAttribute", "Value"}]
    kinds = {"Perioden": "TimeDimension"}
    return Table4(
        id="82807NED",
        evidence=Evidence.RECONSTRUCTED,
        properties={"Identifier": "82807NED", "ObservationCount": cells.num_rows},
        dimensions=[{"Identifier": name, "Kind": kinds.get(name, "Dimension")} for name in names],
        measures=[{"Identifier": key, "Title": key, "Unit": ""} for key in _texts(cells["Measure"])],
        groups=[],
        codes={name: [{"Identifier": key} for key in _texts(cells[name])] for name in names},
        groups_of={},
        cells=cells,
    )


def _texts(column: pa.ChunkedArray) -> list[str]:
    return sorted(pc.unique(column).to_pylist())


def _parquet(path: Path) -> list[Row]:
    rows: list[Row] = pq.read_table(path).to_pylist()
    return rows
