"""The edition that ships inside the package: results of our own pipeline, no publisher's file."""

from importlib.resources import files
from pathlib import Path

SHIPPED = Path(str(files("wijkbewijs.dossier"))) / "editions" / "2022-nulmeting"
