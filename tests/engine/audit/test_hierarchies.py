"""Both ways of writing a hierarchy lead to the same parents."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.engine.audit.hierarchies import Parents, read_hierarchy
from teilhabe.errors import InputError


def read(folder: Path, name: str, text: str) -> Parents:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_hierarchy(path)


def test_codes_with_parents_and_indented_codes_say_the_same(tmp_path: Path) -> None:
    expected = {"n1": ("north",), "n2": ("north",), "s1": ("south",)}
    assert read(tmp_path, "a.csv", "code,parent\nnorth,\nn1,north\nn2,north\nsouth,\ns1,south\n") == expected
    assert read(tmp_path, "a.hrc", "north\n@n1\n@n2\nsouth\n@s1\n") == expected


def test_a_header_is_not_needed_and_semicolons_will_do(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "n1;north\nn2;north\n") == {"n1": ("north",), "n2": ("north",)}


def test_a_code_may_belong_to_several_groupings(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "a,north\na,rural\n") == {"a": ("north", "rural")}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "code\nn1\n", "line 1: the column of the parent code is missing"),
        ("a.csv", "a,b\nb,c\nc,a\n", "'a' is a part of itself"),
        ("a.hrc", "north\n@@n1\n", "line 2: a level is missing"),
        ("a.hrc", "@n1\n", "line 1: a level is missing"),
        ("a.csv", "", "empty"),
    ],
)
def test_what_is_no_hierarchy_is_refused(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(tmp_path, name, text)


def test_further_columns_and_any_way_to_write_the_header_change_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", " Code , PARENT ,name\na, north ,A\n") == {"a": ("north",)}
    assert read(tmp_path, "a.csv", "a,north\ncode,parent\n") == {"a": ("north",), "code": ("parent",)}


def test_levels_end_where_the_next_one_of_the_same_depth_begins(tmp_path: Path) -> None:
    text = "all\n@north\n@@n1\n@@n2\n@south\n@@s1\n@@@s11\n@west\n"
    assert read(tmp_path, "a.hrc", text) == {
        "north": ("all",),
        "n1": ("north",),
        "n2": ("north",),
        "south": ("all",),
        "s1": ("south",),
        "s11": ("s1",),
        "west": ("all",),
    }


def test_a_lead_of_two_signs_counts_once(tmp_path: Path) -> None:
    path = tmp_path / "a.hrc"
    path.write_text("all\n--north\n----n1\n", encoding="utf-8")
    assert read_hierarchy(path, "--") == {"north": ("all",), "n1": ("north",)}


def test_a_missing_level_says_how_deep_the_line_before_was(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="line 3: a level is missing; the line before has 1 '@'"):
        read(tmp_path, "a.hrc", "all\n@north\n@@@n1\n")


def test_a_code_that_is_its_own_parent_has_none(tmp_path: Path) -> None:
    assert read(tmp_path, "a.csv", "a,a\nb,a\n") == {"b": ("a",)}
