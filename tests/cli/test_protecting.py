"""`teilhabe protect` from file to file."""

from __future__ import annotations

import csv
import itertools
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from teilhabe.cli import main

CROSS = [[1, 20, 30], [30, 40, 25], [12, 18, 22]]


def written(folder: Path, name: str, inner: Sequence[Sequence[int]], dimensions: str = "district,sex") -> Path:
    """A cross table with all totals."""
    counts = np.array(inner)
    counts = np.vstack([counts, counts.sum(axis=0)])
    counts = np.hstack([counts, counts.sum(axis=1, keepdims=True)])
    first = [*(f"d{number}" for number in range(len(inner))), "TOTAL"]
    second = [*(f"s{number}" for number in range(len(inner[0]))), "TOTAL"]
    rows = [f"{a},{b},{n}" for (a, b), n in zip(itertools.product(first, second), counts.ravel(), strict=True)]
    path = folder / name
    path.write_text("\n".join([f"{dimensions},n", *rows]) + "\n", encoding="utf-8")
    return path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";" if ";" in path.read_text("utf-8").splitlines()[0] else ","))


def hidden(path: Path) -> set[tuple[str, ...]]:
    return {tuple(row.values())[:-2] for row in rows(path) if row["conf_status"] == "C"}


def test_a_small_cell_is_hidden_with_what_would_give_it_away(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, report = tmp_path / "out.csv", tmp_path / "r.json"
    counts = written(tmp_path, "counts.csv", CROSS)
    arguments = ["--dimensions", "district,sex", "--value", "n", "-o", str(out), "--report", str(report)]
    assert main(["--lang", "en", "protect", str(counts), *arguments]) == 0
    before, after = rows(counts), rows(out)
    assert [(row["district"], row["sex"]) for row in before] == [(row["district"], row["sex"]) for row in after]
    for old, new in zip(before, after, strict=True):
        assert new["n"] == ("" if new["conf_status"] == "C" else old["n"])
    assert ("d0", "s0") in hidden(out)
    assert len(hidden(out)) == 4
    found = json.loads(report.read_text("utf-8"))
    assert (found["hidden"], found["primary"], found["secondary"]) == (4, {"threshold": 1}, 3)
    said = capsys.readouterr().err
    assert "Hidden: 4 of 16 cells (25.0 %)" in said
    assert "1 too few persons" in said


def test_the_result_goes_to_standard_output_and_the_report_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = written(tmp_path, "counts.csv", [[5, 6], [7, 8]])
    assert main(["--lang", "de", "protect", str(counts), "--dimensions", "district,sex", "--value", "n"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == "district,sex,n,conf_status"
    assert len(captured.out.splitlines()) == 10
    assert captured.err == "Nichts ist zu verbergen: 9 Zellen.\n"


def test_rows_that_do_not_add_up_end_with_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = written(tmp_path, "counts.csv", CROSS)
    counts.write_text(counts.read_text("utf-8").replace("d1,s1,40", "d1,s1,41"), encoding="utf-8")
    out = tmp_path / "out.csv"
    assert (
        main(["--lang", "en", "protect", str(counts), "--dimensions", "district,sex", "--value", "n", "-o", str(out)])
        == 1
    )
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "line 9 (district=d1, sex=TOTAL): 95 instead of 96" in captured.err
    assert not out.exists()


def test_what_cannot_be_protected_is_not_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts, keep = written(tmp_path, "counts.csv", CROSS), tmp_path / "keep.csv"
    others = [f"{row['district']},{row['sex']}" for row in rows(counts) if row["n"] != "1"]
    keep.write_text("\n".join(["district,sex", *others]), encoding="utf-8")
    out = tmp_path / "out.csv"
    arguments = ["--dimensions", "district,sex", "--value", "n", "--must-publish", str(keep), "-o", str(out)]
    assert main(["--lang", "en", "protect", str(counts), *arguments]) == 3
    assert "Cannot be protected: district=d0, sex=s0." in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("more", "code", "reason"),
    [
        (["--dominance", "85"], 2, "--dominance 85: expected"),
        (["--p-percent", "x"], 2, "--p-percent x: expected"),
        (["--threshold", "-1"], 2, "--threshold -1"),
        (["--largest", "n", "--p-percent", "10"], 2, "need 2 columns"),
        (["--hierarchy", "district"], 2, "expected DIM=FILE"),
        (["--hierarchy", "district=nowhere.csv"], 1, "no such file"),
        (["--hierarchy", "age=h.csv"], 2, "no dimension"),
        (["--sensitive", "sex"], 2, "expected DIM=CODE"),
        (["--linked", "counts.csv"], 2, "-o OUT.csv"),
        (["-o", "nowhere/out.csv"], 2, "no folder"),
        (["-o", "counts.csv"], 2, "is the input"),
        (["--totals", "--contributors", "n"], 2, "--totals does not go with"),
        (["--must-hide", "nothing"], 1, "neither a column"),
    ],
)
def test_wrong_options_end_with_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
    code: int,
    reason: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, "counts.csv", CROSS)
    (tmp_path / "h.csv").write_text("code,parent\n1,2\n", encoding="utf-8")
    assert (
        main(["--lang", "en", "protect", "counts.csv", "--dimensions", "district,sex", "--value", "n", *more]) == code
    )
    captured = capsys.readouterr()
    assert reason in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""


def test_a_missing_file_ends_with_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protect", "nowhere.csv", "--dimensions", "a", "--value", "n"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_totals_are_added_on_request_and_protected_with_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts, out = tmp_path / "counts.csv", tmp_path / "out.csv"
    inner = [f"d{d},s{s},{n}" for d, row in enumerate(CROSS) for s, n in enumerate(row)]
    counts.write_text("\n".join(["district,sex,n", *inner]), encoding="utf-8")
    arguments = ["--lang", "en", "protect", str(counts), "--dimensions", "district,sex", "--value", "n", "-o", str(out)]
    assert main(arguments) == 0
    assert hidden(out) == {("d0", "s0")}
    assert "has no totals" in capsys.readouterr().err
    assert main([*arguments, "--totals"]) == 0
    assert len(rows(out)) == 16
    assert len(hidden(out)) == 4
    assert "has no totals" not in capsys.readouterr().err


def test_districts_without_totals_get_those_of_their_hierarchy(tmp_path: Path) -> None:
    counts, out, areas = tmp_path / "counts.csv", tmp_path / "out.csv", tmp_path / "areas.csv"
    counts.write_text("district,n\n1,2\n2,5\n3,9\n4,8\n", encoding="utf-8")
    areas.write_text("code,parent\n1,N\n2,N\n3,S\n4,S\nN,city\nS,city\n", encoding="utf-8")
    arguments = [
        "--dimensions",
        "district",
        "--value",
        "n",
        "--hierarchy",
        f"district={areas}",
        "--totals",
        "-o",
        str(out),
    ]
    assert main(["protect", str(counts), *arguments]) == 0
    found = {row["district"]: row["n"] for row in rows(out)}
    assert set(found) == {"1", "2", "3", "4", "N", "S", "TOTAL"}
    assert found["TOTAL"] == "24"
    assert (found["1"], found["2"]) == ("", "")


def test_two_groupings_of_one_dimension_are_safe_together(tmp_path: Path) -> None:
    """Eight regions in two groupings: each is safe alone, together the groups would give a region away."""
    values = dict(zip("ABCDEFGH", (2, 2, 8, 8, 3, 3, 3, 7), strict=True))
    halves = {"A": "I", "B": "I", "C": "I", "D": "I", "E": "J", "F": "J", "G": "J", "H": "J"}
    counts, other, out = tmp_path / "one.csv", tmp_path / "two.csv", tmp_path / "out.csv"
    pairs = {"A": "X", "C": "X", "B": "Y", "D": "Y", "E": "Y", "F": "Z", "G": "Z", "H": "Z"}
    for path, groups in ((counts, halves), (other, pairs)):
        sums = {
            group: sum(values[code] for code in values if groups[code] == group)
            for group in sorted(set(groups.values()))
        }
        lines = [f"{code},{n}" for code, n in {**values, **sums, "TOTAL": sum(values.values())}.items()]
        path.write_text("\n".join(["region,n", *lines]), encoding="utf-8")
    for name, groups in (("halves", halves), ("pairs", pairs)):
        lines = [f"{code},{group}" for code, group in groups.items()]
        (tmp_path / f"{name}.csv").write_text("\n".join(["code,parent", *lines]), encoding="utf-8")
    hierarchies = [word for name in ("halves", "pairs") for word in ("--hierarchy", f"region={tmp_path / name}.csv")]
    base = ["--dimensions", "region", "--value", "n", *hierarchies, "-o", str(out)]
    assert main(["protect", str(counts), *base]) == 0
    alone = hidden(out)
    assert main(["protect", str(counts), *base, "--linked", str(other)]) == 0
    together = hidden(out)
    assert {cell for cell in hidden(tmp_path / "two.protected.csv") if cell[0] in values} == {
        cell for cell in together if cell[0] in values
    }
    assert {("A",), ("B",)} <= alone
    assert len(together | hidden(tmp_path / "two.protected.csv")) > len(alone)
    assert main(["protect", str(other), *base, "--linked", str(counts)]) == 0
    assert hidden(tmp_path / "one.protected.csv") == together


def test_linked_tables_name_their_own_dimensions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = written(tmp_path, "sex.csv", CROSS)
    second = written(tmp_path, "age.csv", [[11, 40], [45, 50], [32, 20]], "district,age")
    second.write_text("note," + "\nq,".join(second.read_text("utf-8").splitlines()), encoding="utf-8")
    base = ["--dimensions", "district,sex", "--value", "n", "-o", str(tmp_path / "out.csv")]
    assert main(["protect", str(first), *base, "--linked", f"{second}:district,age"]) == 0
    assert {row["note"] for row in rows(tmp_path / "age.protected.csv")} == {"q"}
    assert "age.protected.csv" in capsys.readouterr().err


def test_shuffled_rows_hide_the_same_cells(tmp_path: Path) -> None:
    counts, out = (
        written(tmp_path, "counts.csv", [[1, 5, 0, 3], [2, 4, 2, 6], [7, 0, 1, 9], [3, 3, 3, 1]]),
        tmp_path / "out.csv",
    )
    header, *lines = counts.read_text("utf-8").splitlines()
    arguments = ["protect", str(counts), "--dimensions", "district,sex", "--value", "n", "-o", str(out)]
    found = []
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(lines))
        counts.write_text("\n".join([header, *(lines[at] for at in order)]), encoding="utf-8")
        assert main(arguments) == 0
        found.append(hidden(out))
    assert found[0] == found[1] == found[2]


