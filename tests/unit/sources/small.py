"""For every reader, content that it reads: a publisher's table in miniature, with generated rows."""

import json

import pyarrow as pa

from tests.replay import others
from tests.replay.cbs4 import REGION, Table4, bundled
from tests.unit.sources import files
from tests.unit.sources.takes3 import small_police
from tests.unit.sources.takes_others import bundle
from wijkbewijs.definitions.source import Evidence
from wijkbewijs.sources.bundle import packed

PERIOD = "2024JJ00"
_REGIONS = ("NL00", "GM0599", "WK059901")
_MEASURES = ("T001036", "M000100")
_CELLS = [
    {"Measure": measure, "ValueAttribute": "None", "Value": 10.0 * number, REGION: region, "Perioden": PERIOD}
    for measure in _MEASURES
    for number, region in enumerate(_REGIONS, start=1)
]


def small_table4() -> Table4:
    """Return six observations of two measures in one group, for three regions and a year."""
    return Table4(
        id="99999NED",
        evidence=Evidence.DOCUMENTED,
        properties={"Identifier": "99999NED", "Title": "Kerncijfers", "ObservationCount": len(_CELLS)},
        dimensions=[
            {"Identifier": REGION, "Kind": "GeoDetail"},
            {"Identifier": "Perioden", "Kind": "TimeDimension"},
        ],
        measures=[
            {
                "Identifier": key,
                "Title": f"Inwoners {key}",
                "Unit": "aantal",
                "MeasureGroupId": "G1",
                "PresentationType": "Absolute",
            }
            for key in _MEASURES
        ],
        groups=[{"Id": "G1", "Title": "Bevolking", "ParentId": None}],
        codes={
            REGION: [{"Identifier": region, "Title": region} for region in _REGIONS],
            "Perioden": [{"Identifier": PERIOD, "Title": "2024"}],
        },
        cells=pa.Table.from_pylist(_CELLS),
        groups_of={},
        per_page=4,
    )


SMALL = {
    "cbs_data_properties": files.properties(),
    "cbs_odata3": packed(small_police().parts()),
    "cbs_odata4": bundled(small_table4()),
    "cbs_typed_dataset": files.kerncijfers(),
    "gemeente_panel": files.panel(),
    "kwb_attributes": files.map_attributes(),
    "kwb_map": files.small_map(),
    "leefbaarometer": bundle(others.zipped(others.score_files())),
    "leefbaarometer_classes": files.classes(),
    "leefbaarometer_wfs": packed(
        [
            (
                "wijkscore24/00000.json",
                others.wfs_page([others.lbm_feature(others.Place("WK051833"), 1)], 1).body,
            )
        ]
    ),
    "pdok_features": packed(
        [("wijken/00000.json", json.dumps({"features": others.REGIONS["wijken"]}).encode())]
    ),
    "postcode_huisnummer": bundle(others.zipped(others.address_files())),
    "rivm_health": files.health(),
    "rotterdam_cbs": files.lines(
        files.CBS_HEADER, "carnisse,Carnisse,Charlois,2022,inw,aantalInwoners,11820,persons,"
    ),
    "rotterdam_police": files.lines(files.POLICE_HEADER, files.POLICE_ROW),
    "rotterdam_wijk_buurt": files.lines(files.WIJK_BUURT_HEADER, "carnisse,Carnisse,Charlois,Carnisse"),
    "rotterdam_wijkprofiel": files.lines(
        files.WIJKPROFIEL_HEADER, "carnisse,Carnisse,Charlois,2026,index,fysiek,(index),,,83"
    ),
    "ses_woa": files.lines('"Perioden";"Regio (code)";"Score (Getal)"', '"2019";"GM0363    ";"  -0.100"'),
}
