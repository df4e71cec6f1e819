"""What counts is what a person accepted: who, why, since when; nothing is rewritten."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.source import Lock
from wijkbewijs.kernel.errors import BadSource, BadUsage
from wijkbewijs.sources.accepted import Acceptance, accept, acceptances, copies_only, in_use, standing

COPY = Lock("cbs-84799NED", "a" * 64, 1, date(2026, 11, 23), "een kopie")
LABELS = Lock("cbs-84799NED-properties", "b" * 64, 1, date(2026, 11, 23), "een kopie")
TAKE = Lock("cbs-kerncijfers-2020", "c" * 64, 2, date(2026, 11, 24), "", "2021-03-26")
FIRST = Acceptance(date(2026, 11, 23), "A. de Vries", "eerste stand", 10, (COPY, LABELS))
SECOND = Acceptance(date(2026, 11, 24), "B. Jansen", "de tabel zelf", 25, (COPY, LABELS, TAKE))


def test_what_was_accepted_is_read_back_with_who_and_why(tmp_path: Path) -> None:
    assert acceptances(tmp_path) == ()
    accept(tmp_path, FIRST)
    accept(tmp_path, SECOND)
    assert acceptances(tmp_path) == (FIRST, SECOND)


@pytest.mark.parametrize(("by", "why"), [("", "een reden"), ("een naam", "  ")])
def test_nobody_accepts_without_name_and_reason(by: str, why: str) -> None:
    with pytest.raises(BadUsage, match="Give both --by and --why"):
        Acceptance(date(2026, 11, 23), by, why, 0, ())


def test_an_acceptance_is_never_put_before_an_earlier_one(tmp_path: Path) -> None:
    accept(tmp_path, SECOND)
    with pytest.raises(BadUsage, match="Accept on that day or later"):
        accept(tmp_path, FIRST)
    assert acceptances(tmp_path) == (SECOND,)


@pytest.mark.parametrize("content", [b"", b"{", b'{"on": 1}', b'[{"on": "gisteren"}]', b"[1]", b"3"])
def test_a_broken_list_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "accepted.json").write_bytes(content)
    with pytest.raises(BadSource, match="no list of acceptances"):
        accept(tmp_path, FIRST)
    assert (tmp_path / "accepted.json").read_bytes() == content


def test_what_stands_is_what_was_accepted_last() -> None:
    again = Acceptance(date(2026, 12, 1), "B. Jansen", "herzien", 30, (replace(TAKE, sha256="d" * 64),))
    assert standing([]) == {}
    assert standing([FIRST, SECOND]) == {lock.source: lock for lock in (COPY, LABELS, TAKE)}
    assert standing([FIRST, SECOND, again])[TAKE.source].sha256 == "d" * 64


def test_a_take_puts_the_copies_that_it_replaces_out_of_use() -> None:
    found = in_use(load_definitions(), standing([FIRST, SECOND]))
    assert [source.id for source in found.sources] == [TAKE.source]
    assert [source.vintage for source in found.sources] == [TAKE.vintage]
    assert found.locks == (TAKE,)


def test_areas_keep_only_the_maps_that_an_accepted_source_is_drawn_on() -> None:
    found = in_use(load_definitions(), standing([FIRST]))
    assert {unit_set.division for unit_set in found.programme.unit_sets} == {"2020"}


def test_the_shipped_state_has_copies_only() -> None:
    loaded = load_definitions()
    copies = copies_only(loaded)
    assert {source.wire for source in copies.sources} == {None}
    assert {lock.source for lock in copies.locks} == {source.id for source in copies.sources}
    assert len(copies.sources) < len(loaded.sources)
