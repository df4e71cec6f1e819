"""What the loader refuses, with the words that lead its writer to the mistake."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.kernel.errors import BadDefinition

Broken = Callable[[str, str, str], Path]
NPLV = "programmes/nplv"
UNITS = f"{NPLV}/units.csv"
PUBLISHED = f"{NPLV}/published.yml"
INDICATORS = "indicators/all.yml"
OWN = f"{NPLV}/own_indicators.yml"
SECOND_UTR = "UTR,2020,WK034404,Oost,1,approximated,2020-01-01,2022-01-01,genoemd,\n"


def test_the_small_definitions_are_right(small: Path) -> None:
    loaded = load_definitions(small, today=date(2026, 1, 1))
    assert [area.id for area in loaded.programme.areas] == ["DHG", "UTR"]


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        # keys and ids
        (INDICATORS, "perverse: Een ruime", "perverze: Een ruime", "unknown key 'perverze' in Indicator"),
        (INDICATORS, "  unit: persons\n", "", "Indicator lacks the key 'unit'"),
        (INDICATORS, "id: work", "id: inhabitants", "the id 'inhabitants' occurs twice"),
        (OWN, "id: own-score", "id: own-work", "the id 'own-work' occurs twice"),
        (PUBLISHED, "id: verschil", "id: inwoners", "the id 'inwoners' occurs twice"),
        (f"{NPLV}/areas.yml", "id: UTR", "id: DHG", "the id 'DHG' occurs twice"),
        ("sources/kern.yml", "id: kern", "id: kerm", "the file is about 'kerm'"),
        ("sources/kern.lock.yml", "source: kern", "source: kerm", "the file is about 'kerm'"),
        # references
        (INDICATORS, "theme: context", "theme: contekst", "no theme 'contekst'"),
        (INDICATORS, "[W101]", "[W199]", "no caveat 'W199'"),
        (INDICATORS, "of: inhabitants", "of: inhabitans", "no input of a source 'inhabitans'"),
        (INDICATORS, "per: inhabitants", "per: inhabitans", "no input of a source 'inhabitans'"),
        (OWN, "theme: context", "theme: contekst", "no theme 'contekst'"),
        (OWN, "[work]", "[werk]", "no indicator 'werk'"),
        ("sources/kern.yml", "[W101]", "[W199]", "no caveat 'W199'"),
        ("sources/kern.yml", "caveats:", "labels: titels\ncaveats:", "no source 'titels'"),
        (UNITS, "DHG,2020,WK", "DHX,2020,WK", "no area 'DHX'"),
        (UNITS, "DHG,2020,BU", "DHG,2019,BU", "no source on division '2019'"),
        (UNITS, "genoemd,W101", "genoemd,W199", "no caveat 'W199'"),
        (f"{NPLV}/areas.yml", "GM0344", "GM9999", "no municipality in parties.yml 'GM9999'"),
        (f"{NPLV}/streams.yml", "[DHG]", "[DHX]", "no area 'DHX'"),
        (PUBLISHED, "area: DHG", "area: DHX", "no area 'DHX'"),
        (PUBLISHED, "DHG.inhabitants.2020", "DHX.inhabitants.2020", "no region 'DHX'"),
        (PUBLISHED, "DHG.inhabitants.2020", "DHG.people.2020", "no indicator 'people'"),
        (PUBLISHED, "DHG.inhabitants.2020", "DHG.inhabitants.2021", "no period of inhabitants '2021'"),
        (PUBLISHED, "DHG.inhabitants.2020", "DHG", "no indicator ''"),
        (PUBLISHED, "gap-NL", "gap-BE", "no gap 'gap-BE'"),
        (PUBLISHED, "2022.gap-NL", "2020-2022.change", "no change of work '2020-2022'"),
        (PUBLISHED, "programme:areas", "programme:places", "no count 'programme:places'"),
        (PUBLISHED, "test: level", "test: niveau", "no test 'niveau'"),
        (PUBLISHED, "scope: other", "scope: elders", "no scope 'elders'"),
        (PUBLISHED, 'same_definition: "yes"', "same_definition: ja", "no answer 'ja'"),
        (f"{NPLV}/dashboard.yml", "NL.work.2022", "NL.work.2020", "no period of work '2020'"),
        (f"{NPLV}/commitments.yml", "kst-30995-100", "kst-30995-99", "no document 'kst-30995-99'"),
        (f"{NPLV}/commitments.yml", "kind: promise", "kind: belofte", "no kind 'belofte'"),
        # units
        (UNITS, "WK051833", "WK51833", "'WK51833' is no region code"),
        (UNITS, "WK051833", "GM0518", "GM0518 is no wijk, buurt or local wijk"),
        (UNITS, "WK051833", "WK034405", "WK034405 lies in GM0344, the area in GM0518"),
        (UNITS, "Bouwlust,1,", "Bouwlust,1.01,", "line 2: the share of WK051833 is 1.01"),
        (UNITS, "Bouwlust,1,", "Bouwlust,0,", "line 2: the share of WK051833 is 0"),
        (UNITS, "Bouwlust,1,", "Bouwlust,half,", "line 2: the share 'half' is no number"),
        (UNITS, "Bouwlust,1,", "Bouwlust,nan,", "line 2.share: nan is no number"),
        (UNITS, "Bouwlust,1,proposed", "Bouwlust,1,sure", "line 2.status: 'sure' is not one of official"),
        (UNITS, "BU05183600", "WK051833", "WK051833 is listed for DHG and for DHG"),
        (UNITS, "BU05183600", "BU05183399", "BU05183399 (DHG) is a buurt of WK051833 (DHG)"),
        (UNITS, "UTR,2020,WK034403", f"{SECOND_UTR}UTR,2020,WK034403", "hold on different days"),
        (UNITS, "1,approximated,2020-01-01", "1,approximated,2021-01-01", "must last at least a day"),
        (UNITS, "2020-01-01,2021-01-01", "1-1-2020,2021-01-01", "'1-1-2020' is no date"),
        (UNITS, "2020-01-01,2021-01-01", "2020-02-30,2021-01-01", "'2020-02-30' is no day of the calendar"),
        (UNITS, "basis,caveats", "basis,caveat", "the header differs at 'caveat'"),
        (UNITS, "WK034403,Overvecht,1", "WK034403,Overvecht,Noord,1", "11 cells for 10 columns"),
        (f"{NPLV}/areas.yml", "id: UTR", "id: Utrecht", "'Utrecht' is no region code"),
        (f"{NPLV}/areas.yml", "id: UTR", "id: GM0344", "the id of an area is three capitals"),
        # formulas and periods
        (INDICATORS, "  per: inhabitants\n", "", "a weighted_mean needs `per`"),
        (INDICATORS, "unit: persons", "unit: percent", "percent cannot be summed"),
        (INDICATORS, "  of: inhabitants\n", "  of: inhabitants\n  per: work_pct\n", "a sum has no `per`"),
        (INDICATORS, 'periods: ["2018", "2020", "2022"]', "periods: []", "list the periods once each"),
        (INDICATORS, '"2018", "2020"', '"2020", "2018"', "list the periods once each, in order"),
        (INDICATORS, '[["2020", "2022"]]', '[["2020", "2024"]]', "no period of this indicator '2024'"),
        (INDICATORS, '[["2020", "2022"]]', '[["2018", "2022"]]', "no change can be told from 2018 to 2022"),
        (INDICATORS, '[["2020", "2022"]]', '[["2022", "2020"]]', "no change can be told from 2022 to 2020"),
        # values that cannot be
        (INDICATORS, "decimals: 0", "decimals: -1", "decimals at least 0"),
        (INDICATORS, "version: 1", "version: 0", "version must be at least 1"),
        (INDICATORS, "status: measured", "status: synthetic", "a synthetic value is never an indicator"),
        ("sources/kern.yml", "status: measured", "status: synthetic", "a synthetic file is never a source"),
        ("sources/kern.lock.yml", "size: 12", "size: -12", "a size above 0"),
        ("sources/kern.lock.yml", "0a0a", "0z0a", "64 hexadecimal digits"),
        ("rules/all.yml", "0.9", "-0.9", "has a value below 0"),
        ("rules/all.yml", "0.9", ".nan", "nan is no number"),
        ("rules/all.yml", "{2012-01-01: 0.9}", "{}", "expected days with values"),
        ("caveats.yml", "W101", "W601", "must be a code from W100 to W599"),
        (f"{NPLV}/programme.yml", "promised_areas: 20", "promised_areas: -20", "must be at least 1"),
        (f"{NPLV}/commitments.yml", "every_months: 6", "every_months: -6", "every_months is -6"),
        (PUBLISHED, "low: 66500", "low: 76500", "low (76500) is above high (73500)"),
        # evidence
        (OWN, "filled_by: [work]", "filled_by: []", "it is either filled or empty with a reason"),
        (OWN, "filled_by: [work]", "filled_by: [work]\n  absent: not_taken", "it is either filled or empty"),
        (OWN, "would_fill: de open data van de score", 'would_fill: ""', "without what would fill it"),
        (PUBLISHED, "compare_with: [DHG.inhabitants.2020]", "compare_with: []", "a level needs 1"),
        (PUBLISHED, "would_check: onbekend", 'would_check: ""', "nothing checks it"),
        (PUBLISHED, "  high: 0\n", "", "a gap needs low or high"),
        (f"{NPLV}/documents.yml", "2022-07-04", "2026-01-05", "sources were read until 2025-12-31"),
        (f"{NPLV}/programme.yml", "30995-103", "30995-100", "is listed, and also unknown"),
        # types and syntax
        (PUBLISHED, "low: 66500", "low: veel", "expected float, found str"),
        (PUBLISHED, 'period: "2022"', "period: 2022", "expected str, found int"),
        (INDICATORS, "title: Inwoners", "title: [Inwoners", "indicators/all.yml, line"),
        (INDICATORS, "version: 1", "version: 1\n  version: 2", "found duplicate key"),
        (INDICATORS, "- id: inhabitants", "- id: !!python/name:os.system inhabitants", "line 1"),
        (f"{NPLV}/documents.yml", "2022-07-04", "2022-13-40", "this is no valid YAML"),
    ],
)
def test_a_mistake_is_named_with_its_place(
    broken: Broken, name: str, old: str, new: str, message: str
) -> None:
    folder = broken(name, old, new)
    with pytest.raises(BadDefinition) as caught:
        load_definitions(folder)
    assert message in str(caught.value)
    assert caught.value.exit_code == 3


def test_a_unit_in_two_areas_is_refused(broken: Broken) -> None:
    row = "UTR,2020,WK034403,Overvecht,1,approximated,2020-01-01,2021-01-01,genoemd,W101\n"
    area = "- id: UTR\n  names: [{name: Utrecht Overvecht"
    broken(UNITS, row, row + row.replace("UTR", "UTN"))
    folder = broken(f"{NPLV}/areas.yml", area, area.replace("UTR", "UTN") + LIKE_UTRECHT + area)
    with pytest.raises(BadDefinition, match="WK034403 is listed for UTR and for UTN on division 2020"):
        load_definitions(folder)


LIKE_UTRECHT = """, since: null, until: null, source: lijst}]
  municipality: GM0344
  municipality_name: Utrecht
  wave: eerste
  local_programme: ""
  alliance: ""
  neighbourhoods: ""
  mapping_confidence: laag
  mapping_note: ""
  sources: [lijst]
