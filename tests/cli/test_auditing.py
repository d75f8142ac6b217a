"""`teilhabe audit` as a statistician uses it: tables in, a verdict out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from teilhabe.cli import main

TRUE = """place,sex,n
A,F,20
A,M,8
A,TOTAL,28
B,F,5
B,M,2
B,TOTAL,7
C,F,17
C,M,32
C,TOTAL,49
TOTAL,F,42
TOTAL,M,42
TOTAL,TOTAL,84
"""
SQUARE = ("A,F", "A,M", "B,F", "B,M")


def hiding(folder: Path, *cells: str, name: str = "protected.csv", table: str = TRUE) -> Path:
    """The table without these figures, marked as the gate marks them."""
    head, *lines = table.splitlines()
    rows = [line.rsplit(",", 1) for line in lines]
    told = [f"{codes},,C" if codes in cells else f"{codes},{value},F" for codes, value in rows]
    return written(folder, name, "\n".join([f"{head},conf_status", *told, ""]))


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def audit(*words: object, dimensions: str = "place,sex") -> int:
    return main(["--lang", "en", "audit", *map(str, words), "--dimensions", dimensions, "--value", "n"])


def test_a_protected_table_passes_and_says_how_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(hiding(tmp_path, *SQUARE)) == 0
    assert capsys.readouterr().out == "No leak was found. Hidden cells: 4; for each at least 8 values are possible.\n"


def test_an_exposed_cell_is_named_with_what_is_possible_and_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(hiding(tmp_path, "B,M", "B,F")) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Not protected: 2 cells."
    assert [" ".join(line.split()) for line in lines[2:]] == [
        "place=B · sex=F 5 can be computed exactly",
        "place=B · sex=M 2 can be computed exactly",
    ]


def test_a_table_that_hides_nothing_and_tells_of_nobody_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(written(tmp_path, "t.csv", TRUE), "--threshold", 2) == 0
    assert "nothing is hidden" in capsys.readouterr().out


def test_json_holds_everything_but_the_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(hiding(tmp_path, "B,M", "B,F"), "--json") == 3
    data = json.loads(capsys.readouterr().out)
    assert (data["safe"], data["threshold"], data["hidden"]) == (False, 3, 2)
    assert data["exposed"][1] == {"cell": "place=B · sex=M", "kind": "exact", "low": 2, "high": 2, "by": ""}
    assert data["cells"][0] == {"cell": "place=B · sex=F", "low": 5, "high": 5}
    assert data["work"]["components"] == 0


def test_an_end_that_nobody_can_tell_is_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(written(tmp_path, "t.csv", "place,n\nA,\nB,9\n"), "--json", dimensions="place") == 0
    assert json.loads(capsys.readouterr().out)["cells"] == [{"cell": "place=A", "low": 0, "high": None}]


def test_nothing_but_json_is_printed_by_a_process_of_its_own(tmp_path: Path) -> None:
    """The solver's library greets on standard output unless it is kept from it."""
    table = hiding(tmp_path, *SQUARE)
    command = [sys.executable, "-m", "teilhabe.cli", "audit", str(table), "--dimensions", "place,sex", "--value", "n"]
    done = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["safe"] is True
    assert done.stderr == ""


