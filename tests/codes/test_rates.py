"""Shares, rates and means are recognised by unit or name, in German and English; counts are not taken for them."""

from __future__ import annotations

import pytest

from teilhabe.codes.rates import is_rate


@pytest.mark.parametrize(
    ("variable", "unit"),
    [
        ("unemployed", "%"),
        ("unemployed", "Prozent"),
        ("births", "je 1.000 Einwohner"),
        ("rent", "EUR/m²"),
        ("Ausländeranteil", ""),
        ("Arbeitslosenquote", ""),
        ("foreigners_share", ""),
        ("employment rate", ""),
        ("Durchschnittsalter", ""),
        ("mean income", ""),
        ("Einwohnerdichte", ""),
    ],
)
def test_a_share_rate_or_mean_is_none_to_be_added_up(variable: str, unit: str) -> None:
    assert is_rate(variable, unit)


@pytest.mark.parametrize(
    ("variable", "unit"),
    [
        ("population", "persons"),
        ("Einwohner", "Anzahl"),
        ("Emirate", ""),  # a place, no rate
        ("Haushalte je nach Größe", ""),
        ("housing_allowance_households", "households"),
    ],
)
def test_a_count_may_be_added_up(variable: str, unit: str) -> None:
    assert not is_rate(variable, unit)
