from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.findings import Finding

PrepareText = Callable[..., Prepared]


def found(prepared: Prepared, code: str) -> list[Finding]:
    return [finding for finding in prepared.findings if finding.code == code]


def columns(*heads: str, rows: int = 12, **values: Callable[[int], object]) -> str:
    lines = [";".join([f"Gebiet {i}", *(str(value(i)) for value in values.values())]) for i in range(1, rows + 1)]
    return ";".join(["Stadtteil", *heads]) + "\n" + "\n".join(lines) + "\n"


def test_a_share_that_holds_counts_is_named_with_the_true_share(prepare_text: PrepareText) -> None:
    text = columns("Einwohner", "Ausländeranteil", a=lambda i: 1000 + 7 * i, b=lambda i: 250 + 3 * i)
    (finding,) = found(prepare_text(text), "share-holds-counts")
    assert finding.severity == "warning"
    assert finding.data["variable"] == "Ausländeranteil"
    assert "26,4 %" in finding.text.de


def test_a_share_above_the_whole_is_named(prepare_text: PrepareText) -> None:
    text = columns("Ausländeranteil", a=lambda i: "112,5" if i == 3 else f"{20 + i},5")
    (finding,) = found(prepare_text(text), "share-above-hundred")
    assert finding.data["value"] == "112.5"


def test_rates_of_change_may_exceed_the_whole(prepare_text: PrepareText) -> None:
    prepared = prepare_text(columns("Veränderung in %", a=lambda i: "112,5" if i == 3 else f"{20 + i},5"))
    assert not found(prepared, "share-above-hundred")


def test_counts_with_decimals_are_named_but_not_whole_ones(prepare_text: PrepareText) -> None:
    assert found(prepare_text(columns("Anzahl Personen", a=lambda i: f"{20 + i},5")), "counts-have-decimals")
    assert not found(prepare_text(columns("Anzahl Personen", a=lambda i: f"{20 + i},0")), "counts-have-decimals")
    assert not found(prepare_text(columns("Personen (1000)", a=lambda i: f"{20 + i},5")), "counts-have-decimals")


def test_proportions_called_percent_are_named(prepare_text: PrepareText) -> None:
    assert found(prepare_text(columns("Anteil in %", a=lambda i: f"0,{10 + i}")), "proportion-or-percent")
    assert not found(prepare_text(columns("Anteil in %", a=lambda i: f"{10 + i},3")), "proportion-or-percent")


@pytest.mark.parametrize(("head", "is_odd"), [("Einwohner", True), ("Wanderungssaldo", False)])
def test_a_negative_count_is_odd_unless_it_is_a_balance(prepare_text: PrepareText, head: str, is_odd: bool) -> None:
    text = columns(head, rows=20, a=lambda i: -40 if i == 3 else 100 + i)
    assert bool(found(prepare_text(text), "negative-count")) == is_odd


def years(values: Callable[[int, int], int], areas: int = 5) -> str:
    span = range(2010, 2016)
    rows = [";".join([f"Gebiet {a}", *(str(values(a, year)) for year in span)]) for a in range(1, areas + 1)]
    return f"Stadtteil;{';'.join(map(str, span))}\n" + "\n".join(rows) + "\n"


def test_a_jump_of_unit_in_many_series_is_an_error(prepare_text: PrepareText) -> None:
    text = years(lambda area, year: (200 * area + 3 * (year - 2010)) * (1000 if year >= 2013 else 1))
    (finding,) = found(prepare_text(text), "unit-jump")
    assert (finding.severity, finding.data["period"], finding.data["factor"]) == ("error", "2013", "1e3")


def test_a_jump_of_one_series_is_a_warning(prepare_text: PrepareText) -> None:
    text = years(lambda area, year: 200 * area * (1000 if (area, year) == (2, 2013) else 1))
    assert {finding.severity for finding in found(prepare_text(text), "unit-jump")} == {"warning"}


def test_growth_is_no_jump(prepare_text: PrepareText) -> None:
    assert not found(prepare_text(years(lambda area, year: 20 * area * 3 ** (year - 2010))), "unit-jump")
