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
