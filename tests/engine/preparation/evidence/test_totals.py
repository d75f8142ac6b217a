"""Totals and sub-totals are proven by the figures and marked, so that nobody adds them to their parts."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared
from teilhabe.engine.preparation.inspection import DimensionSummary

PrepareText = Callable[..., Prepared]

BOROUGHS = {"Nord": ("Aue", "Berg", "Dorf"), "Süd": ("Feld", "Garten"), "West": ("Hafen", "Insel", "Kamp", "Lohe")}


def boroughs(*, first: bool = False, years: int = 3, wrong: str = "") -> str:
    """A table of quarters with sub-totals of boroughs and a last row for the city, all invented."""
    chance = random.Random(7)  # figures for a test
    lines, city = [], [14] * years
    for borough, quarters in BOROUGHS.items():
        rows = [(name, [chance.randint(40, 900) for _ in range(years)]) for name in quarters]
        total = [sum(values) for values in zip(*(values for _, values in rows), strict=True)]
        city = [a + b for a, b in zip(city, total, strict=True)]
        lines += [(borough, total), *rows] if first else [*rows, (borough, total)]
    rest = ("nicht zuzuordnen", [14] * years)
    lines = [("Musterstadt", city), *lines, rest] if first else [*lines, rest, ("Musterstadt", city)]
    if wrong:
        lines = [(name, [v + (7 if name == wrong and i == 0 else 0) for i, v in enumerate(vs)]) for name, vs in lines]
    header = "Stadtteil;" + ";".join(str(2010 + year) for year in range(years))
    return "\n".join([header, *(f"{name};{';'.join(map(str, values))}" for name, values in lines)]) + "\n"


def area(prepared: Prepared) -> DimensionSummary:
    return prepared.inspection.dimension("ref_area")


def marked(prepared: Prepared, dimension: str) -> set[str]:
    columns = prepared.observations.columns
    return {
        str(code)
        for code, of in zip(columns[dimension], columns.get("total_of", ()), strict=True)
        if dimension in str(of or "").split(";")
    }


@pytest.mark.parametrize("first", [False, True])
def test_nested_sub_totals_before_or_after_their_parts_are_proven(prepare_text: PrepareText, first: bool) -> None:
    table = prepare_text(boroughs(first=first))
    assert {code: set(parts) for code, parts in area(table).totals.items()} == {
        **{borough: set(quarters) for borough, quarters in BOROUGHS.items()},
        "Musterstadt": {*BOROUGHS, "nicht zuzuordnen"},
    }
    assert area(table).is_additive
    assert marked(table, "ref_area") == {*BOROUGHS, "Musterstadt"}


def test_the_sum_over_what_is_not_marked_is_the_printed_total(prepare_text: PrepareText) -> None:
    table = prepare_text(boroughs())
    assert all(total.value == total.printed for total in table.sums)
    assert {total.cells for total in table.sums} == {10}


def test_one_year_alone_is_proven_because_one_total_covers_everything(prepare_text: PrepareText) -> None:
    assert marked(prepare_text(boroughs(years=1)), "ref_area") == {*BOROUGHS, "Musterstadt"}


def test_a_wrong_part_is_named_and_the_total_stays_marked(prepare_text: PrepareText) -> None:
    table = prepare_text(boroughs(years=5, wrong="Feld"))
    (finding,) = [finding for finding in table.findings if finding.code == "sum-differs"]
    assert (finding.data["dimension"], finding.data["count"], finding.data["of"]) == ("ref_area", 1, 5)
    assert "Süd" in marked(table, "ref_area")
    assert not area(table).is_additive or "Süd" not in finding.text.de


def test_chance_proves_nothing(prepare_text: PrepareText) -> None:
    for seed in range(30):
        chance = random.Random(seed)  # figures for a test
        rows = [f"Quartier {i};" + ";".join(str(chance.randint(0, 60)) for _ in range(3)) for i in range(40)]
        table = prepare_text("Stadtteil;2010;2011;2012\n" + "\n".join(rows) + "\n")
        assert "total_of" not in table.observations.columns


def test_zeros_prove_nothing(prepare_text: PrepareText) -> None:
    rows = ["A;5;0;7", "B;0;0;0", "C;0;0;0", "D;5;0;7"]
    table = prepare_text("Stadtteil;2010;2011;2012\n" + "\n".join(rows) + "\n")
    assert "total_of" not in table.observations.columns


def test_a_name_that_says_total_is_marked_without_proof(prepare_text: PrepareText) -> None:
    table = prepare_text("Herkunft;2010;2011\nItalien;10;12\nPolen;4;5\nInsgesamt;31;35\n")
    (name,) = [d.name for d in table.inspection.dimensions if d.name != "time_period"]
    assert len(marked(table, name)) == 1
    assert not table.inspection.dimension(name).totals


def test_a_variable_names_those_it_is_the_sum_of(prepare_text: PrepareText) -> None:
    rows = [(n, a, b, a + b) for n, a, b in [("X", 120, 45), ("Y", 311, 78), ("Z", 97, 12), ("W", 205, 60)]]
    text = "Stadtteil;Deutsche Personen;Fremde Personen;Einwohnerzahl\n"
    table = prepare_text(text + "".join(f"{n};{a};{b};{c}\n" for n, a, b, c in rows))
    sums = {variable.code: set(variable.total_of) for variable in table.inspection.variables}
    assert sums["Einwohnerzahl"] == {"Deutsche Personen", "Fremde Personen"}


def test_means_are_never_taken_for_sums(prepare_text: PrepareText) -> None:
    rows = ["A;41;43", "B;39;40", "C;40;41,5"]
    table = prepare_text("Stadtteil;2010;2011\n" + "\n".join(rows) + "\n")
    assert not area(table).totals


def test_what_the_file_says_about_totals_is_kept(prepare_text: PrepareText) -> None:
    rows = ["A,2010,1,", "B,2010,2,", "AB,2010,3,ref_area"]
    table = prepare_text("ref_area,time_period,obs_value,total_of\n" + "\n".join(rows) + "\n")
    assert marked(table, "ref_area") == {"AB"}


def test_boroughs_below_the_list_of_all_quarters_are_proven(prepare_text: PrepareText) -> None:
    lines = boroughs(years=4).splitlines()
    totals = [line for line in lines if line.split(";")[0] in (*BOROUGHS, "Musterstadt")]
    table = prepare_text("\n".join([*(line for line in lines if line not in totals), *totals]) + "\n")
    assert {code: set(parts) for code, parts in area(table).totals.items()}.items() >= {
        borough: set(quarters) for borough, quarters in BOROUGHS.items()
    }.items()
    assert marked(table, "ref_area") == {*BOROUGHS, "Musterstadt"}


def test_a_total_of_many_columns_is_proven_whatever_they_are_called(prepare_text: PrepareText) -> None:
    heads = ["Total", "Schweiz", "Vereinigte Arabische Emirate", "Übrige", "Mittelmeerländer"]
    rows = [[100 + 7 * i, 3 * i + 1, 20 + i * i, 11 + 5 * i] for i in range(1, 9)]
    lines = [";".join(map(str, [f"Ort {i}", sum(row), *row])) for i, row in enumerate(rows)]
    table = prepare_text(";".join(["Name", *heads]) + "\n" + "\n".join(lines) + "\n")
    sums = {variable.code: variable.total_of for variable in table.inspection.variables}
    codes = [code for d in table.inspection.dimensions for code in d.totals]
    assert len(sums.get("Total", ())) == 4 or "TOTAL" in codes


def test_means_beside_counts_do_not_hide_the_sub_totals(prepare_text: PrepareText) -> None:
    lines = [line.split(";") for line in boroughs(years=6).splitlines()]
    heads = ["Stadtteil", "Haushalte", "Kinder", "Wohnungen", "Schulen", "Autos", "Betten", "Mieten in EUR"]
    rows = [[*row, str(400 + 13 * i % 97)] for i, row in enumerate(lines[1:])]
    table = prepare_text("\n".join(";".join(row) for row in [heads, *rows]) + "\n")
    assert marked(table, "ref_area") == {*BOROUGHS, "Musterstadt"}


def test_smooth_series_of_rounded_rates_are_no_sums(prepare_text: PrepareText) -> None:
    rows = [(3.1 + i / 10, 4.0 + i / 10, 7.1 + 0.19 * i, 50.0 + i, 32.0 - i) for i in range(12)]
    lines = [f"{2010 + i};" + ";".join(f"{v:.1f}".replace(".", ",") for v in row) for i, row in enumerate(rows)]
    table = prepare_text("Jahr;Rot;Grün;Blau;Grau;Weiß\n" + "\n".join(lines) + "\n")
    assert not any(variable.total_of for variable in table.inspection.variables)
    assert not any(dimension.totals for dimension in table.inspection.dimensions)
