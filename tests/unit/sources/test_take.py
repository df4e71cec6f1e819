"""A take is whole or it never was: what fails leaves the store alone, and what arrived is used next time."""

import errno
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.commands import state_of
from tests.replay.server import Body, Replay, reset_after, resumable, slow, status, times, truncated
from tests.unit.sources.made_up import FILE, NOON, SOURCE, SPOKEN, WIRE
from tests.unit.sources.quick import Clock
from wijkbewijs.definitions.source import Source
from wijkbewijs.kernel.errors import BadDefinition, BadSource, BadUsage, SourceMissing
from wijkbewijs.sources import take as taking_module
from wijkbewijs.sources.bases import Bases
from wijkbewijs.sources.bundle import unpacked
from wijkbewijs.sources.fetch import Line, Unreachable, open_line
from wijkbewijs.sources.refusal import Refused
from wijkbewijs.sources.store import latest_take, taken_bytes, takes
from wijkbewijs.sources.take import Taken, Taking, alone, describe, take
from wijkbewijs.sources.wires.description import Description

BIG = bytes(range(256)) * 2_000


def routes(**others: Body) -> dict[str, Body]:
    """Return a table of three pages; a name such as `page_1` puts another body at `/page/1`."""
    plain: dict[str, Body] = {
        "/about": b"Table of tests",
        "/page/0": b"one>/page/1",
        "/page/1": b"two>/page/2",
        "/page/2": b"three>",
    }
    return plain | {"/" + name.replace("_", "/"): body for name, body in others.items()}


@dataclass(frozen=True)
class Desk:
    """Somebody who takes, at a home, from a publisher that stands in; `read` is what the reader was given."""

    home: Path
    replay: Replay
    clock: Clock
    read: list[bytes]

    def take(self, with_routes: Mapping[str, Body], source: Source = SOURCE, **changes: object) -> Taken:
        self.serve(with_routes)
        with open_line(self.clock.patience) as line:
            return take(source, replace(self.taking(source, line), **changes))

    def look(self, with_routes: Mapping[str, Body], source: Source = SOURCE) -> Description:
        self.serve(with_routes)
        with open_line(self.clock.patience) as line:
            return describe(source, self.taking(source, line))

    def fails(self, with_routes: Mapping[str, Body], kind: type[BaseException], **changes: object) -> str:
        before = kept(self.home)
        with pytest.raises(kind) as caught:
            self.take(with_routes, **changes)
        assert kept(self.home) == before
        return str(caught.value)

    def asked(self, with_routes: Mapping[str, Body], **changes: object) -> list[str]:
        self.take(with_routes, **changes)
        return self.replay.asked

    def parts(self, taken: Taken) -> dict[str, bytes]:
        bundle = unpacked(taken_bytes(self.home, taken.take), "test")
        return {name: bundle.read(name) for name in bundle.names}

    def serve(self, with_routes: Mapping[str, Body]) -> None:
        self.replay.requests.clear()
        self.replay.routes = dict(with_routes)

    def taking(self, source: Source, line: Line) -> Taking:
        return Taking(self.home, line, Bases((source,), {source.id: self.replay.base}), NOON)


def kept(home: Path) -> dict[str, str]:
    """Every file of the store: what counts, without what is still coming in."""
    found = {
        name: kind for part in ("blobs", "takes") for name, kind in state_of(home / "sources" / part).items()
    }
    return {name: kind for name, kind in found.items() if kind != "folder"}


