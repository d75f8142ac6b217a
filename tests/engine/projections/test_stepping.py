"""The checks that any cohort-component projection must pass, each by its own test."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.engine.projections.invented import alike, axes_of, lively, people

from teilhabe.engine.projections.chance import Chance, Expected, Luck
from teilhabe.engine.projections.population import Axes, Floats
from teilhabe.engine.projections.rates import NOT_EXPOSED, Rates, still
from teilhabe.engine.projections.stepping import Step, shifted, step

AXES = axes_of()
CLOSE = 1e-9


def balance(start: Floats, found: Step) -> Floats:
    """What the flows leave of the cohorts, as age groups."""
    flows = found.flows
    cohorts = np.concatenate([found.births[..., None], start], axis=-1)
    cohorts = cohorts - flows.deaths - flows.out + flows.arrivals + flows.net
    cohorts = cohorts + flows.moved_in - flows.moved_out + flows.naturalised
    return shifted(cohorts[..., :1], cohorts[..., 1:])


@pytest.mark.parametrize("by_cohort", [False, True], ids=["by age", "by cohort"])
@pytest.mark.parametrize("chance", [Expected(), Luck(np.random.default_rng(3))], ids=["expected", "by chance"])
def test_births_deaths_moves_and_naturalisation_balance_in_every_cell(chance: Chance, by_cohort: bool) -> None:
    start = people(AXES)
    found = step(start, replace(lively(AXES), by_cohort=by_cohort), AXES, chance)
    np.testing.assert_allclose(found.end, balance(start, found), rtol=CLOSE, atol=CLOSE)
    assert found.flows.deaths.min() >= 0
    assert found.flows.deaths.sum() > 0


def test_naturalisation_gives_to_nationals_what_it_takes_from_others_and_changes_no_total() -> None:
    start, rates = people(AXES), lively(AXES)
    with_it = step(start, rates, AXES)
    without = step(start, replace(rates, naturalisation=np.zeros_like(rates.naturalisation)), AXES)
    assert abs(with_it.flows.naturalised.sum(axis=1)).max() < CLOSE
    gained = with_it.end - without.end
    np.testing.assert_allclose(gained[:, 0], -gained[:, 1], atol=CLOSE)
    assert gained[:, 0].sum() > 1


def test_without_any_event_everybody_is_a_year_older() -> None:
    start = people(AXES)
    end = step(start, still(AXES), AXES).end
    assert (end[..., 0] == 0).all()
    assert (end[..., 1:-1] == start[..., :-2]).all()
    assert (end[..., -1] == start[..., -2] + start[..., -1]).all()


def test_areas_with_the_same_rates_add_up_to_the_city() -> None:
    city = axes_of(["all"])
    start, rates = people(AXES), alike(AXES)
    one = replace(
        rates,
        **{
            name: getattr(rates, name)[:1]
            for name in ("death", "out", "naturalisation", "net", "fertility", "born_national")
        },
        arrivals=rates.arrivals.sum(axis=0, keepdims=True),
        moves=None,
    )
    parts, whole = start, start.sum(axis=0, keepdims=True)
    for _ in range(10):
        parts, whole = step(parts, rates, AXES).end, step(whole, one, city).end
    np.testing.assert_allclose(parts.sum(axis=0, keepdims=True), whole, rtol=CLOSE)


def test_moves_inside_the_city_sum_to_zero() -> None:
    flows = step(people(AXES), lively(AXES), AXES).flows
    np.testing.assert_allclose(flows.moved_in.sum(axis=0), flows.moved_out.sum(axis=0), rtol=CLOSE)
    assert flows.moved_out.sum() > 1


def test_constant_rates_lead_to_the_stable_population_of_their_leslie_matrix() -> None:
    axes = Axes(("all",), ("DE",), ("F", "M"), tuple(range(0, 100, 5)), 0, 1)
    random = np.random.default_rng(11)
    fertile = np.zeros((1, 1, 20))
    fertile[..., 3:9] = 0.4 * random.random(6)
    dying = np.clip(0.01 + np.arange(21) ** 2 / 600.0, 0, 0.9) * np.ones((1, 1, 2, 21))
    rates = replace(still(axes), death=dying, fertility=fertile)
    matrix = np.stack([step(one, rates, axes).end.ravel() for one in np.eye(40).reshape(40, 1, 1, 2, 20)], axis=1)
    growth = np.linalg.eigvals(matrix)
    dominant = float(max(growth, key=abs).real)
    persons = np.ones(axes.shape)
    for _ in range(400):
        before, persons = persons, step(persons, rates, axes).end
    assert persons.sum() / before.sum() == pytest.approx(dominant, abs=1e-6)
    shares = persons / persons.sum()
    np.testing.assert_allclose((matrix @ shares.ravel()), dominant * shares.ravel(), atol=1e-6)


@pytest.mark.parametrize("by_cohort", [False, True], ids=["by age", "by cohort"])
def test_no_cell_becomes_negative_however_much_happens(by_cohort: bool) -> None:
    rates = lively(AXES)
    most = np.full_like(rates.death, 0.99)
    wild = replace(rates, death=most, out=most, by_cohort=by_cohort)
    assert step(people(AXES, 2.0), wild, AXES).end.min() >= 0
    assert step(people(AXES, 2.0), wild, AXES, Luck(np.random.default_rng(1))).end.min() >= -CLOSE


def test_the_order_of_the_areas_makes_no_difference() -> None:
    order = [2, 0, 1]
    start, rates = people(AXES), lively(AXES)
    assert rates.moves is not None
    turned = replace(
        rates,
        **{
            name: getattr(rates, name)[order]
            for name in ("death", "out", "naturalisation", "arrivals", "net", "fertility", "born_national")
        },
        moves=replace(
            rates.moves, leaving=rates.moves.leaving[order], towards=rates.moves.towards[np.ix_(order, order)]
        ),
    )
    np.testing.assert_allclose(step(start[order], turned, AXES).end, step(start, rates, AXES).end[order], rtol=CLOSE)


def test_births_by_citizenship_of_the_child_sum_to_births_by_mothers() -> None:
    found = step(people(AXES), lively(AXES), AXES)
    np.testing.assert_allclose(found.births.sum(axis=(1, 2)), found.births_of_mothers.sum(axis=1), rtol=CLOSE)
    taken = 0.3 * found.births_of_mothers[:, 1]
    np.testing.assert_allclose(found.births[:, 0].sum(axis=-1), found.births_of_mothers[:, 0] + taken, rtol=CLOSE)
    boys, girls = found.births[..., AXES.men].sum(), found.births[..., AXES.women].sum()
    assert boys / girls == pytest.approx(1.05)


def test_arrivals_are_exposed_to_half_a_year_or_not_at_all() -> None:
    rates = only(arrivals=100.0, death=0.2)
    half = step(np.zeros(AXES.shape), rates, AXES).end
    whole = step(np.zeros(AXES.shape), replace(rates, exposed=NOT_EXPOSED), AXES).end
    assert half[0, 0, 0, 30] == pytest.approx(100 - 0.2 * 50)
    assert whole[0, 0, 0, 30] == pytest.approx(100)


def only(**values: float) -> Rates:
    quiet = still(AXES)
    return replace(quiet, **{name: np.full_like(quiet.death, value) for name, value in values.items()})


def test_of_foreign_cohorts_those_naturalised_early_do_not_leave() -> None:
    start = np.zeros(AXES.shape)
    start[0, 1, 0, 30] = 100.0
    rates = only(out=0.5, naturalisation=0.2)
    rates.naturalisation[:, 0] = 0.0
    rates.out[:, 0] = 0.0
    late = step(start, rates, AXES).end[0, :, 0, 31]
    early = step(start, replace(rates, by_cohort=True), AXES).end[0, :, 0, 31]
    np.testing.assert_allclose(late, [10.0, 40.0])
    np.testing.assert_allclose(early, [20.0, 40.0])
