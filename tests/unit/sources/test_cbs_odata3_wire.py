"""Taking a table of OData v3 over HTTP: whole, as announced and as asked, or nothing at all."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.replay.cbs3 import TOO_MANY, Table3
from tests.replay.server import Answer, Body, Replay, Request, answered, reset_after, slow, status, times
from tests.unit.sources.takes3 import (
    AT,
    HASTY,
    REGIONS,
    long_of,
    small_police,
    source_of,
    stored,
    taken,
    taken_from,
)
from wijkbewijs.definitions.source import Evidence, Protocol, Wire
from wijkbewijs.kernel.errors import BadDefinition, BadSource, SourceMissing
from wijkbewijs.sources.bases import Bases
from wijkbewijs.sources.bundle import packed, unpacked
from wijkbewijs.sources.cbs_odata3 import read
from wijkbewijs.sources.fetch import open_line
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.take import Taking
from wijkbewijs.sources.take import describe as described_now
from wijkbewijs.sources.wires import odata3

NAMED = r"47018NED \(Geregistreerde misdrijven\)"
MEASURE = r"table 47018NED, measure 'Geregistreerde misdrijven' \(police_crimes_total\)"
COUNT = "GeregistreerdeMisdrijven_1"
DIMENSIONS = ("SoortMisdrijf", "WijkenEnBuurten", "Perioden")
ROWS = "/ODataFeed/odata/47018NED/TypedDataSet"
WIRE = Wire(Protocol.CBS_ODATA3, "https://dataderden.cbs.nl", "47018NED", Evidence.DOCUMENTED)


def on_page(number: int, fault: Callable[[Body], Body], table: Table3) -> dict[str, Body]:
    """Return a route to the rows that has a fault on one page, counted from 1."""
    whole = table.routes()[ROWS]
    broken = fault(whole)

    def route(request: Request) -> Answer:
        is_there = request.query.get("$skip", "0") == str((number - 1) * table.per_page)
        return answered(broken if is_there else whole, request)

    return {ROWS: route}


# --------------------------------------------------------------------------------------------------- whole


def test_every_page_of_every_resource_is_taken(tmp_path: Path) -> None:
    content = taken(small_police(), tmp_path, dimensions=DIMENSIONS, title="Geregistreerde misdrijven")
    assert unpacked(content, "t").names == (
        "service.json",
        "TableInfos/00000.json",
        "DataProperties/00000.json",
        "SoortMisdrijf/00000.json",
        "WijkenEnBuurten/00000.json",
        "Perioden/00000.json",
        "TypedDataSet/00000.json",
        "TypedDataSet/00001.json",
        "TypedDataSet/00002.json",
    )
    assert read(content).equals(long_of(small_police()))


def test_a_table_without_numbers_is_taken_as_texts(tmp_path: Path) -> None:
    table = small_police()
    texts = [
        {key: "       ." if cell is None else f"{cell:>8}" for key, cell in row.items()} for row in table.rows
    ]
    texts = [{**new, **{d: old[d] for d in DIMENSIONS}} for new, old in zip(texts, table.rows, strict=True)]
    content = taken(replace(table, rows=texts, dataset="UntypedDataSet"), tmp_path)
    assert read(content).equals(long_of(table))


def test_a_server_that_answers_in_atom_is_understood(tmp_path: Path) -> None:
    assert read(taken(small_police(in_atom=True), tmp_path)).equals(long_of(small_police()))


def test_a_check_asks_for_the_description_only(tmp_path: Path) -> None:
    table = small_police()
    source = source_of(table)
    with Replay(table.routes()) as replay, open_line(HASTY) as line:
        found = described_now(source, Taking(tmp_path, line, Bases((source,), {source.id: replay.base}), AT))
        asked = replay.asked
    assert asked == [f"{table.root}{name}" for name in ("", "TableInfos", "DataProperties")]
    assert (found.title, found.modified, found.records) == (
        "Geregistreerde misdrijven; soort misdrijf, wijk, buurt",
        "2025-12-15T02:00:00",
        24,
    )
    assert found.dimensions == DIMENSIONS
    assert found.labels.to_pylist() == [
        {
            "key": "GeregistreerdeMisdrijven_1",
            "title": "Geregistreerde misdrijven",
            "unit": "aantal",
            "groups": [],
        }
    ]


LINKS = {
    "in the clear": f"http://dataderden.cbs.nl{ROWS}?$format=json&$skip=",
    "relative": "TypedDataSet?$format=json&$skip=",
    "below the host": f"{ROWS}?$format=json&$skip=",
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_next_link_is_followed_over_https(link: str) -> None:
    table, asked = small_police(), []

    def get(name: str, address: str) -> bytes:
        asked.append(address)
        body = json.loads(dict(table.parts()).get(name, service_of(table)))
        number = int(name[-10:-5]) + 1 if name.startswith("TypedDataSet") else 3
        if number < 3:
            body["odata.nextLink"] = f"{link}{number * 10}"
        return json.dumps(body).encode()

    odata3.ask(WIRE, WIRE.base, get)
    assert asked[-1] == f"https://dataderden.cbs.nl{ROWS}?$format=json&$skip=20"


def service_of(table: Table3) -> bytes:
    return json.dumps({"value": [{"name": name} for name in table.resources]}).encode()


# ------------------------------------------------------------------------------------------------- resumed


def test_a_connection_reset_in_page_three_is_mended(tmp_path: Path) -> None:
    fault = on_page(3, lambda body: times(1, reset_after(50, body), then=body), small_police())
    assert read(taken(small_police(), tmp_path, fault)).equals(long_of(small_police()))


def test_a_take_that_broke_off_in_page_three_goes_on_there(tmp_path: Path) -> None:
    table = small_police()
    source = source_of(table)
    with Replay(table.routes() | on_page(3, lambda body: reset_after(50, body), table)) as replay:
        with pytest.raises(SourceMissing, match="47018NED/TypedDataSet"):
            taken_from(replay, source, tmp_path)
        assert stored(tmp_path) == []
        replay.routes.update(table.routes())
        assert read(taken_from(replay, source, tmp_path)).equals(long_of(table))
        pages = [request.query.get("$skip", "0") for request in replay.requests if request.path == ROWS]
    assert pages == ["0", "10", *["20"] * HASTY.tries, "20"]


def test_a_body_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    hurried = replace(HASTY, body_seconds=0.3)
    fault = on_page(3, lambda body: slow(100, body), small_police())
    with pytest.raises(SourceMissing, match="47018NED/TypedDataSet"):
        taken(small_police(), tmp_path, fault, patience=hurried)
    assert stored(tmp_path) == []


def test_a_body_that_drips_is_waited_for(tmp_path: Path) -> None:
    fault = on_page(3, lambda body: slow(20_000, body), small_police())
    assert read(taken(small_police(), tmp_path, fault)).num_rows == 24


# ------------------------------------------------------------------------------------------------- refused


def looping(table: Table3) -> dict[str, Body]:
    def route(request: Request) -> Answer:
        link = f"http://{request.headers['host']}{ROWS}?$format=json"
        return Answer(json.dumps({"value": table.rows[:1], "odata.nextLink": link}).encode())

    return {ROWS: route}


def endless(table: Table3) -> dict[str, Body]:
    def route(request: Request) -> Answer:
        skip = int(request.query.get("$skip", "0")) + 10
        link = f"http://{request.headers['host']}{ROWS}?$format=json&$skip={skip}"
        return Answer(json.dumps({"value": table.rows[:10], "odata.nextLink": link}).encode())

    return {ROWS: route}


def empty_page(_: Table3) -> dict[str, Body]:
    return {ROWS: json.dumps({"value": [], "odata.nextLink": "?$skip=10"}).encode()}


def doubled(table: Table3) -> Table3:
    again = {**table.properties[-1], "ID": 9, "Key": "GeregistreerdeMisdrijven_2"}
    rows = [{**row, "GeregistreerdeMisdrijven_2": 1} for row in table.rows]
    return replace(table, properties=[*table.properties, again], rows=rows)


BROKEN: dict[str, tuple[Table3, dict[str, Body], dict[str, object], str]] = {
    "10,000 records": (
        small_police(),
        {ROWS: status(500, TOO_MANY)},
        {},
        f"{NAMED}, TypedDataSet: the server refuses more than 10,000 records .* ODataFeed",
    ),
    "a link that loops": (
        small_police(),
        looping(small_police()),
        {},
        f"{NAMED}, TypedDataSet: the next links go in circles",
    ),
    "links without end": (
        small_police(),
        endless(small_police()),
        {},
        f"{NAMED}: 30 rows came, the publisher announces 24",
    ),
    "an empty page before the end": (
        small_police(),
        empty_page(small_police()),
        {},
        f"{NAMED}, TypedDataSet: a page without rows has a next link",
    ),
    "fewer rows than announced": (
        replace(small_police(), info={**small_police().info, "RecordCount": 25}),
        {},
        {},
        f"{NAMED}: 24 rows came, the publisher announces 25",
    ),
    "a new dimension": (
        small_police(),
        {},
        {"dimensions": DIMENSIONS[1:]},
        "table 47018NED, dimensions: SoortMisdrijf is new",
    ),
    "a dimension that is gone": (
        small_police(),
        {},
        {"dimensions": (*DIMENSIONS, "Leeftijd")},
        "table 47018NED, dimensions: Leeftijd is gone",
    ),
    "another title": (
        small_police(),
        {},
        {"title": "indeling 2022"},
        "table 47018NED is now called 'Geregistreerde misdrijven.*', without the words 'indeling 2022'",
    ),
    "a renamed measure": (
        small_police().relabelled(COUNT, Title="Misdrijven, geregistreerd"),
        {},
        {},
        f"{MEASURE} is not among the titles",
    ),
    "a measure in another unit": (
        small_police().relabelled(COUNT, Unit="per 1 000 inwoners"),
        {},
        {},
        f"{MEASURE} has unit 'per 1 000 inwoners', expected 'aantal'",
    ),
    "one title for two measures": (doubled(small_police()), {}, {}, f"{MEASURE} stands there 2 times"),
    "no list of a dimension": (
        small_police(codes={}),
        {},
        {},
        f"{NAMED}: the service document does not list SoortMisdrijf",
    ),
    "a dataset of another kind": (
        small_police(dataset="Observations"),
        {},
        {},
        f"{NAMED}: the service document does not list TypedDataSet",
    ),
    "an ignored filter": (
        small_police(ignores_filters=True),
        {},
        {"query": "WijkenEnBuurten eq 'GM0599'"},
        f"{NAMED}, TypedDataSet: the server ignored the filter on WijkenEnBuurten: row 0 has 'NL00      '",
    ),
    "a filter that answers with nothing": (
        small_police(codes={**small_police().codes, "WijkenEnBuurten": [{"Key": code} for code in REGIONS]}),
        {},
        {"query": "WijkenEnBuurten eq 'GM0599'"},
        f"{NAMED}: the filter gave no row, though the table lists its codes",
    ),
    "-1 for missing": (
        small_police().changed(COUNT, lambda _: -1, at=13),
        {},
        {},
        f"{NAMED}: measure Geregistreerde misdrijven .* is -1 for WK059901",
    ),
    "half a page": (
        small_police(),
        {ROWS: b'{"value": [{"ID": 1'},
        {},
        f"{NAMED}, TypedDataSet: the answer is no whole JSON",
    ),
    "no list of rows": (
        small_police(),
        {ROWS: b'{"value": 3}'},
        {},
        f"{NAMED}, TypedDataSet: the answer holds no list `value` of rows",
    ),
    "a next link that is no address": (
        small_police(),
        {ROWS: b'{"value": [{}], "odata.nextLink": 3}'},
        {},
        f"{NAMED}, TypedDataSet: odata.nextLink is 3, expected an address",
    ),
    "a number that is none": (
        small_police(),
        {ROWS: b'{"value": [{"ID": NaN}]}'},
        {},
        f"{NAMED}, TypedDataSet: the answer is no whole JSON .NaN is no number",
    ),
    "half a character": (
        small_police(),
        {ROWS: rb'{"value": [{"Perioden": "\ud800"}]}'},
        {},
        f"{NAMED}, TypedDataSet: the answer is no whole JSON",
    ),
    "a web page": (
        small_police(),
        {ROWS: b"<html><body>Storing</body></html>"},
        {},
        f"{NAMED}, TypedDataSet: the answer is XML, but no Atom feed",
    ),
    "two tables": (
        small_police(),
        {"/ODataFeed/odata/47018NED/TableInfos": b'{"value": [{}, {}]}'},
        {},
        "47018NED: TableInfos describes 2 tables",
    ),
}


@pytest.mark.parametrize(("table", "routes", "wire", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_promise_is_named_and_nothing_is_stored(
    table: Table3, routes: dict[str, Body], wire: dict[str, object], words: str, tmp_path: Path
) -> None:
    with pytest.raises(BadSource, match=words):
        taken(table, tmp_path, routes, **wire)
    assert stored(tmp_path) == []


def test_another_error_of_the_server_stays_what_it_is(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"the server answered 500 .Storing"):
        taken(small_police(), tmp_path, {ROWS: status(500, "Storing")})
    assert stored(tmp_path) == []


# ------------------------------------------------------------------------------------------------ filtered

FILTERS = {
    "WijkenEnBuurten eq 'GM0599'": 6,
    "startswith(WijkenEnBuurten,'WK0599')": 6,
    "startswith(SoortMisdrijf,'0.0.0') and Perioden eq '2023JJ00'": 4,
    "(SoortMisdrijf eq '0.0.0' or SoortMisdrijf eq '2.6.10') and WijkenEnBuurten eq 'NL00'": 4,
}


@pytest.mark.parametrize(("query", "rows"), FILTERS.items(), ids=list(FILTERS))
def test_a_filter_gives_its_rows_whatever_the_padding(query: str, rows: int, tmp_path: Path) -> None:
    assert read(taken(small_police(), tmp_path, query=query)).num_rows == rows


def test_a_code_is_asked_in_the_padding_of_its_own_dimension(tmp_path: Path) -> None:
    table = small_police()
    query = "SoortMisdrijf eq '0.0.0' and WijkenEnBuurten eq 'GM0599'"
    with Replay(table.routes()) as replay:
        taken_from(replay, source_of(table, query=query), tmp_path)
        asked = {request.query["$filter"] for request in replay.requests if request.path == ROWS}
    assert asked == {"SoortMisdrijf eq '0.0.0 ' and WijkenEnBuurten eq 'GM0599    '"}


NO_FILTER = {
    "GeregistreerdeMisdrijven_1 eq '3'": "which is no dimension of the table",
    "Perioden gt '2020JJ00'": "is no filter that we know",
    "Perioden eq '1999JJ00'": "no code of Perioden fits '1999JJ00'",
    "startswith(WijkenEnBuurten,'BU9999')": "no code of WijkenEnBuurten fits 'BU9999'",
}


@pytest.mark.parametrize(("query", "words"), NO_FILTER.items(), ids=list(NO_FILTER))
def test_a_filter_that_cannot_work_is_refused_before_rows_are_asked(
    query: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(BadDefinition, match=f"{NAMED}.*{words}"):
        taken(small_police(), tmp_path, {ROWS: status(500, "not to be asked")}, query=query)


# ---------------------------------------------------------------------------------------------------- Atom


def test_xml_with_a_dtd_is_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaa">]><feed>&a;</feed>'
    with pytest.raises(BadSource, match="the XML brings a DTD"):
        taken(small_police(), tmp_path, {ROWS: bomb})


def test_a_dtd_cannot_hide_in_another_encoding(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE feed [<!ENTITY a "a">]><feed>&a;</feed>'
    with pytest.raises(BadSource, match="no whole"):
        taken(small_police(), tmp_path, {ROWS: bomb.encode("utf-16")})


@pytest.mark.parametrize("text", ["elf", "1e5", "", "9" * 400])
def test_an_atom_number_that_is_none_is_named(text: str, tmp_path: Path) -> None:
    table = small_police(in_atom=True)
    whole = table.routes()[ROWS]

    def spoiled(request: Request) -> Answer:
        answer = answered(whole, request)
        return replace(answer, body=answer.body.replace(b'"Edm.Int32">11<', f'"Edm.Int32">{text}<'.encode()))

    with pytest.raises(BadSource, match=f"{NAMED}, TypedDataSet: .* is '{text}', expected a number"):
        taken(table, tmp_path, {ROWS: spoiled})


def test_the_bundle_of_a_take_describes_itself(tmp_path: Path) -> None:
    content = taken(small_police(), tmp_path)
    assert odata3.described(unpacked(content, "t")).dimensions == DIMENSIONS
    with pytest.raises(BadSource, match="TableInfos is missing"):
        odata3.described(unpacked(packed([("other.json", b"{}")]), "t"))
