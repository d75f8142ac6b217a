"""What publishers have protected is recognised, and ordinary tables are not taken for it."""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from teilhabe.engine.disclosure.cell_key import Design, PerturbationTable, designed, read_table
from teilhabe.engine.disclosure.problem import Floats
from teilhabe.engine.disclosure.recognition import already_protected
from teilhabe.engine.disclosure.tables import TOTAL, Table

NOISES = [Design(2, 1.05, 1), Design(3, 2.5, 2), Design(5, 3, 2, 0.5)]


def with_margins(inner: Floats) -> Table:
    full = np.pad(np.asarray(inner, dtype=float), [(0, 1)] * inner.ndim)
    for axis in range(full.ndim):
        lines = np.moveaxis(full, axis, 0)
        lines[-1] = lines[:-1].sum(axis=0)
    return table_of(full)


def table_of(full: Floats) -> Table:
    codes = product(*[[*map(str, range(size - 1)), TOTAL] for size in full.shape])
    return Table(tuple("abc")[: full.ndim], tuple(codes), full.ravel(), name="table.csv")


def ordinary(random: np.random.Generator) -> Table:
    """Counts of uneven groups, from mostly empty tables to large towns."""
    shape = random.integers(2, 8, random.integers(1, 4))
    mean = random.choice([0.5, 2, 10, 100, 3000])
    return with_margins(random.poisson(random.gamma(0.8, mean / 0.8, shape)))


def changed(table: Table, values: Floats) -> Table:
    return Table(table.dimensions, table.codes, values, name=table.name)


def noisy(table: Table, noise: PerturbationTable, random: np.random.Generator) -> Table:
    return changed(table, table.values + noise.deviations(table.values, random.random(len(table.values))))


def test_ordinary_tables_raise_no_alarm() -> None:
    random = np.random.default_rng(1)

    assert sum(already_protected(ordinary(random)) is not None for _ in range(400)) <= 1


def test_slips_of_the_pen_are_no_noise() -> None:
    random = np.random.default_rng(2)
    alarms = 0
    for _ in range(200):
        table = ordinary(random)
        table.values[random.integers(len(table.values), size=2)] += random.choice([-9, -1, 1, 9], 2)
        alarms += already_protected(table) is not None

    assert alarms <= 2


def test_a_forgotten_category_is_no_noise() -> None:
    random = np.random.default_rng(3)
    for _ in range(100):
        table = ordinary(random)
        keep = [number for number, codes in enumerate(table.codes) if codes[0] != "0"]
        left = Table(table.dimensions, tuple(table.codes[number] for number in keep), table.values[keep])
        found = already_protected(left)
        assert found is None or found.method != "noise"


@pytest.mark.parametrize("design", NOISES)
def test_noise_of_a_cell_key_is_recognised(design: Design) -> None:
    random = np.random.default_rng(4)
    tables = [with_margins(random.poisson(random.gamma(1, 20, (6, 5)))) for _ in range(60)]
    found = [already_protected(noisy(table, designed(design), random)) for table in tables]

    assert sum(hit is not None and hit.method == "noise" for hit in found) >= 57


def test_noise_of_the_genuine_table_is_recognised(shared_data: Path) -> None:
    noise = read_table((shared_data / "sdc" / "ptab_freq.txt").read_text(encoding="utf-8"), "ptab_freq.txt")
    random = np.random.default_rng(5)
    found = already_protected(noisy(with_margins(random.poisson(20, (8, 5))), noise, random))

    assert found is not None
    assert found.method == "noise"
    assert found.base is None
    assert "do not sum" in found.text.en


@pytest.mark.parametrize("base", [10, 5, 3])
def test_rounded_tables_are_recognised_with_their_base(base: int) -> None:
    random = np.random.default_rng(6)
    counts = with_margins(random.poisson(40, (6, 5)))
    each = changed(counts, np.floor(counts.values / base + random.random(len(counts.values))) * base)
    together = with_margins(base * random.poisson(9, (6, 5)))

    for table in (each, together):
        found = already_protected(table)
        assert found is not None
        assert (found.method, found.base) == ("rounding", base)
        assert f"multiples of {base}" in found.text.en


