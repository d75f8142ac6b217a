from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from teilhabe.cli import main

GOOD = "Jahr;Geschlecht;Wert\n2019;männlich;1\n2019;weiblich;-\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_prepare_writes_tidy_csv_to_standard_output(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", str(table)]) == 0
    rows = _rows(capsys.readouterr().out)
    assert [(row["sex"], row["obs_value"], row["source_sign"]) for row in rows] == [("F", "", "-"), ("M", "1", "")]
    assert [row["source_row"] for row in rows] == ["3", "2"]


def test_a_dash_means_standard_output(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", str(table), "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith("time_period,sex,")


def test_prepare_adds_labels_when_asked(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prepare", str(table), "--labels"]) == 0
    rows = _rows(capsys.readouterr().out)
    assert {row["sex_label"] for row in rows} == {"männlich", "weiblich"}
    assert {row["variable_label"] for row in rows} == {"Wert"}


def test_prepare_writes_parquet_and_the_same_bytes_again(table: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.parquet", tmp_path / "2.parquet"
    assert main(["prepare", str(table), "-o", str(first)]) == 0
    assert main(["prepare", str(table), "-o", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT count(*), sum(obs_value) FROM '{first}'").fetchone() == (2, 1.0)


def test_the_report_holds_what_was_recognised_and_found(project_root: Path, tmp_path: Path) -> None:
    specimen = project_root / "tests" / "specimens" / "classic_districts.csv"
    report = tmp_path / "report.json"
    assert main(["prepare", str(specimen), "-o", str(tmp_path / "out.csv"), "--report", str(report)]) == 0
    data = json.loads(report.read_text(encoding="utf-8"))
    for key in ("format", "encoding", "title", "table", "stand", "dimensions", "signs", "sums", "findings"):
        assert key in data
    assert "missing-district" in data["sums"][-1]["findings"]
    assert {finding["code"] for finding in data["findings"]} >= {"missing-district", "lost-leading-zero"}


def test_findings_go_to_standard_error(project_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    specimen = project_root / "tests" / "specimens" / "classic_districts.csv"
    assert main(["--lang", "de", "prepare", str(specimen)]) == 0
    captured = capsys.readouterr()
    assert "Warnung missing-district (Zeile 13, Spalte F)" in captured.err
    assert "missing-district" not in captured.out


def test_a_recipe_decides(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe = tmp_path / "recipe.toml"
    recipe.write_text('[constants]\nvariable = "staff"\n[signs]\n"-" = "zero"\n', encoding="utf-8")
    assert main(["prepare", str(table), "--recipe", str(recipe)]) == 0
    rows = _rows(capsys.readouterr().out)
    assert [(row["variable"], row["obs_value"], row["source_sign"]) for row in rows] == [
        ("staff", "0", "-"),
        ("staff", "1", ""),
    ]


BAD = {
    "empty": (b"", "leer"),
    "blank": (b" \n\n", "nur Leerzeichen"),
    "html": (b"<!DOCTYPE html><html><body>Startseite</body></html>", "Webseite"),
    "json": (b'{"Status": {"Code": 104, "Content": "kein Treffer"}}', "104 kein Treffer"),
    "binary": (bytes(range(256)) * 8, "binär"),
    "truncated": (b"Jahr;Geschlecht;Wert\n2019;m\xc3\xa4nnlich;1\n2019;weib", "bricht"),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "xls"),
    "pdf": (b"%PDF-1.4\n%\xe2\xe3", "PDF"),
}


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("output", ["out.csv", "out.parquet", "-"])
def test_bad_input_ends_with_one_sentence_and_no_figures_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, output: str
) -> None:
    content, reason = BAD[kind]
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    target = output if output == "-" else str(tmp_path / output)
    assert main(["--lang", "de", "prepare", str(path), "-o", target, "--report", str(tmp_path / "report.json")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "bad.csv" in captured.err
    assert reason in captured.err
    assert {entry.name for entry in tmp_path.iterdir()} <= {"bad.csv", "report.json"}


DOUBTFUL = "Jahr;Ort;Wert\n2019;A;1\n2020;B;2;3\n2021;C;4\n"


@pytest.fixture
def doubtful(tmp_path: Path) -> Path:
    path = tmp_path / "doubtful.csv"
    path.write_text(DOUBTFUL, encoding="utf-8")
    return path


def test_prepare_writes_nothing_where_a_finding_is_an_error(
    doubtful: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", "prepare", str(doubtful), "-o", str(tmp_path / "out.csv")]) == 1
    error = capsys.readouterr().err
    assert "doubtful.csv, line 3: The line has 4 cells, the header has 3" in error
    assert error.count("\n") == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["doubtful.csv"]


def test_force_writes_and_lists_the_errors(doubtful: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.csv"
    assert main(["--lang", "en", "prepare", str(doubtful), "-o", str(target), "--force"]) == 0
    assert "uneven-rows" in capsys.readouterr().err
    assert target.read_text(encoding="utf-8").startswith("time_period,")


def test_inspect_shows_what_prepare_refuses(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "inspect", str(doubtful)]) == 0
    assert "error uneven-rows (line 3)" in capsys.readouterr().out


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "prepare", str(tmp_path)]) == 1
    assert "is a folder" in capsys.readouterr().err
    assert main(["--lang", "en", "prepare", str(tmp_path / "none.csv")]) == 1
    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize("output", ["out.xlsx", "missing/out.csv"])
def test_a_wrong_output_is_wrong_usage(table: Path, tmp_path: Path, output: str) -> None:
    assert main(["prepare", str(table), "-o", str(tmp_path / output)]) == 2


def test_labels_and_parquet_do_not_go_together(table: Path, tmp_path: Path) -> None:
    assert main(["prepare", str(table), "-o", str(tmp_path / "out.parquet"), "--labels"]) == 2


@pytest.fixture
def folder_without_rights() -> Iterator[Path]:
    """A folder that this process may enter but not write to, also where it runs as root."""
    before = os.geteuid()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "table.csv").write_text(GOOD, encoding="utf-8")
        folder.chmod(0o555)
        if before == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(before)
            folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_to_is_named(
    folder_without_rights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder_without_rights / "out.csv"
    assert main(["--lang", "de", "prepare", str(folder_without_rights / "table.csv"), "-o", str(target)]) == 1
    assert "Recht, dorthin zu schreiben" in capsys.readouterr().err
    assert not target.exists()


def test_help_shows_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["prepare", "--help"])
    assert "teilhabe prepare 12411-0015.csv" in capsys.readouterr().out


def test_the_report_tells_why_nothing_else_was_written(tmp_path: Path) -> None:
    path, report = tmp_path / "doubtful.csv", tmp_path / "report.json"
    path.write_text(DOUBTFUL, encoding="utf-8")
    assert main(["prepare", str(path), "-o", str(tmp_path / "out.csv"), "--report", str(report)]) == 1
    assert not (tmp_path / "out.csv").exists()
    findings = json.loads(report.read_text(encoding="utf-8"))["findings"]
    assert "error" in {finding["severity"] for finding in findings}
