"""Kerncijfers 2017 over HTTP, with the faults that servers have: a whole take, or an error and nothing."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from tests.replay.cbs4 import REGION, Table4, bundled, kerncijfers_2017
from tests.replay.server import (
    Answer,
    Body,
    Replay,
    Request,
    answered,
    reset_after,
    resumable,
    slow,
    status,
    times,
    truncated,
)
from tests.unit.sources.takes4 import HASTY, IN_A_SECOND, stored, taken, taken_from
from wijkbewijs.kernel.errors import BadSource, SourceMissing, WijkbewijsError
from wijkbewijs.sources import cbs_odata4
from wijkbewijs.sources.patience import Patience
from wijkbewijs.sources.store import taken_bytes

TEN_THOUSAND = "The query returns more than 10000 records."
NO_ZIP = status(404, "no zip of this table")
MEASURE = "cbs-kerncijfers-2017: table 83765NED, measure"


@pytest.fixture(scope="module")
def table(snapshot: Path) -> Table4:
    """Eleven measures of ten wijken: 110 observations in pages of 30."""
    return replace(kerncijfers_2017(snapshot).of_first(10), per_page=30)


def paged(table: Table4, fault: Callable[[Body], Body] | None = None, page: int = 3) -> dict[str, Body]:
    """Return routes without a zip, and with a fault on one page of observations, counted from 1."""
    whole = table.routes()[f"{table.root}/Observations"]
    broken = fault(whole) if fault else whole

    def route(request: Request) -> Answer:
        is_there = request.query.get("$skip", "0") == str((page - 1) * table.per_page)
        return answered(broken if is_there else whole, request)

    return {table.bulk: NO_ZIP, f"{table.root}/Observations": route}


def read(
    table: Table4, home: Path, routes: dict[str, Body] | None = None, patience: Patience = HASTY
) -> pa.Table:
    return cbs_odata4.read(taken_bytes(home, taken(table, home, routes, patience=patience).take))


def refused(
    table: Table4, home: Path, routes: dict[str, Body] | None = None, patience: Patience = HASTY
) -> str:
    """Return the words in which a take is refused; it leaves the store as it was."""
    with pytest.raises(WijkbewijsError) as error:
        taken(table, home, routes, patience=patience)
    assert stored(home) == (0, 0)
    return str(error.value)


# ----------------------------------------------------------------------------------------- a take that ends


def test_a_take_over_the_zip_and_one_over_pages_give_the_same_rows(table: Table4, tmp_path: Path) -> None:
    whole = cbs_odata4.read(bundled(table))
    assert read(table, tmp_path / "zip").equals(whole)
    assert read(table, tmp_path / "pages", paged(table)).equals(whole)


def test_a_take_says_what_the_publisher_tells_and_that_it_was_rebuilt(table: Table4, tmp_path: Path) -> None:
    told = taken(table, tmp_path).take
    assert (told.title, told.modified[:10], told.rows, told.evidence) == (
        "Kerncijfers wijken en buurten 2017",
        "2020-11-06",
        110,
        "documented",
    )


def test_a_reset_in_page_three_is_asked_again(table: Table4, tmp_path: Path) -> None:
    routes = paged(table, lambda body: times(1, reset_after(200, body), then=body))
    assert read(table, tmp_path, routes).equals(cbs_odata4.read(bundled(table)))


def test_after_a_take_that_broke_off_only_the_missing_pages_are_asked(table: Table4, tmp_path: Path) -> None:
    with Replay({**table.routes(), **paged(table, lambda body: reset_after(200, body))}) as replay:
        with pytest.raises(SourceMissing, match=r"83765NED/Observations\?\$skip=60: the body did not arrive"):
            taken_from(replay.base, tmp_path)
        assert stored(tmp_path) == (0, 0)
        replay.routes.update(paged(table))
        replay.requests.clear()
        again = taken_from(replay.base, tmp_path).take
        asked = [r.query.get("$skip") for r in replay.requests if r.path.endswith("/Observations")]
    assert asked == ["60", "90"]
    assert cbs_odata4.read(taken_bytes(tmp_path, again)).equals(cbs_odata4.read(bundled(table)))


def test_a_zip_that_broke_off_is_continued(table: Table4, tmp_path: Path) -> None:
    whole = resumable(table.zipped())
    broken = {table.bulk: times(1, reset_after(500, whole), then=whole)}
    with Replay({**table.routes(), **broken}) as replay:
        taken_from(replay.base, tmp_path)
        asked = [(r.path, r.headers.get("range")) for r in replay.requests if r.path == table.bulk]
    assert asked == [(table.bulk, None), (table.bulk, "bytes=500-")]
    assert f"{table.root}/Observations" not in replay.asked


@pytest.mark.parametrize("fault", [lambda zipped: truncated(500, zipped), lambda zipped: slow(200, zipped)])
def test_a_zip_that_never_comes_whole_is_replaced_by_pages(
    table: Table4, tmp_path: Path, fault: Callable[[bytes], Body]
) -> None:
    routes = {table.bulk: fault(table.zipped())}
    assert read(table, tmp_path, routes, IN_A_SECOND).equals(cbs_odata4.read(bundled(table)))


@pytest.mark.parametrize(
    "damage", [lambda z: z[:700], lambda z: z[:200] + b"\x00" * 40 + z[240:], lambda _: b""]
)
def test_a_zip_that_is_damaged_or_empty_is_replaced_by_pages(
    table: Table4, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    routes = {table.bulk: damage(table.zipped())}
    assert read(table, tmp_path, routes).equals(cbs_odata4.read(bundled(table)))


def test_a_zip_with_another_checksum_is_a_change_that_waits_for_acceptance(
    table: Table4, tmp_path: Path
) -> None:
    first, same = taken(table, tmp_path), taken(table, tmp_path)
    revised = taken(table.with_value("T001036", "WK000300", 11975.0), tmp_path)
    assert (first.changed, same.changed, revised.changed) == (True, False, True)
    assert revised.take.sha256 != first.take.sha256
    assert stored(tmp_path)[1] == 2


# ------------------------------------------------------------------------------------- a take that is refused


def test_the_limit_of_ten_thousand_records_is_told_in_the_words_of_cbs(table: Table4, tmp_path: Path) -> None:
    words = refused(table, tmp_path, paged(table, lambda _: status(500, TEN_THOUSAND), page=1))
    assert "83765NED/Observations: the server answered 500 (The query returns more than 10000" in words


def test_a_page_that_drips_is_given_up(table: Table4, tmp_path: Path) -> None:
    words = refused(table, tmp_path, paged(table, lambda body: slow(1, body)), IN_A_SECOND)
    assert "83765NED/Observations?$skip=60" in words


@pytest.mark.parametrize("body", [b"", b'{"value": []}'])
def test_an_empty_answer_is_no_end_of_the_table(table: Table4, tmp_path: Path, body: bytes) -> None:
    words = refused(table, tmp_path, paged(table, lambda _: body))
    assert "83765NED" in words
    assert "no whole JSON" in words or "60 observations came, the publisher announces 110" in words


def test_rows_of_another_table_are_refused(table: Table4, tmp_path: Path) -> None:
    row = {"Measure": "T001036", "ValueAttribute": "None", "Value": 7.0, REGION: "WK363012"}
    other = json.dumps({"value": [row] * 110}).encode()
    words = refused(table, tmp_path, paged(table, lambda _: other, page=1))
    assert (
        "83765NED (Aantal inwoners and 102 more): WijkenEnBuurten has 'WK363012', which is not among" in words
    )


def test_a_server_that_ignores_the_skip_is_refused(table: Table4, tmp_path: Path) -> None:
    first = table.routes()[f"{table.root}/Observations"]

    def ignoring(request: Request) -> Answer:
        return answered(first, replace(request, query={}))

    words = refused(table, tmp_path, {table.bulk: NO_ZIP, f"{table.root}/Observations": ignoring})
    assert "83765NED, Observations, page 2: the next links go in circles" in words


@pytest.mark.parametrize(
    ("key", "change", "error"),
    [
        ("T001036", {"Title": "Inwoners"}, "'Aantal inwoners' (inhabitants) is not among the titles"),
        (
            "M000297",
            {"Unit": "x 1 000"},
            "'Woningvoorraad' (dwellings) has unit 'x 1 000', expected 'aantal'",
        ),
        ("3000", {"Title": "Aantal inwoners"}, "'Aantal inwoners' (inhabitants) stands there 2 times"),
    ],
)
def test_a_renamed_measure_a_changed_unit_and_a_double_title_are_named(
    table: Table4, tmp_path: Path, key: str, change: dict[str, str], error: str
) -> None:
    assert f"{MEASURE} {error}" in refused(table.relabelled(key, **change), tmp_path)


def test_a_new_dimension_is_named_with_the_table_and_its_measures(table: Table4, tmp_path: Path) -> None:
    wider = replace(table, dimensions=[*table.dimensions, {"Identifier": "Geslacht", "Kind": "Dimension"}])
    words = refused(wider, tmp_path)
    assert "83765NED (Aantal inwoners and 102 more): the table has the new dimension 'Geslacht'" in words


def test_minus_one_for_a_missing_figure_is_named(table: Table4, tmp_path: Path) -> None:
    words = refused(table.with_value("D000263", "WK000300", -1.0), tmp_path)
    assert "83765NED: measure 'Scholen binnen 3 km' (D000263) is -1 for WK000300" in words


def test_a_refused_take_leaves_the_take_before_it(table: Table4, tmp_path: Path) -> None:
    before = taken(table, tmp_path).take
    with pytest.raises(BadSource):
        taken(table.relabelled("T001036", Title="Inwoners"), tmp_path)
    with pytest.raises(SourceMissing):
        taken(table, tmp_path, paged(table, lambda body: reset_after(100, body)))
    assert stored(tmp_path) == (1, 1)
    assert cbs_odata4.read(taken_bytes(tmp_path, before)).equals(cbs_odata4.read(bundled(table)))
