"""veraPDF accepts a sound PDF and names the clause that a flawed one breaks."""

from pathlib import Path

import pytest
import typst

from tests.documents import verapdf
from tests.needs import need

_SOUND = """
#set document(title: "Proefbrief")
#set text(lang: "nl")
= Stand van zaken
#table(columns: 1, table.header([Gebied]), [Zuidwest])
"""


@pytest.fixture
def verapdf_here() -> None:
    need(verapdf.missing(), why="veraPDF is a second opinion beside our own structure checks")


def _pdf(path: Path, *, standards: list[str]) -> Path:
    path.with_suffix(".typ").write_text(_SOUND)
    typst.compile(str(path.with_suffix(".typ")), output=str(path), pdf_standards=standards)
    return path


@pytest.mark.usefixtures("verapdf_here")
def test_verapdf_accepts_a_sound_pdf_and_refuses_one_without_the_standards(tmp_path: Path) -> None:
    sound = _pdf(tmp_path / "sound.pdf", standards=["ua-1", "a-2a"])
    flawed = _pdf(tmp_path / "flawed.pdf", standards=["1.7"])
    compliant, report = verapdf.validated([sound])
    assert compliant, report
    compliant, report = verapdf.validated([sound, flawed])
    assert not compliant
    lines = report.splitlines()
    assert [line.split()[:2] for line in lines if line.endswith(".pdf")] == [
        ["ok", "ua1"],
        ["ok", "2a"],
        ["FAILS", "ua1"],
        ["FAILS", "2a"],
    ]
    assert any("clause 5-1" in line for line in lines)
