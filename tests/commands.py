"""Running a command as a shell would, but inside this process: exit code and what was said."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from wijkbewijs.cli.main import main
from wijkbewijs.kernel.canonical import sha256


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended: its exit code, and what it wrote to standard output and to standard error."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Outcome:
    """Run `wijkbewijs ARGUMENTS`; a traceback is no outcome, so it comes through."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    command = ["wijkbewijs", *(str(argument) for argument in arguments)]
    with patch.object(sys, "argv", command), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
    return Outcome(code, out.getvalue(), err.getvalue())


def state_of(folder: Path) -> dict[str, str]:
    """Every file and folder below `folder` with its hash: the same when nothing was written."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()) if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }
