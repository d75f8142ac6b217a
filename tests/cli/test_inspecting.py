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


def test_a_long_list_is_cut_and_says_by_how_much(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"Land {number}" for number in range(40)]
    table = tmp_path / "gemeinden.csv"
    rows = [
        ",".join([str(number), f"Ort {number}", *(str(101 * number + 7 * land) for land in range(40))])
        for number in range(1, 10)
    ]
    table.write_text("\n".join([",".join(["Nr", "Name", *names]), *rows]), encoding="utf-8")
    assert main(["--lang", "de", "inspect", str(table)]) == 0
    shown = capsys.readouterr().out
    assert "Land 29: 9" in shown
    assert "Land 30" not in shown
    assert "… und 10 weitere (alle mit --json)" in shown


def test_many_findings_of_one_kind_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "doppelt.csv"
    rows = [f"Ort {number},2020,{number * 113}" for number in range(1, 40)]
    again = [f"Ort {number},2020,{number * 97}" for number in range(1, 8)]
    table.write_text("\n".join(["Ort,Jahr,Anzahl", *rows, *again]), encoding="utf-8")
    assert main(["--lang", "de", "inspect", str(table)]) == 0
    shown = capsys.readouterr().out
    assert shown.count("Fehler duplicate-key") == 3
    assert "… und 4 weitere Befunde duplicate-key (alle mit --json oder --report)" in shown


def test_sums_of_several_variables_are_named_and_end_where_the_figures_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "stadtteile.csv"
    table.write_text("AGS,Jahr,Personen,Fläche\n07311,2020,1010.0,0.1\n07312,2020,2020.0,0.2\n", encoding="utf-8")
    assert main(["--lang", "de", "inspect", str(table)]) == 0
    shown = capsys.readouterr().out
    assert "3.030  (2 Gebiete)  Personen" in shown
    assert "0,3  (2 Gebiete)  Fläche" in shown
