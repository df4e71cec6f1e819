"""What a publisher says about a table, whatever the protocol: held against the source's definition."""

from dataclasses import dataclass

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Description:
    """Title, day of change (ISO, or empty), licence as told (or empty), dimensions and the labels.

    `labels` has a row for each measure: `key`, `title`, `unit` and `groups`, the titles of its topic groups
    from the nearest upwards. `records` is how many rows the publisher announces, None where it does not.
    """

    title: str
    modified: str
    licence: str
    dimensions: tuple[str, ...]
    labels: pa.Table
    records: int | None = None
