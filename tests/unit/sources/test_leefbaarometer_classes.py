"""Classes of the Leefbaarometer 2.0 are an order: whole numbers from 1 to 9, or nothing."""

from pathlib import Path

import pyarrow.compute as pc
import pytest

from tests.unit.sources import files
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources import leefbaarometer_classes


def test_each_year_of_a_place_is_a_row_and_a_gap_is_a_gap() -> None:
    rows = leefbaarometer_classes.read(files.classes()).to_pylist()
    assert {(row["code"], row["period"]): row["value"] for row in rows} == {
        **{("WK036376", year): 3.0 for year in ("2002", "2008", "2012", "2014", "2016")},
        **{("GM0363", year): None for year in ("2002", "2008", "2012", "2014", "2016")},
    }
    assert {(row["column"], row["unit"]) for row in rows} == {("KL", "klasse")}


@pytest.mark.parametrize("number", [0.0, 10.0, 4.5])
def test_what_is_no_class_is_refused(number: float) -> None:
    with pytest.raises(BadSource, match=rf"KL14 has a class {number:g}, expected whole numbers from 1 to 9"):
        leefbaarometer_classes.read(files.classes(KL14=[number, 3.0]))


def test_words_in_the_place_of_classes_are_refused() -> None:
    with pytest.raises(BadSource, match="column 'KL02' holds string, expected numbers"):
        leefbaarometer_classes.read(files.classes(KL02=["zwak", "goed"]))


def test_the_real_classes_are_of_2981_wijken_and_390_gemeenten_in_five_years(snapshot: Path) -> None:
    content = (snapshot / "leefbaarometer/lbm2_klassen_2002_2016.parquet").read_bytes()
    table = leefbaarometer_classes.read(content)
    assert table.num_rows == 5 * (2_981 + 390)
    assert len(pc.unique(table["period"])) == 5
    of_2016 = table.filter(pc.equal(table["period"], "2016"))
    assert of_2016["value"].null_count == 135
