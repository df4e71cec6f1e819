"""What the repository tells about itself is true: links lead somewhere, tests exist, commands run."""

import ast
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.house.manual import commands, definitions, options
from wijkbewijs.cli.main import application

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
STATES = {"works", "partly", "not yet"}
FIRST_SCREEN = 30  # lines
_LINK = re.compile(r"(?<!`)\]\((?!https?:)([^)#\s]+)(?:#([^)]+))?\)")
_MENTION = re.compile(r"wijkbewijs ([a-z]+)((?: --[a-z-]+(?: [A-Z]+)?)*)")


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _rows(name: str) -> dict[str, list[str]]:
    """Return the table of promises: cells by the number of the promise."""
    lines = (line for line in _text(name).splitlines() if re.match(r"\| S\d+ \|", line))
    rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines)
    return {row[0]: row for row in rows}


PROMISES = _rows("docs/brief-2022.md")


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_link_between_documents_leads_somewhere(document: Path) -> None:
    targets = [target for target, _ in _LINK.findall(document.read_text(encoding="utf-8"))]
    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_command_that_is_named_exists_with_its_options(document: Path) -> None:
    known = commands()
    code = re.findall(r"`([^`\n]+)`|^\$ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    for name, given in _MENTION.findall("\n".join(a or b for a, b in code)):
        assert name in known, f"there is no command {name}"
        names = {option.opts[0] for option in options(known[name])} | {"--help"}
        assert set(re.findall(r"--[a-z-]+", given)) <= names


def test_the_letter_of_2022_is_followed_promise_by_promise() -> None:
    assert list(PROMISES) == [f"S{number}" for number in range(1, 12)]
    asked = {commitment.id for commitment in definitions().programme.commitments}
    assert {promise for promise in asked if promise.startswith("S")} <= set(PROMISES)


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_has_a_state_and_says_what_is_missing(promise: str) -> None:
    *_, state, missing = PROMISES[promise]
    assert state in STATES
    assert missing or state == "works"


@pytest.mark.parametrize("promise", PROMISES)
def test_the_code_of_a_promise_exists(promise: str) -> None:
    paths = re.findall(r"`([^`]+)`", PROMISES[promise][3])
    assert paths
    assert [path for path in paths if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("promise", PROMISES)
def test_the_test_of_a_promise_exists(promise: str) -> None:
    tests = re.findall(r"`([^`:]+)::(\w+)`", PROMISES[promise][4])
    assert tests
    for path, name in tests:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("promise", PROMISES)
def test_the_command_of_a_promise_runs(promise: str) -> None:
    (name,) = re.findall(r"`wijkbewijs ([a-z]+)`", PROMISES[promise][5])
    result = CliRunner().invoke(application, [name, "--help"])
    assert result.exit_code == 0, result.output


def test_the_first_screen_leads_to_the_promises_and_names_the_two_commands() -> None:
    screen = "\n".join(_text("README.md").splitlines()[:FIRST_SCREEN])
    assert "(docs/brief-2022.md)" in screen
    assert "make report" in screen
    assert "make test" in screen


def test_the_picture_of_the_letter_is_there_and_light() -> None:
    (picture,) = re.findall(r"!\[[^\]]{20,}\]\(([^)]+)\)", _text("README.md"))
    content = (ROOT / picture).read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < 200_000


def test_the_house_is_drawn_with_the_rooms_that_exist() -> None:
    drawing = _text("README.md").partition("```text\n")[2].partition("```")[0]
    rooms = [path.parent.name for path in (ROOT / "src" / "wijkbewijs").glob("*/__init__.py")]
    assert sorted(re.findall(r"^ +([a-z]+)", drawing, re.MULTILINE)) == sorted(rooms)


def test_every_command_stands_in_the_readme() -> None:
    named = re.findall(r"^\| `wijkbewijs ([a-z]+)` \|", _text("README.md"), re.MULTILINE)
    assert sorted(named) == sorted(commands())


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "docs/manual/README.md"])
def test_every_make_command_that_is_named_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", _text("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", _text(document), re.MULTILINE))
    assert named
    assert named <= targets


def test_every_method_and_every_first_page_is_reached_from_the_readme() -> None:
    linked = {target for target, _ in _LINK.findall(_text("README.md"))}
    pages = {_name(path) for path in (ROOT / "docs" / "methods").glob("*.md")}
    others = {_name(path) for path in ROOT.glob("*.md")} - {"README.md"}
    assert pages | others | {"docs/manual/README.md", "docs/adr", "docs/brief-2022.md"} <= linked


def test_the_changes_name_the_version_and_the_shipped_edition() -> None:
    changes = _text("CHANGELOG.md")
    version = CliRunner().invoke(application, ["--version"]).output.split()[-1]
    assert f"\n## {version}" in changes
    editions = (ROOT / "src" / "wijkbewijs" / "dossier" / "editions").iterdir()
    assert [edition.name for edition in editions if edition.name not in changes] == []
