"""Whatever is changed in a report after it was made, `wijkbewijs verify` finds it."""

import json
import os
import random
import re
import shutil
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.commands import run
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.canonical import sha256
from wijkbewijs.kernel.errors import EditionBroken
from wijkbewijs.report import verify
from wijkbewijs.report.verify import contents_of, differences, differences_in, figures_on_page
from wijkbewijs.report.writers import data
from wijkbewijs.report.writers.data import manifest_json

SEED = 20221123
MANIFEST = "manifest.json"
DIGIT = re.compile(rb"[0-9]")
SHOWN = re.compile(rb"<data\b.*?</data>", re.DOTALL)
KINDS = ("html", "csv", "json", "manifest")

Files = Mapping[str, bytes]


@pytest.fixture(scope="module")
def files(report: Path) -> Files:
    return contents_of(report)


@pytest.fixture
def chance() -> random.Random:
    """The same chance in every run."""
    return random.Random(SEED)  # noqa: S311 - no secret


@pytest.fixture
def hashed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash bytes that did not change once only: 200 reports differ in one file each."""
    remembered = cache(sha256)
    for module in (verify, data):
        monkeypatch.setattr(module, "sha256", remembered)


def of_kind(files: Files, kind: str) -> list[str]:
    if kind == "manifest":
        return [MANIFEST]
    return sorted(path for path in files if path.endswith(f".{kind}") and path != MANIFEST)


def other_digit(content: bytes, at: int, chance: random.Random) -> bytes:
    """The content with the digit at `at` made another digit."""
    digit = chance.choice([d for d in b"0123456789" if d != content[at]])
    return content[:at] + bytes([digit]) + content[at + 1 :]


def some_digit(content: bytes, chance: random.Random) -> int:
    """Where a digit stands: the first one from a random place on."""
    found = DIGIT.search(content, chance.randrange(len(content))) or DIGIT.search(content)
    assert found is not None
    return found.start()


def mutated(files: Files, chance: random.Random, times: int) -> Iterator[tuple[str, Files]]:
    """Yield the report with one digit changed, as often for every kind of file."""
    for kind in KINDS:
        for path in chance.choices(of_kind(files, kind), k=times // len(KINDS)):
            at = some_digit(files[path], chance)
            yield path, {**files, path: other_digit(files[path], at, chance)}


def test_a_report_as_it_was_made_has_no_differences(report: Path, edition: Edition) -> None:
    assert list(differences(report, edition)) == []


@pytest.mark.usefixtures("hashed_once")
def test_200_random_changes_of_one_digit_are_all_caught(
    files: Files, edition: Edition, chance: random.Random
) -> None:
    found = {(n, path): next(differences_in(report, edition), "") for n, (path, report) in
             enumerate(mutated(files, chance, 200))}  # fmt: skip
    assert len(found) == 200
    assert [path for (_, path), line in found.items() if not line] == []
    pages_and_data = [(path, line) for (_, path), line in found.items() if path != MANIFEST]
    assert all(line.startswith(f"{path}: ") for path, line in pages_and_data)


def test_a_digit_of_a_figure_on_a_page_is_caught_even_when_the_hash_is_made_to_fit(
    files: Files, edition: Edition, chance: random.Random
) -> None:
    missed = []
    for path in chance.choices(of_kind(files, "html"), k=100):
        shown = [found.span() for found in SHOWN.finditer(files[path])]
        start, end = chance.choice([span for span in shown if DIGIT.search(files[path], *span)])
        at = start + some_digit(files[path][start:end], chance)
        page = other_digit(files[path], at, chance).decode()
        if next(figures_on_page(path, page, edition), None) is None:
            missed.append((path, page[start:end]))
    assert missed == []


@pytest.mark.parametrize("path", ["cijfers.csv", "cijfers.json"])
def test_a_digit_of_the_data_is_caught_even_when_the_hash_is_made_to_fit(
    files: Files, edition: Edition, chance: random.Random, path: str
) -> None:
    for at in [some_digit(files[path], chance) for _ in range(5)]:
        forged = {path: other_digit(files[path], at, chance)}
        lines = list(differences_in({**forged, MANIFEST: manifest_json(edition, forged)}, edition))
        assert lines, files[path][at - 40 : at + 40]
        assert all(line.startswith(f"{path}: ") for line in lines)


def test_data_that_name_another_edition_are_caught_even_when_the_hash_is_made_to_fit(
    files: Files, edition: Edition
) -> None:
    other = files["cijfers.json"].replace(edition.hash.encode(), b"0" * 64)
    for content in (other, b"{}", b'{"figures": [1, 2]}', b"no json"):
        forged = {"cijfers.json": content}
        lines = list(differences_in({**forged, MANIFEST: manifest_json(edition, forged)}, edition))
        assert lines == ["cijfers.json: this is not the data of edition 2022-nulmeting"]


@pytest.mark.usefixtures("hashed_once")
def test_a_file_that_is_gone_and_one_that_was_added_are_named(files: Files, edition: Edition) -> None:
    without = {path: content for path, content in files.items() if path != "brief.pdf"}
    assert "brief.pdf: this file is missing" in differences_in(without, edition)
    more = {**files, "bewijs/eigen.html": b"<p>eigen</p>"}
    assert "bewijs/eigen.html: this file does not belong to the report" in differences_in(more, edition)


def test_without_its_manifest_nothing_vouches_for_a_report(files: Files, edition: Edition) -> None:
    bare = {path: content for path, content in files.items() if path != MANIFEST}
    assert next(differences_in(bare, edition)).startswith(f"{MANIFEST}: this file is missing")


@pytest.fixture
def copied(report: Path, tmp_path: Path) -> Path:
    """The report once more, to be changed: its files are links until one is replaced."""
    copy = tmp_path / "copy"
    shutil.copytree(report, copy, copy_function=os.link)
    return copy


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1
    path.unlink()
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_command_says_that_all_is_equal(report: Path, tmp_path: Path) -> None:
    outcome = run("verify", report, "--home", tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert "alles is gelijk aan editie 2022-nulmeting" in outcome.out


def test_the_command_ends_with_code_1_and_the_list_of_what_differs(copied: Path, tmp_path: Path) -> None:
    replaced(copied / "brief.html", ">1.115.910<", ">1.115.911<")
    (copied / "bijlage.pdf").unlink()
    outcome = run("verify", copied, "--home", tmp_path)
    assert outcome.code == EditionBroken.exit_code == 1
    assert "bijlage.pdf: this file is missing" in outcome.err
    assert "brief.html: the content has changed since it was made" in outcome.err
    assert "brief.html: NPLV20.inhabitants.2020 is shown as '1.115.911'" in outcome.err


def test_the_list_of_differences_is_also_data(copied: Path, tmp_path: Path) -> None:
    replaced(copied / "cijfers.csv", "DHG.inhabitants.2020,DHG", "DHG.inhabitants.2020,RTM")
    outcome = run("verify", copied, "--home", tmp_path, "--format", "json")
    said = json.loads(outcome.out)
    assert outcome.code == 1
    assert said["edition"] == "2022-nulmeting"
    assert said["differences"] == [
        "cijfers.csv: the content has changed since it was made",
        "cijfers.csv: the row of DHG.inhabitants.2020 differs from the edition",
    ]