def test_sensitive_topics_zeros_and_presets_hide_more(tmp_path: Path) -> None:
    counts, out = written(tmp_path, "counts.csv", [[4, 20, 0], [30, 40, 25], [12, 18, 22]]), tmp_path / "out.csv"
    base = ["protect", str(counts), "--dimensions", "district,sex", "--value", "n", "-o", str(out)]
    expected = {
        (): set(),
        ("--sensitive", "sex=s0"): {("d0", "s0")},
        ("--sensitive", "sex=s0:4"): set(),
        ("--preset", "sensitive-topic"): {("d0", "s0")},
        ("--zeros", "sensitive"): {("d0", "s2")},
        ("--preset", "research-output"): {("d0", "s0"), ("d0", "s2")},
    }
    for more, cells in expected.items():
        assert main([*base, *more]) == 0
        assert cells <= hidden(out)
        assert bool(cells) == bool(hidden(out))


def test_zeros_that_are_not_listed_cannot_be_hidden_and_that_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts, out = written(tmp_path, "counts.csv", [[9, 0, 0], [30, 40, 25], [12, 18, 22]]), tmp_path / "out.csv"
    base = ["--lang", "en", "protect", str(counts), "--dimensions", "district,sex", "--value", "n", "-o", str(out)]
    assert main([*base, "--full-cells"]) == 0
    assert len(hidden(out)) >= 4
    assert "known to be nobody" not in capsys.readouterr().err
    lines = [line for line in counts.read_text("utf-8").splitlines() if not line.endswith(",0")]
    counts.write_text("\n".join(lines), encoding="utf-8")
    assert main([*base, "--full-cells"]) == 0
    assert "combinations without a row are known to be nobody" in capsys.readouterr().err


