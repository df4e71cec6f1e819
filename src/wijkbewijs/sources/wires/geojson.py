"""Pages of GeoJSON: what every protocol for features promises about them."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.wires.json_body import json_of

EXAMPLE = "example.json"  # the one feature that describes a collection
MOST_PAGES = 1_000  # of one collection: a million features, where the Netherlands has 15,000 buurten
_SHOWN = 120

Feature = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Features as they came, the address of the next page (or empty), and what the server counted."""

    features: tuple[Feature, ...]
    next: str
    matched: int | None
    returned: int | None


@dataclass(slots=True)
class Seen:
    """The features of one collection that came so far: none may come twice, none may be lost."""

    where: str
    ids: set[str] = field(default_factory=set)
    pages: int = 0

    def add(self, page: Page) -> None:
        """Count the features of a page; BadSource for a page too many and for a feature that came before."""
        self.pages += 1
        if self.pages > MOST_PAGES:
            raise BadSource(
                f"{self.where}: more than {MOST_PAGES} pages. The server does not end; stop here."
            )
        for feature in page.features:
            name = str(feature.get("id") or feature["properties"])
            if name in self.ids:
                raise BadSource(
                    f"{self.where}: feature {name[:_SHOWN]} came twice: the server repeats a page. Take "
                    "the source again later."
                )
            self.ids.add(name)

    def check_whole(self, matched: int | None) -> None:
        """Raise BadSource when the server announced another number of features, or when none came."""
        if not self.ids:
            raise BadSource(
                f"{self.where}: no feature came. Check the name and the filter in the definition."
            )
        if matched is not None and len(self.ids) != matched:
            raise BadSource(
                f"{self.where}: {len(self.ids)} features came, {matched} were announced. Take it again."
            )


def page_of(body: bytes, where: str) -> Page:
    """Return one page; BadSource, which names `where`, for whatever is no whole FeatureCollection."""
    data = json_of(body, where)
    if not isinstance(data, dict) or not isinstance(data.get("features"), list):
        raise BadSource(f"{where}: the answer is no FeatureCollection. Check the address in the definition.")
    features = tuple(_feature(item, where) for item in data["features"])
    page = Page(features, _next(data), _count(data, "numberMatched"), _count(data, "numberReturned"))
    if page.returned is not None and page.returned != len(features):
        raise BadSource(
            f"{where}: the page says it holds {page.returned} features and holds {len(features)}. "
            "Take it again."
        )
    return page


def pages_of(bundle: Bundle, folder: str) -> Iterator[Page]:
    """Return the pages that a take stored under `folder/`, in order, each checked again."""
    for name in bundle.names:
        if name.startswith(f"{folder}/") and not name.endswith(f"/{EXAMPLE}"):
            yield page_of(bundle.read(name), f"{bundle.name}: {name}")


def examples_of(bundle: Bundle) -> tuple[Page, ...]:
    """Return the page with one feature of each collection, each checked again."""
    names = (f"{folder}/{EXAMPLE}" for folder in folders_of(bundle))
    return tuple(page_of(bundle.read(name), f"{bundle.name}: {name}") for name in names)


def labels_of(pages: Iterable[Page]) -> pa.Table:
    """Return a label for each property: it has no other title than its name, and no unit."""
    keys = list(dict.fromkeys(key for page in pages for f in page.features for key in f["properties"]))
    return pa.table(
        {
            "key": pa.array(keys, pa.string()),
            "title": pa.array(keys, pa.string()),
            "unit": pa.array([""] * len(keys), pa.string()),
            "groups": pa.array([[] for _ in keys], pa.list_(pa.string())),
        }
    )


def member(folder: str, number: int) -> str:
    """Return the name under which page `number` is stored."""
    return f"{folder}/{number:05}.json"


def folders_of(bundle: Bundle) -> tuple[str, ...]:
    """Return the collections or layers of a take, in the order in which they were asked."""
    return tuple(dict.fromkeys(name.partition("/")[0] for name in bundle.names if "/" in name))


def number_of(value: object, where: str) -> float | None:
    """Return a property as a number, None for text or nothing; BadSource when it is not finite.

    >>> number_of(3, "x"), number_of("2", "x"), number_of("Bouwlust", "x")
    (3.0, 2.0, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise BadSource(f"{where}: {str(value)[:_SHOWN]!r} is no finite number. Take the table again.")
    return number


def _feature(item: object, where: str) -> Feature:
    if not isinstance(item, dict) or not isinstance(item.get("properties"), dict):
        raise BadSource(f"{where}: a feature has no properties. Take the table again.")
    return item


def _next(data: Mapping[str, Any]) -> str:
    links = data.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") == "next" and isinstance(link.get("href"), str):
            return str(link["href"])
    return ""


def _count(data: Mapping[str, Any], key: str) -> int | None:
    value = data.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
