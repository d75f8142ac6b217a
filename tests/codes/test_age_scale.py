from __future__ import annotations

import pytest

from teilhabe.codes.age_scale import read_ages


@pytest.mark.parametrize(
    ("texts", "heading", "codes"),
    [
        (["0-3", "3-6", "6-10", "10+"], "", ["Y_LT3", "Y3T5", "Y6T9", "Y_GE10"]),
        (["0-2", "3-5", "6+"], "", ["Y_LT3", "Y3T5", "Y_GE6"]),
        (["3 -  6 Jahre"], "Alter von ... bis unter ... Jahren", ["Y3T5"]),
        (["unter 3", "3 bis 6", "6 bis 10 Jahre"], "", ["Y_LT3", "Y3T5", "Y6T9"]),
        (["bis 20", "20-65", "ab 65"], "", ["Y_LT20", "Y20T64", "Y_GE65"]),
        (["bis 20", "zw. 20 und 64", "über 65"], "", ["Y_LT20", "Y20T64", "Y_GE65"]),
        (["bis 20 Jahre", "21-64", "über 64 Jahre"], "", ["Y_LT21", "Y21T64", "Y_GE65"]),
        (["über 65", "unter 65"], "", ["Y_GE65", "Y_LT65"]),
        (["bis 19", "20-64", "65 u. älter"], "", ["Y_LT20", "Y20T64", "Y_GE65"]),
        (["17", "18", "0-17", "18-64"], "", ["Y17", "Y18", "Y_LT18", "Y18T64"]),
        (["Y98", "Y99", "Y_OPEN", "TOTAL"], "", ["Y98", "Y99", "Y_GE100", "TOTAL"]),
        (["Y15-24", "Y15-64", "Y_GE65"], "", ["Y15T24", "Y15T64", "Y_GE65"]),
        (["18 bis unter 25", "25 bis unter 30"], "", ["Y18T24", "Y25T29"]),
    ],
)
def test_neighbours_and_heading_say_whether_the_upper_age_belongs(
    texts: list[str], heading: str, codes: list[str]
) -> None:
    scale = read_ages(texts, heading)
    assert [scale.codes[text] for text in texts] == codes
    assert scale.ambiguous == ()


def test_a_group_that_fits_both_ways_is_named() -> None:
    scale = read_ages(["15-24", "15-25", "25-64"])
    assert scale.ambiguous == ("15-25",)
    assert scale.codes["15-25"] == "Y15T25"
