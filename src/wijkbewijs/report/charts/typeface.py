"""Source Sans Pro from its PyPI package: for measuring text, and inside each drawing.

A page shows a drawing with `<img>`, and such a picture may not use the fonts of the page. Each SVG therefore
carries the glyphs of Dutch text (SIL OFL 1.1, which permits embedding and subsetting).
"""

import base64
import io
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import vl_convert
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from wijkbewijs.report.charts.style import TYPEFACE

_FILE = "SourceSansPro-Regular.ttf"
_ALPHABET = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:;()%+-–−/'’&=≈×·€²áéëèïóöü\u00a0"
)


@cache
def font_folder() -> Path:
    """Return the folder with the font files, registered with the renderer so that it measures with them."""
    with as_file(files("font_source_sans_pro") / "files") as folder:
        vl_convert.register_font_directory(str(folder))
        return Path(folder)


def font_face(characters: str) -> str:
    """Return the CSS rule that embeds the alphabet and whatever else `characters` need.

    One alphabet for all drawings costs a few kilobytes and saves cutting a font for each of them. It is
    stored uncompressed: compressed bytes differ between builds of zlib, these do not.
    """
    glyphs = _embedded(frozenset(characters) | _ALPHABET)
    return f"@font-face{{font-family:'{TYPEFACE}';src:url(data:font/ttf;base64,{glyphs})}}"


@cache
def _embedded(characters: frozenset[str]) -> str:
    options = Options(hinting=False, layout_features=["kern"], notdef_outline=True, recalc_timestamp=False)
    options.drop_tables += ["DSIG", "GDEF", "GSUB", "FFTM", "gasp"]
    options.name_IDs = [1]
    font = TTFont(font_folder() / _FILE, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, characters)))
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return base64.b64encode(out.getvalue()).decode()
