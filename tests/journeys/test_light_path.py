"""Reading an edition is light: what computes from the sources is neither imported nor needed."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("pyarrow", "duckdb", "ibis", "pandas", "ruamel", "scipy", "shapely")
LIGHT_COMMANDS = ("figures", "receipt", "verify", "report", "check")
DHG = "DHG.net-participation.2022"

# What a machine without the extra `build` looks like to the interpreter.
WITHOUT = f"""
import sys
sys.modules.update(dict.fromkeys({HEAVY!r}))
from wijkbewijs.cli.main import main
sys.argv = ["wijkbewijs", *sys.argv[1:]]
main()
"""


def python(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *(str(argument) for argument in arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", LIGHT_COMMANDS)
def test_importing_a_command_that_reads_an_edition_imports_no_engine(name: str) -> None:
    found = python(
        "import sys; from wijkbewijs.cli.table import COMMANDS, loaded; loaded(COMMANDS[sys.argv[1]]);"
        f"print(*sorted({set(HEAVY)!r} & {{name.partition('.')[0] for name in sys.modules}}))",
        name,
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "\n", "")


def test_an_edition_is_read_with_the_standard_library_alone() -> None:
    found = python(
        "import sys; from wijkbewijs.dossier.edition import read_edition;"
        "from wijkbewijs.dossier.shipped import SHIPPED; before = set(sys.modules);"
        "assert len(read_edition(SHIPPED).figures) > 10_000;"
        "names = {name.partition('.')[0] for name in sys.modules};"
        "print(*sorted(names - set(sys.stdlib_module_names) - {'__main__', 'wijkbewijs'}))"
    )
    foreign = [name for name in found.stdout.split() if not name.startswith(("_", "sitecustomize"))]
    assert (found.returncode, foreign) == (0, []), found.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("figures", "--area", "DHG"), "71.120 inwoners"),
        (("receipt", DHG), "WK051833"),
        (("check",), "; 0 zonder bewijs."),
        (("build", "--help"), "vraagt de extra `build`"),
    ],
)
def test_a_machine_without_the_engine_reads_all_the_same(
    tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    home = () if "build" in arguments else ("--home", tmp_path)
    found = python(WITHOUT, *arguments, *home)
    assert (found.returncode, found.stderr) == (0, "")
    assert says in found.stdout


def test_a_machine_without_the_engine_verifies_a_report(report: Path, tmp_path: Path) -> None:
    found = python(WITHOUT, "verify", report, "--home", tmp_path)
    assert (found.returncode, found.stderr) == (0, "")
    assert "alles is gelijk" in found.stdout


def test_a_build_without_the_engine_says_what_to_install(tmp_path: Path) -> None:
    found = python(WITHOUT, "build")
    assert (found.returncode, found.stdout) == (2, "")
    assert "Install the extra `build`" in found.stderr
    assert list(tmp_path.iterdir()) == []
