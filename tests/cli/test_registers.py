from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from teilhabe.cli import main


def test_the_register_is_written_and_the_command_says_how_to_declare_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "register.csv"
    assert main(["--lang", "de", "demo-register", "--persons", "300", "--years", "2024-2025", "-o", str(target)]) == 0
    assert len(target.read_text(encoding="utf-8").splitlines()) == 2 + 600
    shown = capsys.readouterr().out
    assert "Erfundene Daten" in shown
    assert "600 Zeilen" in shown
    sources = shown.split("In sources.toml:")[1]
    assert tomllib.loads(sources)["datasets"]["register"]["file"] == str(target)


def test_standard_output_takes_the_register_alone(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["demo-register", "--persons", "10", "-o", "-"]) == 0
    assert capsysbinary.readouterr().out.count(b"\n") == 12


@pytest.mark.parametrize(
    "arguments",
    [
        ["--persons", "0"],
        ["--persons", "10", "--years", "2025-2020"],
        ["--persons", "10", "--years", "neulich"],
        ["--persons", "10", "--districts", "0"],
        ["--persons", "10", "-o", "register.xlsx"],
        ["--persons", "10", "-o", "nirgends/register.csv"],
    ],
)
def test_wrong_usage_ends_with_one_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "de", "demo-register", *arguments]) == 2
    assert capsys.readouterr().err.startswith("teilhabe: ")
