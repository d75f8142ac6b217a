from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from teilhabe.cli import main


@pytest.fixture
def specimen(project_root: Path) -> str:
    return str(project_root / "tests" / "specimens" / "classic_districts.csv")


def test_inspect_tells_people_what_a_file_holds(specimen: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "de", "inspect", specimen]) == 0
    shown = capsys.readouterr().out
    for expected in (
        "klassischer GENESIS-Export",
        "12411-0015",
        "24.02.2020 / 00:01:03",
        "ref_area",
        "missing-district",
    ):
        assert expected in shown


def test_inspect_speaks_english_when_asked(specimen: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "inspect", specimen]) == 0
    shown = capsys.readouterr().out
    assert "classic GENESIS export" in shown
    assert "although the territory exists" in shown


def test_inspect_gives_everything_as_json(specimen: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", specimen, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["format"], data["table"], data["signs"]) == ("classic", "12411-0015", {"-": 7})
    assert [sum_["value"] for sum_ in data["sums"]][-1] == "5369"
    assert {"de", "en"} == data["findings"][0]["text"].keys()


def test_inspect_proposes_a_recipe(specimen: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["inspect", specimen, "--propose"]) == 0
    text = capsys.readouterr().out
    assert tomllib.loads(text)["constants"]["variable"] == "Bevölkerungsstand"
    recipe = tmp_path / "recipe.toml"
    recipe.write_text(text, encoding="utf-8")
    assert main(["inspect", specimen, "--recipe", str(recipe)]) == 0


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "gibt es nicht"), ("format = [", "kein gültiges TOML"), ('colour = "red"', "colour")],
)
def test_a_bad_recipe_ends_with_one_sentence(
    specimen: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, reason: str
) -> None:
    recipe = tmp_path / "recipe.toml"
    if content is not None:
        recipe.write_text(content, encoding="utf-8")
    assert main(["--lang", "de", "inspect", specimen, "--recipe", str(recipe)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert reason in captured.err or "lässt sich nicht lesen" in captured.err
