"""Tables as cities set them: small ones of every habit, with invented numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared

PrepareText = Callable[..., Prepared]


def cells(table: Prepared, *names: str) -> list[tuple[object, ...]]:
    """The columns with these names side by side, one tuple for each observation."""
    return list(zip(*(table.observations.columns[name] for name in names), strict=True))


MONTHS = """Arbeitsmarkt in Zahlen
Berichtsmonat: Juni 2023

Merkmale;Jun 2023;Mai 2023;Veränderung zum Vorjahr;
;;;absolut;in %
;1;2;3;4
Insgesamt;5210;5307;-97;-1,8
Männer;2811;2902;-91;-3,1
Frauen;2399;2405;-6;-0,2
"""


def test_the_month_of_the_title_is_not_put_on_columns_of_other_months(prepare_text: PrepareText) -> None:
    table = prepare_text(MONTHS)
    assert "time_period" not in [dimension.name for dimension in table.observations.dimensions]
    assert "no-period" in [finding.code for finding in table.findings]


def test_a_row_that_counts_the_columns_is_no_part_of_their_names(prepare_text: PrepareText) -> None:
    assert [variable.code for variable in prepare_text(MONTHS).inspection.variables][:2] == ["Jun 2023", "Mai 2023"]


@pytest.mark.parametrize(
    ("heading", "texts", "codes"),
    [
        ("Quartal", ("1/2021", "2/2021"), ["2021-Q1", "2021-Q2"]),
        ("Berichtsquartal", ("2021-1", "2021-4"), ["2021-Q1", "2021-Q4"]),
        ("Halbjahr", ("1/2021", "2/2021"), ["2021-S1", "2021-S2"]),
        ("Monat", ("1/2021", "2/2021"), ["2021-01", "2021-02"]),
        ("Quartal", ("4/2021", "7/2021"), ["2021-04", "2021-07"]),
    ],
)
def test_the_heading_tells_quarters_from_months(
    prepare_text: PrepareText, heading: str, texts: tuple[str, str], codes: list[str]
) -> None:
    table = prepare_text(f"{heading};Anträge\n{texts[0]};512\n{texts[1]};498\n")
    assert table.observations.columns["time_period"] == codes


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Erwerbstätige in 1 000 Personen", "1 000 Personen"),
        ("Umsatz in Mio. Euro nach Kreisen", "Mio. Euro"),
        ("Arbeitslosenquote in Prozent", "Prozent"),
        ("Einwohner in den Kreisen", ""),
    ],
)
def test_the_unit_of_a_title_holds_for_a_table_that_names_none(
    prepare_text: PrepareText, title: str, unit: str
) -> None:
    table = prepare_text(f"{title}\nKreis;2019;2020\nAhausen;56,7;49,3\nBedorf;28,7;31,1\n")
    assert set(table.observations.columns["unit"]) == {unit or None}


def test_numbers_above_a_hundred_are_no_shares_whatever_the_title_says(prepare_text: PrepareText) -> None:
    table = prepare_text("Ausländeranteil in %\nKreis;2019;2020\nAhausen;56,7;49,3\nBedorf;280,7;31,1\n")
    assert set(table.observations.columns["unit"]) == {None}
