"""What is built is whole: every file of the package ships, data as well as code."""

import subprocess
import sys
import zipfile
from pathlib import Path


def test_every_file_of_the_package_ships_in_the_wheel(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if name.startswith("wijkbewijs/")}
    files = (path for path in (root / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert shipped == {path.relative_to(root / "src").as_posix() for path in files}
    assert "wijkbewijs/py.typed" in shipped
