"""The one long table: what each column is, and the type that every fact table has."""

import pyarrow as pa

FACTS = pa.schema(
    [
        pa.field("region", pa.string(), nullable=False),  # NL, GM.., WK.., BU.. or GM0599:slug
        pa.field("division", pa.string(), nullable=False),  # the map on which `region` is drawn
        pa.field("input", pa.string(), nullable=False),  # our name of the measure, see definitions/sources
        pa.field("period", pa.string(), nullable=False),  # the year
        pa.field("value", pa.float64()),  # as published, in the unit of the measure; null when absent
        pa.field("absent", pa.string(), nullable=False),  # a value of kernel.figure.Absent, or empty
        pa.field("low", pa.float64()),  # bounds by the publisher's rounding; null where none is known
        pa.field("high", pa.float64()),
        pa.field("status", pa.string(), nullable=False),  # a value of kernel.figure.Status
        pa.field("source", pa.string(), nullable=False),
        pa.field("vintage", pa.string(), nullable=False),
        pa.field("taken_on", pa.date32(), nullable=False),
    ]
)

KEYS = ("region", "input", "period")
COLUMNS = tuple(FACTS.names)

# What became known of a fact, and when; a later row of the same fact takes the place of an earlier one.
HISTORY = pa.schema(
    [
        *FACTS,
        pa.field("known_on", pa.date32(), nullable=False),
        pa.field("gone", pa.bool_(), nullable=False),  # the fact was withdrawn: the rest is what it last said
    ]
)
