"""The only socket: patient with what passes, short with what does not, and deaf to hosts nobody declared."""

import gzip
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.replay.server import (
    Answer,
    Body,
    Replay,
    Request,
    chunked,
    in_turn,
    redirect,
    reset_after,
    resumable,
    retry_after,
    slow,
    status,
    times,
    truncated,
    wrong_length,
)
from tests.unit.sources.quick import Clock
from wijkbewijs import __version__
from wijkbewijs.kernel.errors import BadSource, SourceMissing, WijkbewijsError
from wijkbewijs.sources.fetch import Line, Unreachable, open_line, origin
from wijkbewijs.sources.part import Part
from wijkbewijs.sources.refusal import Refused

ROWS = bytes(range(256)) * 200  # 51,200 bytes
MOST = 1_000_000
EVERY_WAIT = [1, 2, 4, 8, 16]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def line(clock: Clock) -> Iterator[Line]:
    with open_line(clock.patience) as opened:
        yield opened


@pytest.fixture
def part(tmp_path: Path) -> Part:
    return Part(tmp_path / "area" / "body.part")


def fetched(line: Line, part: Part, body: Body, most: int = MOST) -> tuple[bytes, list[Request]]:
    with Replay({"/table": body}) as replay:
        allowed = replace(line, origins=frozenset({origin(replay.base)}))
        return allowed.body(f"{replay.base}/table", part, most), replay.requests


def refused(line: Line, part: Part, body: Body) -> tuple[WijkbewijsError, int]:
    with Replay({"/table": body}) as replay:
        allowed = replace(line, origins=frozenset({origin(replay.base)}))
        with pytest.raises(WijkbewijsError) as caught:
            allowed.body(f"{replay.base}/table", part, MOST)
        return caught.value, len(replay.requests)


# --------------------------------------------------------------------------------------- what comes at once


def test_a_body_is_asked_for_by_name_and_version_of_who_asks(line: Line, part: Part) -> None:
    content, (request,) = fetched(line, part, ROWS)
    assert content == ROWS
    assert request.headers["user-agent"] == f"wijkbewijs/{__version__}"


def test_the_query_of_an_address_arrives_as_it_was_written(line: Line, part: Part) -> None:
    with Replay({"/t": b"rows"}) as replay:
        allowed = replace(line, origins=frozenset({origin(replay.base)}))
        allowed.body(f"{replay.base}/t?$filter=startswith(Wijken,'BU')&$skip=10000", part, MOST)
    assert replay.requests[0].query == {"$filter": "startswith(Wijken,'BU')", "$skip": "10000"}


def test_a_zipped_answer_is_unzipped_and_a_body_in_pieces_is_whole(line: Line, part: Part) -> None:
    zipped = Answer(gzip.compress(ROWS), headers={"Content-Encoding": "gzip"})
    assert fetched(line, part, zipped)[0] == ROWS
    assert fetched(line, part, chunked(ROWS))[0] == ROWS
    assert fetched(line, part, b"")[0] == b""


def test_nothing_of_a_body_that_came_stays_behind(line: Line, part: Part) -> None:
    fetched(line, part, resumable(ROWS))
    assert list(part.path.parent.iterdir()) == []


def test_who_looks_on_hears_how_much_came_of_how_much(line: Line, part: Part) -> None:
    heard: list[tuple[int, int | None]] = []
    fetched(replace(line, heard=lambda *so_far: heard.append(so_far)), part, ROWS)
    assert heard[-1] == (len(ROWS), len(ROWS))
    assert [received for received, _ in heard] == sorted(received for received, _ in heard)
    fetched(replace(line, heard=lambda *so_far: heard.append(so_far)), part, chunked(ROWS))
    assert heard[-1] == (len(ROWS), None)


# --------------------------------------------------------------------------------------- what is tried again


