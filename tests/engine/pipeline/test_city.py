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
        ("sources.toml", 'file = "people.csv"', 'file = "/people.csv"', "“file”"),
        ("sources.toml", 'licence = "CC0-1.0"', 'licence = "CC0-1.0"\nretrieved = "gestern"', "“retrieved”"),
        ("breaks.toml", '["population"]', '["populaton"]', "populaton"),
        ("breaks.toml", "2021-01-01", "2021-01-01T08:00:00", "“date”"),
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


@pytest.mark.parametrize(
    "text",
    [
        "off = 3",
        "datasets = 3",
        "[change.pop_total]\nnumerator = 'x'",
        "[change.pop_total.numerator]\nwhere = 3",
        "[own.x]\nfield = 'nowhere'",
    ],
)
def test_a_slip_in_the_citys_indicators_is_named(small_city: Path, text: str) -> None:
    (small_city / "indicators.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError, match=r"indicators\.toml"):
        read_city(small_city)


def test_a_missing_map_is_named(small_city: Path) -> None:
    with (small_city / "city.toml").open("a", encoding="utf-8") as file:
        file.write('\n[map]\nfile = "nowhere.geojson"\n')
    with pytest.raises(DeclarationError, match=r"nowhere\.geojson"):
        read_city(small_city)
