"""A mapping is declared strictly: what is wrong is named with its key."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.preparation.persons.conftest import MAPPING, mapping

from teilhabe.errors import DeclarationError


def test_a_plain_text_is_the_name_of_a_column() -> None:
    declared = mapping()
    assert [(field.name, field.column) for field in declared.fields if field.name in ("sex", "status")] == [
        ("sex", "sex"),
        ("status", "status"),
    ]
    assert (declared.kept, declared.base) == ("MAIN", "register_main")


def test_only_the_declared_columns_are_read() -> None:
    columns = "nr stichtag geb sex s1 s2 bezirk gebland zuzug status wohnung"
    assert set(mapping().columns) == set(columns.split(" "))


@pytest.mark.parametrize("day", ['"2024-12-31"', "2024-12-31"])
def test_one_reference_date_may_hold_for_all_rows(day: str) -> None:
    assert mapping(MAPPING.replace('"stichtag"', day)).day == "2024-12-31"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ('id = "nr"', 'name = "nachname"', "name"),
        ('"stichtag"', '"2024-02-30"', "ein Tag des Kalenders"),
        ('"stichtag"', "{ in_file_name = false }", "in_file_name"),
        ('{ birth_date = "geb" }', '{ birth_date = "geb", birth_year = "jahr" }', "age"),
        ('["s1", "s2"]', '["s1", "s2", "s3"]', "citizenship"),
        ('sex = "sex"', 'sex = { column = "sex", codes = { 1 = "X1" } }', "1"),
        ('"bezirk"', '{ column = "bezirk", codes = "../blocks.csv" }', "codes"),
        ('"wohnung"', '{ column = "wohnung", keep = "HW" }', "keep"),
        ('citizenship = ["s1", "s2"]', "", "braucht"),
        ('id = "nr"', 'accept = ["nonsense"]', "accept"),
        ('id = "nr"', 'base = "melderegister"', "base"),
        ('id = "nr"', 'variables = ["inhabitants"]', "variables"),
    ],
)
def test_a_wrong_declaration_names_its_key(before: str, after: str, expected: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        mapping(MAPPING.replace(before, after))
    assert expected in caught.value.text.de
    assert "sources.toml" in caught.value.text.de


def test_a_block_in_two_districts_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "blocks.csv").write_text("code,ref_area\n1-01,1\n1-01,2\n", encoding="utf-8")
    declared = MAPPING.replace('"bezirk"', '{ column = "bezirk", codes = "blocks.csv" }')
    with pytest.raises(DeclarationError, match=r"blocks\.csv, line 3"):
        mapping(declared, tmp_path)