@pytest.mark.parametrize("code", [429, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_ever_longer_waits(
    line: Line, part: Part, clock: Clock, code: int
) -> None:
    content, requests = fetched(line, part, times(3, status(code, "busy"), then=ROWS))
    assert (content, len(requests)) == (ROWS, 4)
    assert clock.slept == EVERY_WAIT[:3]


def test_chance_spreads_the_waits_over_half_of_the_time(clock: Clock) -> None:
    soonest = replace(clock.patience, chance=lambda: 0.0)
    assert [soonest.wait(tried, {}) for tried in (1, 2, 3)] == [0.5, 1, 2]
    assert clock.patience.wait(30, {}) == clock.patience.most_wait


@pytest.mark.parametrize(
    ("told", "waits"),
    [("7", 7), ("999999", 120), ("0", 0), ("Wed, 21 Oct 2015 07:28:00 GMT", 0), ("soon", 1)],
)
def test_the_wait_that_a_server_asks_for_is_kept_but_not_without_end(
    line: Line, part: Part, clock: Clock, told: str, waits: float
) -> None:
    fetched(line, part, times(1, retry_after(told), then=ROWS))
    assert clock.slept == [waits]


def test_a_wait_until_a_moment_is_held_against_the_clock_of_the_server(clock: Clock) -> None:
    headers = {"date": "Mon, 23 Nov 2026 08:30:00 GMT", "retry-after": "Mon, 23 Nov 2026 08:30:42 GMT"}
    assert clock.patience.wait(1, headers) == 42
    assert clock.patience.wait(1, {"retry-after": headers["retry-after"]}) == 1


def test_a_server_that_stays_busy_is_given_up_with_its_own_words(
    line: Line, part: Part, clock: Clock
) -> None:
    error, asked = refused(line, part, status(503, "onderhoud"))
    assert isinstance(error, Refused)
    assert (error.status, error.text, asked) == (503, "onderhoud", 6)
    assert clock.slept == EVERY_WAIT


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(reset_after(20_000, ROWS), id="reset halfway"),
        pytest.param(reset_after(0, ROWS), id="reset at once"),
        pytest.param(truncated(20_000, ROWS), id="closed too early"),
        pytest.param(truncated(20_000, chunked(ROWS)), id="pieces without an end"),
        pytest.param(wrong_length(ROWS), id="shorter than announced"),
        pytest.param(
            Answer(gzip.compress(ROWS)[:-9], headers={"Content-Encoding": "gzip"}), id="half a gzip"
        ),
        pytest.param(Answer(ROWS, headers={"Content-Encoding": "gzip"}), id="no gzip at all"),
    ],
)
def test_a_body_that_does_not_arrive_whole_is_asked_again(line: Line, part: Part, fault: Body) -> None:
    content, requests = fetched(line, part, times(2, fault, then=ROWS))
    assert (content, len(requests)) == (ROWS, 3)
    error, asked = refused(line, part, fault)
    assert "the body did not arrive whole" in str(error)
    assert not isinstance(error, Unreachable)
    assert asked == 6


def test_a_server_that_says_nothing_is_left_after_the_time_out(part: Part, clock: Clock) -> None:
    with open_line(replace(clock.patience, read_seconds=0.2, tries=2)) as hasty:
        error, asked = refused(hasty, part, slow(1, ROWS))
    assert "timed out" in str(error)
    assert asked == 2


def test_a_body_that_drips_a_byte_at_a_time_ends_too(part: Part) -> None:
    clock = Clock(a_look=100)
    with open_line(clock.patience) as line:
        error, asked = refused(line, part, slow(400, ROWS))
    assert "was not there in 1800 seconds" in str(error)
    assert asked == 1


def test_no_wait_is_begun_that_would_outlast_the_time_for_a_body(part: Part, clock: Clock) -> None:
    with open_line(replace(clock.patience, body_seconds=10)) as line:
        _, asked = refused(line, part, status(503))
    assert asked == 4
    assert clock.slept == [1, 2, 4]


# ----------------------------------------------------------------------------------- what is not tried again


@pytest.mark.parametrize("code", [400, 401, 403, 404, 410, 418, 501])
def test_a_refusal_that_will_not_pass_is_handed_over_at_once(
    line: Line, part: Part, clock: Clock, code: int
) -> None:
    error, asked = refused(line, part, status(code, "no such table"))
    assert isinstance(error, Refused)
    assert (error.status, error.text, asked) == (code, "no such table", 1)
    assert clock.slept == []


def test_an_error_of_the_server_is_tried_a_few_times_only(line: Line, part: Part) -> None:
    error, asked = refused(line, part, status(500, "oops"))
    assert isinstance(error, Refused)
    assert asked == 3


@pytest.mark.parametrize("text", ["query returns more than 10000 records", "MORE: more than 10,000 records."])
def test_asking_for_too_many_records_is_never_asked_again(line: Line, part: Part, text: str) -> None:
    error, asked = refused(line, part, status(500, text))
    assert isinstance(error, Refused)
    assert (error.text, asked) == (text, 1)
    zipped = Answer(gzip.compress(text.encode()), 500, {"Content-Encoding": "gzip"})
    assert refused(line, part, zipped)[1] == 1


def test_of_a_long_refusal_only_the_beginning_is_read(line: Line, part: Part) -> None:
    error, _ = refused(line, part, status(404, "x" * 5_000_000))
    assert isinstance(error, Refused)
    assert error.text == "x" * 2_000


# -------------------------------------------------------------------------------- going on where it stopped