def test_a_person_alone_in_a_cell_may_be_kept_from_computing_another_one(tmp_path: Path) -> None:
    """Three regions with 1, 2 and 1 persons: who is the one in the first knows the second from their sum."""
    counts, out = tmp_path / "counts.csv", tmp_path / "out.csv"
    counts.write_text("region,n\na,1\nb,2\nc,8\nd,9\nTOTAL,20\n", encoding="utf-8")
    base = ["protect", str(counts), "--dimensions", "region", "--value", "n", "-o", str(out)]
    assert main(base) == 0
    assert hidden(out) == {("a",), ("b",)}
    assert main([*base, "--singletons"]) == 0
    assert len(hidden(out)) == 3


def test_marks_decide_where_there_is_a_choice(tmp_path: Path) -> None:
    counts, out = written(tmp_path, "counts.csv", CROSS), tmp_path / "out.csv"
    base = ["protect", str(counts), "--dimensions", "district,sex", "--value", "n", "-o", str(out)]
    keep = tmp_path / "keep.csv"
    for _ in range(3):
        assert main(base) == 0
        chosen = sorted(hidden(out) - {("d0", "s0")})[0]
        keep.write_text(f"district,sex\n{','.join(chosen)}\n", encoding="utf-8")
        assert main([*base, "--must-publish", str(keep)]) == 0
        assert chosen not in hidden(out)
        assert main([*base, "--must-hide", str(keep)]) == 0
        assert chosen in hidden(out)


