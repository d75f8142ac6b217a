"""`teilhabe pages` as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.cli import main


def test_the_faulty_file_is_one_sentence_and_the_others_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/indicator_1-1-1.csv").write_text("Year,Value\n2015,1\n")
    (tmp_path / "data/indicator_1-2-1.csv").write_text("Year,Value\n2015,1,5\n")
    code = main(["--lang", "de", "pages", str(tmp_path / "data"), "-o", str(tmp_path / "out")])
    output = capsys.readouterr()
    assert code == 1
    assert output.err == (
        "teilhabe: indicator_1-2-1.csv, Zeile 2: 3 Felder statt 2; ein Feld mit Trennzeichen gehört in "
        "Anführungszeichen.\n"
    )
    assert output.out.startswith("1 von 2 Indikatoren neu, 0 unverändert, 0 entfernt, 1 fehlerhaft")


def test_all_files_done_is_success(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/indicator_1-1-1.csv").write_text("Year,Value\n2015,1\n")
    arguments = ["--lang", "en", "pages", str(tmp_path / "data"), "-o", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert main(arguments) == 0
    assert "0 of 1 indicators anew, 1 unchanged" in capsys.readouterr().out
