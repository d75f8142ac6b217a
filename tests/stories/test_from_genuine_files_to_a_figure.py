"""Monitoring officer: two tables as the office received them become one figure that names both sources."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from teilhabe.cli import main

CITY = """
id = "deutschland"
code = "DE"
name = "Deutschland"
invented = false
intro = "Summe der Kreise."
as_of = "2020-02-24"
key_indicators = []
places = [
{places}
]
"""
SOURCES = """
[datasets.districts]
file = "12411-0015.csv"
title = "Bevölkerung der Kreise"
publisher = "Statistisches Bundesamt"
table = "12411-0015"
licence = "dl-de/by-2-0"
protected_by = "Veröffentlicht."
[datasets.districts.recipe.constants]
variable = "population"
[datasets.districts.recipe.signs]
"-" = "zero"

[datasets.foreigners]
file = "12521-0001.csv"
title = "Ausländer in Deutschland"
publisher = "Statistisches Bundesamt"
table = "12521-0001"
licence = "dl-de/by-2-0"
protected_by = "Veröffentlicht."
[datasets.foreigners.recipe.constants]
variable = "foreigners"
base = "azr"
concept = "citizenship"
"""
INDICATORS = """
[own.foreign_rate]
field = "demography"
name = "Ausländer je 100 Einwohner"
question = "?"
formula = "share"
unit = "percent"
decimals = 2
feeds = "?"
mixed_bases = true
[own.foreign_rate.numerator]
text = "Ausländer (AZR)"
variable = "foreigners"
[own.foreign_rate.denominator]
text = "Bevölkerung der Kreise"
variable = "population"
"""
BREAKS = """
[[breaks]]
id = "census-2011"
date = 2011-05-09
variables = ["population"]
kind = "census"
title = "Zensus 2011"
text = "Neue Grundlage."
"""


@pytest.fixture
def answers(shared_data: Path) -> dict[str, Any]:
    facts = json.loads((shared_data / "genesis" / "expected.json").read_text(encoding="utf-8"))
    return {fact["id"]: fact["answer"] for fact in facts}


@pytest.fixture
def place(shared_data: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "cities" / "deutschland"
    folder.mkdir(parents=True)
    for name in ("12411-0015.csv", "12521-0001.csv"):
        shutil.copy(shared_data / "genesis" / name, folder / name)
    rows = (folder / "12411-0015.csv").read_text(encoding="cp1252").splitlines()
    codes = [code for code, *_ in (row.split(";") for row in rows) if code.isdigit() and len(code) == 5]
    places = ['  { code = "DE", name = "Deutschland", level = "city" },']
    places += [f'  {{ code = "{code}", name = "{code}", level = "district" }},' for code in codes]
    for name, content in {
        "city.toml": CITY.replace("{places}", "\n".join(places)),
        "sources.toml": SOURCES,
        "indicators.toml": INDICATORS,
        "breaks.toml": BREAKS,
    }.items():
        (folder / name).write_text(content, encoding="utf-8")
    return tmp_path


def test_a_rate_from_two_sources_names_both(
    place: Path, answers: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = _figure(place, "2018", capsys, monkeypatch)
    assert round(figure["value"], 2) == answers["foreign-rate-2018"]
    assert figure["denominator"] == 83019213 - 328074  # the sum of the districts lacks Göttingen
    assert [source["table"] for source in figure["sources"]] == ["12521-0001", "12411-0015"]
    assert figure["base"].startswith("azr; population_update")


def _figure(
    place: Path, period: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> dict[str, Any]:
    monkeypatch.chdir(place)
    ask: Callable[[list[str]], int] = main
    assert ask(["build", "cities/deutschland", "--workspace", "ws"]) == 0
    capsys.readouterr()
    assert ask(["figure", "foreign_rate", "--workspace", "ws", "--period", period, "--json"]) == 0
    (figure,) = json.loads(capsys.readouterr().out)
    assert isinstance(figure, dict)
    return figure
