"""The import contracts, run on a copy of the package in which something may have been spoilt."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_VERDICT = re.compile(r"^(?P<name>.+) (?P<verdict>KEPT|BROKEN)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class House:
    """A copy of the package's code that may be spoilt, beside the contracts of the repository."""

    folder: Path
    config: Path

    def add(self, module: str, line: str) -> None:
        """Append `line` to the module `module` (dotted, below the package); make it when it is absent."""
        path = self.folder.joinpath("wijkbewijs", *module.split(".")).with_suffix(".py")
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")

    def broken(self) -> list[str]:
        """Return the names of the contracts that are broken now."""
        command = [
            str(Path(sys.executable).with_name("lint-imports")),
            "--no-cache",
            "--config",
            str(self.config),
        ]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )
        verdicts = {match["name"].strip(): match["verdict"] for match in _VERDICT.finditer(done.stdout)}
        assert set(verdicts) == {contract["name"] for contract in contracts(self.config)}, done.stdout
        broken = [name for name, verdict in verdicts.items() if verdict == "BROKEN"]
        assert done.returncode == (1 if broken else 0), done.stdout
        return broken


def copied(package: Path, config: Path, folder: Path) -> House:
    """Return a copy of the code of `package` in `folder`."""
    shutil.copytree(package, folder / "wijkbewijs", ignore=_everything_but_code)
    return House(folder, config)


def contracts(config: Path) -> list[dict[str, Any]]:
    """Return the contracts in `pyproject.toml` as they are written."""
    written: list[dict[str, Any]] = tomllib.loads(config.read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return written


def _everything_but_code(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not (name.endswith(".py") or Path(folder, name).is_dir())]
