"""Figures as people read them in a terminal."""

from __future__ import annotations

from dataclasses import replace

from teilhabe.cli.answers import answer_lines
from teilhabe.engine.indicators.quality import UNKNOWN, Quality
from teilhabe.engine.pipeline.figure import Answer

ANSWER = Answer(
    indicator="pop_foreign_share", place="07312", period="2023-12-31", by="", code="", value=17.25, status="value",
    sign="", unit="percent", decimals=1, numerator=1725.0, denominator=10000.0, quality=UNKNOWN, base="register_main",
    concept="citizenship", break_since="", notice="", formula="", terms=(), sources=(),
)  # fmt: skip
SURVEY = Quality(cases=84.0, low=14.96, high=19.84, rse=7.24, mark="()", method="survey", provisional=True)


def test_a_value_has_the_decimals_of_its_indicator() -> None:
    head, row, *remarks = answer_lines([ANSWER], "en")
    assert head.split() == ["place", "period", "code", "value", "unit"]
    assert row.split() == ["07312", "2023-12-31", "TOTAL", "17.3", "%"]
    assert remarks == ["base: register of residents, main residence", "concept: citizenship"]


def test_what_is_known_of_its_reliability_stands_beside_it() -> None:
    head, row, *remarks = answer_lines([replace(ANSWER, quality=SURVEY)], "en")
    assert head.endswith("95% interval  cases  rel. std. error %  provisional")
    assert row.split()[3] == "(17.3)"
    assert row.split()[-5:] == ["to", "19.8", "84", "7.2", "yes"]
    assert remarks[-1] == "(…) uncertain, / too uncertain, • protected"


def test_what_is_not_known_of_a_figure_stands_empty_beside_others() -> None:
    protected = replace(ANSWER, value=None, status="protected", period="2024-12-31")
    _, first, second, *_ = answer_lines([replace(ANSWER, quality=SURVEY), protected], "en")
    assert second.split() == ["07312", "2024-12-31", "TOTAL", "•", "%", "protected"]
    assert first.index("(17.3)") + len("(17.3)") == second.index("•") + 1


def test_words_are_german_when_asked() -> None:
    head, *_ = answer_lines([replace(ANSWER, quality=SURVEY, break_since="2022-05-15")], "de")
    assert head.split()[:5] == ["Ort", "Zeitraum", "Gruppe", "Wert", "Einheit"]
    assert "95-%-Intervall" in head


def test_german_numbers_have_a_comma_and_none_is_minus_zero() -> None:
    nearly_nothing = replace(ANSWER, value=-0.04)
    _, first, second, *_ = answer_lines([replace(ANSWER, value=1234.5), nearly_nothing], "de")
    assert (first.split()[3], second.split()[3]) == ("1.234,5", "0,0")


def test_a_release_lacks_the_decimals_and_prints_all_there_are() -> None:
    _, row, *_ = answer_lines([replace(ANSWER, value=9.00264783759929, decimals=None)], "de")
    assert row.split()[3] == "9,00264783759929"


def test_bases_are_told_once_by_their_names_and_no_concept_is_not_told() -> None:
    joined = replace(ANSWER, base="police_statistics; register_main", concept="none; citizenship")
    *_, base, concept = answer_lines([ANSWER, joined], "de")
    assert base.startswith("Grundlage: Melderegister, Hauptwohnung; Polizeiliche Kriminalstatistik")
    assert concept == "Begriff: Staatsangehörigkeit"
