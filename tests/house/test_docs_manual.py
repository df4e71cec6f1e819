"""The manual says everything there is to know, nothing that is not there, and its examples run."""

import contextlib
import doctest
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from tests.house.manual import MANUAL, TABLES, commands, definitions, drawn, options
from wijkbewijs.cli.changes import CHANGE_WORDS
from wijkbewijs.cli.contracts import TESTED_ON
from wijkbewijs.cli.main import application
from wijkbewijs.cli.take import SETTING, overrides
from wijkbewijs.dossier.finding import CHECKS as SENTENCE_CHECKS
from wijkbewijs.facts.checks import CHECKS as FACT_CHECKS
from wijkbewijs.kernel.errors import WijkbewijsError

PAGES = {page.stem: page.read_text(encoding="utf-8") for page in sorted(MANUAL.glob("*.md"))}
# By task, in the order of the manual's first page: a page may use what the one before it made.
WALK = ("cijfer-zoeken", "bewijs-lezen", "brief-maken", "controleren")
FROM_THE_SOURCES = "zelf-bouwen"
_FENCE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LIKE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Example(NamedTuple):
    """A command of the manual with what the page says that it prints (`...` is anything)."""

    page: str
    command: str
    says: str


def examples(page: str, text: str) -> Iterator[Example]:
    for block in _FENCE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, says = part.partition("\n")
            yield Example(page, command, says)


def wrong(example: Example, env: Mapping[str, str]) -> str:
    """Run an example and return what is wrong with it, or nothing."""
    program, *arguments = shlex.split(example.command)
    result = CliRunner().invoke(application, arguments, env=dict(env))
    if program != "wijkbewijs" or result.exit_code != 0:
        return f"{example.page}: {example.command}: exit {result.exit_code}: {result.exception}"
    printed = " ".join(result.output.split())  # a space in Dutch numbers may be one that does not break
    if not doctest.OutputChecker().check_output(example.says, printed, _LIKE):
        return f"{example.page}: {example.command} prints:\n{result.output[:2000]}"
    return ""


def test_the_examples_by_task_run_and_print_what_the_page_says(tmp_path: Path) -> None:
    env = {"WIJKBEWIJS_HOME": str(tmp_path / "home"), "WIJKBEWIJS_SNAPSHOT": str(tmp_path / "none")}
    listed = [example for page in WALK for example in examples(page, PAGES[page])]
    with contextlib.chdir(tmp_path):
        assert [problem for example in listed if (problem := wrong(example, env))] == []
    assert {example.page for example in listed} == set(WALK)
    named = re.findall(
        r"`([^`]+)`", "".join(re.findall(r"^\| (`.+?) \|", PAGES["brief-maken"], re.MULTILINE))
    )
    made = {path.name for path in (tmp_path / "out" / "2022-nulmeting").iterdir()}
    assert {name.rstrip("/") for name in named} == made


def test_the_example_of_building_runs_where_the_sources_are(tmp_path: Path, snapshot: Path) -> None:
    env = {"WIJKBEWIJS_HOME": str(tmp_path / "home"), "WIJKBEWIJS_SNAPSHOT": str(snapshot)}
    listed = list(examples(FROM_THE_SOURCES, PAGES[FROM_THE_SOURCES]))
    assert listed
    assert [problem for example in listed if (problem := wrong(example, env))] == []


def test_no_example_stands_on_a_page_that_is_not_run() -> None:
    other = set(PAGES) - {*WALK, FROM_THE_SOURCES}
    assert [example for page in other for example in examples(page, PAGES[page])] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_drawn_table_is_what_the_code_says_today(page: str) -> None:
    assert drawn(PAGES[page]) == PAGES[page], "run `python -m tests.house.manual`"


def test_every_table_that_can_be_drawn_stands_on_one_page() -> None:
    found = re.findall(r"<!-- getekend: (\w+) -->", "".join(PAGES.values()))
    assert sorted(found) == sorted(TABLES)