def arriving(home: Path) -> list[Path]:
    return [path for path in (home / "sources" / "partial").rglob("*") if path.is_file()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    read: list[bytes] = []
    monkeypatch.setattr(taking_module, "PROTOCOLS", SPOKEN)
    monkeypatch.setattr(taking_module, "reader_of", lambda _: read.append)
    with Replay({}) as replay:
        yield Desk(tmp_path / "home", replay, Clock(), read)


# ------------------------------------------------------------------------------------------- a take that is


def test_a_take_is_one_bundle_with_every_body_in_the_order_asked(desk: Desk) -> None:
    taken = desk.take(routes())
    assert list(desk.parts(taken).items()) == [
        ("about", b"Table of tests"),
        ("pages/0", b"one>/page/1"),
        ("pages/1", b"two>/page/2"),
        ("pages/2", b"three>"),
    ]
    assert desk.replay.asked == ["/about", "/page/0", "/page/1", "/page/2"]
    assert desk.read == [taken_bytes(desk.home, taken.take)]


def test_a_take_is_recorded_with_what_the_publisher_told(desk: Desk) -> None:
    taken = desk.take(routes())
    record = taken.take
    assert taken.changed
    assert record == latest_take(desk.home, SOURCE.id)
    assert (record.title, record.modified, record.rows) == ("Table of tests", "2026-11-15", 3)
    assert (record.licence, record.evidence) == ("CC0 1.0", "documented")
    assert (record.base, record.bodies) == (desk.replay.base, 4)
    assert record.size == len(taken_bytes(desk.home, record))


def test_the_day_of_a_take_is_that_of_who_takes_and_its_moment_is_utc(desk: Desk) -> None:
    late = datetime.fromisoformat("2026-11-24T00:30:00+01:00")
    record = desk.take(routes(), at=late).take
    assert (record.taken_on, record.taken_at) == (date(2026, 11, 24), "2026-11-23T23:30:00.000000Z")


def test_a_take_of_the_same_bytes_is_recorded_as_unchanged_and_kept_once(desk: Desk) -> None:
    first = desk.take(routes())
    again = desk.take(routes(), at=NOON + timedelta(days=1))
    other = desk.take(routes(page_2=b"four>"), at=NOON + timedelta(days=2))
    assert [first.changed, again.changed, other.changed] == [True, False, True]
    assert [record.taken_on.day for record in takes(desk.home, SOURCE.id)] == [23, 24, 25]
    assert len([name for name in kept(desk.home) if name.endswith(first.take.sha256)]) == 1


def test_a_file_is_a_bundle_of_one_member_that_is_called_like_it(desk: Desk) -> None:
    assert desk.parts(desk.take({"/d/a.zip": BIG}, FILE)) == {"a.zip": BIG}


def test_whatever_came_in_is_cleared_away_when_the_take_is_stored(desk: Desk) -> None:
    desk.asked(routes())
    assert arriving(desk.home) == []


# ---------------------------------------------------------------------------------------- a take that is not


@pytest.mark.parametrize(
    ("others", "kind", "words"),
    [
        ({"page_2": status(404, "gone")}, Refused, "answered 404"),
        ({"page_2": status(500, "query returns more than 10000 records")}, Refused, "10000 records"),
        ({"page_2": reset_after(3, b"three>")}, SourceMissing, "did not arrive whole"),
        ({"about": b"Another thing"}, BadSource, "the title is 'Another thing'"),
        ({"page_2": b"three>/page/1"}, BadSource, "made-up-1: table 1NED: its links lead to"),
        ({"page_2": b"three>@evil.example/page"}, BadSource, "leads to http://evil.example:80"),
    ],
)
def test_a_take_that_fails_leaves_the_store_as_it_was(
    desk: Desk, others: dict[str, Body], kind: type[BaseException], words: str
) -> None:
    desk.asked(routes(page_2=b"before>"))
    message = desk.fails(routes(**others), kind)
    assert words in message


def test_what_the_reader_cannot_read_is_not_stored_and_is_asked_anew(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable(_: bytes) -> None:
        raise BadSource("no such column")

    with monkeypatch.context() as patched:
        patched.setattr(taking_module, "reader_of", lambda _: unreadable)
        desk.fails(routes(), BadSource)
    assert arriving(desk.home) == []
    assert len(desk.asked(routes())) == 4


def test_what_breaks_a_contract_is_not_stored(desk: Desk) -> None:
    def broken(source: Source, content: bytes) -> None:
        raise BadSource(f"{source.id} {content[:2]!r}")

    assert desk.fails(routes(), BadSource, validate=broken) == "made-up-1 b'PK'"


def test_a_mistake_in_our_own_code_leaves_the_store_as_it_was(desk: Desk) -> None:
    def mistaken(_source: Source, _content: bytes) -> None:
        raise ZeroDivisionError

    desk.fails(routes(), ZeroDivisionError, validate=mistaken)


def test_who_interrupts_a_take_goes_on_with_it_later(desk: Desk) -> None:
    def interrupt(_source: Source, name: str) -> None:
        if name == "pages/2":
            raise KeyboardInterrupt

    desk.fails(routes(), KeyboardInterrupt, asked=interrupt)
    assert desk.asked(routes()) == ["/about", "/page/2"]


@pytest.mark.parametrize("full_at", ["arriving", "blobs", "takes"])
def test_a_full_disk_leaves_the_store_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, full_at: str
) -> None:
    replace_path = Path.replace

    def full(self: Path, target: Path) -> Path:
        if full_at in target.as_posix() or (full_at == "arriving" and "partial" in target.as_posix()):
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace_path(self, target)

    monkeypatch.setattr(Path, "replace", full)
    message = desk.fails(routes(), SourceMissing)
    assert "cannot be stored in" in message
    assert "No space left on device" in message


def test_a_process_that_is_killed_halfway_leaves_the_store_and_the_next_one_goes_on(
    desk: Desk, root: Path
) -> None:
    desk.asked(routes(page_2=b"before>"))
    before = kept(desk.home)
    large = resumable(BIG + b">")
    desk.serve(routes(page_2=slow(200_000, large)))
    command = [sys.executable, "-m", "tests.unit.sources.made_up", str(desk.home), desk.replay.base]
    with subprocess.Popen(command, cwd=root) as process:
        wait_for(lambda: any(path.suffix == ".part" and path.stat().st_size for path in arriving(desk.home)))
        process.kill()
    assert kept(desk.home) == before
    taken = desk.take(routes(page_2=large))
    assert desk.replay.asked == ["/about", "/page/2"]
    assert int(desk.replay.requests[1].headers["range"].removeprefix("bytes=").removesuffix("-")) > 0
    assert desk.parts(taken)["pages/2"] == BIG + b">"


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not happened():
        assert time.monotonic() < end, "it did not happen within ten seconds"
        time.sleep(0.01)


# ------------------------------------------------------------------------------------------------- going on


def test_a_reset_in_the_third_page_costs_only_that_page(desk: Desk) -> None:
    asked = desk.asked(routes(page_2=times(2, reset_after(3, b"three>"), then=b"three>")))
    assert asked == ["/about", "/page/0", "/page/1", "/page/2", "/page/2", "/page/2"]


def test_a_take_that_broke_off_asks_again_only_what_did_not_come_and_what_describes(desk: Desk) -> None:
    desk.fails(routes(page_2=status(404)), Refused)
    assert desk.asked(routes()) == ["/about", "/page/2"]


def test_a_table_that_is_described_otherwise_is_taken_anew(desk: Desk) -> None:
    desk.fails(routes(page_2=status(404)), Refused)
    taken = desk.take(routes(about=b"Table of tests, edition 2", page_0=b"new>/page/1"))
    assert desk.replay.asked == ["/about", "/page/0", "/page/1", "/page/2"]
    assert desk.parts(taken)["pages/0"] == b"new>/page/1"


@pytest.mark.parametrize(("hours", "asked"), [(23, 2), (25, 4), (-25, 4)])
def test_what_came_in_more_than_a_day_ago_is_not_used(desk: Desk, hours: int, asked: int) -> None:
    desk.fails(routes(page_2=status(404)), Refused)
    assert len(desk.asked(routes(), at=NOON + timedelta(hours=hours))) == asked


def test_a_damaged_note_of_what_came_in_means_anew(desk: Desk) -> None:
    desk.fails(routes(page_2=status(404)), Refused)
    (note,) = (path for path in arriving(desk.home) if path.name == "begun.json")
    note.chmod(0o644)
    note.write_bytes(b"{")
    assert len(desk.asked(routes())) == 4


def test_a_file_that_nothing_describes_is_never_taken_from_what_came_in_before(desk: Desk) -> None:
    def interrupt(_source: Source, _content: bytes) -> None:
        raise KeyboardInterrupt

    desk.fails({"/d/a.zip": b"old"}, KeyboardInterrupt, source=FILE, validate=interrupt)
    assert desk.parts(desk.take({"/d/a.zip": b"new"}, FILE)) == {"a.zip": b"new"}


def test_a_large_file_goes_on_where_the_last_take_stopped(desk: Desk) -> None:
    with open_line(replace(desk.clock.patience, tries=1)) as hasty:
        whole = {"/d/a.zip": truncated(300_000, resumable(BIG))}
        desk.fails(whole, SourceMissing, source=FILE, line=hasty)
    assert desk.parts(desk.take({"/d/a.zip": resumable(BIG)}, FILE)) == {"a.zip": BIG}
    assert desk.replay.requests[0].headers["range"] == "bytes=300000-"


# ---------------------------------------------------------------------------------------------------- guards


def test_next_links_without_an_end_are_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wijkbewijs.sources.asking.MOST_BODIES", 30)
    follow: dict[str, Body] = {f"/page/{n}": f"page>/page/{n + 1}".encode() for n in range(100)}
    message = desk.fails(routes() | follow, BadSource)
    assert "after 30 bodies, and no table has more" in message
    assert len(desk.replay.asked) == 30


def test_a_source_is_stopped_at_the_size_that_its_wire_allows(desk: Desk) -> None:
    small = replace(SOURCE, wire=replace(WIRE, most_mb=1))
    pages = routes(page_0=bytes(600_000) + b">/page/1", page_1=bytes(600_000) + b">/page/2")
    message = desk.fails(pages, BadSource, source=small)
    assert "more than the 399,978 bytes that the source may still bring" in message
    assert desk.replay.asked == ["/about", "/page/0", "/page/1"]
    assert arriving(desk.home) == []


def test_what_came_in_before_counts_for_the_size_too(desk: Desk) -> None:
    pages = routes(page_0=bytes(600_000) + b">/page/1", page_1=bytes(600_000) + b">/page/2")
    desk.fails(pages | {"/page/2": status(404)}, Refused)
    small = replace(SOURCE, wire=replace(WIRE, most_mb=1))
    assert "larger than the `most_mb`" in desk.fails(pages, BadSource, source=small)


def test_two_takes_at_the_same_time_are_refused(tmp_path: Path) -> None:
    busy = pytest.raises(BadUsage, match="another `wijkbewijs take` or `changes --accept` is busy here")
    with alone(tmp_path), busy, alone(tmp_path):
        pytest.fail("the second take began")
    with alone(tmp_path):
        assert (tmp_path / "sources").is_dir()


def test_a_source_may_be_asked_at_declared_hosts_only() -> None:
    other = replace(SOURCE, id="other", wire=replace(WIRE, base="https://other.invalid/"))
    copy = replace(SOURCE, id="copy", wire=None)
    bases = Bases((SOURCE, other, copy), {"other": "http://127.0.0.1:81/"})
    assert bases.of(SOURCE) == "https://example.invalid"
    assert bases.of(other) == "http://127.0.0.1:81"
    assert bases.origins(SOURCE) == {"https://example.invalid:443"}
    assert bases.origins(other) == {"http://127.0.0.1:81"}
    assert Bases((SOURCE, other, copy)).origins(SOURCE) == {
        "https://example.invalid:443",
        "https://other.invalid:443",
    }


def test_a_wire_in_the_clear_is_refused() -> None:
    clear = replace(SOURCE, wire=replace(WIRE, base="http://example.invalid"))
    with pytest.raises(BadDefinition, match=r"base 'http://example.invalid' must begin with https://"):
        Bases((clear,)).of(clear)


def test_a_copy_cannot_be_taken() -> None:
    with pytest.raises(BadUsage, match="this is a copy in the snapshot"):
        Bases(()).of(replace(SOURCE, wire=None))


def test_a_publisher_that_is_not_there_is_unreachable(desk: Desk) -> None:
    with Replay({}) as gone:
        pass
    with open_line(desk.clock.patience) as line:
        taking = replace(desk.taking(SOURCE, line), bases=Bases((SOURCE,), {SOURCE.id: gone.base}))
        with pytest.raises(Unreachable):
            take(SOURCE, taking)


# --------------------------------------------------------------------------------------------------- looking


def test_looking_at_a_source_asks_only_what_describes_it_and_stores_nothing(desk: Desk) -> None:
    assert desk.look(routes()).title == "Table of tests"
    assert desk.replay.asked == ["/about"]
    assert not desk.home.exists()


def test_a_changed_title_is_for_who_looks_to_judge(desk: Desk) -> None:
    assert desk.look(routes(about=b"Another thing")).title == "Another thing"


def test_looking_at_a_file_asks_whether_it_is_there(desk: Desk) -> None:
    assert desk.look({"/d/a.zip": resumable(BIG)}, FILE).title == ""
    assert desk.replay.requests[0].headers["range"] == "bytes=0-0"
    with pytest.raises(Refused):
        desk.look({}, FILE)
