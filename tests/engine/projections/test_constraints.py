from __future__ import annotations

import numpy as np
from tests.engine.projections.invented import axes_of, people

from teilhabe.engine.projections.constraints import Margin, raked
from teilhabe.engine.projections.population import Floats, summed

PERSONS = people(axes_of())


def margin(scale: Floats | float, *kept: str) -> Margin:
    return Margin(kept, summed(PERSONS, kept) * scale)


def test_one_margin_scales_everybody_in_it_alike() -> None:
    found = raked(PERSONS, [margin(np.array([1.1, 1.0, 0.5])[:, None, None, None], "area")])
    np.testing.assert_allclose(found[0], 1.1 * PERSONS[0])
    np.testing.assert_allclose(found[2], 0.5 * PERSONS[2])


def test_margins_that_agree_are_met_together() -> None:
    wanted = PERSONS * np.array([1.2, 0.9])[:, None, None] * np.array([1.1, 1.0, 0.8])[:, None, None, None]
    margins = [Margin(kept, summed(wanted, kept)) for kept in (("area",), ("citizenship",), ("sex", "age"))]
    found = raked(PERSONS, margins)
    for given in margins:
        np.testing.assert_allclose(summed(found, given.kept), given.sums, rtol=1e-8)


def test_what_is_not_given_stays() -> None:
    given = margin(2.0, "area")
    given.sums[1] = np.nan
    found = raked(PERSONS, [given])
    np.testing.assert_allclose(found[1], PERSONS[1])
    np.testing.assert_allclose(found[0], 2.0 * PERSONS[0])


def test_every_draw_meets_the_margin() -> None:
    draws = np.stack([PERSONS, 3.0 * PERSONS])
    found = raked(draws, [margin(1.5)])
    np.testing.assert_allclose(found.sum(axis=(1, 2, 3, 4)), 1.5 * PERSONS.sum())