"""


def test_an_area_without_units_is_refused(broken: Broken) -> None:
    row = "UTR,2020,WK034403,Overvecht,1,approximated,2020-01-01,2021-01-01,genoemd,W101\n"
    with pytest.raises(BadDefinition, match="UTR has no units on any division"):
        load_definitions(broken(UNITS, row, ""))


def test_an_area_without_a_name_is_refused(broken: Broken) -> None:
    names = "names: [{name: Utrecht Overvecht, since: null, until: null, source: lijst}]"
    with pytest.raises(BadDefinition, match="UTR: the area has no name"):
        load_definitions(broken(f"{NPLV}/areas.yml", names, "names: []"))


def test_two_measures_for_one_input_are_refused(broken: Broken) -> None:
    old = "  - {input: inhabitants, title: Aantal inwoners, unit: aantal, rounding: random_5}\n"
    with pytest.raises(BadDefinition, match="two measures fill the input 'inhabitants'"):
        load_definitions(broken("sources/kern.yml", old, old + old.replace("Aantal", "Totaal")))


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (f"{NPLV}/programme.yml", "2025-12-31", "2027-12-31", "programme.yml: checked_until: 2027-12-31"),
        (f"{NPLV}/programme.yml", "2022-07-04", "2027-07-04", "programme.yml: started_on: 2027-07-04"),
        (f"{NPLV}/commitments.yml", "2022-07-04", "2027-07-04", "commitments.yml: S10: 2027-07-04"),
        ("sources/kern.lock.yml", "2025-03-04", "2027-03-04", "sources/kern.lock.yml: 2027-03-04"),
        (f"{NPLV}/areas.yml", "since: null", "since: 2027-01-01", "areas.yml: DHG: 2027-01-01"),
        (f"{NPLV}/parties.yml", "since: null", "since: 2027-01-01", "parties.yml: GM0518: 2027-01-01"),
        (UNITS, "2020-01-01,2021-01-01,genoemd,W101", "2027-01-01,,genoemd,W101", "units.csv: UTR on"),
    ],
)
def test_what_happened_cannot_lie_in_the_future(
    broken: Broken, name: str, old: str, new: str, message: str
) -> None:
    folder = broken(name, old, new)
    with pytest.raises(BadDefinition) as caught:
        load_definitions(folder, today=date(2026, 11, 23))
    assert message in str(caught.value)
    assert "lies in the future (today is 2026-11-23)" in str(caught.value)
    load_definitions(folder)  # without a clock the day is not judged


def test_a_rule_may_hold_from_a_day_to_come(broken: Broken) -> None:
    folder = broken("rules/all.yml", "0.9}", "0.9, 2030-01-01: 0.95}")
    (rule,) = load_definitions(folder, today=date(2026, 11, 23)).rules
    assert (rule.on(date(2029, 12, 31)), rule.on(date(2030, 1, 1))) == (0.9, 0.95)


@pytest.mark.parametrize("part", ["indicators", "sources", "rules"])
def test_an_empty_folder_is_an_error(small: Path, part: str) -> None:
    for path in (small / part).iterdir():
        path.unlink()
    with pytest.raises(BadDefinition, match=r"there is no file \*\.yml here"):
        load_definitions(small)


@pytest.mark.parametrize("name", [f"{NPLV}/streams.yml", UNITS])
def test_a_missing_file_is_an_error(small: Path, name: str) -> None:
    (small / name).unlink()
    with pytest.raises(BadDefinition, match="this file is missing"):
        load_definitions(small)


def test_a_lock_without_its_source_is_refused(small: Path) -> None:
    lock = (small / "sources/kern.lock.yml").read_text(encoding="utf-8")
    (small / "sources/oud.lock.yml").write_text(lock.replace("kern", "oud"), encoding="utf-8")
    with pytest.raises(BadDefinition, match="no source 'oud'"):
        load_definitions(small)


def test_a_source_may_still_be_without_a_lock(small: Path) -> None:
    (small / "sources/kern.lock.yml").unlink()
    assert load_definitions(small).locks == ()


@pytest.mark.parametrize("name", ["caveats.yml", UNITS])
def test_text_that_is_not_utf8_is_refused_with_its_line(small: Path, name: str) -> None:
    path = small / name
    path.write_bytes(path.read_bytes() + "é".encode("latin-1"))
    lines = path.read_bytes().count(b"\n") + 1
    with pytest.raises(BadDefinition, match=rf"line {lines}: this is not UTF-8"):
        load_definitions(small)


def test_a_byte_order_mark_of_a_spreadsheet_does_no_harm(small: Path) -> None:
    before = load_definitions(small)
    path = small / UNITS
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_definitions(small) == before


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_file_is_refused(small: Path, text: str) -> None:
    (small / NPLV / "streams.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BadDefinition, match="the file is empty"):
        load_definitions(small)


def test_a_mapping_where_a_list_belongs_is_refused(small: Path) -> None:
    (small / NPLV / "streams.yml").write_text("id: stroom\n", encoding="utf-8")
    with pytest.raises(BadDefinition, match="expected a list of Stream"):
        load_definitions(small)


def test_an_unclosed_quote_in_the_csv_is_refused(small: Path) -> None:
    path = small / UNITS
    path.write_text(f'{path.read_text(encoding="utf-8")}UTR,2020,"WK034404,Oost\n', encoding="utf-8")
    with pytest.raises(BadDefinition, match=r"units\.csv line \d+: unexpected end of data"):
        load_definitions(small)


def test_a_column_twice_is_refused(broken: Broken) -> None:
    with pytest.raises(BadDefinition, match="the header differs at a column twice"):
        load_definitions(broken(UNITS, "basis,caveats", "basis,caveats,basis"))
