from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from teilhabe.cli import main

_YEARS = "unique_id,ds,y\n" + "".join(
    f"{name},{2010 + place},{value}\n"
    for name, values in (
        ("growing", (102, 105, 103, 108, 111, 110, 115, 119)),
        ("short", (4, 3, 5)),
        ("zero", (0,) * 9),
        ("negative", (-3, -5, -2, -6, -4, -7, -5, -8)),
    )
    for place, value in enumerate(values)
)


@pytest.fixture
def series(tmp_path: Path) -> str:
    return _file(tmp_path, _YEARS)


def _file(folder: Path, text: str, name: str = "series.csv") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def _failed(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The one line that an input at fault leads to."""
    assert main(["--lang", "en", "forecast", *arguments]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    return shown.err


def test_forecast_continues_every_series_or_says_why_not(series: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "forecast", series, "--horizon", "2"]) == 0
    rows = _rows(capsys.readouterr().out)

    assert list(rows[0]) == ["unique_id", "ds", "y_hat", "lo_80", "hi_80", "lo_95", "hi_95", "method", "note"]
    assert [(row["unique_id"], row["ds"], row["method"]) for row in rows] == [
        ("growing", "2018", "ets+dot+drift"),
        ("growing", "2019", "ets+dot+drift"),
        ("short", "2013", ""),
        ("short", "2014", ""),
        ("zero", "2019", ""),
        ("zero", "2020", ""),
        ("negative", "2018", "ets+dot+drift"),
        ("negative", "2019", "ets+dot+drift"),
    ]
    for row in (rows[0], rows[7]):
        low, inner, point, upper, high = (float(row[c]) for c in ("lo_95", "lo_80", "y_hat", "hi_80", "hi_95"))
        assert low < inner < point < upper < high
    assert rows[2]["note"] == "no forecast: 3 usable values, at least 5 are needed"
    assert (rows[4]["y_hat"], rows[4]["note"][:36]) == ("", "no forecast: all 9 values are the sa")


def test_the_same_input_gives_the_same_bytes(series: str, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    for path in (first, second):
        assert main(["forecast", series, "--horizon", "3", "-o", str(path)]) == 0

    assert first.read_bytes() == second.read_bytes()


def test_levels_and_language_are_chosen(series: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", series, "--horizon", "1", "--levels", "90", "--lang", "de"]) == 0
    rows = _rows(capsys.readouterr().out)

    assert list(rows[0])[2:5] == ["y_hat", "lo_90", "hi_90"]
    assert rows[1]["note"] == "keine Prognose: 3 brauchbare Werte, mindestens 5 sind nötig"


def test_quarters_carry_their_season(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [f"a;{2015 + n // 4}-Q{n % 4 + 1};{100 + n + 9 * (n % 4 == 3) + (3 * n) % 2},5" for n in range(16)]
    path = _file(tmp_path, "\ufeffunique_id;ds;y\n" + "\n".join(lines) + "\n")

    assert main(["forecast", path, "--horizon", "4"]) == 0
    rows = _rows(capsys.readouterr().out)

    assert [row["ds"] for row in rows] == ["2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4"]
    assert float(rows[3]["y_hat"]) > float(rows[2]["y_hat"]) + 5
    assert {row["method"] for row in rows} == {"ets+dot+theta"}


def test_without_a_season_none_is_modelled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _file(tmp_path, "unique_id,ds,y\n" + "".join(f"a,{n + 1},{n * 7 % 5 + n}\n" for n in range(16)))

    assert main(["forecast", path, "--horizon", "1", "--season", "1"]) == 0
    assert _rows(capsys.readouterr().out)[0]["method"] == "ets+dot+drift"
    assert main(["forecast", path, "--horizon", "1", "--season", "4"]) == 0
    assert _rows(capsys.readouterr().out)[0]["method"] == "ets+dot+theta"


def test_lines_may_come_in_any_order_and_an_empty_value_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [f"{101 + 3 * n if n != 4 else ''},a,{2010 + n}" for n in (3, 1, 0, 2, 5, 7, 6, 4, 8)]
    path = _file(tmp_path, "y,unique_id,ds\n" + "\n".join(lines) + "\n")

    assert main(["--lang", "en", "forecast", path, "--horizon", "1"]) == 0
    (row,) = _rows(capsys.readouterr().out)

    assert row["ds"] == "2019"
    assert row["note"] == "one missing value filled in (linear)"


def test_shares_that_are_declared_stay_below_100(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = (90, 92, 93, 95, 96, 97, 98, 99)
    path = _file(tmp_path, "unique_id,ds,y\n" + "".join(f"a,{2010 + n},{y}\n" for n, y in enumerate(values)))

    assert main(["forecast", path, "--horizon", "5", "--kind", "share"]) == 0
    assert max(float(row["hi_95"]) for row in _rows(capsys.readouterr().out)) < 100
    assert main(["forecast", path, "--horizon", "5"]) == 0
    assert max(float(row["hi_95"]) for row in _rows(capsys.readouterr().out)) > 100


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the column unique_id is missing"),
        ("unique_id,ds,value\na,2010,1\n", "the column y is missing"),
        ("unique_id,ds,y\n", "no line below the header"),
        ("unique_id,ds,y\na,2010,many\n", "line 2: y is no number: “many”"),
        ("unique_id,ds,y\na,2010,inf\n", "line 2: y is no number: “inf”"),
        ("unique_id,ds,y\na,2010,1\na,2010,2\n", "line 3: a has 2010 twice"),
        ("unique_id,ds,y\n,2010,1\n", "line 2: unique_id or ds is empty"),
        ("unique_id,ds,y\na,someday,1\n", "“someday” is no period"),
        ("unique_id,ds,y\na,2010,1\na,2010-Q3,1\n", "the periods differ in length"),
        ("unique_id,ds,y,kind\na,2010,1,speed\n", "line 2: kind is “speed”; there are stock, flow"),
        ("unique_id,ds,y\na,1,1\na,2,1\na,900000,1\n", "reaches from 1 to 900000; check ds"),
        ("PK\x00\x03", "is missing"),
    ],
)
def test_a_file_at_fault_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    message = _failed([_file(tmp_path, text), "--horizon", "1"], capsys)

    assert "series.csv" in message
    assert said in message


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "nowhere.csv" in _failed([str(tmp_path / "nowhere.csv"), "--horizon", "1"], capsys)
    latin = tmp_path / "latin.csv"
    latin.write_bytes("unique_id,ds,y\nK\xf6ln,2010,1\n".encode("latin-1"))
    assert "not written in UTF-8" in _failed([str(latin), "--horizon", "1"], capsys)


@pytest.mark.parametrize(
    "wrong", [["--horizon", "0"], ["--horizon", "2", "--levels", "80,high"], ["--horizon", "2", "--season", "0"]]
)
def test_a_wrong_number_is_a_usage_error(series: str, capsys: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    assert main(["--lang", "en", "forecast", series, *wrong]) == 2
    assert "expected" in capsys.readouterr().err


def test_a_city_may_build_and_use_an_archive_of_its_own(
    series: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    walks = _file(
        tmp_path,
        "unique_id,ds,y,kind\n"
        + "".join(f"{n},{2010 + t},{50 + (n * 7 + t * t * 3) % 11},stock\n" for n in range(60) for t in range(7)),
        "walks.csv",
    )
    card = _file(tmp_path, 'title = "Walks"\nmade = 2026-01-31\n', "card.toml")
    archive = tmp_path / "archive.json"

    assert main(["forecast-archive", walks, "--card", card, "-o", str(archive)]) == 0
    found = json.loads(archive.read_text(encoding="utf-8"))
    assert (found["card"]["title"], found["card"]["made"]) == ("Walks", "2026-01-31")
    assert [(each["name"], each["frequency"], each["series"]) for each in found["card"]["files"]] == [
        ("walks.csv", "A", 60)
    ]
    assert [(pool["rung"], pool["kind"]) for pool in found["pools"]] == [("short", "all"), ("short", "stock")]

    short = _file(tmp_path, "\n".join(_YEARS.splitlines()[:7]) + "\n", "short.csv")
    assert main(["forecast", short, "--horizon", "1", "--archive", str(archive)]) == 0
    own = _rows(capsys.readouterr().out)[0]
    assert main(["forecast", short, "--horizon", "1"]) == 0
    ours = _rows(capsys.readouterr().out)[0]
    assert own["y_hat"] == ours["y_hat"]
    assert own["hi_80"] != ours["hi_80"]


def test_too_few_series_make_no_archive(series: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "forecast-archive", series, "-o", str(tmp_path / "a.json")]) == 1
    assert "too few or too short" in capsys.readouterr().err
    assert not (tmp_path / "a.json").exists()