def test_what_was_published_before_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table by sex is out; the table by age must not give its hidden cells away, and its total is known."""
    first, second = written(tmp_path, "sex.csv", CROSS), tmp_path / "age.csv"
    inner = {"d0": (2, 49), "d1": (45, 50), "d2": (32, 20)}
    lines = [f"{code},a{number},{count}" for code, counts in inner.items() for number, count in enumerate(counts)]
    second.write_text("\n".join(["district,age,n", *lines]), encoding="utf-8")
    out, later = tmp_path / "sex.out.csv", tmp_path / "age.out.csv"
    assert main(["protect", str(first), "--dimensions", "district,sex", "--value", "n", "-o", str(out)]) == 0
    base = ["--lang", "en", "protect", str(second), "--dimensions", "district,age", "--value", "n", "-o", str(later)]
    assert main(base) == 0
    assert hidden(later) == {("d0", "a0")}
    for known in (str(out), f"{out}:district,sex"):
        assert main([*base, "--published", known]) == 0
        assert {("d0", "a0"), ("d0", "a1")} <= hidden(later)
    assert "too few persons" in capsys.readouterr().err


def test_the_ledger_remembers_what_was_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts, out, ledger = written(tmp_path, "counts.csv", CROSS), tmp_path / "out.csv", tmp_path / "told.jsonl"
    base = [
        "--lang",
        "en",
        "protect",
        str(counts),
        "--dimensions",
        "district,sex",
        "--value",
        "n",
        "--ledger",
        str(ledger),
    ]
    assert main([*base, "-o", str(out)]) == 0
    before = hidden(out)
    assert main([*base, "-o", str(out), "--cost", "keep-totals"]) == 0
    assert hidden(out) == before
    assert "3 hidden in an earlier release" in capsys.readouterr().err
    assert len(ledger.read_text("utf-8").splitlines()) == 1
    counts.write_text(
        counts.read_text("utf-8")
        .replace("d2,s2,22", "d2,s2,23")
        .replace("52", "53")
        .replace("77", "78")
        .replace("198", "199"),
        encoding="utf-8",
    )
    assert main([*base, "-o", str(out)]) == 0
    assert before <= hidden(out)
    assert len(ledger.read_text("utf-8").splitlines()) == 2


def test_a_refused_table_is_not_told(tmp_path: Path) -> None:
    counts, ledger = written(tmp_path, "counts.csv", CROSS), tmp_path / "told.jsonl"
    keep = tmp_path / "keep.csv"
    others = [f"{row['district']},{row['sex']}" for row in rows(counts) if row["n"] != "1"]
    keep.write_text("\n".join(["district,sex", *others]), encoding="utf-8")
    base = ["--dimensions", "district,sex", "--value", "n", "--ledger", str(ledger), "--must-publish", str(keep)]
    assert main(["protect", str(counts), *base]) == 3
    assert not ledger.exists()


HEADINGS = "size;region;value;contributors;first;second"


MAGNITUDES = [
    *("--dimensions", "size,region", "--value", "value"),
    *("--largest", "first,second", "--contributors", "contributors"),
]


def genuine_magnitudes(shared_data: Path) -> list[list[str]]:
    """The test table of τ-ARGUS as columns: codes, value, contributors, the two largest."""
    lines = (shared_data / "sdc" / "tableinput_pp.tab").read_text("utf-8").splitlines()
    split = [line.replace('"', "").split(";") for line in lines]
    return [[parts[place] for place in (0, 1, 2, 3, 6, 7)] for parts in split]


def test_a_genuine_magnitude_table_that_does_not_add_up_is_refused(
    tmp_path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counts = tmp_path / "pp.csv"
    counts.write_text("\n".join([HEADINGS, *map(";".join, genuine_magnitudes(shared_data))]), encoding="utf-8")
    hierarchy = ["--hierarchy", f"region={shared_data / 'sdc' / 'tableinput_region2.hrc'}"]
    assert main(["--lang", "en", "protect", str(counts), *MAGNITUDES, *hierarchy]) == 1
    said = capsys.readouterr().err
    assert "line 38 (size=4, region=TOTAL): 25 instead of 24" in said


def test_a_genuine_magnitude_table_hides_what_its_publisher_finds_unsafe(tmp_path: Path, shared_data: Path) -> None:
    """With the three totals mended and p = 15 %, the table's own marks "U" are hidden, and no contributor is told."""
    table = genuine_magnitudes(shared_data)
    mended = {
        ("Total", "Total"): "16847645,84",
        ("Total", "Os"): "3703895,00",
        ("Total", " 4"): "124335,00",
        (" 4", "Total"): "24,00",
    }
    for row in table:
        row[2] = mended.get((row[0], row[1]), row[2])
    counts, out = tmp_path / "pp.csv", tmp_path / "out.csv"
    counts.write_text("\n".join([HEADINGS, *map(";".join, table)]), encoding="utf-8")
    hierarchy = ["--hierarchy", f"region={shared_data / 'sdc' / 'tableinput_region2.hrc'}", "--p-percent", "15"]
    assert main(["protect", str(counts), *MAGNITUDES, *hierarchy, "-o", str(out)]) == 0
    lines = (shared_data / "sdc" / "tableinput_pp.tab").read_text("utf-8").replace('"', "").splitlines()
    unsafe = {tuple(line.split(";")[:2]) for line in lines if line.split(";")[8] == "U"}
    assert len(unsafe) == 9
    assert unsafe <= hidden(out)
    assert len(hidden(out)) <= 15
    assert list(rows(out)[0]) == ["size", "region", "value", "conf_status"]
