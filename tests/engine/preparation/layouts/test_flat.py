"""Flat files in which columns are missing, stand twice or hold marks that nobody has explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.errors import UnreadableFile

PrepareText = Callable[..., Prepared]
FLAT = """time;1_variable_code;1_variable_label;1_variable_attribute_code;1_variable_attribute_label;value;value_q
2024-12-31;GES;Geschlecht;GESM;männlich;11;e
2024-12-31;GES;Geschlecht;GESW;weiblich;12;e
"""


@pytest.mark.parametrize("missing", ["1_variable_code;", "1_variable_code;1_variable_label;", "1_variable_label;"])
def test_a_dimension_without_its_code_is_kept(prepare_text: PrepareText, missing: str) -> None:
    gone = {"1_variable_code": "GES;", "1_variable_label": "Geschlecht;"}
    text = FLAT.replace(missing, "")
    for column in missing.strip(";").split(";"):
        text = text.replace(gone[column], "")
    table = prepare_text(text)
    assert table.inspection.format == "flat"
    assert table.observations.columns["sex"] == ["M", "F"]


def test_a_dimension_without_its_attribute_code_is_refused(prepare_text: PrepareText) -> None:
    text = FLAT.replace("1_variable_attribute_code;", "").replace("GESM;", "").replace("GESW;", "")
    with pytest.raises(UnreadableFile, match="1_variable_attribute_code"):
        prepare_text(text)


def test_two_columns_of_values_are_refused(prepare_text: PrepareText) -> None:
    text = FLAT.replace(";value;", ";value;value;").replace(";11;", ";11;1;").replace(";12;", ";12;2;")
    with pytest.raises(UnreadableFile, match="several columns 'value'"):
        prepare_text(text)


def test_an_unknown_quality_mark_is_reported_and_makes_the_figure_unreliable(prepare_text: PrepareText) -> None:
    table = prepare_text(FLAT.replace("12;e", "12;/"))
    columns = table.observations.columns
    assert (columns["obs_value"], columns["obs_status"]) == (["11", "12"], ["A", "U"])
    assert [(f.code, f.severity, f.row) for f in table.findings if f.code == "unknown-sign"] == [
        ("unknown-sign", "warning", 3)
    ]


def test_a_last_line_without_an_end_may_be_cut(prepare_text: PrepareText) -> None:
    text = FLAT.replace(";value_q", "").replace(";e", "").rstrip("\n")
    table = prepare_text(text)
    assert [(f.code, f.severity, f.row) for f in table.findings] == [("truncated", "warning", 3)]
