"""Whatever happened to the bytes on their way, a reader ends in a table or in one of our own errors."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.replay import others
from tests.unit.sources import files
from tests.unit.sources.takes3 import small_police
from tests.unit.sources.takes_others import bundle
from wijkbewijs.kernel.errors import WijkbewijsError
from wijkbewijs.sources import READERS, reader_of
from wijkbewijs.sources.bundle import packed

SMALL = {
    "cbs_data_properties": files.properties(),
    "cbs_odata3": packed(small_police().parts()),
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


@pytest.mark.parametrize("name", [name for name, _ in READERS])
@settings(max_examples=40)
@given(data=st.data())
def test_corrupted_bytes_never_end_in_a_raw_traceback(name: str, data: st.DataObject) -> None:
    content = bytearray(SMALL[name])
    for _ in range(data.draw(st.integers(1, 4), label="changes")):
        content[data.draw(st.integers(0, len(content) - 1), label="at")] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)), label="cut at")
    try:
        table = reader_of(name)(bytes(content[: cut or None]))
    except WijkbewijsError as error:
        assert name in str(error)  # noqa: PT017 - both ends are allowed, only the error must name the reader
    else:
        assert table.num_columns > 0
