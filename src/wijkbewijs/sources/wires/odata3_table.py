"""What an OData v3 table says about itself: TableInfos, DataProperties and the codes of its dimensions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.wires.description import Description
from wijkbewijs.sources.wires.odata3_body import Row, rows_of

REGION_KINDS = frozenset({"GeoDetail", "GeoDimension"})
PERIOD_KIND = "TimeDimension"
_DIMENSION_KINDS = REGION_KINDS | {PERIOD_KIND, "Dimension"}
_KINDS = _DIMENSION_KINDS | {"Topic", "TopicGroup"}
_MOST_LEVELS = 10  # CBS nests topic groups at most four deep; more means that the parents form a ring


@dataclass(frozen=True, slots=True)
class Property:
    """A dimension, or a topic with its unit and the titles of the groups above it, nearest first.

    `holds_text` marks a topic whose cells are words or codes instead of numbers.
    """

    key: str
    kind: str
    title: str
    unit: str
    groups: tuple[str, ...]
    holds_text: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """A table by its own description; `id` as the publisher writes it, `records` None when not announced."""

    id: str
    title: str
    modified: str
    records: int | None
    dimensions: tuple[Property, ...]
    topics: tuple[Property, ...]

    @property
    def name(self) -> str:
        """The table and its measures, for errors: `47018NED (Geregistreerde misdrijven)`."""
        rest = f" and {len(self.topics) - 1} more" if len(self.topics) > 1 else ""
        return f"{self.id} ({self.topics[0].title}{rest})" if self.topics else self.id

    @property
    def described(self) -> Description:
        """The same in the words that all protocols share."""
        labels = {
            "key": [topic.key for topic in self.topics],
            "title": [topic.title for topic in self.topics],
            "unit": [topic.unit for topic in self.topics],
        }
        table = pa.table({name: pa.array(texts, pa.string()) for name, texts in labels.items()})
        groups = pa.array([list(topic.groups) for topic in self.topics], pa.list_(pa.string()))
        return Description(
            title=self.title,
            modified=self.modified,
            licence="",  # version 3 does not tell
            dimensions=tuple(dimension.key for dimension in self.dimensions),
            labels=table.append_column("groups", groups),
            records=self.records,
        )


def contents_of(infos: list[Row], properties: list[Row], table: str) -> Contents:
    """Return what the rows of TableInfos and DataProperties say; `table` names the table in errors.

    Raises BadSource when there is not one table, when a type is unknown, a key stands there twice or the
    groups of a topic do not end.
    """
    if len(infos) != 1:
        raise BadSource(f"{table}: TableInfos describes {len(infos)} tables, expected 1. Take it again.")
    info, records = infos[0], infos[0].get("RecordCount")
    found = _properties(properties, str(info.get("Identifier") or table))
    return Contents(
        id=str(info.get("Identifier") or table),
        title=_one_spaced(info.get("Title")),
        modified=str(info.get("Modified") or ""),
        records=records if isinstance(records, int) else None,
        dimensions=tuple(p for p in found if p.kind in _DIMENSION_KINDS),
        topics=tuple(p for p in found if p.kind == "Topic"),
    )


def contents_in(bundle: Bundle) -> Contents:
    """Return what a taken table says about itself; BadSource as `contents_of`."""
    infos = list(rows_of(bundle, "TableInfos", bundle.name))
    return contents_of(infos, list(rows_of(bundle, "DataProperties", bundle.name)), bundle.name)


def keys_of(rows: list[Row], dimension: str, table: str) -> list[str]:
    """Return the keys of a dimension with their padding; BadSource for none, one twice or none as text."""
    keys = [row.get("Key") for row in rows]
    texts = [key for key in keys if isinstance(key, str)]
    if not texts or len({text.strip() for text in texts}) != len(keys):
        raise BadSource(
            f"{table}: the {len(keys)} codes of {dimension} are not all there, or not all different. "
            "Take the source again; when it stays, tell the publisher."
        )
    return texts


def _properties(rows: list[Row], table: str) -> list[Property]:
    by_id = {str(row.get("ID")): row for row in rows}
    strange = [row for row in rows if str(row.get("Type")) not in _KINDS]
    if strange:
        raise BadSource(
            f"{table}: DataProperties has {strange[0].get('Key')!r} of the unknown type "
            f"{strange[0].get('Type')!r}. Mend the reader when the publisher added a type."
        )
    found = [_property(row, by_id, table) for row in rows if row["Type"] != "TopicGroup"]
    counted = Counter(item.key for item in found)
    double = next((key for key, count in counted.items() if count > 1 or not key), None)
    if double is not None:
        raise BadSource(f"{table}: DataProperties has the key {double!r} twice or empty. Take it again.")
    return found


def _property(row: Row, by_id: Mapping[str, Row], table: str) -> Property:
    return Property(
        key=str(row.get("Key") or ""),
        kind=str(row["Type"]),
        title=_one_spaced(row.get("Title")),
        unit=_one_spaced(row.get("Unit")),
        groups=_groups(row, by_id, table),
        holds_text=row.get("Datatype") == "String",
    )


def _groups(row: Row, by_id: Mapping[str, Row], table: str) -> tuple[str, ...]:
    titles: list[str] = []
    parent = row.get("ParentID")
    while parent is not None:
        if str(parent) not in by_id or len(titles) > _MOST_LEVELS:
            raise BadSource(f"{table}: the groups above {row.get('Key')!r} do not end. Take it again.")
        titles.append(_one_spaced(by_id[str(parent)].get("Title")))
        parent = by_id[str(parent)].get("ParentID")
    return tuple(titles)


def _one_spaced(text: object) -> str:
    return " ".join(str(text or "").split())
