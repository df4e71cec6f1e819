"""The folder is whole or untouched, names every file with its hash, and is the same every time."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wijkbewijs.dossier.edition import Edition
from wijkbewijs.kernel.canonical import sha256
from wijkbewijs.kernel.errors import BadUsage
from wijkbewijs.kernel.folder import replaced
from wijkbewijs.report.letter import Letter
from wijkbewijs.report.writers.bundle import write_all


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def short(brief: Letter) -> Letter:
    """A letter that is quick to write."""
    return replace(brief, lead=(), chapters=())


def test_every_agreed_file_is_there(written: Path) -> None:
    names = {path.name for path in written.iterdir()}
    assert names == {
        "brief.html", "brief.pdf", "brief.docx", "bijlage.html", "bijlage.pdf", "cijfers.csv", "cijfers.json",
        "leegtes.csv", "manifest.json", "bewijs", "grafieken", "opmaak",
    }  # fmt: skip


def test_the_manifest_names_every_other_file_with_its_hash(written: Path, edition: Edition) -> None:
    manifest = json.loads((written / "manifest.json").read_text(encoding="utf-8"))
    hashes = {path: sha256(content) for path, content in contents(written).items() if path != "manifest.json"}
    assert {entry["path"]: entry["sha256"] for entry in manifest["files"]} == hashes
    assert (manifest["edition"], manifest["edition_hash"]) == ("2022-nulmeting", edition.hash)


def test_the_data_hold_every_figure_and_say_why_one_is_absent(written: Path, edition: Edition) -> None:
    with (written / "cijfers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[:5] == ["id", "area", "indicator", "period", "value"]
    assert [row["id"] for row in rows] == sorted(edition.figures)
    by_id = {row["id"]: row for row in rows}
    assert by_id["DHG.inhabitants.2020"]["value"] == "71120"
    hidden = by_id["ROO.good-health.2016"]
    assert (hidden["value"], hidden["absent"]) == ("", "suppressed")
    assert all(row["value"] or row["absent"] for row in rows)


def test_csv_and_json_say_the_same(written: Path) -> None:
    with (written / "cijfers.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    figures = json.loads((written / "cijfers.json").read_text(encoding="utf-8"))["figures"]
    assert len(figures) == len(rows)
    for figure, row in zip(figures, rows, strict=True):
        assert figure.keys() == row.keys()
        for name, value in figure.items():
            same = row[name] == "" if value is None else value in {row[name], _number(row[name])}
            assert same, (figure["id"], name)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def test_writing_twice_gives_the_same_bytes_in_every_file(
    brief: Letter, annex: Letter, edition: Edition, written: Path, tmp_path: Path
) -> None:
    again = write_all((brief, annex), edition, tmp_path / "weer")
    assert contents(again.folder) == contents(written)


def test_an_earlier_report_is_replaced_whole(short: Letter, edition: Edition, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    first = write_all((short,), edition, out)
    (out / "bewijs" / "oud.html").write_text("van een vorige keer")
    second = write_all((short,), edition, out)
    assert set(contents(out)) == set(second.sizes) == set(first.sizes)
    assert [path.name for path in tmp_path.iterdir()] == ["uit"]


def test_a_run_that_fails_leaves_the_earlier_report_whole(
    short: Letter, brief: Letter, edition: Edition, tmp_path: Path
) -> None:
    out = tmp_path / "uit"
    write_all((short,), edition, out)
    before = contents(out)
    with pytest.raises(ValueError, match="leads nowhere"):
        write_all((brief,), edition, out)  # its links need the annex
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["uit"]


def test_a_rename_that_fails_puts_the_earlier_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "uit"
    out.mkdir()
    (out / "manifest.json").write_text("vorige")
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", _failing_for_the_fresh(rename))
    with pytest.raises(OSError, match="vol"), replaced(out) as fresh:
        (fresh / "manifest.json").write_text("nieuw")
    assert (out / "manifest.json").read_text() == "vorige"


def _failing_for_the_fresh(rename: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    def fail(self: Path, target: Path) -> Path:
        if target.name == "uit" and not self.name.endswith("-old"):
            raise OSError("schijf vol")
        return rename(self, target)

    return fail


@pytest.mark.parametrize("make", [lambda p: p.write_text("x"), lambda p: (p.mkdir(), (p / "a").touch())])
def test_somebody_elses_file_or_folder_is_left_alone(
    tmp_path: Path, short: Letter, edition: Edition, make: Callable[[Path], object]
) -> None:
    out = tmp_path / "werk"
    make(out)
    with pytest.raises(BadUsage, match="left alone"):
        write_all((short,), edition, out)
    assert out.is_file() or [path.name for path in out.iterdir()] == ["a"]


def test_only_a_letter_with_a_letterhead_becomes_a_docx(
    annex: Letter, edition: Edition, tmp_path: Path
) -> None:
    written = write_all((annex,), edition, tmp_path / "uit")
    assert not [path for path in written.sizes if path.endswith(".docx")]
    assert written.receipts == sum(path.startswith("bewijs/") for path in contents(written.folder))