def test_a_large_body_goes_on_where_it_stopped(line: Line, part: Part) -> None:
    whole = resumable(ROWS)
    content, requests = fetched(line, part, times(1, reset_after(20_000, whole), then=whole))
    assert content == ROWS
    assert requests[1].headers["if-range"] == '"one"'
    came = int(requests[1].headers["range"].removeprefix("bytes=").removesuffix("-"))
    assert 0 < came <= 20_000


def test_it_goes_on_in_another_run_too(line: Line, part: Part) -> None:
    once = replace(line, patience=replace(line.patience, tries=1))
    refused(once, part, truncated(20_000, resumable(ROWS)))
    assert part.arrived.size == 20_000
    content, requests = fetched(line, part, resumable(ROWS))
    assert content == ROWS
    assert [request.headers["range"] for request in requests] == ["bytes=20000-"]


def test_a_body_that_changed_meanwhile_comes_anew(line: Line, part: Part) -> None:
    old, new = resumable(b"a" * 50_000, '"one"'), resumable(ROWS, '"two"')
    assert fetched(line, part, times(1, truncated(20_000, old), then=new))[0] == ROWS


def test_a_server_that_knows_no_ranges_sends_all_of_it_again(line: Line, part: Part) -> None:
    marked = Answer(ROWS, headers={"Last-Modified": "Mon, 23 Nov 2026 08:30:00 GMT"})
    content, requests = fetched(line, part, times(1, truncated(20_000, marked), then=marked))
    assert content == ROWS
    assert requests[1].headers["if-range"] == "Mon, 23 Nov 2026 08:30:00 GMT"


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"weak"'}])
def test_a_body_without_a_mark_to_the_byte_is_never_glued(
    line: Line, part: Part, headers: dict[str, str]
) -> None:
    marked = Answer(ROWS, headers=headers)
    content, requests = fetched(line, part, times(1, truncated(20_000, marked), then=marked))
    assert content == ROWS
    assert "range" not in requests[1].headers


@pytest.mark.parametrize(
    "rest",
    [
        pytest.param({"Content-Range": "bytes 0-51199/51200"}, id="another part"),
        pytest.param({"Content-Range": "bytes 20000-51199/51200", "ETag": '"two"'}, id="another edition"),
        pytest.param({"Content-Range": "bytes 20000-51199/99999"}, id="not the end"),
        pytest.param({"Content-Range": "nonsense"}, id="nonsense"),
        pytest.param({}, id="not said"),
    ],
)
def test_a_rest_that_does_not_fit_is_not_glued(line: Line, part: Part, rest: dict[str, str]) -> None:
    wrong = Answer(ROWS[20_000:], 206, rest)
    content, requests = fetched(
        line, part, in_turn(truncated(20_000, resumable(ROWS)), wrong, resumable(ROWS))
    )
    assert content == ROWS
    assert len(requests) == 3


def test_a_rest_that_is_zipped_otherwise_is_not_glued(line: Line, part: Part) -> None:
    mark = {"ETag": '"one"'}
    zipped = Answer(gzip.compress(ROWS), headers={**mark, "Content-Encoding": "gzip"})
    plain = Answer(ROWS[100:], 206, {**mark, "Content-Range": "bytes 100-51199/51200"})
    content, requests = fetched(line, part, in_turn(truncated(100, zipped), plain, zipped))
    assert (content, len(requests)) == (ROWS, 3)


def test_a_rest_that_is_not_there_is_asked_anew(line: Line, part: Part) -> None:
    gone = status(416)
    content, _ = fetched(line, part, in_turn(truncated(20_000, resumable(ROWS)), gone, resumable(ROWS)))
    assert content == ROWS


# --------------------------------------------------------------------------------------------------- size


def test_a_body_larger_than_allowed_is_refused_before_it_comes(line: Line, part: Part) -> None:
    heard: list[int] = []
    watched = replace(line, heard=lambda received, _: heard.append(received))
    with pytest.raises(BadSource, match=r"more than the 1,999,999 bytes .* Raise `most_mb`"):
        fetched(watched, part, bytes(2_000_000), most=1_999_999)
    assert heard == []
    assert list(part.path.parent.iterdir()) == []
    assert len(fetched(line, part, bytes(2_000_000), most=2_000_000)[0]) == 2_000_000


def test_a_body_that_does_not_say_how_long_it_is_is_stopped_while_it_comes(line: Line, part: Part) -> None:
    heard: list[int] = []
    watched = replace(line, heard=lambda received, _: heard.append(received))
    with pytest.raises(BadSource, match="more than the 30,000 bytes"):
        fetched(watched, part, chunked(bytes(20_000_000)), most=30_000)
    assert max(heard, default=0) <= 30_000


