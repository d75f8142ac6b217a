"""Perturbation tables: read as τ-ARGUS writes them, applied as their probabilities say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from teilhabe.engine.disclosure.cell_key import PerturbationTable, read_table, written
from teilhabe.errors import InputError

HEAD = "i;j;p;v;p_int_ub\n"
SMALL = HEAD + "0;0;1;0;1\n1;0;0.5;-1;0.5\n1;2;0.5;1;1\n"


def test_each_cell_key_below_a_bound_chooses_its_deviation() -> None:
    table = read_table(SMALL, "small")

    keys = np.array([0, 0.4999, 0.5, 0.9999])
    assert table.deviations(np.ones(4), keys).tolist() == [-1, -1, 1, 1]
    assert table.deviations(np.zeros(4), keys).tolist() == [0, 0, 0, 0]


def test_figures_between_and_above_the_rows_use_the_row_below() -> None:
    table = read_table(HEAD + "0;0;1;0;1\n1;0;1;-1;1\n5;0;1;-5;1\n", "sparse")

    assert table.deviations(np.array([0, 0.5, 1, 4.9, 5, 900]), np.zeros(6)).tolist() == [0, 0, -1, -1, -5, -5]


def test_the_genuine_table_for_counts_says_what_its_columns_say(shared_data: Path) -> None:
    table = genuine(shared_data, "ptab_freq.txt")

    assert table.is_for_counts
    assert table.largest == 5
    assert [len(row.deviations) for row in table.rows] == [1, 5, 6, 7, 8, 9, 9, 10, 11]
    for row in table.rows[1:]:
        assert row.mean == pytest.approx(0, abs=1e-6)
        assert row.variance == pytest.approx(3, abs=1e-6)
    assert table.rows[4].deviations.tolist() == [-4, -1, 0, 1, 2, 3, 4, 5]
    assert table.deviations(np.array([4.0, 4.0]), np.array([0.2448, 0.2449])).tolist() == [-1, 0]


@pytest.mark.parametrize(
    ("name", "starts"), [("ptab_savings_all.txt", [0, 1, 5]), ("ptab_savings_smallcells.txt", [0, 1, 8])]
)
def test_the_genuine_tables_for_magnitudes_are_read_but_not_taken_for_counts(
    shared_data: Path, name: str, starts: list[float]
) -> None:
    table = genuine(shared_data, name)

    assert [row.start for row in table.rows] == starts
    assert not table.is_for_counts
    assert all(abs(row.mean) < 1e-4 for row in table.rows)


def test_half_persons_make_a_table_unfit_for_counts() -> None:
    assert not read_table(HEAD + "0;0;1;0;1\n1;0.5;0.5;-0.5;0.5\n1;1.5;0.5;0.5;1\n", "halves").is_for_counts


def test_a_written_table_reads_the_same(shared_data: Path) -> None:
    table = genuine(shared_data, "ptab_freq.txt")
    again = read_table(written(table), "again")

    for row, other in zip(table.rows, again.rows, strict=True):
        assert other.start == row.start
        assert other.deviations.tolist() == row.deviations.tolist()
        assert other.upper.tolist() == row.upper.tolist()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i;j;p;v\n0;0;1;0\n", "line 1: the column “p_int_ub”"),
        (HEAD, "zero must stay zero"),
        (HEAD + "1;1;1;0;1\n", "zero must stay zero"),
        (HEAD + "0;1;1;1;1\n", "zero must stay zero"),
        (HEAD + "0;0;1;0;1\n1;0;x;-1;1\n", "line 3: there is no number"),
        (HEAD + "0;0;1;0;1\n1;0;nan;-1;1\n", "line 3: p and p_int_ub"),
        (HEAD + "0;0;1;0;1\n1;0;0.5;-1;0.5\n1;2;0.4;1;1\n", "line 4: p and p_int_ub"),
        (HEAD + "0;0;1;0;1\n1;0;0.5;-1;0.5\n1;2;0.4;1;0.9\n", "line 4: the probabilities"),
        (HEAD + "0;0;1;0;1\n1;0;1.5;-1;1.5\n1;2;-0.5;1;1\n", "line 4: p and p_int_ub"),
        (HEAD + "0;0;1;0;1\n1;0;1;0;1\n", "line 3: v must be"),
        (HEAD + "0;0;1;0;1\n1;-1;1;-2;1\n", "line 3: v must be"),
        (HEAD + "0;0;1;0;1\n1;2;0.5;1;0.5\n1;0;0.5;-1;1\n", "line 4: the deviations must ascend"),
        (HEAD + "0;0;1;0;1\n2;0;1;-2;1\n1;0;1;-1;1\n", "line 4: the column i"),
    ],
)  # fmt: skip
def test_a_damaged_table_is_refused_with_line_and_reason(text: str, told: str) -> None:
    with pytest.raises(InputError) as refused:
        read_table(text, "table.txt")

    assert told in refused.value.text.en
    assert refused.value.text.de.startswith("table.txt, Zeile")


def genuine(shared_data: Path, name: str) -> PerturbationTable:
    return read_table((shared_data / "sdc" / name).read_text(encoding="utf-8"), name)