def test_sums_are_no_evidence_of_rounding() -> None:
    table = with_margins(np.array([[5.0, 10], [15, 0]]))

    assert already_protected(table) is None
    assert already_protected(with_margins(np.array([[5.0, 10, 25], [15, 5, 5]]))) is not None


def test_figures_that_are_all_alike_are_no_evidence_of_rounding() -> None:
    assert already_protected(with_margins(np.full((6, 5), 5.0))) is None
    assert already_protected(with_margins(np.where(np.arange(30) % 2, 5.0, 10).reshape(6, 5))) is None


@pytest.mark.parametrize(("number", "base"), [(8, None), (9, 3)])
def test_nine_multiples_of_three_are_no_chance_any_more(number: int, base: int | None) -> None:
    codes = tuple((str(place),) for place in range(number))
    found = already_protected(Table(("a",), codes, 3.0 * (1 + np.arange(number) % 4)))

    assert (found.base if found else None) == base


def rows_off_by(*differences: float, parts: tuple[float, ...] = (31, 44, 52)) -> Table:
    """One row of figures and their printed sum for each difference."""
    codes, values = [], []
    for row, difference in enumerate(differences):
        codes += [(str(row), *part) for part in zip("xyz"[: len(parts)], strict=True)] + [(str(row), TOTAL)]
        values += [*parts, sum(parts) + difference]
    return Table(("a", "b"), tuple(codes), np.array(values, dtype=float))


@pytest.mark.parametrize(
    ("differences", "is_noise"),
    [
        ([1, -1, 1, -1, 1, -1], True),
        ([1, -1, 1, -1, 1], False),
        ([1, -1, 1, -1, 1, -1, *[0] * 6], True),
        ([1, -1, 1, -1, 1, -1, *[0] * 7], False),
        ([*[1] * 9, -1], True),
        ([*[1] * 10, -1], False),
        ([*[-1] * 9, 1], True),
        ([*[-1] * 10, 1], False),
        ([12, -12, 1, -1, 1, -1], True),
        ([13, -1, 1, -1, 1, -1], False),
        ([-13, 1, 1, -1, 1, -1], False),
    ],
)
def test_noise_is_frequent_small_and_to_either_side(differences: list[float], is_noise: bool) -> None:
    assert (already_protected(rows_off_by(*differences)) is not None) == is_noise


@pytest.mark.parametrize(("parts", "is_noise"), [((31, 44, 0), True), ((31, 0, 0), False)])
def test_a_sum_of_one_figure_shows_no_noise(parts: tuple[float, ...], is_noise: bool) -> None:
    assert (already_protected(rows_off_by(1, -1, 1, -1, 1, -1, parts=parts)) is not None) == is_noise


def test_figures_left_out_are_recognised() -> None:
    found = already_protected(table_of(np.array([[1.0, np.nan, 5], [np.nan, 7, 9], [3, 9, 14]])))

    assert found is not None
    assert found.method == "suppression"
    assert "2 cells are hidden already" in found.text.en


def test_amounts_with_decimals_and_empty_tables_are_left_alone() -> None:
    assert already_protected(changed(with_margins(np.ones((6, 5))), np.linspace(0.5, 30, 42))) is None
    assert already_protected(Table(("a",), (), np.zeros(0))) is None


def test_the_genuine_register_of_foreigners_is_recognised_as_rounded() -> None:
    path = Path(__file__).parents[3] / "cities" / "kaiserslautern" / "figures" / "protection_seekers.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    names = ("residence_status", "sex", "citizenship")
    codes = tuple(tuple(row[name] for name in names) for row in rows)
    found = already_protected(Table(names, codes, np.array([float(row["obs_value"]) for row in rows])))

    assert found is not None
    assert (found.method, found.base) == ("rounding", 5)


@pytest.mark.parametrize("year", [2012, 2013])
def test_genuine_unprotected_counts_raise_no_alarm(shared_data: Path, year: int) -> None:
    text = (shared_data / "small-area-bern" / f"Gemeinden_{year}.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines()))[1:60]
    inner = np.array([[float(entry or 0) for entry in row[3:23]] for row in rows])

    assert already_protected(with_margins(inner)) is None
