"""Hierarchies of codes, from both kinds of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.engine.disclosure.groupings import TOTAL, Grouping, read_grouping, sums
from teilhabe.errors import DeclarationError

REGIONS = {"1": "N", "2": "N", "3": "S", "N": TOTAL, "S": TOTAL}


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.hrc", "N\n@ 1\n@2\nS \n@3"),
        ("r.csv", "code,parent\n1,N\n2,N\n3,S\nN,\nS,TOTAL\n"),
        ("r.csv", "\ufeffParent;Code\nN;1\nN;2\nS;3\nTOTAL;N\n;S\n"),
        ("r.csv", "1,N\n2,N\n3,S\nN,\nS,\n"),
    ],
)
def test_both_kinds_of_files_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    assert read_grouping(written(tmp_path, name, text)).parents == REGIONS


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("a\n@@b\n", "line 2"),
        ("code,parent\na\n", "line 2"),
        ("code,parent\na,b\na,c\n", "line 3: “a” belongs to “b” already"),
        ("code,parent\na,b\nb,a\n", "below itself"),
    ],
)
def test_a_broken_hierarchy_is_refused_in_one_sentence(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(DeclarationError) as refusal:
        read_grouping(written(tmp_path, "h.csv", text))
    assert reason in refusal.value.text.en


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "h.csv"
    path.write_bytes("code,parent\nSüd,\n".encode("latin-1"))
    with pytest.raises(DeclarationError):
        read_grouping(path)


def test_every_level_adds_up_to_the_next() -> None:
    found = dict(sums([Grouping(REGIONS)], frozenset({*REGIONS, TOTAL})))
    assert found == {TOTAL: ("N", "S"), "N": ("1", "2"), "S": ("3",)}


def test_a_level_that_is_not_published_is_left_out() -> None:
    assert dict(sums([Grouping(REGIONS)], frozenset({"1", "2", "3", TOTAL}))) == {TOTAL: ("1", "2", "3")}
    assert dict(sums([Grouping(REGIONS)], frozenset({"1", "2", "3", "N"}))) == {"N": ("1", "2")}


def test_a_group_without_its_parts_is_a_part_itself() -> None:
    assert dict(sums([Grouping(REGIONS)], frozenset({"1", "2", "N", "S", TOTAL}))) == {
        TOTAL: ("N", "S"),
        "N": ("1", "2"),
    }


def test_two_groupings_divide_the_same_codes_twice() -> None:
    other = Grouping({"1": "X", "2": "Y", "3": "Y"})
    found = list(sums([Grouping(REGIONS), other], frozenset({"1", "2", "3", "N", "S", "X", "Y", TOTAL})))
    assert sorted(found) == [
        ("N", ("1", "2")),
        ("S", ("3",)),
        (TOTAL, ("N", "S")),
        (TOTAL, ("X", "Y")),
        ("X", ("1",)),
        ("Y", ("2", "3")),
    ]
