"""The cell-key method as a whole: zeros, bias, spread, and that no way around the noise leads to another figure."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teilhabe.engine.disclosure.cell_key import (
    TOTAL,
    Design,
    Records,
    Scale,
    designed,
    drawn,
    magnitudes,
    perturbed,
    read_keys,
    read_table,
    shown,
    tabulated,
)
from teilhabe.errors import InputError

TABLE = designed(Design(3, 2.5, 2))


def people(number: int, seed: int = 1) -> Records:
    """Invented persons of 50 districts, 12 countries and 10 ages, few of them in most cells."""
    random = np.random.default_rng(seed)
    columns = tuple(
        [str(code) for code in random.geometric(2.5 / most, number) % most] for most in (50, 12, 10)
    )  # fmt: skip
    return Records(("district", "country", "age"), columns, drawn([str(n) for n in range(number)], b"a secret"))


def test_the_noise_is_unbiased_bounded_and_leaves_no_small_count() -> None:
    cells = tabulated(people(18_000))
    told = perturbed(cells, TABLE)
    noise = (told - cells.counts)[cells.counts > 0]

    assert (told[cells.counts == 0] == 0).all()
    assert not np.isin(told, (1, 2)).any()
    assert np.abs(noise).max() == 3
    assert abs(noise.mean()) < 4 * np.sqrt(2.5 / len(noise))
    assert noise.var() == pytest.approx(2.5, rel=0.1)


@given(st.integers(0, 60), st.integers(0, 2**32 - 1))
def test_a_count_stays_a_count(count: int, key: int) -> None:
    deviation = TABLE.deviations(np.array([float(count)]), np.array([key / 2**32]))[0]

    assert count + deviation >= 0
    assert count + deviation not in (1, 2)
    assert (count > 0) or deviation == 0


def test_the_same_query_gets_the_same_answer_by_every_route() -> None:
    whole = people(3_000)
    cells = tabulated(whole)
    told = dict(zip(cells.rows(), perturbed(cells, TABLE), strict=True))
    chosen = [number for number, code in enumerate(whole.columns[1]) if code == "3"]
    part = Records(
        ("age", "district"),
        ([whole.columns[2][n] for n in chosen], [whole.columns[0][n] for n in chosen]),
        drawn([str(n) for n in chosen], b"a secret"),
    )
    filtered = tabulated(part)

    for (age, district), figure in zip(filtered.rows(), perturbed(filtered, TABLE), strict=True):
        assert told[district, "3", age] == figure


def test_a_code_of_which_only_zeros_are_told_is_not_named() -> None:
    columns = (["A"] * 9 + ["B"], ["f"] * 10)
    sure = read_table("i;j;p;v;p_int_ub\n0;0;1;0;1\n1;0;1;-1;1\n2;2;1;0;1\n", "sure")
    cells = tabulated(Records(("place", "sex"), columns, drawn([*"abcdefghij"], b"a secret")))
    told = perturbed(cells, sure)

    written = [codes for codes, keep in zip(cells.rows(), shown(cells, told), strict=True) if keep]
    assert written == [("A", "f"), ("A", TOTAL), (TOTAL, "f"), (TOTAL, TOTAL)]


def test_empty_cells_stay_in_sight_so_that_a_zero_tells_nothing() -> None:
    columns = (["A"] * 9 + ["B"] * 9, ["f"] * 9 + ["m"] * 9)
    cells = tabulated(Records(("place", "sex"), columns, drawn([str(n) for n in range(18)], b"a secret")))

    assert shown(cells, perturbed(cells, TABLE)).all()


def test_in_one_dimension_a_code_of_which_zero_is_told_is_not_named() -> None:
    sure = read_table("i;j;p;v;p_int_ub\n0;0;1;0;1\n1;0;1;-1;1\n2;2;1;0;1\n", "sure")
    cells = tabulated(Records(("place",), (["A", "A", "B"],), drawn(["a", "b", "c"], b"a secret")))

    assert shown(cells, perturbed(cells, sure)).tolist() == [True, False, True]


def test_one_dimension_and_nobody_at_all_still_show_the_total() -> None:
    cells = tabulated(Records(("place",), ([],), drawn([], b"a secret")))

    assert shown(cells, perturbed(cells, TABLE)).tolist() == [True]


def test_a_table_for_magnitudes_is_refused_for_counts() -> None:
    halves = read_table("i;j;p;v;p_int_ub\n0;0;1;0;1\n1;0.5;0.5;-0.5;0.5\n1;1.5;0.5;0.5;1\n", "halves")

    with pytest.raises(InputError, match="not made for counts"):
        perturbed(tabulated(people(5)), halves)


def test_magnitudes_get_noise_in_proportion_to_their_largest_contributions() -> None:
    table = read_table("i;j;p;v;p_int_ub\n0;0;1;0;1\n1;0;1;-1;1\n", "always one less")
    keys = drawn(["a", "b", "c", "d"], b"a secret", "hours")
    records = Records(("place",), (["A", "A", "A", "B"],), keys, np.array([100.0, 40, 10, 0]))
    cells = tabulated(records, contributors=2)

    told = magnitudes(cells, np.array([3.0, 3, 4]), table, Scale(0.1, (1.0, 0.5)))
    assert told.tolist() == [150 - 0.1 * (100 + 20), 0, 150 - 12]


def test_magnitudes_of_nobody_told_of_are_zero_and_none_falls_below() -> None:
    table = read_table("i;j;p;v;p_int_ub\n0;0;1;0;1\n1;0;1;-1;1\n", "always one less")
    records = Records(("place",), (["A", "B"],), drawn(["a", "b"], b"a secret", "hours"), np.array([100.0, 40]))
    cells = tabulated(records, contributors=1)

    assert magnitudes(cells, np.array([0.0, 3, 3]), table, Scale(0.5)).tolist() == [0, 20, 90]
    assert magnitudes(cells, np.full(3, 3.0), table, Scale(1.0)).tolist() == [0, 0, 40]


def test_the_genuine_microdata_give_the_figures_that_their_keys_and_table_say(shared_data: Path) -> None:
    """Held against a plain reading of the files: sums of printed decimals, and a walk down the printed lines."""
    folder = shared_data / "sdc"
    rows = list(csv.reader(lines_of(folder / "microdata.csv"), delimiter=";"))
    lines = list(csv.DictReader(lines_of(folder / "ptab_freq.txt"), delimiter=";"))
    keys = read_keys([row[5] for row in rows])
    records = Records(("sex", "age"), ([row[0] for row in rows], [row[1] for row in rows]), keys)
    cells = tabulated(records)
    told = perturbed(cells, read_table((folder / "ptab_freq.txt").read_text(encoding="utf-8"), "ptab_freq.txt"))

    assert len(told) == 3 * 7
    for (sex, age), figure in zip(cells.rows(), told, strict=True):
        inside = [row for row in rows if sex in (row[0], TOTAL) and age in (row[1], TOTAL)]
        key = sum(int(row[5].split(".")[1].ljust(8, "0")) for row in inside) % 10**8
        choices = [line for line in lines if int(line["i"]) == min(len(inside), 8)]
        chosen = next(line for line in choices if key < round(float(line["p_int_ub"]) * 10**8))
        assert figure == len(inside) + int(chosen["v"])


@pytest.mark.parametrize("name", ["ptab_savings_all.txt", "ptab_savings_smallcells.txt"])
def test_the_genuine_savings_get_noise_of_the_genuine_tables(shared_data: Path, name: str) -> None:
    folder = shared_data / "sdc"
    rows = list(csv.reader(lines_of(folder / "microdata.csv"), delimiter=";"))
    keys, amounts = read_keys([row[5] for row in rows]), np.array([float(row[3]) for row in rows])
    cells = tabulated(Records(("sex", "age"), ([r[0] for r in rows], [r[1] for r in rows]), keys, amounts), 3)
    table = read_table((folder / name).read_text(encoding="utf-8"), name)

    told = magnitudes(cells, cells.counts.astype(float), table, Scale(0.05, (1.0, 0.5, 0.2)))
    unit = 0.05 * (cells.largest @ [1.0, 0.5, 0.2])
    steps = (told - cells.sums) / unit
    assert np.abs(steps).max() <= table.largest
    assert steps * 2 == pytest.approx(np.rint(steps * 2), abs=1e-6)
    assert len(set(np.rint(steps * 2))) > 3


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
