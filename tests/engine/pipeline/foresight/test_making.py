"""Foresight: forecast, tested, withdrawn where it is no better than carrying forward, and never told too far ahead."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.pipeline.foresight.courses import STEADY, WAVERING, course
from tests.engine.pipeline.pages.figures import COUNT, SHARE

from teilhabe.engine.pipeline.foresight.making import Foresight, foresee
from teilhabe.engine.pipeline.foresight.numbering import Numbered, numbered


def _numbered(*args: object, **more: object) -> Numbered:
    found = numbered(course(*args, **more), {})  # type: ignore[arg-type]  # handed through
    assert found is not None
    return found


@pytest.fixture(scope="module")
def steady() -> Foresight:
    return foresee([_numbered(STEADY)])[SHARE.id]


def test_a_steady_course_is_foreseen_and_beats_carrying_forward(steady: Foresight) -> None:
    assert steady.withheld is None
    assert steady.test.beats_naive
    assert steady.scenarios[0].path.value == "baseline"
    assert STEADY[-1] < steady.scenarios[0].forecast.point[-1] < 25


def test_the_wider_band_holds_the_narrower_one(steady: Foresight) -> None:
    found = steady.scenarios[0].forecast
    assert np.all(found.low[95] <= found.low[80])
    assert np.all(found.high[80] <= found.high[95])


def test_earlier_forecasts_are_those_of_the_test_in_order_of_time(steady: Foresight) -> None:
    firsts = [entry.first for entry in steady.earlier]
    assert firsts == sorted(firsts)
    assert max(firsts) <= steady.numbered.series.last
    assert len(firsts) >= 3


def test_a_forecast_no_better_than_carrying_forward_is_withdrawn() -> None:
    values = (10.0, 10.4, 9.9, 10.2, 11.5, 9.0, 8.7, 9.4, 10.9, 9.2, 8.1, 10.8, 11.9, 9.0, 7.7, 11.6)
    found = foresee([_numbered(values)])[SHARE.id]
    assert found.test.is_withdrawn == bool(found.withheld)
    assert found.test.is_withdrawn == (not found.scenarios)


@pytest.mark.parametrize(("length", "ahead"), [(6, 3), (8, 4), (16, 5)])
def test_nobody_looks_farther_ahead_than_half_of_what_is_known(length: int, ahead: int) -> None:
    assert len(foresee([_numbered(STEADY[:length])])[SHARE.id].today.point) == ahead


def test_only_what_lies_behind_a_break_counts() -> None:
    broken = foresee([_numbered((*[80.0] * 6, *STEADY[6:]), broken_at=6)])[SHARE.id]
    alone = foresee([_numbered(STEADY[6:])])[SHARE.id]
    np.testing.assert_array_equal(broken.today.point, alone.today.point)


@pytest.mark.parametrize("values", [STEADY[:4], (5.0,) * 12])
def test_what_cannot_be_foreseen_is_refused_with_a_reason(values: tuple[float, ...]) -> None:
    found = foresee([_numbered(values)])[SHARE.id]
    assert found.withheld is not None
    assert "keine Prognose" in found.withheld.de
    assert found.scenarios == ()


def test_series_are_foreseen_together_as_they_are_alone() -> None:
    count = replace(COUNT, id="other")
    people = tuple(1000 * value for value in WAVERING)
    together = foresee([_numbered(STEADY), _numbered(people, count)])
    np.testing.assert_array_equal(
        together["other"].today.point, foresee([_numbered(people, count)])["other"].today.point
    )


def test_the_arrivals_of_2022_are_taken_out_and_may_recur() -> None:
    people = [100_000 + 210.0 * place + 37 * (place % 3) for place in range(16)]
    shocked = [value + (6_000 if place >= 13 else 0) for place, value in enumerate(people)]
    found = foresee([_numbered(shocked, COUNT)])[COUNT.id]
    paths = {scenario.path.value: scenario for scenario in found.scenarios}
    assert set(paths) == {"baseline", "recurrence"}
    assert "Krieg in der Ukraine" in paths["baseline"].condition.de
    assert paths["recurrence"].forecast.high[95][-1] > paths["baseline"].forecast.high[95][-1]
