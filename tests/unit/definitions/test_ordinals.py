"""A class is an order: no formula may compute with it, as what is counted or as a weight."""

from dataclasses import replace

import pytest

from wijkbewijs.definitions.checks.ordinals import check_ordinals
from wijkbewijs.definitions.indicator import Formula, Indicator
from wijkbewijs.definitions.loaded import Loaded
from wijkbewijs.kernel.errors import BadDefinition


def with_indicator(shipped: Loaded, **changes: object) -> Loaded:
    first: Indicator = replace(shipped.indicators[0], **changes)  # type: ignore[arg-type]
    return replace(shipped, indicators=(first,))


@pytest.mark.parametrize("formula", Formula)
def test_no_formula_takes_a_class(shipped: Loaded, formula: Formula) -> None:
    with pytest.raises(BadDefinition, match="lbm2_class is a class, an order without distances"):
        check_ordinals(with_indicator(shipped, of="lbm2_class", formula=formula))


@pytest.mark.parametrize("place", ["per", "per_alternative"])
def test_a_class_is_no_weight(shipped: Loaded, place: str) -> None:
    with pytest.raises(BadDefinition, match="lbm2_class is a class"):
        check_ordinals(with_indicator(shipped, **{place: "lbm2_class"}))


def test_the_shipped_indicators_use_no_class(shipped: Loaded) -> None:
    check_ordinals(shipped)
