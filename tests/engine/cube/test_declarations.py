"""A slip in a declaration is named with file, line and key, also where one file is laid over another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from teilhabe.engine.cube.declarations import Declaration, read_declaration
from teilhabe.errors import DeclarationError

Reader = Callable[[str], Declaration]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def reader(text: str) -> Declaration:
        path = tmp_path / "labour.toml"
        path.write_text(text, encoding="utf-8")
        return read_declaration(path)

    return reader


def test_a_wrong_value_is_named_with_its_line_and_keys(read: Reader) -> None:
    declaration = read("[indicators.rate]\nname = 'x'\n[indicators.rate.denominator]\nvariable = 5\n")
    below = declaration.table("indicators").table("rate").table("denominator")
    with pytest.raises(DeclarationError) as caught:
        below.get("variable", str)
    assert caught.value.text.de == (
        "labour.toml, Zeile 4, indicators.rate.denominator.variable: „variable“ muss ein Text sein, nicht 5."
    )
    assert caught.value.text.en == (
        "labour.toml, line 4, indicators.rate.denominator.variable: “variable” must be a text, not 5."
    )


def test_a_missing_key_is_named_in_the_line_of_its_table(read: Reader) -> None:
    declaration = read("\n\n[field]\norder = 1\n")
    with pytest.raises(DeclarationError, match=r"^labour\.toml, line 3, field\.name: the key “name” is missing"):
        declaration.table("field").get("name", str)
    with pytest.raises(DeclarationError, match=r"^labour\.toml, line 1, intro: "):
        declaration.get("intro", str)


def test_an_unknown_key_of_a_list_entry_is_named(read: Reader) -> None:
    declaration = read("[[breaks]]\nid = 'a'\n[[breaks]]\nid = 'b'\n'odd key' = 1\n")
    with pytest.raises(DeclarationError, match=r'^labour\.toml, line 5, breaks\[2\]\."odd key": '):
        declaration.array("breaks")[1].allow({"id"})


def test_a_key_of_an_inline_table_is_found(read: Reader) -> None:
    declaration = read("a = 1\nrange = { low = 0,  high = 'x' }\n")
    with pytest.raises(DeclarationError, match=r"^labour\.toml, line 2, range\.high: "):
        declaration.table("range").number("high")


def test_a_file_that_is_no_toml_is_named_with_line_and_column(read: Reader) -> None:
    with pytest.raises(DeclarationError, match=r"labour\.toml, line 2, column 2: this is no valid TOML"):
        read("a = 1\nb\n")


def test_a_file_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "labour.toml"
    path.write_bytes("name = 'Größe'".encode("cp1252"))
    with pytest.raises(DeclarationError, match="UTF-8"):
        read_declaration(path)


def test_a_declaration_without_a_file_names_what_it_was_given() -> None:
    with pytest.raises(DeclarationError, match=r"^r\.toml: there is no key “colour” here"):
        Declaration({"colour": 1}, "r.toml").allow({"format"})
