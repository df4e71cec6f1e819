"""The typefaces of pages and PDF, from their PyPI packages (SIL OFL 1.1)."""

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Face:
    """One font file of a package."""

    package: str
    file: str

    @property
    def content(self) -> bytes:
        """The bytes of the file, as the package brings them."""
        return (files(self.package) / "files" / self.file).read_bytes()


# One file for each weight: with OTF and TTF side by side the choice would depend on the order of a folder.
FACES = (
    Face("font_source_sans_pro", "SourceSansPro-Regular.otf"),
    Face("font_source_sans_pro", "SourceSansPro-It.otf"),
    Face("font_source_sans_pro", "SourceSansPro-Semibold.otf"),
    Face("font_source_serif_pro", "SourceSerifPro-Semibold.otf"),
)
LICENCES = {
    "OFL-SourceSansPro.txt": Face("font_source_sans_pro", "LICENSE.txt"),
    "OFL-SourceSerifPro.txt": Face("font_source_serif_pro", "LICENSE.txt"),
}


def typeface_files() -> dict[str, bytes]:
    """Return the font files and their licences by file name."""
    fonts = {face.file: face.content for face in FACES}
    return fonts | {name: licence.content for name, licence in LICENCES.items()}
