"""Quality rules are read strictly and turn sums into cases, intervals and marks."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import numpy as np
import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.indicators.expressions import intervals
from teilhabe.engine.indicators.quality import MARKS, Quality, Rule, assess, read_rules
from teilhabe.errors import DeclarationError
from teilhabe.text import same

HOUSE = read_rules()
NAN = np.nan
RULE = """
[rules.own]
kind = "survey"
text = "Befragung"
source = "Satzung"
by = "cases"
bracket_below = 100
hide_below = 50
"""


def declared(toml: str) -> Declaration:
    return Declaration(tomllib.loads(toml), "indicators.toml")


def marks(rule: str, **sums: list[float]) -> list[str]:
    values = [1.0] * len(sums["numerator"])
    assessed = assess(HOUSE[rule], "share", 100, values, **sums)
    return [MARKS[mark] for mark in assessed.marks]


def test_a_share_of_a_register_has_wilsons_interval_in_per_cent() -> None:
    # Newcombe (1998): 81 of 263 lies between 25.53 and 36.62 %.
    assessed = assess(HOUSE["register"], "share", 100, [30.798], [81], [263])
    row = assessed.row((0,))
    assert (row.cases, row.mark, row.method) == (81, "", "wilson")
    assert (round(row.low or 0, 2), round(row.high or 0, 2)) == (25.53, 36.62)
    assert row.rse == pytest.approx(100 * np.sqrt((1 - 81 / 263) / 81))


def test_counts_and_rates_have_exact_poisson_limits_in_their_own_unit() -> None:
    count = assess(HOUSE["register"], "count", 1, [25], [25])
    rate = assess(HOUSE["register"], "rate", 1000, [2.5], [25], [10_000])
    assert (round(float(count.low[0]), 2), round(float(count.high[0]), 2)) == (16.18, 36.90)  # Garwood (1936)
    assert (round(float(rate.low[0]), 3), round(float(rate.high[0]), 3)) == (1.618, 3.690)
    assert rate.rse.tolist() == [20.0] == count.rse.tolist()
    assert rate.method == "poisson"


def test_a_survey_counts_the_persons_asked_and_its_design() -> None:
    # 40,000 of 100,000 persons in a survey of one per cent: 400 of 1,000 asked, worth 1,000/1.5 by the design effect.
    assessed = assess(HOUSE["microcensus"], "share", 100, [40], [40_000], [100_000])
    low, high = intervals.wilson(400, 1000, deff=1.5)
    assert assessed.cases.tolist() == [400]
    assert assessed.low.tolist() == pytest.approx([100 * float(low)])
    assert assessed.high.tolist() == pytest.approx([100 * float(high)])
    assert assessed.method == "survey"


def test_a_count_of_a_survey_is_extrapolated_with_its_limits() -> None:
    assessed = assess(HOUSE["microcensus"], "count", 1, [15_000], [15_000])
    low, high = intervals.poisson(150, deff=1.5)
    assert assessed.low.tolist() == pytest.approx([100 * float(low)])
    assert assessed.high.tolist() == pytest.approx([100 * float(high)])
    assert assessed.rse.tolist() == pytest.approx([10.0])


def test_the_source_knows_its_cases_better_than_the_sampling_fraction() -> None:
    told = assess(HOUSE["microcensus"], "share", 100, [40, 40], [40_000, 40_000], [100_000, 100_000], [800, NAN])
    assert told.cases.tolist() == [800, 400]
    low, _ = intervals.wilson(800, 2000, deff=1.5)
    assert float(told.low[0]) == pytest.approx(100 * float(low))
    assert told.high[0] < told.high[1]


def test_the_microcensus_is_marked_as_the_laender_mark_it() -> None:
    # Integrationsmonitoring der Länder, G2: ( ) from 71 to 121 cases, / below 71.
    cases = [70.0, 71, 121, 122]
    assert marks("microcensus", numerator=cases, denominator=[9999] * 4, cases=cases) == ["/", "()", "()", ""]


@pytest.mark.parametrize(("rule", "hide"), [("microcensus_bw", 5_000.0), ("microcensus_regional", 10_000.0)])
def test_extrapolated_persons_are_marked_by_their_number(rule: str, hide: float) -> None:
    numerator = [hide - 1, hide, 2 * hide - 1, 2 * hide]
    assert marks(rule, numerator=numerator, denominator=[1e6] * 4) == ["/", "()", "()", ""]


def test_a_survey_without_thresholds_in_cases_is_marked_by_its_error() -> None:
    # Design effect 1.5: 150 cases have 10 %, 67 cases 15 % relative standard error, if the share is small.
    cases = [0.0, 60, 140, 160]
    assert marks("survey", numerator=cases, denominator=[1e6] * 4, cases=cases) == ["/", "/", "()", ""]


def test_a_survey_that_tells_no_cases_promises_no_interval() -> None:
    row = assess(HOUSE["survey"], "share", 100, [40], [40_000], [100_000]).row((0,))
    assert row == Quality()


def test_facts_have_cases_but_no_interval() -> None:
    row = assess(HOUSE["none"], "count", 1, [25], [25]).row((0,))
    assert row == Quality(cases=25)


@pytest.mark.parametrize("formula", ["mean", "average", "median", "dissimilarity", "herfindahl", "top_share"])
def test_formulas_without_a_known_distribution_have_cases_only(formula: str) -> None:
    row = assess(HOUSE["register"], formula, 1, [2.1], [2100], [1000]).row((0,))  # type: ignore[arg-type]
    assert row == Quality(cases=1000 if formula == "mean" else 2100)


def test_published_values_have_the_quality_their_source_tells() -> None:
    assessed = assess(HOUSE["microcensus"], "published", 1, [38.1, 38.1], [38.1, 38.1], None, [NAN, 100])
    assert assessed.row((0,)) == Quality()
    assert assessed.row((1,)) == Quality(cases=100, mark="()")


def test_a_missing_value_has_no_quality_and_disturbs_no_other() -> None:
    assessed = assess(
        HOUSE["microcensus"], "share", 100, [NAN, 50, NAN], [10, 10_000, NAN], [0, 20_000, 20_000], [10, NAN, NAN]
    )
    missing, there, none = (assessed.row((place,)) for place in range(3))
    assert missing == Quality() == none
    assert there.low is not None
    assert there.mark == "()"


def test_quality_keeps_the_shape_of_the_values_and_its_flags() -> None:
    persons = np.arange(1.0, 7).reshape(2, 3)
    assessed = assess(HOUSE["register"], "share", 100, persons, persons, np.full((2, 3), 10.0))
    row = replace(assessed, modelled=True).row((1, 2), provisional=True)
    assert assessed.low.shape == (2, 3) == assessed.marks.shape
    assert (row.cases, row.provisional, row.modelled) == (6, True, True)


def test_a_city_may_declare_a_rule() -> None:
    (rule,) = read_rules(declared(RULE)).values()
    assert rule == Rule("own", "survey", same("Befragung"), "Satzung", 1.0, rule.sampling_fraction, "cases", 100, 50)
    assert np.isnan(rule.sampling_fraction)


@pytest.mark.parametrize(
    ("wrong", "by", "key"),
    [
        ('kind = "survey"', 'kind = "poll"', "kind"),
        ('by = "cases"', 'by = "colour"', "by"),
        ("hide_below = 50", "hide_below = 500", "hide_below"),
        ("hide_below = 50", 'hide_below = "fifty"', "hide_below"),
        ("hide_below = 50", "", "hide_below"),
        ("hide_below = 50", "hide_above = 50", "hide_above"),
        ('by = "cases"', "", "bracket_below"),
        ('source = "Satzung"', 'source = "S"\ndesign_effect = 0', "design_effect"),
        ('source = "Satzung"', "sauce = 1", "sauce"),
        ('source = "Satzung"', "", "source"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_key(wrong: str, by: str, key: str) -> None:
    with pytest.raises(DeclarationError, match=key) as refused:
        read_rules(declared(RULE.replace(wrong, by)))
    assert "own" in str(refused.value)


def test_every_rule_of_the_house_says_what_it_means_and_where_it_comes_from() -> None:
    assert set(HOUSE) >= {"register", "survey", "microcensus", "microcensus_bw", "microcensus_regional", "none"}
    for rule in HOUSE.values():
        assert all(rule.text)
        assert rule.source
        assert rule.text.de != rule.text.en


def test_a_share_rests_on_all_who_were_asked_not_on_those_its_weights_suggest() -> None:
    told = assess(HOUSE["survey"], "share", 100, [40], [40_000], [100_000], cases=[30], asked=[100])
    low, high = intervals.wilson(40, 100, deff=1.5)
    assert (told.cases.item(), told.asked.item()) == (30, 100)
    assert (told.low.item(), told.high.item()) == pytest.approx((low * 100, high * 100))


def test_nobody_concerned_among_those_asked_still_has_an_upper_bound() -> None:
    told = assess(HOUSE["survey"], "share", 100, [0], [0], [100_000], cases=[0], asked=[100])
    assert (told.low.item(), told.high.item()) == pytest.approx(
        (0, float(intervals.wilson(0, 100, deff=1.5).high) * 100)
    )
