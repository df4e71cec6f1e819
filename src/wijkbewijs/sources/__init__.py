"""Sources: publishers' files, found, verified against their locks and read as they come.

Every reader is a module with `NAME` and `read(content: bytes) -> pyarrow.Table`. A table has one row a
region under the publisher's own column names (`code`, sometimes `period`), or is long: `code`, `period`,
`column`, `title`, `unit`, `value`.
"""

from collections.abc import Callable

import pyarrow as pa

from wijkbewijs.kernel.errors import BadDefinition
from wijkbewijs.sources import (
    cbs_data_properties,
    cbs_odata3,
    cbs_odata4,
    cbs_typed_dataset,
    gemeente_panel,
    kwb_attributes,
    kwb_map,
    leefbaarometer,
    leefbaarometer_classes,
    leefbaarometer_wfs,
    pdok_features,
    postcode_huisnummer,
    rivm_health,
    rotterdam_cbs,
    rotterdam_police,
    rotterdam_wijk_buurt,
    rotterdam_wijkprofiel,
    ses_woa,
)
from wijkbewijs.sources.lock import lock_bytes, locked, verified, with_known_days
from wijkbewijs.sources.snapshot import snapshot_bytes, snapshot_contents

Reader = Callable[[bytes], pa.Table]

READERS: tuple[tuple[str, Reader], ...] = (
    (cbs_data_properties.NAME, cbs_data_properties.read),
    (cbs_odata3.NAME, cbs_odata3.read),
    (cbs_odata4.NAME, cbs_odata4.read),
    (cbs_typed_dataset.NAME, cbs_typed_dataset.read),
    (gemeente_panel.NAME, gemeente_panel.read),
    (kwb_attributes.NAME, kwb_attributes.read),
    (kwb_map.NAME, kwb_map.read),
    (leefbaarometer.NAME, leefbaarometer.read),
    (leefbaarometer_classes.NAME, leefbaarometer_classes.read),
    (leefbaarometer_wfs.NAME, leefbaarometer_wfs.read),
    (pdok_features.NAME, pdok_features.read),
    (postcode_huisnummer.NAME, postcode_huisnummer.read),
    (rivm_health.NAME, rivm_health.read),
    (rotterdam_cbs.NAME, rotterdam_cbs.read),
    (rotterdam_police.NAME, rotterdam_police.read),
    (rotterdam_wijk_buurt.NAME, rotterdam_wijk_buurt.read),
    (rotterdam_wijkprofiel.NAME, rotterdam_wijkprofiel.read),
    (ses_woa.NAME, ses_woa.read),
)

__all__ = [
    "READERS",
    "Reader",
    "lock_bytes",
    "locked",
    "reader_of",
    "snapshot_bytes",
    "snapshot_contents",
    "verified",
    "with_known_days",
]


def reader_of(name: str) -> Reader:
    """Return the reader called `name` in the definition of a source; BadDefinition lists those that exist."""
    for known, reader in READERS:
        if known == name:
            return reader
    raise BadDefinition(
        f"reader: {name!r} does not exist. The readers are: {', '.join(known for known, _ in READERS)}. "
        "Correct the definition of the source."
    )
