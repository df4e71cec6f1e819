"""Every indicator that ships can be said, compared and proven in Dutch."""

from dataclasses import replace

import pytest

from tests.unit.dossier.sample import edition, figure, gap
from wijkbewijs.definitions.indicator import Indicator
from wijkbewijs.definitions.load import load_definitions
from wijkbewijs.dossier.claims import check_all
from wijkbewijs.dossier.compose import comparison, level
from wijkbewijs.dossier.edition import Edition
from wijkbewijs.dossier.fact import ELLIPSIS, phrase_of

INDICATORS = load_definitions().indicators


@pytest.mark.parametrize("indicator", INDICATORS, ids=[i.id for i in INDICATORS])
def test_an_indicator_can_be_said_and_compared(indicator: Indicator) -> None:
    source = _with(indicator)
    sentences = [level(source, f"DHG.{indicator.id}.2022")]
    if not indicator.unit.additive:
        sentences.append(comparison(source, "DHG", indicator.id, "2022"))
    assert check_all(sentences, source) == ()


@pytest.mark.parametrize("indicator", [i for i in INDICATORS if i.phrase], ids=lambda i: i.id)
def test_a_phrase_has_a_verb_and_one_place_for_the_number(indicator: Indicator) -> None:
    assert indicator.phrase.count(ELLIPSIS) == 1
    assert phrase_of(indicator)[0]


def _with(indicator: Indicator) -> Edition:
    base = edition()
    known = replace(indicator, periods=("2022",))
    model = figure("DHG", "net-participation", "2022", 1.0, (1, 1))
    place, country = (
        replace(
            model,
            id=f"{region}.{indicator.id}.2022",
            region=region,
            indicator=indicator.id,
            value=value,
            low=value - 1,
            high=value + 1,
            unit=indicator.unit,
            status=indicator.status,
            definition=indicator.definition,
        )
        for region, value in (("DHG", 21.0), ("NL", 30.0))
    )
    figures = {f.id: f for f in (place, country, gap(place, country))}
    return replace(
        base, definitions=replace(base.definitions, indicators=(known,)), figures={**base.figures, **figures}
    )
