from __future__ import annotations

import pytest

from teilhabe.charts.axes import TimeAxis, day_of
from teilhabe.charts.breaks import break_key, place_breaks
from teilhabe.charts.model import BreakMark

DAYS = [day_of(f"{year}-12-31") for year in range(2008, 2025)]
AXIS = TimeAxis(DAYS[0], DAYS[-1], {})


def test_a_break_at_the_first_new_figure_stands_in_the_middle_of_the_gap() -> None:
    (mark,) = place_breaks([BreakMark("2011-12-31", "Zensus 2011")], DAYS, AXIS, 600)
    before, after = (AXIS.share(day_of(day)) * 600 for day in ("2010-12-31", "2011-12-31"))
    assert before < mark.x < after


def test_a_break_between_two_figures_stands_at_its_date() -> None:
    (mark,) = place_breaks([BreakMark("2011-05-09", "Zensus 2011")], DAYS, AXIS, 600)
    assert mark.x == AXIS.share(day_of("2011-05-09")) * 600


def test_a_break_right_behind_a_figure_does_not_run_through_it() -> None:
    (mark,) = place_breaks([BreakMark("2012-01-01", "Neue Basis")], DAYS, AXIS, 600)
    before, after = (AXIS.share(day_of(day)) * 600 for day in ("2011-12-31", "2012-12-31"))
    assert mark.x == pytest.approx((before + after) / 2)


def test_breaks_outside_the_figures_are_not_drawn() -> None:
    assert place_breaks([BreakMark("1990-10-03", "a"), BreakMark("2030-01-01", "b")], DAYS, AXIS, 600) == ()
    assert place_breaks([BreakMark("2008-12-31", "a")], DAYS, AXIS, 600) == ()


def test_breaks_in_one_gap_share_one_rule() -> None:
    marks = [BreakMark("2022-12-31", "Zensus 2022"), BreakMark("2022-06-01", "Rechtskreiswechsel")]
    (mark,) = place_breaks(marks, DAYS, AXIS, 600)
    assert mark.label == "Rechtskreiswechsel, Zensus 2022"


def test_names_that_would_collide_go_into_a_key() -> None:
    marks = [BreakMark(f"{year}-12-31", f"Umstellung des Verfahrens {year}") for year in (2011, 2013, 2015)]
    placed = place_breaks(marks, DAYS, AXIS, 250)
    assert break_key(placed, 250, 328, "de")[0] == "Bruch 1: Umstellung des Verfahrens 2011"
    assert break_key(place_breaks(marks[:1], DAYS, AXIS, 600), 600, 708, "de") == ()
