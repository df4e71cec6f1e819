"""Every promise of a publisher is held against what it says now, and each is seen to break."""

from collections.abc import Mapping
from dataclasses import replace

import pyarrow as pa
import pytest

from tests.unit.facts.tables import source
from wijkbewijs.definitions.source import Evidence, Measured, Protocol, Rounding, Wire
from wijkbewijs.facts.contracts import check_contracts, contracts_of
from wijkbewijs.kernel.errors import BadSource
from wijkbewijs.sources.wires.description import Description

ROWS = (
    {"key": "M1", "title": "Aantal inwoners", "unit": "aantal", "groups": ["Bevolking"]},
    {"key": "M2", "title": "Totaal", "unit": "%", "groups": ["Mannen", "Bevolking"]},
    {"key": "M3", "title": "Totaal", "unit": "%", "groups": ["Vrouwen", "Bevolking"]},
)
INHABITANTS = Measured("inhabitants", "Aantal inwoners", "aantal", Rounding.RANDOM_5)
WOMEN = Measured("women", "Totaal", "%", Rounding.NONE, group="Vrouwen")
WIRE = Wire(
    Protocol.CBS_ODATA4,
    "https://datasets.cbs.nl",
    "CBS/84799NED",
    Evidence.RECORDED,
    dimensions=("WijkenEnBuurten", "Perioden"),
    title="wijken en buurten 2020",
)
SOURCE = replace(source(INHABITANTS, WOMEN), licence="CC BY 4.0", wire=WIRE)
TOLD = Description(
    title="Kerncijfers wijken en buurten 2020",
    modified="2026-03-31T02:00:00",
    licence="https://creativecommons.org/licenses/by/4.0/",
    dimensions=("Perioden", "WijkenEnBuurten"),
    labels=pa.Table.from_pylist(ROWS),
)


def labels(**changes: Mapping[str, object]) -> pa.Table:
    """Return the labels with those of one key changed; None takes the row away."""
    return pa.Table.from_pylist([{**row, **changes.get(row["key"], {})} for row in ROWS])  # type: ignore[dict-item]


def test_a_table_that_is_what_was_promised_keeps_every_contract() -> None:
    contracts = contracts_of(SOURCE, TOLD, "2026-03-31")
    assert [(contract.name, contract.holds, contract.detail) for contract in contracts] == [
        ("title", True, "Kerncijfers wijken en buurten 2020"),
        ("dimensions", True, "Perioden, WijkenEnBuurten"),
        ("licence", True, "CC BY 4.0"),
        ("modified", True, "2026-03-31T02:00:00"),
        ("measure 'Aantal inwoners'", True, "M1"),
        ("measure 'Totaal'", True, "M3"),
    ]
    check_contracts(SOURCE, TOLD)


@pytest.mark.parametrize(
    ("told", "name", "words"),
    [
        (
            replace(TOLD, title="Kerncijfers wijken en buurten 2021"),
            "title",
            r"table 84799NED is now called .*2021', without the words 'wijken en buurten 2020'",
        ),
        (
            replace(TOLD, dimensions=("WijkenEnBuurten", "Marges")),
            "dimensions",
            r"table 84799NED, dimensions: Marges is new; Perioden is gone",
        ),
        (replace(TOLD, dimensions=()), "dimensions", r"Perioden, WijkenEnBuurten is gone"),
        (
            replace(TOLD, licence="CC BY-NC 4.0"),
            "licence",
            r"has licence 'CC BY-NC 4.0', the definition says",
        ),
        (
            replace(TOLD, labels=labels(M1={"title": "Inwoners"})),
            "measure 'Aantal inwoners'",
            r"table 84799NED, measure 'Aantal inwoners' \(inhabitants\) is not among the titles",
        ),
        (
            replace(TOLD, labels=labels(M1={"unit": "x 1 000"})),
            "measure 'Aantal inwoners'",
            r"has unit 'x 1 000', expected 'aantal'",
        ),
        (
            replace(TOLD, labels=labels(M2={"groups": ["Vrouwen"]})),
            "measure 'Totaal'",
            r"measure 'Totaal' \(women\) stands there 2 times",
        ),
    ],
)
def test_a_promise_that_is_broken_is_named_with_its_table_and_stops_a_take(
    told: Description, name: str, words: str
) -> None:
    (broken,) = (contract for contract in contracts_of(SOURCE, told) if not contract.holds)
    assert broken.name == name
    with pytest.raises(BadSource, match=words) as caught:
        check_contracts(SOURCE, told)
    assert broken.detail == str(caught.value)
    assert broken.detail.startswith(f"{SOURCE.id}: table 84799NED")


@pytest.mark.parametrize(
    ("accepted", "holds"),
    [("2026-03-31T02:00:00", True), ("2026-03-30", True), ("2025-01-01", True), ("2026-04-01", False)],
)
def test_an_edition_is_the_one_in_use_or_a_newer_one(accepted: str, holds: bool) -> None:  # noqa: FBT001 - a table
    (modified,) = (c for c in contracts_of(SOURCE, TOLD, accepted) if c.name == "modified")
    assert modified.holds is holds
    check_contracts(SOURCE, TOLD)  # which edition is in use is not for a take to judge


def test_what_a_publisher_does_not_tell_is_no_contract() -> None:
    silent = Description(title="", modified="", licence="", dimensions=(), labels=TOLD.labels.slice(0, 0))
    file = replace(SOURCE, wire=replace(WIRE, dimensions=()))
    assert contracts_of(file, silent, "2026-01-01") == ()


def test_a_licence_may_be_told_in_the_words_of_the_definition() -> None:
    for told, defined in (
        ("CC BY 4.0", "CC BY 4.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
    ):
        (licence,) = contracts_of(
            replace(SOURCE, licence=defined, measures=(), wire=replace(WIRE, dimensions=())),
            replace(TOLD, title="", modified="", licence=told),
        )
        assert licence.holds


def test_a_measure_that_is_read_by_its_column_needs_that_property() -> None:
    column = replace(INHABITANTS, column="aantal_inwoners", title="Inwoners")
    layer = replace(SOURCE, measures=(column,), wire=replace(WIRE, dimensions=(), title=""))
    bare = pa.Table.from_pylist(
        [{"key": "aantal_inwoners", "title": "aantal_inwoners", "unit": "", "groups": []}]
    )
    check_contracts(layer, replace(TOLD, labels=bare))
    with pytest.raises(
        BadSource, match=r"measure 'Inwoners' \(inhabitants\): there is no property 'aantal_inwoners'"
    ):
        check_contracts(layer, TOLD)