def test_who_knows_the_truth_sees_spans_that_are_too_narrow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With nobody in A·F, the two of B·M may be 2 to 7: a stranger cannot know that these are too few values."""
    table = TRUE.replace("A,F,20", "A,F,0").replace("A,TOTAL,28", "A,TOTAL,8").replace("TOTAL,F,42", "TOTAL,F,22")
    true = written(tmp_path, "true.csv", table.replace("TOTAL,TOTAL,84", "TOTAL,TOTAL,64"))
    protected = hiding(tmp_path, *SQUARE, table=true.read_text(encoding="utf-8"))
    assert audit(protected, "--true", true) == 0
    assert audit(protected, "--threshold", 7) == 3
    assert "sex=M" not in capsys.readouterr().out
    assert audit(protected, "--true", true, "--threshold", 7) == 3
    assert "place=B · sex=M  2 – 7     too few values are possible" in capsys.readouterr().out


def test_the_true_table_may_lack_its_totals(tmp_path: Path) -> None:
    inner = [line for line in TRUE.splitlines() if "TOTAL" not in line]
    true = written(tmp_path, "true.csv", "\n".join([*inner, ""]))
    assert audit(hiding(tmp_path, "B,M", "B,TOTAL", "TOTAL,M", "TOTAL,TOTAL"), "--true", true) == 0


def test_a_true_table_that_says_something_else_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    true = written(tmp_path, "true.csv", TRUE.replace("C,M,32", "C,M,33"))
    assert audit(hiding(tmp_path, *SQUARE), "--true", true) == 1
    assert "place=C · sex=M is 33 here" in capsys.readouterr().err


def test_who_is_alone_in_a_cell_is_heard(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    true = written(tmp_path, "true.csv", "place,n\nA,1\nB,1\nC,7\nTOTAL,9\n")
    protected = written(tmp_path, "protected.csv", "place,n\nA,\nB,\nC,7\nTOTAL,9\n")
    words = (protected, "--true", true, "--threshold", 2)
    assert audit(*words, dimensions="place") == 0
    assert "2 small figures can be computed by a person who is alone" in capsys.readouterr().out
    assert audit(*words, "--singletons", dimensions="place") == 3
    assert "by the person behind place=B" in capsys.readouterr().out
    assert audit(protected, "--singletons", dimensions="place") == 2


def test_a_second_table_with_a_shared_margin_gives_a_hidden_cell_away(tmp_path: Path) -> None:
    by_sex = written(tmp_path, "sex.csv", "place,sex,n\nA,F,7\nA,M,7\nB,F,\nB,M,\nTOTAL,F,9\nTOTAL,M,8\n")
    by_age = written(
        tmp_path, "age.csv", "place,age,n\nA,old,9\nA,young,5\nB,old,\nB,young,\nTOTAL,old,\nTOTAL,young,\n"
    )
    assert audit(by_age, dimensions="place,age") == 0
    assert audit(by_sex, by_age, dimensions="place,sex,age") == 3


def test_two_groupings_that_are_safe_alone_are_not_safe_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five regions, grouped by land and by water: each table alone hides two in a group, together one is left."""
    values = {"a": 2, "b": 6, "c": 8, "d": 9, "e": 5}
    land = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}
    water = {"a": "p", "c": "p", "b": "q", "d": "q", "e": "q"}
    first = _grouped(tmp_path, "land", values, land, {"a", "b"})
    second = _grouped(tmp_path, "water", values, water, {"a", "c"})
    for name in ("land", "water"):
        assert audit(tmp_path / f"{name}.csv", "--hierarchy", f"r={tmp_path / name}.tree.csv", dimensions="r") == 0
    trees = [word for name in ("land", "water") for word in ("--hierarchy", f"r={tmp_path / name}.tree.csv")]
    assert audit(first, second, *trees, dimensions="r") == 3
    assert "r=a" in capsys.readouterr().out


def _grouped(folder: Path, name: str, values: Mapping[str, int], groups: Mapping[str, str], hidden: set[str]) -> Path:
    rows = [f"{code},{'' if code in hidden else value}" for code, value in values.items()]
    for group in sorted(set(groups.values())):
        rows.append(f"{group},{sum(value for code, value in values.items() if groups[code] == group)}")
    written(folder, f"{name}.tree.csv", "".join(f"{code},{group}\n" for code, group in groups.items()))
    return written(folder, f"{name}.csv", "\n".join(["r,n", *rows, f"TOTAL,{sum(values.values())}", ""]))


def test_what_was_told_earlier_stays_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier = hiding(tmp_path, "B,M", "B,F", "C,M", "C,F", name="earlier.csv")
    now = hiding(tmp_path, *SQUARE)
    assert audit(earlier) == audit(now) == 0
    assert audit(now, "--earlier", earlier) == 3
    assert "place=B · sex=M" in capsys.readouterr().out


def test_the_same_table_again_tells_nothing_new(tmp_path: Path) -> None:
    assert audit(hiding(tmp_path, *SQUARE), "--earlier", hiding(tmp_path, *SQUARE, name="earlier.csv")) == 0


