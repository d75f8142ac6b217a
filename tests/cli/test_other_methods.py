"""`teilhabe protect` by rounding and by cell keys, from file to file, and what it recognises as protected."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import numpy as np
import pytest
from tests.cli.test_protecting import CROSS, written

from teilhabe.cli import main

TABLE = ["--dimensions", "district,sex", "--value", "n"]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    folder = tmp_path / "safe"
    folder.mkdir()
    path = folder / "secret"
    path.touch(0o600)
    path.write_text("the secret of these tests\n", encoding="utf-8")
    return path


def figures(path: Path) -> dict[tuple[str, str], int]:
    lines = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {(line["district"], line["sex"]): int(line["n"]) for line in lines}


def persons(folder: Path, number: int = 60) -> Path:
    random = np.random.default_rng(1)
    lines = [f"p{n},d{random.integers(4)},{'fm'[random.integers(2)]}" for n in range(number)]
    path = folder / "persons.csv"
    path.write_text("\n".join(["person,district,sex", *lines]) + "\n", encoding="utf-8")
    return path


def protect(*arguments: object) -> int:
    return main(["--lang", "en", "protect", *map(str, arguments)])


def test_a_rounded_table_keeps_its_rows_and_adds_up(tmp_path: Path, secret: Path, capsys: Captured) -> None:
    counts, out, report = written(tmp_path, "counts.csv", CROSS), tmp_path / "out.csv", tmp_path / "r.json"
    assert protect(counts, *TABLE, "--method", "rounding", "--secret", secret, "-o", out, "--report", report) == 0

    before, after = figures(counts), figures(out)
    assert list(after) == list(before)
    assert all(figure % 5 == 0 and abs(figure - before[cell]) < 5 for cell, figure in after.items())
    for district in ("d0", "d1", "d2", "TOTAL"):
        assert sum(after[district, sex] for sex in ("s0", "s1", "s2")) == after[district, "TOTAL"]
    assert {line.rsplit(",", 1)[1] for line in out.read_text("utf-8").splitlines()} == {"conf_status", "F"}
    told = json.loads(report.read_text("utf-8"))
    assert (told["method"], told["base"], told["cells"]) == ("rounding", 5, 16)
    assert 0 < told["largest_deviation"] < 5
    assert re.search(r"Rounded: 16 cells to multiples of 5; none is off by more than [1-4],", capsys.readouterr().err)


def test_the_order_of_the_rows_does_not_change_the_rounding(tmp_path: Path, secret: Path) -> None:
    counts = written(tmp_path, "counts.csv", CROSS)
    head, *lines = counts.read_text("utf-8").splitlines()
    (tmp_path / "turned.csv").write_text("\n".join([head, *lines[::-1]]) + "\n", encoding="utf-8")
    for name in ("counts", "turned"):
        arguments = ["--method", "rounding", "--base", "3", "--secret", secret]
        assert protect(tmp_path / f"{name}.csv", *TABLE, *arguments, "-o", tmp_path / f"{name}.out") == 0

    assert figures(tmp_path / "counts.out") == figures(tmp_path / "turned.out")


def test_linked_tables_share_their_rounded_figures(tmp_path: Path, secret: Path) -> None:
    first = written(tmp_path, "first.csv", CROSS)
    second = written(tmp_path, "second.csv", [[25, 26], [45, 50], [20, 32]], "district,age")
    arguments = ["--linked", second, "--method", "rounding", "--secret", secret, "-o", tmp_path / "out.csv"]
    assert protect(first, *TABLE, *arguments) == 0

    by_age = csv.DictReader((tmp_path / "second.protected.csv").read_text("utf-8").splitlines())
    shared = {line["district"]: int(line["n"]) for line in by_age if line["age"] == "TOTAL"}
    assert shared == {d: n for (d, sex), n in figures(tmp_path / "out.csv").items() if sex == "TOTAL"}


def test_only_the_table_goes_to_standard_output(
    tmp_path: Path, secret: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    counts = written(tmp_path, "counts.csv", CROSS)
    assert protect(counts, *TABLE, "--method", "rounding", "--secret", secret) == 0

    assert capfd.readouterr().out.splitlines()[0] == "district,sex,n,conf_status"


def test_records_are_counted_with_noise_and_the_same_ones_get_the_same_figure(
    tmp_path: Path, secret: Path, capsys: Captured
) -> None:
    path, out, part = persons(tmp_path), tmp_path / "out.csv", tmp_path / "part.csv"
    arguments = [*TABLE, "--method", "cell-key", "--id", "person", "--secret", secret, "-o"]
    assert protect(path, *arguments, out) == 0
    assert "do not sum them" in capsys.readouterr().err
    head, *lines = path.read_text("utf-8").splitlines()
    women = [line for line in lines[::-1] if line.endswith(",f")]
    path.write_text("\n".join([head, *women]) + "\n", encoding="utf-8")
    assert protect(path, *arguments, part) == 0

    whole, filtered = figures(out), figures(part)
    assert len(whole) == 5 * 3
    assert not {1, 2} & set(whole.values())
    assert all(filtered.get(cell, 0) == figure for cell, figure in whole.items() if cell[1] == "f")
    assert all(figure == filtered[district, "TOTAL"] for (district, _), figure in filtered.items())
    true = {cell: sum(line.endswith(f"{cell[0]},{cell[1]}") for line in lines) for cell in whole}
    assert any(whole[cell] != true[cell] for cell in true if "TOTAL" not in cell)


def test_the_genuine_keys_and_the_genuine_table_can_be_used(tmp_path: Path, shared_data: Path) -> None:
    path, out = tmp_path / "microdata.csv", tmp_path / "out.csv"
    text = (shared_data / "sdc" / "microdata.csv").read_text(encoding="utf-8")
    path.write_text(f"sex;age;income;savings;weight;key\n{text}", encoding="utf-8")
    arguments = ["--dimensions", "sex,age", "--value", "n", "--method", "cell-key", "--key", "key"]
    assert protect(path, *arguments, "--ptable", shared_data / "sdc" / "ptab_freq.txt", "-o", out) == 0

    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "sex;age;n;conf_status"
    assert lines[-1] == "TOTAL;TOTAL;4582;F"  # key 0.88902721 of 4,580 persons adds 2
    assert "1;6;3;F" in lines  # key 0.07207875 of 6 persons takes 3


def test_a_hierarchy_gives_its_groups_a_figure(tmp_path: Path, secret: Path) -> None:
    path, groups, out = persons(tmp_path), tmp_path / "groups.csv", tmp_path / "out.csv"
    groups.write_text("code,parent\nd0,north\nd1,north\nd2,south\nd3,south\n", encoding="utf-8")
    arguments = ["--method", "cell-key", "--id", "person", "--secret", secret, "--hierarchy", f"district={groups}"]
    assert protect(path, *TABLE, *arguments, "-o", out) == 0

    assert figures(out)["north", "TOTAL"] > 10


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--method", "rounding"], 2, "takes --secret FILE"),
        (["--method", "rounding", "--base", "3", "--threshold", "5", "--secret", "S"], 2, "base 3 is below"),
        (["--method", "rounding", "--sensitive", "sex=s0:6", "--secret", "S"], 2, "base 5 is below the threshold 6"),
        (["--method", "rounding", "--secret", "safe/none"], 1, "safe/none"),
        (["--method", "rounding", "--secret", "S", "--new-secret"], 1, "exists"),
        (["--method", "rounding", "--secret", "S", "-o", "safe/out.csv"], 2, "folder of the output"),
        (["--method", "rounding", "--secret", "S", "--must-hide", "n"], 2, "for counts only"),
        (["--method", "rounding", "--secret", "S", "--published", "counts.csv"], 2, "does not go with"),
        (["--method", "cell-key", "--secret", "S"], 2, "takes --id COLUMN"),
        (["--method", "cell-key", "--id", "sex"], 2, "takes --secret FILE"),
        (["--method", "cell-key", "--id", "sex", "--secret", "S", "--noise", "5"], 2, "--noise 5: expected"),
        (["--method", "cell-key", "--id", "sex", "--secret", "S", "--noise", "3,9,2"], 1, "greater than 2"),
        (["--method", "cell-key", "--id", "sex", "--secret", "S", "--linked", "x", "-o", "o"], 2, "without --linked"),
        (["--method", "cell-key", "--id", "sex", "--secret", "S"], 1, "line 14: “district” is empty or TOTAL"),
        (["--method", "cell-key", "--key", "n"], 1, "Record 1"),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_one_sentence(
    tmp_path: Path, secret: Path, capsys: Captured, arguments: list[str], code: int, told: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    counts = written(tmp_path, "counts.csv", CROSS)
    given = [str(secret) if word == "S" else word for word in arguments]

    assert protect(counts, *TABLE, *given) == code
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.err.count("\n") == 1
    assert not captured.out
    assert not (tmp_path / "safe" / "out.csv").exists()


def test_noise_that_makes_small_counts_is_refused(tmp_path: Path, secret: Path, capsys: Captured) -> None:
    arguments = ["--method", "cell-key", "--id", "person", "--secret", secret, "--noise"]

    assert protect(persons(tmp_path), *TABLE, *arguments, "4,2,0") == 2
    assert "This noise makes the count 1, too" in capsys.readouterr().err
    assert protect(persons(tmp_path), *TABLE, *arguments, "5,3,2", "--threshold", "4") == 2
    assert "makes the count 3" in capsys.readouterr().err


def test_a_new_secret_is_made_once(tmp_path: Path) -> None:
    counts, path = written(tmp_path, "counts.csv", CROSS), tmp_path / "safe"
    path.mkdir()
    arguments = ["--method", "rounding", "--secret", path / "new", "-o", tmp_path / "out.csv"]

    assert protect(counts, *TABLE, *arguments, "--new-secret") == 0
    assert (path / "new").stat().st_mode & 0o777 == 0o600
    assert protect(counts, *TABLE, *arguments) == 0


def test_a_table_that_is_rounded_already_is_refused_unless_forced(tmp_path: Path, capsys: Captured) -> None:
    inner = [[5 * (row + 2 * column + 1) for column in range(4)] for row in range(4)]
    counts, out = written(tmp_path, "counts.csv", inner), tmp_path / "out.csv"

    assert protect(counts, *TABLE, "-o", out) == 1
    assert "all figures are multiples of 5" in capsys.readouterr().err
    assert not out.exists()
    assert protect(counts, *TABLE, "-o", out, "--force") == 0
    assert "all figures are multiples of 5" in capsys.readouterr().err
    assert out.exists()


def test_a_table_with_noise_is_refused_with_the_reason(tmp_path: Path, secret: Path, capsys: Captured) -> None:
    out = tmp_path / "out.csv"
    arguments = [*TABLE, "--method", "cell-key", "--id", "person", "--secret", secret, "-o", out]
    assert protect(persons(tmp_path, 900), *arguments) == 0
    capsys.readouterr()

    assert protect(out, *TABLE) == 1
    assert "many sums are off by a few units" in capsys.readouterr().err


def test_the_ledger_holds_one_base_to_one_method(tmp_path: Path, secret: Path, capsys: Captured) -> None:
    counts, ledger = written(tmp_path, "counts.csv", CROSS), tmp_path / "ledger.jsonl"
    rounding = ["--method", "rounding", "--secret", secret, "--ledger", ledger, "-o", tmp_path / "out.csv"]
    hiding = ["--ledger", ledger, "-o", tmp_path / "hidden.csv"]

    assert protect(counts, *TABLE, *rounding) == 0
    assert protect(counts, *TABLE, *rounding) == 0
    capsys.readouterr()
    assert protect(counts, *TABLE, *hiding) == 1
    assert "“n” was published by the method “rounding” before" in capsys.readouterr().err
    assert not (tmp_path / "hidden.csv").exists()
    ledger.unlink()
    assert protect(counts, *TABLE, *hiding) == 0
    assert protect(counts, *TABLE, *hiding) == 0
    capsys.readouterr()
    assert protect(counts, *TABLE, *rounding) == 1
    assert "“n” was published by the method “suppression” before" in capsys.readouterr().err


def test_the_ledger_speaks_for_the_figures_it_names(tmp_path: Path, secret: Path) -> None:
    counts, ledger = written(tmp_path, "counts.csv", CROSS), tmp_path / "ledger.jsonl"
    ledger.write_text('{"value": "hours", "method": "cell-key"}\n', encoding="utf-8")

    assert protect(counts, *TABLE, "--ledger", ledger, "-o", tmp_path / "out.csv") == 0


@pytest.mark.parametrize("text", ["[1]", "{", '{"method": "rounding"}'])
def test_a_damaged_ledger_stops_every_method(tmp_path: Path, secret: Path, capsys: Captured, text: str) -> None:
    counts, ledger = written(tmp_path, "counts.csv", CROSS), tmp_path / "ledger.jsonl"
    ledger.write_text(text + "\n", encoding="utf-8")

    assert protect(counts, *TABLE, "--method", "rounding", "--secret", secret, "--ledger", ledger) == 1
    assert "line 1: this is no entry of a ledger" in capsys.readouterr().err
