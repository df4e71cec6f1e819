"""`wijkbewijs changes` refuses what nobody answers for, and leaves everything as it was."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from tests.commands import run, state_of
from wijkbewijs.cli import changes as command
from wijkbewijs.cli.material import accepted_history
from wijkbewijs.facts.schema import HISTORY
from wijkbewijs.facts.store import write_history
from wijkbewijs.kernel.errors import SourceMissing, UnprovenClaim
from wijkbewijs.sources.accepted import Acceptance, accept
from wijkbewijs.sources.take import alone


@pytest.mark.parametrize("options", [(), ("--by", "A. de Vries"), ("--why", "een reden"), ("--by", " ")])
def test_accepting_asks_for_a_name_and_a_reason_before_anything_is_read(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    outcome = run("changes", "--accept", *options, "--home", tmp_path, "--snapshot", tmp_path / "nowhere")
    assert outcome.code == 2
    assert "Give both --by and --why" in outcome.err
    assert state_of(tmp_path) == {}


def test_without_takes_and_copies_there_is_nothing_to_compare(tmp_path: Path) -> None:
    outcome = run("changes", "--home", tmp_path, "--snapshot", tmp_path / "nowhere")
    assert outcome.code == 4
    assert "Run `wijkbewijs take` first" in outcome.err


def test_what_a_broken_off_acceptance_left_behind_does_not_count(tmp_path: Path) -> None:
    rows = HISTORY.empty_table()
    write_history(tmp_path, rows)
    assert accepted_history(tmp_path) is None  # the history was written, the acceptance was not


def test_a_history_that_lost_rows_is_refused(tmp_path: Path) -> None:
    write_history(tmp_path, HISTORY.empty_table())
    accept(tmp_path, Acceptance(date(2026, 11, 23), "A. de Vries", "eerste stand", 5, ()))
    with pytest.raises(SourceMissing, match=r"shorter than what A\. de Vries accepted"):
        accepted_history(tmp_path)


def test_a_letter_that_cannot_be_made_is_news_and_no_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise UnprovenClaim("DHG.inhabitants.2020 has no value")

    monkeypatch.setattr(command, "moved_sentences", refuse)
    assert command._moved(None, None) == ((), "DHG.inhabitants.2020 has no value")  # type: ignore[arg-type]  # noqa: SLF001
    facts = pa.Table.from_pylist(
        [
            {
                "source": "cbs",
                "input": "inhabitants",
                "period": "2020",
                "kind": "revised",
                "count": 2,
                "largest": 5.5,
                "largest_share": 0.1,
            }
        ]
    )
    found = command.Found({}, None, facts, "2022-nulmeting", (), (), "DHG.inhabitants.2020 has no value")  # type: ignore[arg-type]
    command._tell(found)  # noqa: SLF001
    said = capsys.readouterr().out
    assert "de brief niet te maken: DHG.inhabitants.2020" in said
    assert "herzien" in said
    assert "5,5" in said
    assert json.dumps(command._plain(found))  # noqa: SLF001


def test_what_is_new_takes_one_line_a_source(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"source": "cbs", "kind": "new", "count": 7, "largest": None, "largest_share": None}
    facts = pa.Table.from_pylist(
        [{**row, "input": name, "period": year} for name in ("a", "b") for year in ("2020", "2022")]
    )
    command._tell(command.Found({}, None, facts, "2022-nulmeting", (), (), ""))  # type: ignore[arg-type]  # noqa: SLF001
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("cbs")]
    assert line.split() == ["cbs", "2", "gegevens", "2020–2022", "nieuw", "28"]


def test_locks_are_only_written_beside_ones_own_definitions(tmp_path: Path) -> None:
    outcome = run("build", "--accept-sources", "--home", tmp_path, "--snapshot", tmp_path)
    assert outcome.code == 2
    assert "Name them with --definitions" in outcome.err


def test_nobody_accepts_while_a_take_is_busy(tmp_path: Path) -> None:
    with alone(tmp_path):
        outcome = run("changes", "--accept", "--by", "A", "--why", "b", "--home", tmp_path)
    assert outcome.code == 2
    assert "is busy here" in outcome.err
