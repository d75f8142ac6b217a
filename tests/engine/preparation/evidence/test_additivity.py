from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.evidence.hypotheses import partition

PrepareText = Callable[..., Prepared]

HEAD = "time_period,sex,age,citizenship,variable,unit,obs_value\n"


def by_sex(*values: tuple[str, str, str], unit: str = "persons") -> str:
    rows = [
        f"{2000 + i},{sex},TOTAL,TOTAL,population,{unit},{value}\n"
        for i, triple in enumerate(values)
        for sex, value in zip(("M", "F", "TOTAL"), triple, strict=True)
    ]
    return HEAD + "".join(rows)


@pytest.mark.parametrize(
    ("name", "codes", "whole"),
    [
        ("sex", {"M", "F"}, True),
        ("sex", {"M", "F", "X", "UNKNOWN"}, True),
        ("sex", {"M"}, False),
        ("age", {"Y_LT18", "Y18T64", "Y_GE65"}, True),
        ("age", {"Y0", "Y1", "Y_GE2", "UNKNOWN"}, True),
        ("age", {"Y_LT18", "Y18T64"}, False),
        ("age", {"Y_LT18", "Y17T64", "Y_GE65"}, False),
        ("citizenship", {"DE", "FOREIGN"}, True),
        ("citizenship", {"DE", "EU", "UA", "A8", "OTHER", "UNKNOWN", "FOREIGN"}, True),
        ("citizenship", {"ST121", "ST122"}, False),
        ("other", {"a", "b"}, False),
    ],
)
def test_only_groups_that_are_known_to_be_everybody_once_are_added_up(name: str, codes: set[str], whole: bool) -> None:
    assert bool(partition(name, codes)) == whole


def test_a_total_that_is_the_sum_of_its_parts_is_proven(prepare_text: PrepareText) -> None:
    prepared = prepare_text(by_sex(("1", "2", "3"), ("2", "2", "4")))
    assert prepared.inspection.dimension("sex").is_additive
    assert not prepared.findings


def test_a_total_that_differs_is_named_with_both_numbers(prepare_text: PrepareText) -> None:
    prepared = prepare_text(by_sex(("1", "2", "3"), ("2", "2", "4"), ("3", "3", "9")))
    (finding,) = prepared.findings
    assert (finding.code, finding.row) == ("sum-differs", 10)
    assert (finding.data["printed"], finding.data["summed"]) == ("9", "6")


def test_rounding_to_five_and_to_decimals_explains_small_differences(prepare_text: PrepareText) -> None:
    assert not prepare_text(by_sex(("10", "15", "30"))).findings
    assert not prepare_text(by_sex(("1.5", "2.5", "4.1"), unit="1000 persons")).findings


def test_shares_and_means_are_never_compared(prepare_text: PrepareText) -> None:
    assert not prepare_text(by_sex(("10", "20", "15"), unit="percent")).findings
    means = [(str(40 + i), str(42 + i), str(41 + i)) for i in range(6)]
    assert not prepare_text(by_sex(*means, unit="years")).findings
