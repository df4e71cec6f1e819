"""Taking a table over OData v4: what is asked, in which order, and what is refused on the way."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow.compute as pc
import pytest

from tests.replay.cbs4 import HOST, REGION, Table4, asking, bundled, kerncijfers_2017, labour
from tests.replay.server import Answer, Request, status
from wijkbewijs.kernel.errors import BadDefinition, BadSource
from wijkbewijs.sources import cbs_odata4
from wijkbewijs.sources.bundle import packed, unpacked
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.wires import odata4
from wijkbewijs.sources.wires.odata4_cells import page_cells, zipped_cells
from wijkbewijs.sources.wires.odata4_table import contents_in

DESCRIBING = [
    "Properties.json",
    "Dimensions/00000.json",
    "MeasureCodes/00000.json",
    "MeasureGroups/00000.json",
]
CODES = "WijkenEnBuurtenCodes/00000.json"
NO_ZIP = status(404, "no zip of this table")
TEN_THOUSAND = "The query returns more than 10000 records."


@pytest.fixture(scope="module")
def table(snapshot: Path) -> Table4:
    """Eleven measures of the first ten wijken of 2017: 110 observations in pages of 40."""
    return replace(kerncijfers_2017(snapshot).of_first(10), per_page=40)


def names(table: Table4, **other: object) -> list[str]:
    parts: dict[str, bytes] = {}
    odata4.ask(table.wire, HOST, asking(table, parts, **other))  # type: ignore[arg-type]
    return list(parts)


def linking(link: Callable[[int], str], rows: int = 0) -> Callable[[Request], Answer]:
    """Serve pages of `rows` observations of one wijk whose links nobody can follow to an end."""
    row = {"Measure": "T001036", "ValueAttribute": "None", "Value": 1, REGION: "WK000300"}

    def route(request: Request) -> Answer:
        at = int(request.query.get("$skip", "0"))
        return Answer(json.dumps({"value": [row] * rows, "@odata.nextLink": link(at)}).encode())

    return route


def test_a_check_asks_for_the_description_only(table: Table4) -> None:
    parts: dict[str, bytes] = {}
    odata4.describe(table.wire, HOST, asking(table, parts))
    assert list(parts) == DESCRIBING


def test_the_zip_is_asked_for_before_any_page(table: Table4) -> None:
    assert names(table) == [*DESCRIBING, CODES, "bulk.zip"]


@pytest.mark.parametrize(
    "zipped", [NO_ZIP, status(500, "busy"), Answer(b"PK\x03\x04 and no more"), Answer(b"")]
)
def test_pages_are_asked_for_when_the_zip_cannot_be_had_whole(table: Table4, zipped: Answer) -> None:
    paged = [f"Observations/{i:05d}.json" for i in range(3)]
    assert [name for name in names(table, bulk=zipped) if name.startswith("Obs")] == paged


def test_a_zip_that_lost_a_row_or_its_end_is_replaced_by_pages(table: Table4) -> None:
    whole = table.zipped()
    shorter = table.zipped("".join(table.csv().splitlines(keepends=True)[:-1]))
    for zipped in (whole[:-40], shorter):
        taken = bundled(table, bulk=Answer(zipped))
        assert cbs_odata4.read(taken).equals(cbs_odata4.read(bundled(table)))


def test_a_table_whose_measures_stand_in_no_groups_is_taken_without(table: Table4) -> None:
    plain = replace(table, groups=[])
    assert "MeasureGroups/00000.json" not in names(plain)
    assert set(cbs_odata4.read(bundled(plain))["groups"].to_pylist()) == {""}


def test_the_description_is_what_the_publisher_wrote(table: Table4) -> None:
    found = odata4.described(unpacked(bundled(table), "x"))
    assert (found.title, found.modified[:10], found.licence, found.dimensions, found.records) == (
        "Kerncijfers wijken en buurten 2017",
        "2020-11-06",
        "https://creativecommons.org/licenses/by/4.0/",
        ("WijkenEnBuurten",),
        110,
    )
    assert found.labels.num_rows == 103
    assert found.labels.to_pylist()[1] == {
        "key": "3000",
        "title": "Mannen",
        "unit": "aantal",
        "groups": ["Geslacht", "Bevolking"],
    }


def test_a_discontinued_table_asks_for_the_older_protocol(table: Table4) -> None:
    with pytest.raises(BadSource, match=r"83765NED \(Aantal inwoners and 102 more\).*protocol.*cbs_odata3"):
        bundled(table, bulk=NO_ZIP, Observations=NO_ZIP)


def test_another_refusal_passes_with_the_words_of_the_server(table: Table4) -> None:
    with pytest.raises(Refused, match=r"83765NED/Observations: the server answered 500 \(The query returns"):
        bundled(table, bulk=NO_ZIP, Observations=status(500, TEN_THOUSAND))


def test_a_refusal_of_the_groups_is_no_table_without_groups(table: Table4) -> None:
    with pytest.raises(Refused, match="83765NED/MeasureGroups: the server answered 503"):
        bundled(table, MeasureGroups=status(503, "busy"))


def test_links_that_go_in_circles_are_left(table: Table4) -> None:
    circle = linking(lambda _: "?$skip=0", rows=1)
    with pytest.raises(BadSource, match=r"83765NED, Observations, page 2: the next links go in circles"):
        bundled(table, bulk=NO_ZIP, Observations=circle)


def test_a_chain_of_empty_pages_is_left_at_once(table: Table4) -> None:
    chain = linking(lambda at: f"?$skip={at + 1}")
    with pytest.raises(
        BadSource, match=r"83765NED, Observations, page 0: a page without rows has a next link"
    ):
        bundled(table, bulk=NO_ZIP, Observations=chain)


def test_an_endless_chain_ends_where_the_announced_rows_do(table: Table4) -> None:
    chain = linking(lambda at: f"?$skip={at + 1}", rows=50)
    with pytest.raises(BadSource, match="83765NED: 150 observations came, the publisher announces 110"):
        bundled(table, bulk=NO_ZIP, Observations=chain)


def test_an_endless_chain_that_nobody_announced_ends_too(
    table: Table4, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(odata4, "MOST_PAGES", 5)
    unannounced = replace(table, properties={"Identifier": "83765NED", "Title": "Kerncijfers"})
    chain = linking(lambda at: f"?$skip={at + 1}", rows=1)
    with pytest.raises(BadSource, match="83765NED, Observations, page 5: the next links go in circles"):
        bundled(unannounced, bulk=NO_ZIP, Observations=chain)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<html>busy</html>", "no whole JSON"),
        (b'{"value":[', "no whole JSON"),
        (b"", "no whole JSON"),
        (b"[1]", "breaks its own form|no whole JSON"),
        (b"{}", "no list `value`"),
        (b'{"value":null}', "no list `value`"),
        (b'{"value":{}}', "no whole JSON"),
        (b'{"value":[{"Measure":"\xff"}]}', "no whole JSON"),
        (b'{"value":[' + b"[" * 100_000, "no whole JSON"),
        (b'{"value":[{"Leeftijd":"18"}]}', "the rows hold 'Leeftijd', which no dimension announces"),
        (b'{"value":[{"Value":"veel"}]}', "breaks its own form"),
        (b'{"value":[{"Value":1}]}', "1 rows have no Measure"),
        (b'{"value":[{"Measure":"3000","Value":1}]}', "1 rows have no WijkenEnBuurten"),
        (b'{"value":[{"Measure":"3000","WijkenEnBuurten":"NL00","Value":NaN}]}', "no finite number"),
        (b'{"value":[]}', "0 observations came, the publisher announces 110"),
    ],
)
def test_a_page_that_is_not_whole_is_refused(table: Table4, body: bytes, words: str) -> None:
    with pytest.raises(BadSource, match=rf"83765NED.*({words})"):
        bundled(table, bulk=NO_ZIP, Observations=body)


@pytest.mark.parametrize("collection", ["Properties", "Dimensions", "MeasureCodes", "WijkenEnBuurtenCodes"])
@pytest.mark.parametrize("body", [b"busy", b"[]", b'{"value":[1]}', b'{"value":[]}', b"{" * 100_000])
def test_a_description_that_is_not_whole_is_refused(table: Table4, collection: str, body: bytes) -> None:
    if collection == "Properties" and body.startswith(b'{"v'):
        body = b'"words"'  # any object is a record
    with pytest.raises(BadSource, match=rf"83765NED(, |: the 0 identifiers of ){collection}"):
        bundled(table, **{collection: body})


def test_a_link_that_is_no_address_is_refused(table: Table4) -> None:
    nowhere = linking(lambda _: "https://[datasets", rows=1)
    with pytest.raises(BadSource, match=r"83765NED/Observations: the next link .* is no address"):
        bundled(table, bulk=NO_ZIP, Observations=nowhere)


def test_a_link_that_is_no_text_is_refused(table: Table4) -> None:
    body = b'{"value":[{"Identifier":"3000"}],"@odata.nextLink":5}'
    with pytest.raises(BadSource, match=r"83765NED, MeasureCodes, page 0: @odata\.nextLink is 5"):
        bundled(table, MeasureCodes=body)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            {"Identifier": "3000"},
            "the 104 identifiers of MeasureCodes are not all there, or not all different",
        ),
        ({"Identifier": " "}, "the 104 identifiers of MeasureCodes are not all there, or not all different"),
        ({"Identifier": "X", "Title": "X", "MeasureGroupId": "?"}, "the groups above measure 'X' do not end"),
    ],
)
def test_measures_that_cannot_be_told_apart_or_placed_are_refused(
    table: Table4, row: dict[str, object], words: str
) -> None:
    with pytest.raises(BadSource, match=f"83765NED: {words}"):
        bundled(replace(table, measures=[*table.measures, row]))


def test_groups_that_lie_in_each_other_are_refused(table: Table4) -> None:
    ring = [{"Id": "M000352", "Title": "Bevolking", "ParentId": "M000352"}]
    with pytest.raises(BadSource, match="the groups above measure 'Aantal inwoners' do not end"):
        bundled(replace(table, groups=ring))


def test_a_new_dimension_is_found_before_any_figure_is_taken(table: Table4) -> None:
    wider = replace(table, dimensions=[*table.dimensions, {"Identifier": "Geslacht", "Kind": "Dimension"}])
    parts: dict[str, bytes] = {}
    with pytest.raises(BadSource, match=r"83765NED .*has the new dimension 'Geslacht'.*`where`"):
        odata4.ask(table.wire, HOST, asking(wider, parts))
    assert list(parts) == DESCRIBING


def test_a_dimension_that_went_is_found_too(table: Table4) -> None:
    wire = replace(table.wire, dimensions=(REGION, "Geslacht"))
    with pytest.raises(BadSource, match="no longer has the dimension 'Geslacht'"):
        odata4.describe(wire, HOST, asking(table, {}))


def test_a_dimension_of_an_unknown_kind_is_refused(table: Table4) -> None:
    odd = replace(table, dimensions=[{**table.dimensions[0], "Kind": "GeoGrid"}])
    with pytest.raises(
        BadSource, match="83765NED: dimension 'WijkenEnBuurten' is of the unknown kind 'GeoGrid'"
    ):
        bundled(odd)


def test_the_table_of_another_year_is_refused(table: Table4) -> None:
    wire = replace(table.wire, title="2018")
    with pytest.raises(BadSource, match=r"'Kerncijfers wijken en buurten 2017', expected the words '2018'"):
        odata4.describe(wire, HOST, asking(table, {}))


def test_a_wire_of_version_4_has_no_filter(table: Table4) -> None:
    wire = replace(table.wire, query="startswith(WijkenEnBuurten,'BU0599')")
    with pytest.raises(BadDefinition, match=r"CBS/83765NED: version 4 takes whole tables\. Remove `query`"):
        odata4.ask(wire, HOST, asking(table, {}))


def test_more_columns_or_fewer_in_the_zip_are_refused(table: Table4) -> None:
    contents = contents_in(unpacked(bundled(table), "x"))
    for change in (("Id;", "Leeftijd;"), ("ValueAttribute;", "Attribute;"), ("Id;", "Measure;")):
        wrong = table.zipped(table.csv().replace(*change, 1))
        with pytest.raises(BadSource, match=r"83765NED, bulk\.zip, Observations\.csv: the columns are .*exp"):
            zipped_cells(wrong, contents)


@pytest.mark.parametrize("cell", ["veel", "1.5", "."])
def test_a_value_in_the_zip_that_is_no_number_is_refused(table: Table4, cell: str) -> None:
    contents = contents_in(unpacked(bundled(table), "x"))
    wrong = table.zipped(table.csv().replace("None;11970;", f"None;{cell};", 1))
    with pytest.raises(BadSource, match=r"83765NED, bulk\.zip, Observations\.csv: In CSV column #3"):
        zipped_cells(wrong, contents)


def test_481770_observations_come_in_five_pages_and_none_is_lost(snapshot: Path) -> None:
    table = labour(snapshot)
    parts: dict[str, bytes] = {}
    odata4.ask(table.wire, HOST, asking(table, parts, bulk=NO_ZIP))
    pages = [name for name in parts if name.startswith("Observations/")]
    described = {name: body for name, body in parts.items() if name not in pages}
    contents = contents_in(unpacked(packed(described.items()), "x"))
    cells = [page_cells(parts[name], contents, name)[0] for name in pages]
    assert [page.num_rows for page in cells] == [100_000] * 4 + [81_770]
    sums = pc.sum(table.cells["Value"]).as_py()
    assert sum(pc.sum(page["Value"]).as_py() for page in cells) == pytest.approx(sums, rel=1e-12)
