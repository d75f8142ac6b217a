from __future__ import annotations

from collections.abc import Callable

import pytest

from teilhabe.engine.preparation import Prepared

HEADER = "ref_area,time_period,variable,obs_value,concept,base\n"


def mixing(table: Prepared) -> list[tuple[str, str]]:
    return [(f.code, f.severity) for f in table.findings if f.code.startswith("mixed-")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (["07312,2020,pop,1,migration_background,", "07312,2021,pop,2,immigration_history,"], "mixed-concepts"),
        (["07312,2020,pop,1,,azr", "07312,2021,pop,2,,register_main"], "mixed-bases"),
    ],
)
def test_a_series_that_changes_its_concept_or_base_is_an_error(
    rows: list[str], expected: str, prepare_text: Callable[..., Prepared]
) -> None:
    assert mixing(prepare_text(HEADER + "\n".join(rows) + "\n")) == [(expected, "error")]


def test_a_population_update_that_changes_its_census_is_a_note(prepare_text: Callable[..., Prepared]) -> None:
    rows = "07312,2021,pop,1,,population_update_2011\n07312,2022,pop,2,,population_update_2022\n"
    assert mixing(prepare_text(HEADER + rows)) == [("mixed-bases", "note")]


def test_series_side_by_side_mix_nothing(prepare_text: Callable[..., Prepared]) -> None:
    rows = "07312,2021,a,1,citizenship,azr\n07312,2021,b,2,migration_background,register_main\n"
    assert mixing(prepare_text(HEADER + rows)) == []


def test_columns_of_several_concepts_keep_theirs(prepare_text: Callable[..., Prepared]) -> None:
    table = prepare_text(
        "Jahr;Gruppe;Personen\n2020;Ausländer;10\n2020;Personen mit Migrationshintergrund;30\n2021;Ausländer;11\n"
        "2021;Personen mit Migrationshintergrund;31\n"
    )
    assert list(table.observations.columns["concept"]) == ["citizenship", "migration_background"] * 2
    assert mixing(table) == [("mixed-concepts", "warning")]


def test_the_kind_of_residence_says_what_part_of_the_register_is_counted(prepare_text: Callable[..., Prepared]) -> None:
    table = prepare_text("Jahr;Wohnsitzart;Personen\n2020;Hauptwohnsitz;10\n2020;Nebenwohnsitz;3\n2020;Insgesamt;13\n")
    assert list(table.observations.columns["base"]) == [
        "register_main",
        "register_secondary",
        "register_with_secondary",
    ]
    assert mixing(table) == []
