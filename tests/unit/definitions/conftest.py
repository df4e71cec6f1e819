"""A small set of definitions that is right in all its parts, for a test to break in one place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.definitions.loaded import Loaded

NPLV = "programmes/nplv"
SMALL = {
    "caveats.yml": "- {code: W101, text: De grens is een benadering.}\n",
    "breaks.yml": """\
- id: recount
  title: Sinds de zomer van 2019 telt het CBS anders.
  kind: method
  document: CBS, toelichting
  since: 2019-07-01
  inputs: [inhabitants]
  caveat: W101
""",
    "indicators/all.yml": """\
- id: inhabitants
  version: 1
  title: Inwoners
  question: Hoeveel mensen wonen hier?
  theme: context
  unit: persons
  decimals: 0
  better: none
  layer: context
  status: measured
  formula: sum
  of: inhabitants
  periods: ["2018", "2020", "2022"]
  changes: [["2020", "2022"]]
  caveats: [W101]
  why: Zonder dit getal zegt geen ander aantal iets.
  perverse: Een ruime grens telt meer mensen.
- id: work
  version: 1
  title: Werk
  question: Welk deel van de mensen werkt?
  theme: context
  unit: percent
  decimals: 1
  better: higher
  layer: effect
  status: measured
  formula: weighted_mean
  of: work_pct
  per: inhabitants
  periods: ["2022"]
  why: Werk geeft inkomen.
  perverse: Tijdelijk werk telt even zwaar.
""",
    f"{NPLV}/own_indicators.yml": """\
- id: own-work
  list: lijst
  number: null
  theme: context
  title: arbeidsparticipatie
  question: Welk deel van de mensen werkt?
  layer: effect
  layer_is_ours: false
  unit: "%"
  better: higher
  asked_of_area: false
  why: Werk geeft inkomen.
  perverse: Tijdelijk werk telt even zwaar.
  source: presentatie
  filled_by: [work]
- id: own-score
  list: lijst
  number: 2
  theme: context
  title: score
  question: Hoe hoog is de score?
  layer: effect
  layer_is_ours: false
  unit: score
  better: higher
  asked_of_area: false
  why: Een signaal.
  perverse: Een signaal is geen oorzaak.
  source: presentatie
  absent: not_taken
  would_fill: de open data van de score
""",
    "sources/kern.yml": """\
id: kern
title: Kerncijfers
producer: CBS
licence: CC BY 4.0
url: https://www.cbs.nl
cadence: elk jaar
table: 84799NED
reader: cbs_typed_dataset
snapshot: kern.parquet
division: "2020"
status: measured
vintage: "2021"
caveats: [W101]
measures:
  - {input: inhabitants, title: Aantal inwoners, unit: aantal, rounding: random_5}
  - {input: work_pct, title: Arbeidsparticipatie, unit: "%", rounding: half_unit}
""",
    "sources/kern.lock.yml": f"""\
source: kern
sha256: {"0a" * 32}
size: 12
taken_on: 2025-03-04
via: ""
""",
    "rules/all.yml": """\
- id: coverage.floor
  title: Dekking
  unit: deel van 1
  source: eigen keuze
  values: {2012-01-01: 0.9}
""",
    f"{NPLV}/programme.yml": """\
id: nplv
title: Programma
started_on: 2022-07-04
promised_areas: 20
promised_municipalities: 19
checked_until: 2025-12-31
unknown_documents: [30995-103]
""",
    f"{NPLV}/areas.yml": """\
- id: DHG
  names: [{name: Den Haag Zuidwest, since: null, until: null, source: lijst}]
  municipality: GM0518
  municipality_name: Den Haag
  wave: eerste
  local_programme: ""
  alliance: ""
  neighbourhoods: ""
  mapping_confidence: hoog
  mapping_note: ""
  sources: [lijst]
- id: UTR
  names: [{name: Utrecht Overvecht, since: null, until: null, source: lijst}]
  municipality: GM0344
  municipality_name: Utrecht
  wave: eerste
  local_programme: ""
  alliance: ""
  neighbourhoods: ""
  mapping_confidence: hoog
  mapping_note: ""
  sources: [lijst]
""",
    f"{NPLV}/units.csv": """\