def test_an_answer_that_unzips_to_more_than_allowed_is_stopped(line: Line, part: Part) -> None:
    bomb = Answer(gzip.compress(bytes(30_000_000)), headers={"Content-Encoding": "gzip"})
    with pytest.raises(BadSource, match="more than the 1,000,000 bytes"):
        fetched(line, part, bomb)


def test_an_answer_that_goes_on_after_the_end_of_its_zip_is_not_cut_there(line: Line, part: Part) -> None:
    two = Answer(gzip.compress(ROWS[:100]) + gzip.compress(ROWS[100:]), headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceMissing, match="stops halfway, or goes on after its end"):
        fetched(line, part, two)
    assert fetched(line, part, times(1, two, ROWS))[0] == ROWS


def test_an_encoding_that_nobody_asked_for_is_refused(line: Line, part: Part) -> None:
    with pytest.raises(BadSource, match="encoded as 'br'"):
        fetched(line, part, Answer(ROWS, headers={"Content-Encoding": "br"}))


# --------------------------------------------------------------------------------------------------- hosts


def test_a_host_that_nobody_declared_is_not_asked(line: Line, part: Part) -> None:
    with Replay({"/table": ROWS}) as replay:
        with pytest.raises(BadSource, match=r"leads to http://127\.0\.0\.1:\d+, and only https://cbs"):
            replace(line, origins=frozenset({"https://cbs:443"})).body(f"{replay.base}/table", part, MOST)
        assert replay.requests == []


def test_a_redirect_is_followed_to_a_declared_host_only(line: Line, part: Part) -> None:
    with Replay({"/table": ROWS, "/away": redirect("/table", 307)}) as other:
        with Replay({"/here": redirect("/there", 301), "/there": redirect(f"{other.base}/away")}) as replay:
            address, both = f"{replay.base}/here", frozenset({origin(replay.base), origin(other.base)})
            assert replace(line, origins=both).body(address, part, MOST) == ROWS
            asked = len(other.requests)
            with pytest.raises(BadSource, match=f"leads to {other.base}"):
                replace(line, origins=frozenset({origin(replay.base)})).body(address, part, MOST)
        assert len(other.requests) == asked


def test_redirects_that_lead_round_end(line: Line, part: Part) -> None:
    with pytest.raises(BadSource, match="leads round in redirects"):
        fetched(line, part, redirect("/table"))


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https://opendata.cbs.nl@evil.example/x", "https://evil.example:443"),
        ("https://opendata.cbs.nl:444/x", "https://opendata.cbs.nl:444"),
        ("http://opendata.cbs.nl/x", "http://opendata.cbs.nl:80"),
        ("HTTPS://OPENDATA.CBS.NL/x", "https://opendata.cbs.nl:443"),
        ("//opendata.cbs.nl/x", "://opendata.cbs.nl:"),
    ],
)
def test_an_address_is_known_by_scheme_host_and_port(address: str, meant: str) -> None:
    assert origin(address) == meant


def test_what_is_no_address_is_the_publishers_mistake(line: Line, part: Part) -> None:
    with pytest.raises(BadSource, match="is no address"):
        line.body("https://opendata:x/", part, MOST)


# --------------------------------------------------------------------------------------------- no connection


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def test_a_server_that_cannot_be_reached_is_tried_often_once_and_then_once(
    line: Line, part: Part, clock: Clock
) -> None:
    address = f"http://127.0.0.1:{closed_port()}/table"
    allowed = replace(line, origins=frozenset({origin(address)}))
    with pytest.raises(Unreachable, match=r"there is no connection .* until then the last take counts"):
        allowed.body(address, part, MOST)
    assert clock.slept == EVERY_WAIT
    with pytest.raises(Unreachable):
        allowed.body(address, part, MOST)
    assert clock.slept == EVERY_WAIT


def test_a_host_that_does_not_exist_is_not_reached(part: Part, clock: Clock) -> None:
    address = "https://no-such-host.invalid/table"
    with open_line(replace(clock.patience, tries=1)) as line, pytest.raises(Unreachable):
        replace(line, origins=frozenset({origin(address)})).body(address, part, MOST)


# -------------------------------------------------------------------------------------------------- looking


def test_whether_a_file_is_there_is_asked_without_taking_it(line: Line) -> None:
    with Replay({"/zip": resumable(ROWS)}) as replay:
        allowed = replace(line, origins=frozenset({origin(replay.base)}))
        assert allowed.told(f"{replay.base}/zip")["etag"] == '"one"'
        assert replay.requests[0].headers["range"] == "bytes=0-0"
        with pytest.raises(Refused):
            allowed.told(f"{replay.base}/gone")
