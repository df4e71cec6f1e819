"""What an OData v4 table says about itself: Properties, Dimensions, MeasureCodes and MeasureGroups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.bundle import Bundle
from wijkbewijs.sources.wires.description import Description
from wijkbewijs.sources.wires.odata4_body import Row, record_of, rows_of

REGION_KINDS = frozenset({"GeoDetail", "GeoDimension"})
PERIOD_KIND = "TimeDimension"
_KINDS = REGION_KINDS | {PERIOD_KIND, "Dimension"}
_MOST_LEVELS = 10  # CBS nests groups at most four deep; more means that the parents form a ring


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure by its own description; `groups` are the titles above it, nearest first.

    `is_absolute` marks what CBS presents as a number of its own, not relative to something else.
    """

    key: str
    title: str
    unit: str
    groups: tuple[str, ...]
    is_absolute: bool


@dataclass(frozen=True, slots=True)
class Contents:
    """A table by its own description; `dimensions` maps each to its kind, `records` None if not announced."""

    id: str
    title: str
    modified: str
    licence: str
    records: int | None
    dimensions: Mapping[str, str]
    measures: tuple[Measure, ...]

    @property
    def name(self) -> str:
        """The table and its measures, for errors: `83765NED (Aantal inwoners and 102 more)`."""
        rest = f" and {len(self.measures) - 1} more" if len(self.measures) > 1 else ""
        return f"{self.id} ({self.measures[0].title}{rest})"

    @property
    def described(self) -> Description:
        """The same in the words that all protocols share."""
        labels = {
            "key": [measure.key for measure in self.measures],
            "title": [measure.title for measure in self.measures],
            "unit": [measure.unit for measure in self.measures],
        }
        table = pa.table({name: pa.array(texts, pa.string()) for name, texts in labels.items()})
        groups = pa.array([list(measure.groups) for measure in self.measures], pa.list_(pa.string()))
        return Description(
            title=self.title,
            modified=self.modified,
            licence=self.licence,
            dimensions=tuple(self.dimensions),
            labels=table.append_column("groups", groups),
            records=self.records,
        )


@dataclass(frozen=True, slots=True)
class Rows:
    """The describing bodies of one table, as rows."""

    properties: Row
    dimensions: Sequence[Row]
    measures: Sequence[Row]
    groups: Sequence[Row]


def contents_of(rows: Rows, table: str) -> Contents:
    """Return what the describing bodies say; `table` names the table where it does not name itself.

    Raises BadSource for a dimension of an unknown kind, a key that is empty or stands there twice, and
    groups above a measure that do not end.
    """
    name = str(rows.properties.get("Identifier") or table)
    records = rows.properties.get("ObservationCount")
    kinds = {key: str(row.get("Kind")) for key, row in _by_key(rows.dimensions, "Dimensions", name).items()}
    for key, kind in kinds.items():
        if kind not in _KINDS:
            raise BadSource(f"{name}: dimension {key!r} is of the unknown kind {kind!r}. Mend the reader.")
    return Contents(
        id=name,
        title=_one_spaced(rows.properties.get("Title")),
        modified=str(rows.properties.get("Modified") or ""),
        licence=str(rows.properties.get("License") or ""),
        records=records if isinstance(records, int) else None,
        dimensions=kinds,
        measures=_measures(rows, name),
    )


def contents_in(bundle: Bundle) -> Contents:
    """Return what a taken table says about itself; BadSource as `contents_of`."""
    rows = Rows(
        properties=record_of(bundle.read("Properties.json"), f"{bundle.name}, Properties"),
        dimensions=rows_of(bundle, "Dimensions"),
        measures=rows_of(bundle, "MeasureCodes"),
        groups=rows_of(bundle, "MeasureGroups"),
    )
    return contents_of(rows, bundle.name)


def codes_of(rows: Sequence[Row], dimension: str, table: str) -> frozenset[str]:
    """Return the unpadded codes of a dimension; BadSource for none, an empty one or one that comes twice."""
    return frozenset(_by_key(rows, f"{dimension}Codes", table))


def _measures(rows: Rows, table: str) -> tuple[Measure, ...]:
    groups = {_one_spaced(row.get("Id")): row for row in rows.groups}
    return tuple(
        Measure(
            key=key,
            title=_one_spaced(row.get("Title")),
            unit=_one_spaced(row.get("Unit")),
            groups=_groups(row, groups, table),
            is_absolute=row.get("PresentationType") == "Absolute",
        )
        for key, row in _by_key(rows.measures, "MeasureCodes", table).items()
    )


def _by_key(rows: Sequence[Row], collection: str, table: str) -> dict[str, Row]:
    found = {str(row.get("Identifier") or "").strip(): row for row in rows}
    if not found or "" in found or len(found) != len(rows):
        raise BadSource(
            f"{table}: the {len(rows)} identifiers of {collection} are not all there, or not all different. "
            "Take the source again; when it stays, tell the publisher."
        )
    return found


def _groups(measure: Row, by_id: Mapping[str, Row], table: str) -> tuple[str, ...]:
    titles: list[str] = []
    parent = _one_spaced(measure.get("MeasureGroupId"))
    while by_id and parent:  # a table without MeasureGroups still names ids
        if parent not in by_id or len(titles) > _MOST_LEVELS:
            raise BadSource(
                f"{table}: the groups above measure {measure.get('Title')!r} do not end. Take it again."
            )
        titles.append(_one_spaced(by_id[parent].get("Title")))
        parent = _one_spaced(by_id[parent].get("ParentId"))
    return tuple(titles)


def _one_spaced(text: object) -> str:
    return " ".join(str(text or "").split())