area,division,code,name,share,status,valid_from,valid_until,basis,caveats
DHG,2020,WK051833,Bouwlust,1,proposed,2020-01-01,2021-01-01,genoemd,
DHG,2020,BU05183600,Deel van Moerwijk,0.5,proposed,2020-01-01,2021-01-01,genoemd,
UTR,2020,WK034403,Overvecht,1,approximated,2020-01-01,2021-01-01,genoemd,W101
""",
    f"{NPLV}/themes.yml": "- {id: context, number: null, title: Omgeving, note: eigen thema}\n",
    f"{NPLV}/parties.yml": """\
- {id: GM0518, name: Den Haag, kind: gemeente, since: null, until: null, source: lijst}
- {id: GM0344, name: Utrecht, kind: gemeente, since: null, until: null, source: lijst}
""",
    f"{NPLV}/documents.yml": """\
- id: 30995-100
  dossier: "30995"
  number: "100"
  date: 2022-07-04
  title: Aanbieding
  tk_document: ""
  tk_zaak: ""
  progress_letter: true
  counted_separately: false
  source: kamer
""",
    f"{NPLV}/published.yml": """\
- id: inwoners
  scope: area
  area: DHG
  indicator: inwoners
  period: "2020"
  value: circa 70.000
  unit: inwoners
  words: Er wonen ongeveer 70.000 mensen.
  definition_note: ""
  source: bron
  test: level
  compare_with: [DHG.inhabitants.2020]
  same_definition: "yes"
  same_boundary: "unknown"
  low: 66500
  high: 73500
- id: verschil
  scope: NPLV20
  area: ""
  indicator: werk
  period: "2022"
  value: lager
  unit: richting
  words: Er werken minder mensen.
  definition_note: ""
  source: bron
  test: gap
  compare_with: [NPLV20.work.2022.gap-NL]
  high: 0
- id: gebieden
  scope: NPLV20
  area: ""
  indicator: gebieden
  period: "2022"
  value: "20"
  unit: gebieden
  words: Er zijn twintig gebieden.
  definition_note: ""
  source: bron
  test: count
  compare_with: ["programme:areas"]
  low: 20
  high: 20
- id: groei
  scope: area
  area: DHG
  indicator: inwoners
  period: "2020-2022"
  value: gegroeid
  unit: richting
  words: Het gebied groeide.
  definition_note: ""
  source: bron
  test: change
  compare_with: [DHG.inhabitants.2020-2022.change]
- id: score
  scope: other
  area: ""
  indicator: score
  period: "2020-2022"
  value: hoger
  unit: richting
  words: De score steeg.
  definition_note: ""
  source: bron
  test: none
  would_check: onbekend
""",
    f"{NPLV}/dashboard.yml": """\
- id: werk
  title: werk
  period: "2022"
  areas: 59
  netherlands: null
  unit: "%"
  producer: CBS
  compare_with: [NPLV20.work.2022, NL.work.2022]
  note: ""
  source: presentatie
""",
    f"{NPLV}/streams.yml": """\
- id: stroom
  title: Stroom
  payer: Rijk
  legal_form: ""
  period: ""
  amount: ""
  recipients: ""
  rules: ""
  sources: [bron]
  areas: [DHG]
""",
    f"{NPLV}/barriers.yml": """\
- {id: B01, kind: geld, barrier: Schotten, rule: "", state: open, decider: Rijk, sources: [bron]}
""",
    f"{NPLV}/lessons.yml": """\
- {id: les-1, origin: Mechelen, lesson: Begin met veiligheid, measurable: "", sources: [bron]}
""",
    f"{NPLV}/commitments.yml": """\
- id: S10
  kind: promise
  reference: kst-30995-100
  made_on: 2022-07-04
  asked_by: ""
  description: Twee keer per jaar bericht
  verified: true
  every_months: 6
  sources: [brief]
""",
}


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    """The definitions that the package ships."""
    return load_definitions()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder with the small definitions."""
    for name, text in SMALL.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(small: Path) -> Callable[[str, str, str], Path]:
    """Replace one text in one file of the small definitions; the text must occur there."""

    def replace(name: str, old: str, new: str) -> Path:
        path = small / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return small

    return replace
