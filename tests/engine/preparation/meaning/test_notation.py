"""The decimal mark is decided by evidence, measure by measure; where both readings are possible that is an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.meaning.notation import Measure, Notation, recognise_notation
from teilhabe.engine.preparation.recipe import Recipe

PrepareText = Callable[..., Prepared]


@pytest.mark.parametrize(
    ("texts", "notation"),
    [
        (["56,44", "1436,49", "-"], Notation(",")),
        (["12.3", "4"], Notation(".")),
        (["1.234,5", "7"], Notation(",", ".")),
        (["1,234.5", "7"], Notation(".", ",")),
        (["1.234.567", "7"], Notation(",", ".")),
        (["1,234", "5000"], Notation(",")),
        (["0,123"], Notation(",")),
        (["12", "-"], Notation(",")),
        (["1.234"], Notation(",", ".", is_certain=False)),
        ([f"{n}.{n}00" for n in range(1, 10)] + ["12.500", "7"], Notation(",", ".")),
    ],
)
def test_all_values_together_decide_the_notation(texts: list[str], notation: Notation) -> None:
    assert recognise_notation([Measure(texts)], ";") == notation


def test_a_comma_separated_file_is_taken_for_english_where_nothing_else_tells() -> None:
    assert recognise_notation([Measure(["1,234"])], ",") == Notation(".", ",", is_certain=False)


def test_whole_numbers_of_one_measure_say_nothing_about_another() -> None:
    births, rates = Measure([str(n) for n in range(300, 311)], "Anzahl"), [f"1,{n}" for n in range(401, 412)]
    official = recognise_notation([births, Measure(rates, "je Frau")], ";", has_groups=False)
    assert official == Notation(",")
    assert not recognise_notation([births, Measure(rates)], ";").is_certain


def test_decimals_of_a_count_may_be_thousands_even_where_the_publisher_marks_none() -> None:
    assert not recognise_notation([Measure(["99.845", "7"], "Anzahl")], ";", has_groups=False).is_certain


FLAT = (
    "statistics_code;time;1_variable_code;1_variable_attribute_code;value;value_unit;value_variable_code\n"
    "12411;2024-12-31;KREISE;07311;{};{};BEVSTD\n12411;2024-12-31;KREISE;07312;{};{};AUSL\n"
)


@pytest.mark.parametrize(
    ("cells", "codes"),
    [
        (("100.426", "Anzahl", "50.655", "Anzahl"), {"ambiguous-number"}),
        (("100.426", "Anzahl", "53,9", "%"), {"ambiguous-number"}),
        (("1.5", "%", "53,9", "%"), {"unknown-sign"}),
        (("1.462", "je Frau", "100426", "Anzahl"), set()),
        (("1.462", "je Frau", "1.401", "je Frau"), set()),
    ],
)
def test_a_flat_file_with_marks_between_thousands_is_not_guessed(
    prepare_text: PrepareText, cells: tuple[str, ...], codes: set[str]
) -> None:
    table = prepare_text(FLAT.format(*cells))
    assert {finding.code for finding in table.errors} == codes
    assert table.inspection.decimal == ("," if "53,9" in cells else "." if not codes else table.inspection.decimal)


def test_a_recipe_decides_the_notation(prepare_text: PrepareText) -> None:
    table = prepare_text(FLAT.format("100.426", "Anzahl", "50.655", "Anzahl"), Recipe(decimal=","))
    assert table.observations.columns["obs_value"] == ["100426", "50655"]
    assert not table.errors
