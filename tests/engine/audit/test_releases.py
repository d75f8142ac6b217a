"""Several tables and earlier ones become one reading."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pytest

from teilhabe.engine.audit.releases import Question, Reading, read_releases, told_of, true_values
from teilhabe.errors import InputError

QUESTION = Question(("place", "sex"), "n")


def written(folder: Path, name: str, *lines: str, head: str = "place,sex,n") -> Path:
    path = folder / name
    path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return path


def intervals(reading: Reading) -> dict[str, tuple[float, float]]:
    return {reading.label(name): reading.told.get(name, (0.0, inf)) for name in reading.names()}


def test_a_cell_of_two_tables_is_one_cell_with_the_narrower_interval(tmp_path: Path) -> None:
    first = written(tmp_path, "1.csv", "A,F,<5", "B,F,7")
    second = written(tmp_path, "2.csv", "A,F,2-9", "C,F,")
    assert intervals(read_releases([first, second], [], QUESTION)) == {
        "place=A · sex=F": (2, 4),
        "place=B · sex=F": (7, 7),
        "place=C · sex=F": (0, inf),
    }


def test_cells_that_only_a_sum_mentions_are_unknown_and_nobody_is_asked_for_them(tmp_path: Path) -> None:
    path = written(tmp_path, "1.csv", "A,F,3", "A,M,", "B,F,5", "B,M,6", "TOTAL,TOTAL,20")
    reading = read_releases([path], [], QUESTION)
    told = told_of(reading, 3, {}, {})
    unlisted = [cell for cell in told.cells if not cell.threshold]
    assert sorted(cell.name for cell in unlisted) == ["place=A", "place=B", "sex=F", "sex=M"]
    assert not any(cell.hidden for cell in unlisted)
    assert [cell.name for cell in told.cells if cell.hidden] == ["place=A · sex=M"]


def test_fractions_and_figures_below_nothing_are_noticed(tmp_path: Path) -> None:
    counts = read_releases([written(tmp_path, "1.csv", "A,F,3", "B,F,")], [], QUESTION)
    money = read_releases([written(tmp_path, "2.csv", "A,F,3.5", "B,F,")], [], QUESTION)
    balance = read_releases([written(tmp_path, "3.csv", "A,F,-3", "B,F,")], [], QUESTION)
    assert [(each.whole, each.is_balance) for each in (counts, money, balance)] == [
        (True, False),
        (False, False),
        (True, True),
    ]
    assert [told_of(each, 3, {}, {}).cells[1].low for each in (counts, money, balance)] == [0, 0, -inf]


def test_an_earlier_table_without_corrections_is_part_of_today(tmp_path: Path) -> None:
    now = written(tmp_path, "now.csv", "A,F,", "B,F,", "TOTAL,F,9")
    earlier = written(tmp_path, "then.csv", "A,F,4", "TOTAL,F,9")
    reading = read_releases([now], [earlier], QUESTION)
    assert intervals(reading)["place=A · sex=F"] == (4, 4)
    assert {reading.label(name) for name in reading.hidden} == {"place=A · sex=F", "place=B · sex=F"}


def test_a_corrected_cell_and_the_hidden_ones_beside_it_are_cells_of_their_own(tmp_path: Path) -> None:
    now = written(tmp_path, "now.csv", "A,F,", "B,F,6", "TOTAL,F,9", "A,M,", "B,M,5", "TOTAL,M,8")
    earlier = written(tmp_path, "then.csv", "A,F,", "B,F,5", "TOTAL,F,8", "A,M,3", "B,M,5", "TOTAL,M,8")
    reading = read_releases([now], [earlier], QUESTION)
    own = {name for name in intervals(reading) if str(earlier) in name}
    assert own == {f"{name} ({earlier})" for name in ("place=A · sex=F", "place=B · sex=F", "sex=F")}
    assert intervals(reading)["place=A · sex=M"] == (3, 3)
    apart = read_releases([now], [earlier], QUESTION, apart=True)
    assert intervals(apart)["place=A · sex=M"] == (0, inf)
    assert intervals(apart)[f"place=A · sex=M ({earlier})"] == (3, 3)


def test_the_truth_is_added_up_where_it_is_not_listed(tmp_path: Path) -> None:
    protected = written(tmp_path, "p.csv", "A,F,", "A,M,4", "A,TOTAL,", "B,F,", "B,M,6", "B,TOTAL,9", "TOTAL,TOTAL,15")
    true = written(tmp_path, "t.csv", "A,F,2", "A,M,4", "B,F,3", "B,M,6")
    reading = read_releases([protected], [], QUESTION)
    told = told_of(reading, 3, true_values(true, QUESTION, reading), {})
    truths = {cell.name: cell.truth for cell in told.cells}
    assert (truths["place=A"], truths["TOTAL"], truths["place=A · sex=F"]) == (6, 15, 2)


def test_a_truth_that_contradicts_what_is_told_is_refused(tmp_path: Path) -> None:
    reading = read_releases([written(tmp_path, "p.csv", "A,F,7", "B,F,")], [], QUESTION)
    with pytest.raises(InputError, match="place=A · sex=F is 8 here"):
        true_values(written(tmp_path, "t.csv", "A,F,8", "B,F,1"), QUESTION, reading)


def test_tables_of_today_must_agree(tmp_path: Path) -> None:
    first, second = written(tmp_path, "1.csv", "A,F,7"), written(tmp_path, "2.csv", "B,F,1", "A,F,8")
    with pytest.raises(InputError, match=r"2\.csv, line 3: another table tells another figure"):
        read_releases([first, second], [], QUESTION)


def test_what_no_table_lists_is_nobody_or_more_and_has_neither_threshold_nor_rule(tmp_path: Path) -> None:
    path = written(tmp_path, "1.csv", "A,F,3", "A,M,", "TOTAL,TOTAL,20", "B,F,5", "B,M,6")
    reading = read_releases([path], [], QUESTION)
    hidden = next(name for name in reading.names() if name in reading.hidden)
    cells = {cell.name: cell for cell in told_of(reading, 4, {}, {hidden[0]: 2.5}).cells}
    alone = cells["place=A"]
    assert (alone.low, alone.high, alone.threshold, alone.hidden, alone.above, alone.truth) == (
        0,
        inf,
        0,
        False,
        0,
        None,
    )
    asked = cells["place=A · sex=M"]
    assert (asked.low, asked.high, asked.threshold, asked.hidden, asked.above) == (0, inf, 4, True, 2.5)
    told = cells["place=A · sex=F"]
    assert (told.low, told.high, told.threshold, told.hidden, told.above) == (3, 3, 4, False, 0)


def test_where_something_is_below_0_only_open_ends_open_downwards(tmp_path: Path) -> None:
    reading = read_releases([written(tmp_path, "1.csv", "A,F,-3", "B,F,", "C,F,2-9")], [], QUESTION)
    assert [(cell.low, cell.high) for cell in told_of(reading, 3, {}, {}).cells] == [(-3, -3), (-inf, inf), (2, 9)]
    nobody = read_releases([written(tmp_path, "2.csv", "A,F,0", "B,F,")], [], QUESTION)
    assert not nobody.is_balance


def test_intervals_of_two_tables_may_touch_but_not_part(tmp_path: Path) -> None:
    first = written(tmp_path, "1.csv", "A,F,2-5")
    for other in ("5-9", "0-2", "5", "2"):
        read_releases([first, written(tmp_path, "2.csv", f"A,F,{other}")], [], QUESTION)
    for other in ("6-9", "0-1", "6", "1"):
        with pytest.raises(InputError, match="another figure"):
            read_releases([first, written(tmp_path, "2.csv", f"A,F,{other}")], [], QUESTION)


def test_an_earlier_interval_that_touches_todays_is_no_correction(tmp_path: Path) -> None:
    now = written(tmp_path, "now.csv", "A,F,2-5", "B,F,")
    for then, corrected in (("5-9", False), ("0-2", False), ("6-9", True), ("0-1", True)):
        earlier = written(tmp_path, "then.csv", f"A,F,{then}")
        found = intervals(read_releases([now], [earlier], QUESTION))
        assert (f"place=A · sex=F ({earlier})" in found) is corrected


@pytest.mark.parametrize(
    ("true", "fits"), [("7.0000005", True), ("6.9999995", True), ("7.000002", False), ("6.99", False)]
)
def test_a_truth_may_differ_by_what_binary_fractions_leave(true: str, fits: bool, tmp_path: Path) -> None:
    reading = read_releases([written(tmp_path, "p.csv", "A,F,7", "B,F,")], [], QUESTION)
    path = written(tmp_path, "t.csv", f"A,F,{true}", "B,F,1")
    if fits:
        true_values(path, QUESTION, reading)
    else:
        with pytest.raises(InputError, match="something else in the protected table"):
            true_values(path, QUESTION, reading)


def test_the_truth_of_today_says_nothing_of_an_earlier_state(tmp_path: Path) -> None:
    now = written(tmp_path, "now.csv", "A,F,6", "B,F,")
    earlier = written(tmp_path, "then.csv", "A,F,5")
    reading = read_releases([now], [earlier], QUESTION)
    truth = true_values(written(tmp_path, "t.csv", "A,F,6", "B,F,1"), QUESTION, reading)
    truths = {cell.name: cell.truth for cell in told_of(reading, 3, truth, {}).cells}
    assert truths == {"place=A · sex=F": 6, "place=B · sex=F": 1, f"place=A · sex=F ({earlier})": None}
