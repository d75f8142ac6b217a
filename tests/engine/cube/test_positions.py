"""Every key of a declaration is found in its line, however the TOML is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.cube import positions
from teilhabe.engine.cube.positions import lines_of

ROOT = Path(__file__).resolve().parents[3]
DECLARATIONS = sorted([*ROOT.glob("src/teilhabe/**/*.toml"), *ROOT.glob("cities/**/*.toml"), ROOT / "pyproject.toml"])

ODD = r'''# a comment with [brackets] and = signs
title = "a # that is no comment, and a \" quote"
when = 1979-05-27 07:32:00
[table]
dotted.key."with dot.inside" = 1
text = """
[not.a.table]
key = "no key" \""" still inside """""
raw = '''
ODD_END = """'''
[[no_list]]
'''
after = [ # a list
  1.5, -2,
  { inner = "x", other = ['a', "b"] },
]
  [table.below]
  deep = true
[[list]]
name = "first"
[[list]]
name = "second"
[list.child]
key = 1
[[list.sub]]
key = 2
"""


def paths(values: Any, above: positions.Path = ()) -> Iterator[positions.Path]:
    yield above
    entries = values.items() if isinstance(values, dict) else enumerate(values, 1) if isinstance(values, list) else ()
    for key, value in entries:
        yield from paths(value, (*above, key))


def test_odd_writings_are_read_as_the_standard_reader_reads_them() -> None:
    text = ODD + ODD_END
    lines = lines_of(text)
    assert set(lines) == set(paths(tomllib.loads(text)))
    at = {
        ("title",): 2,
        ("table",): 4,
        ("table", "dotted", "key", "with dot.inside"): 5,
        ("table", "text"): 6,
        ("table", "raw"): 9,
        ("table", "after"): 12,
        ("table", "after", 3, "inner"): 14,
        ("table", "after", 3, "other", 2): 14,
        ("table", "below", "deep"): 17,
        ("list", 1, "name"): 19,
        ("list", 2, "child", "key"): 23,
        ("list", 2, "sub", 1, "key"): 25,
    }
    assert {path: lines[path] for path in at} == at


@pytest.mark.parametrize("path", DECLARATIONS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_key_of_every_declaration_stands_in_its_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines, written = lines_of(text), text.split("\n")
    assert set(lines) == set(paths(tomllib.loads(text)))
    for keys, line in lines.items():
        if keys and isinstance(keys[-1], str):
            assert keys[-1] in written[line - 1]


KEYS = st.text(alphabet="ab[]{}#=\"'.\\ \u00e4", min_size=1, max_size=5)
TEXTS = st.text(alphabet="xy[]{}#=,\"'\\\n\u00df", max_size=12)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(), st.booleans()),
    lambda below: st.one_of(st.lists(below, max_size=3), st.dictionaries(KEYS, below, max_size=3)),
    max_leaves=8,
)


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def written(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{quoted(key)} = {written(entry)}" for key, entry in value.items()) + " }"
    if isinstance(value, list):
        return "[\n" + "".join(f"  {written(entry)}, # , ]\n" for entry in value) + "]"
    return quoted(value) if isinstance(value, str) else str(value).lower()


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, max_size=3), max_size=3))
def test_any_tables_and_texts_are_walked_without_losing_a_key(tables: dict[str, dict[str, Any]]) -> None:
    text = "".join(
        f"[{quoted(name)}]\n" + "".join(f"{quoted(key)} = {written(value)}\n" for key, value in table.items())
        for name, table in tables.items()
    )
    assert set(lines_of(text)) == set(paths(tomllib.loads(text)))