@pytest.mark.parametrize("name", commands())
def test_every_command_stands_in_the_manual_with_all_its_options(name: str) -> None:
    section = PAGES["opdrachten"].partition(f"### `wijkbewijs {name}")[2].partition("###")[0]
    assert section
    assert [o.opts[0] for o in options(commands()[name]) if f"`{o.opts[0]}" not in section] == []


def test_every_option_that_the_manual_names_exists() -> None:
    known = {o.opts[0] for command in commands().values() for o in options(command)} | {"--help", "--version"}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", "".join(PAGES.values())))
    assert named - known == set()


def test_every_indicator_stands_in_the_manual_by_its_id() -> None:
    ids = re.findall(r"^\| `([a-z0-9-]+)` \|", PAGES["indicatoren"], re.MULTILINE)
    assert sorted(ids) == sorted(indicator.id for indicator in definitions().indicators)


def test_every_check_and_every_warning_stands_in_the_manual_once() -> None:
    listed = re.findall(r"^\| ([A-Z]\d{3}) \|", PAGES["controles"], re.MULTILINE)
    known = {check.code for check in FACT_CHECKS} | SENTENCE_CHECKS.keys()
    assert sorted(listed) == sorted(known | {caveat.code for caveat in definitions().caveats})


def test_every_setting_stands_in_the_manual_and_no_other() -> None:
    asked = {str(o.envvar) for command in commands().values() for o in options(command) if o.envvar}
    rows = re.findall(r"^\| `(WIJKBEWIJS_\w+)(?:<BRON>)?` \|", PAGES["instellingen"], re.MULTILINE)
    assert set(rows) == asked | {SETTING}
    named = set(re.findall(r"WIJKBEWIJS_\w+", "".join(PAGES.values()))) - asked - {SETTING}
    assert named
    assert len(overrides(dict.fromkeys(named, "https://example.org"), definitions().sources)) == len(named)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("bronnen-halen", TESTED_ON.values()),
        ("nieuwe-gegevens", CHANGE_WORDS.values()),
    ],
)
def test_a_word_that_a_command_prints_is_explained_where_it_is_told(page: str, words: Iterable[str]) -> None:
    explained = re.findall(r"^\| ([^|]+) \|", PAGES[page], re.MULTILINE)
    assert [word for word in words if word not in explained] == []


def test_every_error_stands_in_the_manual_with_its_exit_code() -> None:
    listed = re.findall(r"^\| (\d+) \| `(\w+)` \|", PAGES["fouten"], re.MULTILINE)
    known = {kind.__name__: kind.exit_code for kind in (WijkbewijsError, *WijkbewijsError.__subclasses__())}
    assert {name: int(code) for code, name in listed} == known


def test_every_page_is_reached_from_the_first() -> None:
    linked = set(re.findall(r"\]\(([\w-]+)\.md\)", PAGES["README"]))
    assert linked == set(PAGES) - {"README"}


@pytest.mark.parametrize("page", PAGES)
def test_the_manual_is_written_in_short_sentences(page: str) -> None:
    drawn_or_shown = r"```.*?```|<!-- getekend.*?einde -->|^[|#].*?$"
    prose = re.sub(drawn_or_shown, "", PAGES[page], flags=re.DOTALL | re.MULTILINE)
    lengths = [
        len(sentence.split()) for sentence in re.split(r"(?<=[.!?:])\s+|\n\n", prose) if sentence.strip()
    ]
    assert max(lengths) <= 28
    assert sum(lengths) / len(lengths) <= 18


def test_an_example_that_prints_something_else_is_found() -> None:
    text = "```console\n$ wijkbewijs --version\nwijkbewijs, version nothing\n$ wijkbewijs nonsense\n```\n"
    found = [wrong(example, {}) for example in examples("made-up", text)]
    assert "prints:\nwijkbewijs, version" in found[0]
    assert "exit 2" in found[1]