def test_a_correction_tells_only_of_what_it_did_not_touch(tmp_path: Path) -> None:
    """C·M was 30 before: row C and column M were others, so B·M may have been; A·F and B·F were as they are."""
    before = TRUE.replace("C,M,32", "C,M,30").replace("C,TOTAL,49", "C,TOTAL,47")
    before = before.replace("TOTAL,M,42", "TOTAL,M,40").replace("TOTAL,TOTAL,84", "TOTAL,TOTAL,82")
    now = hiding(tmp_path, *SQUARE)
    same = hiding(tmp_path, *SQUARE, name="same.csv", table=before)
    open_row = hiding(tmp_path, "B,F", "B,M", "C,F", "C,M", name="row.csv", table=before)
    assert audit(now, "--earlier", same) == 0
    assert audit(now, "--earlier", open_row) == 3


def test_another_year_is_another_state_of_the_data(tmp_path: Path) -> None:
    """The hidden figures have changed and no told one shows it: what is tied together at first contradicts itself."""
    before = "place,n\nA,\nB,\nC,9\nTOTAL,20\n"
    now = "place,n\nA,\nB,\nC,9\nD,\nTOTAL,28\n"
    paths = [written(tmp_path, name, text) for name, text in (("then.csv", before), ("now.csv", now))]
    assert audit(paths[1], "--earlier", paths[0], dimensions="place") == 0


def test_hierarchies_are_attacked_too(tmp_path: Path) -> None:
    tree = written(tmp_path, "tree.hrc", "north\n@n1\n@n2\nsouth\n@s1\n@s2\n")
    table = written(tmp_path, "t.csv", "place,n\nn1,\nn2,\nnorth,\ns1,5\ns2,6\nsouth,11\nTOTAL,13\n")
    assert audit(table, "--hierarchy", f"place={tree}", dimensions="place") == 3
    assert audit(table, "--hierarchy", f"place={tree}", "--threshold", 2, dimensions="place") == 3


def test_sums_of_contributions_are_attacked_by_their_contributors(tmp_path: Path) -> None:
    true = "place,n,top1,top2\nA,100,90,5\nB,50,10,10\nC,40,9,8\nTOTAL,190,90,10\n"
    written(tmp_path, "true.csv", true)
    narrow = written(tmp_path, "narrow.csv", "place,n\nA,\nB,50\nC,\nTOTAL,190\n")
    rules = ("--true", tmp_path / "true.csv", "--largest", "top1,top2")
    assert audit(narrow, *rules, "--dominance", "1,60", dimensions="place") == 3
    assert audit(narrow, *rules, "--dominance", "1,80", dimensions="place") == 0
    assert audit(narrow, *rules, "--p-percent", "40", dimensions="place") == 0
    assert audit(narrow, *rules, "--p-percent", "60", dimensions="place") == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--threshold", "x"], "whole number"),
        (["--dominance", "2"], "two numbers"),
    ],
)
def test_wrong_options_are_named(
    tmp_path: Path, words: Sequence[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        audit(hiding(tmp_path, *SQUARE), *words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_rules_for_contributions_without_contributions_are_wrong_usage(tmp_path: Path) -> None:
    table = hiding(tmp_path, *SQUARE)
    assert audit(table, "--p-percent", "10") == 2
    assert audit(table, "--hierarchy", "age=x.csv") == 2
    assert audit(table, "--true", written(tmp_path, "true.csv", TRUE), "--largest", "top1") == 1


def test_a_table_that_does_not_add_up_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = hiding(tmp_path, *SQUARE, table=TRUE.replace("C,M,32", "C,M,31"))
    assert audit(wrong) == 1
    assert "does not add up: place=C" in capsys.readouterr().err


def test_tables_that_disagree_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = hiding(tmp_path, name="other.csv", table=TRUE.replace("C,M,32", "C,M,31"))
    assert audit(hiding(tmp_path, *SQUARE), other) == 1
    assert "other.csv, line 9: another table tells another figure" in capsys.readouterr().err
