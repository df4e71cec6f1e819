"""Publishers' files in miniature: what a reader's test changes one thing of."""

import io

import pyarrow as pa
import pyarrow.parquet as pq

POLICE_HEADER = "wijk_slug,wijk_name,gebied,year,offence_code,offence_type,count,unit,geo_note"
POLICE_ROW = "carnisse,Carnisse,Charlois,2018,0.0.0,Totaal misdrijven,789,registered crimes,"
CBS_HEADER = "wijk_slug,wijk_name,gebied,year,key,variable,value,unit,geo_note"
WIJKPROFIEL_HEADER = "wijk_slug,wijk_name,gebied,year,level,domain,theme,subjective,objective,index"
WIJK_BUURT_HEADER = "wijk_slug,wijk_name,gebied,cbs_buurt_name"


def parquet(**columns: object) -> bytes:
    """Return a Parquet file with these columns."""
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def lines(*rows: str) -> bytes:
    """Return a text file with these lines."""
    return ("\n".join(rows) + "\n").encode()


def kerncijfers() -> bytes:
    """Return a TypedDataSet as CBS pads it: a country, a gemeente and a wijk without a figure."""
    return parquet(
        WijkenEnBuurten=["NL00      ", "GM0518    ", "WK051833  "],
        Gemeentenaam_1=["Nederland     ", "'s-Gravenhage ", "'s-Gravenhage "],
        AantalInwoners_5=pa.array([17407585, 545838, None], pa.int32()),
    )


def small_map() -> bytes:
    """Return a map file with a sentinel in one row."""
    return parquet(
        code=["WK051833", "WK051834"],
        name=["Bouwlust", "Morgenstond"],
        population=pa.array([28985, -99997], pa.int32()),
        geometry=[b"\x01", b"\x01"],
    )


def map_attributes() -> bytes:
    """Return attributes of a map: two wijken, of which one without most figures, open water and abroad."""
    return parquet(
        WK_CODE=["WK008020", "WK008060", "WK001099", "WK999999"],
        WK_NAAM=["Wijk 20 Transvaalwijk & Rengerspark", "Wijk 60 De Zwette", None, None],
        WATER=["NEE", "NEE", "JA", "B"],
        AANT_INW=[3195, 65, -99999999, -99999999],
        P_00_14_JR=[14, -99999999, -99999999, -99999999],
        GEM_HH_GR=[1.8, -99999999.0, -99999999.0, -99999999.0],
    )


def classes(**years: object) -> bytes:
    """Return classes of the Leefbaarometer 2.0: a wijk with one and a gemeente without."""
    usual = {name: pa.array([3.0, None]) for name in ("KL02", "KL08", "KL12", "KL14", "KL16")}
    return parquet(code=["WK036376", "GM0363"], **{**usual, **years})


def panel() -> bytes:
    """Return a panel with the row of 2012 that is no municipality."""
    return parquet(
        gemeentecode=["GM0014", "GM9999"],
        jaar=pa.array([2012, 2012], pa.int64()),
        aantal_inwoners=[193125.0, None],
        cr_totaal_misdrijven=[None, None],
    )


def health() -> bytes:
    """Return RIVM's topics in 32-bit floats, for two age groups."""
    return parquet(
        code=["NL01", "NL01"],
        jaar=pa.array([2012, 2012], pa.int16()),
        leeftijd=["18+", "65+"],
        Eenzaam=pa.array([39.6, 48.1], pa.float32()),
    )


def properties() -> bytes:
    """Return DataProperties with one title in two nested groups."""
    return parquet(
        ID=[1, 2, 3, 4],
        ParentID=pa.array([None, 1, 2, 1], pa.int64()),
        Type=["TopicGroup", "TopicGroup", "Topic", "Topic"],
        Key=["", "", "Appartement_48", "Totaal_47"],
        Title=["Energie", "Naar  woningtype", "Appartement", "Totaal "],
        Unit=[None, None, "kWh", "kWh"],
    )
