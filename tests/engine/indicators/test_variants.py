"""A variant is declared inside its indicator and follows from it: gap, ratio, pooled, another denominator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.indicators.definition import Definition, Variant, read_definition
from teilhabe.engine.indicators.variants import read_variants
from teilhabe.errors import DeclarationError
from teilhabe.text import Text

GROUPS = {"by": "citizenship", "group": "FOREIGN", "to": "DE"}


def rate(**more: Any) -> Declaration:
    values: Mapping[str, Any] = {
        "name": {"de": "Arbeitslosenquote", "en": "Unemployment rate"},
        "question": {"de": "Wie viele?", "en": "How many?"},
        "formula": "share",
        "unit": "percent",
        "direction": "down",
        "by": ["citizenship=DE,FOREIGN", "sex"],
        "feeds": "Statistik",
        "numerator": {"text": "Arbeitslose", "variable": "unemployed"},
        "denominator": {"text": "Erwerbspersonen", "variable": "labour_force"},
        **more,
    }
    return Declaration(values, "labour.toml → indicators → lab_unemp_rate")


def variants(**more: Any) -> tuple[Definition, ...]:
    declaration = rate(**more)
    return read_variants(declaration, read_definition(declaration, "labour"))


def test_a_reference_group_expands_to_a_gap_and_a_ratio() -> None:
    gap, ratio = variants(reference=GROUPS)
    assert (gap.id, gap.unit, gap.decimals) == ("lab_unemp_rate-gap", "percentage_points", 1)
    assert gap.variant == Variant("gap", "lab_unemp_rate", by="citizenship", group="FOREIGN", to="DE")
    assert gap.name == Text("Arbeitslosenquote: Abstand", "Unemployment rate: gap")
    assert (ratio.id, ratio.unit, ratio.decimals) == ("lab_unemp_rate-ratio", "ratio", 2)
    assert ratio.question.de == (
        "Arbeitslosenquote: Wievielmal so hoch ist der Wert für „ausländisch“ wie für „deutsch“?"
    )


def test_a_gap_says_neither_up_nor_down_and_has_no_further_groups() -> None:
    (gap,) = variants(variants={"gap": GROUPS})
    assert (gap.direction, gap.by) == ("context", ())


def test_the_key_is_the_suffix_and_the_kind_where_none_is_given() -> None:
    women, pooled = variants(
        variants={"women": {"kind": "gap", "by": "sex", "group": "F", "to": "M"}, "pooled": {"years": 3}}
    )
    assert (women.id, pooled.id) == ("lab_unemp_rate-women", "lab_unemp_rate-pooled")
    assert pooled.variant == Variant("pooled", "lab_unemp_rate", years=3)
    assert pooled.by == ("citizenship=DE,FOREIGN", "sex")
    assert pooled.name.en == "Unemployment rate: 3 years together"


def test_another_denominator_changes_nothing_but_the_denominator() -> None:
    below = {"text": "Erwerbspersonen mit AZR", "variable": "labour_force_azr"}
    (azr,) = variants(variants={"azr": {"kind": "denominator", "denominator": below, "feeds": "AZR"}})
    assert azr.denominator is not None
    assert azr.denominator.variable == "labour_force_azr"
    assert (azr.unit, azr.direction, azr.feeds.de) == ("percent", "down", "AZR")


def test_another_denominator_may_narrow_the_numerator_and_the_breakdowns() -> None:
    above = {"text": "Ausländische Arbeitslose", "variable": "unemployed", "where": {"citizenship": "FOREIGN"}}
    below = {"text": "Erwerbspersonen mit AZR", "variable": "labour_force_azr"}
    azr = {"kind": "denominator", "numerator": above, "denominator": below, "by": ["sex"]}
    (variant,) = variants(variants={"azr": azr})
    assert variant.numerator.where == {"citizenship": ("FOREIGN",)}
    assert variant.by == ("sex",)


def test_a_standardised_rate_names_its_strata_and_one_breakdown_beside_them() -> None:
    (standardised,) = variants(variants={"standardised": {"over": ["age=Y15T24,Y25T64"], "by": "citizenship"}})
    assert standardised.variant == Variant(
        "standardised", "lab_unemp_rate", by="citizenship", over=("age=Y15T24,Y25T64",), method="direct"
    )
    assert standardised.by == ("citizenship",)
    assert "(Alter)" in standardised.question.de


def test_a_published_value_keeps_only_the_comparison_of_groups() -> None:
    kept = variants(formula="published", reference=GROUPS, variants={"pooled": {"years": 3}})
    assert [entry.id for entry in kept] == ["lab_unemp_rate-gap", "lab_unemp_rate-ratio"]


@pytest.mark.parametrize(
    ("declared", "key"),
    [
        ({"women": {}}, "kind"),
        ({"gap": {"by": "sex", "group": "F"}}, "to"),
        ({"gap": {**GROUPS, "years": 3}}, "years"),
        ({"pooled": {"years": 1}}, "years"),
        ({"standardised": {}}, "over"),
        ({"azr": {"kind": "denominator"}}, "denominator"),
    ],
)
def test_a_slip_in_a_variant_is_named_with_its_key(declared: dict[str, Any], key: str) -> None:
    with pytest.raises(DeclarationError, match=rf"lab_unemp_rate.*{key}"):
        variants(variants=declared)
