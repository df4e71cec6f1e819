"""The browser check lets a sound page through and finds each flaw once on purpose."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.needs import need

_HERE = Path(__file__).parent


@pytest.fixture
def browser(root: Path) -> None:
    missing = [] if shutil.which("node") else ["Node"]
    missing += (
        [] if (root / "node_modules" / "axe-core").is_dir() else ["axe-core (`make check` installs it)"]
    )
    missing += [] if Path(os.environ.get("CHROMIUM", "/usr/bin/chromium")).exists() else ["Chromium"]
    need(missing, why="Only the check of accessibility looks through a browser.")


def _looked_at(page: str) -> subprocess.CompletedProcess[str]:
    command = ["node", str(_HERE / "axe.mjs"), str(_HERE / "pages" / page)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("browser")
def test_a_sound_page_passes_the_browser_check() -> None:
    seen = _looked_at("sound.html")
    assert seen.returncode == 0, seen.stdout + seen.stderr


@pytest.mark.usefixtures("browser")
@pytest.mark.parametrize(
    ("page", "finding"),
    [("picture-without-words.html", "image-alt (1x)"), ("wider-than-a-phone.html", "reflow: ")],
)
def test_a_flawed_page_fails_the_browser_check(page: str, finding: str) -> None:
    seen = _looked_at(page)
    assert seen.returncode == 1, seen.stdout + seen.stderr
    assert finding in seen.stdout
