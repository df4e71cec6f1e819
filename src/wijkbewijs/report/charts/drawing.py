"""From a Vega-Lite specification to a small, self-contained SVG, the same bytes every time."""

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import vl_convert

from wijkbewijs.kernel.canonical import json_bytes, number_text, sha256
from wijkbewijs.report.charts.style import TYPEFACE, WIDTH
from wijkbewijs.report.charts.typeface import font_face, font_folder

LOOK = "1"  # raise it when this module changes what it writes: cached drawings are then made again

_SVG = "http://www.w3.org/2000/svg"
_DROPPED = (
    "class",
    "role",
    "aria-roledescription",
    "aria-hidden",
    "aria-label",
    "pointer-events",
    "font-family",
)
_IDLE = {"opacity": "1", "transform": "translate(0,0)", "stroke-dasharray": ""}
# Attributes that a group hands down to what it holds (SVG 1.1, property index).
_INHERITED = (
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-opacity", "fill-opacity",
    "font-size", "font-weight", "font-style", "text-anchor",
)  # fmt: skip
_GEOMETRY = ("d", "transform", "x", "y", "x2", "y2", "width", "height")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}(?:e-\d+)?")
_FRAME = re.compile(r"M0,0h[\d.]+v[\d.]+h-?[\d.]+Z")
_CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0Z?")
_SHIFT = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")

ET.register_namespace("", _SVG)


def drawn(spec: dict[str, Any], title: str, description: str, cache: Path | None = None) -> bytes:
    """Return the SVG of `spec`, `WIDTH` pixels wide, with a Dutch title and description.

    With `cache` (a folder) a drawing that was made before is read from there, by the hash of what goes in.
    Raises ValueError when the drawing is too wide: something would be cut off.
    """
    if cache is None:
        return _drawn(spec, title, description)
    key = sha256(json_bytes([spec, title, description, LOOK, version("vl-convert-python")]))
    path = cache / f"{key}.svg"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_drawn(spec, title, description))
    return path.read_bytes()


def _drawn(spec: dict[str, Any], title: str, description: str) -> bytes:
    font_folder()
    raw = vl_convert.vegalite_to_svg(spec, format_locale="nl-NL", time_format_locale="nl-NL")
    root = ET.fromstring(raw)  # noqa: S314 - what our own renderer just wrote
    _widen(root)
    _lighten(root)
    root.set("font-family", f"'{TYPEFACE}',sans-serif")
    root.set("role", "img")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "nl")
    words = "".join(element.text or "" for element in root.iter(f"{{{_SVG}}}text"))
    for place, (tag, text) in enumerate(
        (("title", title), ("desc", description), ("style", font_face(words)))
    ):
        root.insert(place, _element(tag, text))
    written: bytes = ET.tostring(root, encoding="utf-8")
    return written


def _element(tag: str, text: str) -> ET.Element:
    element = ET.Element(f"{{{_SVG}}}{tag}")
    element.text = text
    return element


def _widen(root: ET.Element) -> None:
    """Give the drawing, and the paper under it, the width that all drawings have."""
    width, height = root.attrib["width"], root.attrib["height"]
    if float(width) > WIDTH:
        raise ValueError(f"the drawing is {width} pixels wide and would be cut off at {WIDTH}")
    root.set("width", str(WIDTH))
    root.set("viewBox", f"0 0 {WIDTH} {height}")
    for paper in root.iterfind(f"{{{_SVG}}}rect"):
        paper.set("width", str(WIDTH))


def _lighten(element: ET.Element) -> None:
    """Leave out what draws nothing and say nothing twice."""
    for name in _DROPPED:
        element.attrib.pop(name, None)
    for name, value in list(element.attrib.items()):
        if _IDLE.get(name) == value:
            del element.attrib[name]
        elif name in _GEOMETRY:
            element.set(name, _LONG_NUMBER.sub(_short, value))
    kept: list[ET.Element] = []
    for child in list(element):
        _lighten(child)
        kept += _worth(child)
    element[:] = kept
    _as_circle(element)
    if element.tag == f"{{{_SVG}}}g":
        _hand_up(element)


def _short(found: re.Match[str]) -> str:
    return number_text(float(found[0]), 1)


def _as_circle(element: ET.Element) -> None:
    """Write a dot as the circle that it is, in a third of the bytes."""
    circle = _CIRCLE.fullmatch(element.get("d", ""))
    shift = _SHIFT.fullmatch(element.get("transform", ""))
    if circle and shift:
        del element.attrib["d"], element.attrib["transform"]
        element.tag = f"{{{_SVG}}}circle"
        element.attrib.update(cx=shift[1], cy=shift[2], r=circle[1])


def _worth(element: ET.Element) -> list[ET.Element]:
    """The element, or what remains: nothing when it is invisible, its content when it is a bare group."""
    path = element.get("d")
    frame = path is not None and _FRAME.fullmatch(path) and {"fill", "stroke"}.isdisjoint(element.keys())
    wordless = element.tag == f"{{{_SVG}}}text" and not element.text
    if frame or wordless or path == "" or element.get("display") == "none" or element.get("opacity") == "0":
        return []
    if element.tag == f"{{{_SVG}}}g" and not (element.attrib and len(element)):
        return list(element)
    return [element]


def _hand_up(group: ET.Element) -> None:
    """Say once on the group what all that it holds says alike."""
    for name in _INHERITED:
        values = {child.get(name) for child in group}
        if len(values) == 1 and None not in values:
            group.set(name, values.pop() or "")
            for child in group:
                del child.attrib[name]
