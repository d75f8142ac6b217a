from __future__ import annotations

import json
from pathlib import Path

import pytest

from teilhabe.cli import main

_TABLE = "Jahr;Ausländeranteil in %;Ausländer;Bevölkerung\n" + "".join(
    f"{2006 + n};{31.1 + 0.4 * n:.1f};{58342 + 1272 * n};{187368 + 1219 * n}\n" for n in range(20)
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "share.csv"
    path.write_text(_TABLE, encoding="utf-8")
    return str(path)


def _paper(tmp_path: Path, text: str) -> str:
    path = tmp_path / "paper.md"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_statements_tells_what_a_table_says(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", table, "--lang", "de"]) == 0
    shown = capsys.readouterr().out
    assert "Von 2006 bis 2025 stieg der Ausländeranteil von 31,1\u00a0% auf 38,7\u00a0%.\n" in shown
    assert len(shown.splitlines()) <= 5


def test_statements_speaks_plain_german_and_english(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", table, "--lang", "de", "--plain"]) == 0
    assert "Der Ausländeranteil ist gestiegen. 2006 waren es 31,1\u00a0%." in capsys.readouterr().out
    assert main(["--lang", "en", "statements", table]) == 0
    assert "rose from 31.1% to 38.7%" in capsys.readouterr().out


def test_statements_gives_everything_as_json(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["statements", table, "--json", "--lang", "de"]) == 0
    rows = json.loads(capsys.readouterr().out)
    change = next(row for row in rows if row["kind"] == "change" and row["topic"] == "Ausländeranteil")
    assert (change["verdict"], change["direction"], change["periods"]) == ("supported", "up", ["2006", "2025"])
    assert change["numbers"] == [{"value": 31.1, "unit": "percent"}, {"value": 38.7, "unit": "percent"}]
    assert {"procedure", "estimate", "low", "high", "p", "q", "reason"} <= change["test"].keys()
    assert change["cells"] == ["share.csv:B2", "share.csv:B21"]


def test_check_backs_what_the_table_says_itself(table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("de", "en"):
        assert main(["statements", table, "--lang", language]) == 0
        paper = _paper(tmp_path, capsys.readouterr().out)
        assert main(["statements", table, "--lang", language, "--check", paper]) == 0
        assert "5 backed" in (shown := capsys.readouterr().out) or "5 belegt" in shown


def test_check_ends_with_3_where_a_number_is_wrong_or_unknown(
    table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = _paper(tmp_path, "2025 betrug der Ausländeranteil 38,8 %. Es gab 17 neue Kurse. Das ist gut.\n")
    assert main(["statements", table, "--lang", "de", "--check", paper]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("widersprochen")
    assert "38,7" in lines[1]
    assert lines[2].startswith("nicht gefunden")
    assert lines[-1] == "3 Sätze: 0 belegt, 1 widersprochen, 1 nicht gefunden, 1 ohne Zahl."


def test_check_gives_every_number_as_json(table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = _paper(tmp_path, "2025 lebten rund 210 000 Menschen im Kanton, davon 82 510 Ausländer.\n")
    assert main(["statements", table, "--lang", "de", "--json", "--check", paper]) == 0
    (sentence,) = json.loads(capsys.readouterr().out)
    assert sentence["status"] == "backed"
    assert [number["cells"] for number in sentence["numbers"]] == [["share.csv:D21"], ["share.csv:C21"]]


def test_bad_input_is_one_sentence(table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    latin = tmp_path / "latin.md"
    latin.write_bytes("Größe".encode("latin-1"))
    for arguments in (["--check", str(latin)], ["--check", str(tmp_path / "none.md")], ["--place", "99"]):
        assert main(["--lang", "de", "statements", table, *arguments]) == 1
        shown = capsys.readouterr()
        assert (shown.out, len(shown.err.splitlines())) == ("", 1)
