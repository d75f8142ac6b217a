"""Sums know their cells, respect totals and never turn a sign into a number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from teilhabe.engine.cube import query
from teilhabe.engine.cube.atoms import Atoms, find_atoms
from teilhabe.engine.cube.query import LISTED_CELLS, Axis, Cube, Selection, Sum

CubeMaker = Callable[..., Cube]


def row(area: str, value: float | None, **more: object) -> dict[str, object]:
    return {"ref_area": area, "time_period": "2020-12-31", "obs_value": value, **more}


def sums_of(cube: Cube, selection: Selection) -> Iterator[Sum]:
    (found,) = cube.sums([selection])
    return found.rows()


def test_a_total_in_the_data_is_used_and_never_added_to_its_parts(make_cube: CubeMaker) -> None:
    cube = make_cube(p=[row("1", 10, sex="TOTAL"), row("1", 4, sex="M"), row("1", 6, sex="F")])
    (total,) = sums_of(cube, Selection("p", "population", places={"1": ("1",)}))
    assert total.value == 10
    assert total.origin.cells == 1


def test_without_a_total_the_parts_are_added(make_cube: CubeMaker) -> None:
    cube = make_cube(p=[row("1", 4, sex="M"), row("1", 6, sex="F")])
    (total,) = sums_of(cube, Selection("p", "population", places={"1": ("1",)}))
    assert total.value == 10
    assert (total.origin.first_row, total.origin.last_row) == (2, 3)


def test_marked_totals_are_left_out_where_a_whole_dimension_is_added_up(make_cube: CubeMaker) -> None:
    rows = [
        row("1", 4, origin="Italien"),
        row("1", 6, origin="Spanien"),
        row("1", 10, origin="Südeuropa", total_of="origin"),
        row("1", 5, origin="Übrige"),
    ]
    cube = make_cube(p=rows)
    (total,) = sums_of(cube, Selection("p", "population", places={"1": ("1",)}))
    assert (total.value, total.origin.cells) == (15, 3)
    (group,) = cube.sums([Selection("p", "population", where={"origin": ("Südeuropa",)}, places={"1": ("1",)})])[
        0
    ].rows()
    assert group.value == 10


def test_a_total_over_one_dimension_still_counts_in_another(make_cube: CubeMaker) -> None:
    rows = [row("1", 4, sex="M"), row("2", 6, sex="M"), row("DE", 10, sex="M", total_of="ref_area")]
    (total,) = sums_of(make_cube(p=rows), Selection("p", "population", places={"DE": ("DE",)}))
    assert total.value == 10


def test_one_sign_makes_the_whole_sum_a_sign(make_cube: CubeMaker) -> None:
    cube = make_cube(p=[row("1", 4, sex="M"), row("1", None, sex="F", source_sign="-")])
    (total,) = sums_of(cube, Selection("p", "population", places={"1": ("1",)}))
    assert total.value is None
    assert total.sign == "-"


def test_a_place_may_be_the_sum_of_its_parts(make_cube: CubeMaker) -> None:
    cube = make_cube(p=[row("11", 4), row("12", 6)])
    (total,) = sums_of(cube, Selection("p", "population", places={"1": ("11", "12")}))
    assert (total.place, total.value) == ("1", 10)


def test_a_breakdown_gives_one_sum_per_group(make_cube: CubeMaker) -> None:
    rows = [row("1", age, age=f"Y{age}") for age in range(10)]
    groups = {"young": ("Y0", "Y1"), "old": ("Y8", "Y9")}
    sums = sums_of(make_cube(p=rows), Selection("p", "population", axes=(Axis("age", groups),), places={"1": ("1",)}))
    assert {entry.code: entry.value for entry in sums} == {"young": 1, "old": 17}


def test_only_the_first_cells_are_listed_but_all_are_counted(make_cube: CubeMaker) -> None:
    cube = make_cube(p=[row("1", 1, age=f"Y{age}") for age in range(40)])
    (total,) = sums_of(cube, Selection("p", "population", places={"1": ("1",)}))
    assert total.origin.cells == 40
    assert [cell.row for cell in total.origin.listed] == list(range(2, 2 + LISTED_CELLS))


def test_variables_name_every_dataset_that_holds_them(make_cube: CubeMaker) -> None:
    cube = make_cube(a=[row("1", 1)], b=[row("1", 1), row("1", 2, variable="area")])
    assert cube.variables == {"population": ("a", "b"), "area": ("b",)}


def test_where_everybody_is_counted_no_row_means_nobody(make_cube: CubeMaker) -> None:
    rows = [row("1", 4, sex="M"), row("1", 6, sex="F"), row("2", 3, sex="M")]
    selection = Selection("p", "population", where={"sex": ("F",)}, places={"1": ("1",), "2": ("2",)})
    assert [(s.place, s.value) for s in sums_of(make_cube(p=rows), selection)] == [("1", 6)]
    cube = make_cube(p=rows)
    complete = Cube(cube.files, complete=["p"])
    assert [(s.place, s.value) for s in sums_of(complete, selection)] == [("1", 6), ("2", 0)]


def test_a_place_without_one_of_its_areas_has_no_sum(make_cube: CubeMaker) -> None:
    later = {**row("12", 7), "time_period": "2021-12-31"}
    cube = make_cube(p=[row("11", 4), row("12", 6), later])
    sums = sums_of(cube, Selection("p", "population", places={"1": ("11", "12")}))
    assert [(entry.period, entry.value) for entry in sums] == [("2020-12-31", 10), ("2021-12-31", None)]


def test_a_quality_mark_beside_a_number_is_no_sign_of_a_missing_one(make_cube: CubeMaker) -> None:
    cube = make_cube(p=[row("1", 10, sex="M", source_sign="r"), row("1", None, sex="F", source_sign="")])
    (total,) = sums_of(cube, Selection("p", "population", places={"1": ("1",)}))
    assert (total.value, total.sign) == (None, "")


def test_where_everybody_is_counted_an_area_without_a_row_has_nobody(make_cube: CubeMaker) -> None:
    later = {**row("12", 7), "time_period": "2021-12-31"}
    files = make_cube(p=[row("11", 4), row("12", 6), later]).files
    sums = sums_of(Cube(files, complete=["p"]), Selection("p", "population", places={"1": ("11", "12")}))
    assert [(entry.period, entry.value) for entry in sums] == [("2020-12-31", 10), ("2021-12-31", 7)]


def test_of_confidential_datasets_no_cell_is_listed(make_cube: CubeMaker) -> None:
    files = make_cube(p=[row("1", 4, sex="M"), row("1", 6, sex="F")]).files
    (total,) = sums_of(Cube(files, confidential=["p"]), Selection("p", "population", places={"1": ("1",)}))
    assert (total.value, total.origin.cells, total.origin.listed, total.origin.last_row) == (10, 2, (), 0)


def test_however_much_is_asked_every_dataset_is_aggregated_once(
    make_cube: CubeMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    cube = make_cube(p=[row("1", age, age=f"Y{age}") for age in range(50)], q=[row("1", 7, variable="area")])
    passes: list[str] = []

    def counted(path: Path, *rest: Any) -> Atoms:
        passes.append(path.name)
        return find_atoms(path, *rest)

    monkeypatch.setattr(query, "find_atoms", counted)
    selections = [Selection("p", "population", {"1": ("1",)}, {"age": (f"Y{age}", f"Y{age + 1}")}) for age in range(49)]
    found = cube.sums([*selections, Selection("q", "area", {"1": ("1",)})])
    assert [float(sums.value[0, 0]) for sums in found] == [*(2 * age + 1 for age in range(49)), 7]
    assert passes == ["p.parquet", "q.parquet"]


def test_all_cells_are_listed_where_they_are_asked_for(make_cube: CubeMaker) -> None:
    files = make_cube(p=[row("1", 1, age=f"Y{age}") for age in range(40)]).files
    (total,) = sums_of(Cube(files, listing=1000), Selection("p", "population", places={"1": ("1",)}))
    assert [cell.row for cell in total.origin.listed] == list(range(2, 42))


def test_where_everybody_is_counted_a_total_that_is_missing_is_not_nobody(make_cube: CubeMaker) -> None:
    rows = [row("1", 10, sex="TOTAL"), row("1", 4, sex="F"), row("1", 6, sex="M"), row("2", 5, sex="F")]
    complete = Cube(make_cube(p=rows).files, complete=["p"])
    selection = Selection("p", "population", places={"1": ("1",), "2": ("2",)})
    assert [(s.place, s.value) for s in sums_of(complete, selection)] == [("1", 10)]
