"""A slip in a city's folder is named before anything is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.engine.pipeline.city import read_city
from teilhabe.errors import DeclarationError


@pytest.mark.parametrize(
    ("file", "before", "after", "named"),
    [
        ("city.toml", 'id = "kleinstadt"', 'id = "../x"', "“id”"),
        ("city.toml", 'as_of = "2021-12-31"', 'as_of = "morgen"', "“as_of”"),
        ("city.toml", '["pop_total"]', '["pop_totl"]', "“key_indicators”"),
        ("city.toml", 'level = "city"', 'level = "town"', "“level”"),
        ("breaks.toml", '["population"]', '["populaton"]', "populaton"),
    ],
)
def test_the_file_and_the_key_are_named(small_city: Path, file: str, before: str, after: str, named: str) -> None:
    path = small_city / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DeclarationError, match=named) as caught:
        read_city(small_city)
    assert file in caught.value.text.de


def test_a_break_given_twice_is_named(small_city: Path) -> None:
    path = small_city / "breaks.toml"
    path.write_text(path.read_text(encoding="utf-8") * 2, encoding="utf-8")
    with pytest.raises(DeclarationError, match="“count”"):
        read_city(small_city)
