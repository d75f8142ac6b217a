"""What figures of several tables show to be left out is a cell of its own; inside one table nothing is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from teilhabe.engine.audit import attack
from teilhabe.engine.audit.files import Key
from teilhabe.engine.audit.releases import Question, read_releases, told_of
from teilhabe.engine.audit.rests import with_rests


def cell(**codes: str) -> Key:
    return frozenset(codes.items())


TOTAL = (cell(), (cell(place="a"), cell(place="b")))
OF_WOMEN = (cell(sex="F"), (cell(place="a", sex="F"), cell(place="b", sex="F")))
REST, REST_OF_WOMEN = cell(place="TOTAL − a − b"), cell(place="TOTAL − a − b", sex="F")


def test_where_one_sum_of_a_cut_is_larger_than_its_parts_all_of_them_may_be() -> None:
    known = {cell(): 9.0, cell(place="a"): 4.0, cell(place="b"): 3.0}
    divided, rests = with_rests([TOTAL, OF_WOMEN], (), known.get)
    assert divided == [(TOTAL[0], (*TOTAL[1], REST)), (OF_WOMEN[0], (*OF_WOMEN[1], REST_OF_WOMEN))]
    assert rests == {REST, REST_OF_WOMEN}


@pytest.mark.parametrize("known", [{}, {cell(): 9.0, cell(place="a"): 4.0}], ids=["nothing", "part"])
def test_what_is_hidden_shows_no_rest(known: dict[Key, float]) -> None:
    assert with_rests([TOTAL], (), known.get) == ([TOTAL], set())


@pytest.mark.parametrize("total", [6.0, 7.0])
def test_sums_that_fit_or_fall_short_have_no_rest(total: float) -> None:
    known = {cell(): total, cell(place="a"): 4.0, cell(place="b"): 3.0}
    assert with_rests([TOTAL], (), known.get) == ([TOTAL], set())


def test_inside_one_table_nothing_is_left_out() -> None:
    known = {cell(): 9.0, cell(place="a"): 4.0, cell(place="b"): 3.0}
    assert with_rests([TOTAL], {TOTAL}, known.get) == ([TOTAL], set())


def test_a_total_of_another_table_tells_how_many_a_table_leaves_out(tmp_path: Path) -> None:
    """Two persons live elsewhere, as the total of the other table tells; nobody hid them, everybody knows them."""
    files = {"places": "place,n\na,4\nb,3\n", "city": "place,sex,n\nTOTAL,TOTAL,9\nTOTAL,F,5\nTOTAL,M,4\n"}
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_text(content, encoding="utf-8")
    paths = [tmp_path / f"{name}.csv" for name in files]
    reading = read_releases(paths, (), Question(("place", "sex"), "n"))
    (found,) = attack(told_of(reading, 3, {}, {}))
    assert (found.name, found.kind, found.low) == ("place=TOTAL − a − b", "exact", 2)
    assert not attack(told_of(reading, 2, {}, {}))
