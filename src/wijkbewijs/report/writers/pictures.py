"""Drawings as pixels, for the one format that cannot hold SVG."""

from functools import cache
from importlib.resources import as_file, files

import vl_convert

SCALE = 2.5  # 240 pixels an inch: sharp on paper


def png(svg: bytes) -> bytes:
    """Return a drawing as PNG, with the typeface of the charts whatever fonts the machine has."""
    _register_typeface()
    return bytes(vl_convert.svg_to_png(svg.decode(), scale=SCALE))


@cache
def _register_typeface() -> None:
    with as_file(files("font_source_sans_pro") / "files") as folder:
        vl_convert.register_font_directory(str(folder))
