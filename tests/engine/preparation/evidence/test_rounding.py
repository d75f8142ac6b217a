from __future__ import annotations

import random
from collections.abc import Callable

from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]


def table(base: int, since: int, *, areas: int = 20) -> str:
    chance = random.Random(base)
    years = range(2014, 2019)
    rows = [
        ";".join([f"Gebiet {area}", *(str(_value(chance, base if year >= since else 1)) for year in years)])
        for area in range(areas)
    ]
    return f"Stadtteil;{';'.join(map(str, years))}\n" + "\n".join(rows) + "\n"


def _value(chance: random.Random, base: int) -> int:
    return base * chance.randint(100 // base, 9000 // base)


def rounding(prepared: Prepared) -> list[tuple[object, object]]:
    found = [finding for finding in prepared.findings if finding.code == "rounded-values"]
    assert all(finding.severity == "note" for finding in found)
    return [(finding.data["base"], finding.data["from"]) for finding in found]


def test_the_base_is_named_and_since_when(prepare_text: PrepareText) -> None:
    assert rounding(prepare_text(table(5, 2014))) == [(5, "")]
    assert rounding(prepare_text(table(5, 2016))) == [(5, "2016")]
    assert rounding(prepare_text(table(10, 2018))) == [(10, "2018")]
    assert rounding(prepare_text(table(3, 2014))) == [(3, "")]


def test_exact_and_few_figures_are_not_called_rounded(prepare_text: PrepareText) -> None:
    assert not rounding(prepare_text(table(1, 2014)))
    assert not rounding(prepare_text(table(5, 2018, areas=4)))


def test_the_rounding_of_a_variable_is_part_of_the_inspection(prepare_text: PrepareText) -> None:
    (variable,) = prepare_text(table(5, 2016)).inspection.variables
    assert variable.rounding == {"base": 5, "from": "2016"}


def test_sums_may_differ_by_the_rounding(prepare_text: PrepareText) -> None:
    rows = [(12 * i, 17 * i) for i in range(11, 40)]
    lines = [f"{2000 + i};{_five(a)};{_five(b)};{_five(a + b + 2)}" for i, (a, b) in enumerate(rows)]
    prepared = prepare_text("Jahr;männlich;weiblich;Insgesamt\n" + "\n".join(lines) + "\n")
    assert not [finding for finding in prepared.findings if finding.code == "sum-differs"]
    assert prepared.inspection.dimension("sex").is_additive


def _five(value: int) -> int:
    return round(value / 5) * 5
