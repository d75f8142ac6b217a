"""How fast is the quality of all values computed, and do the intervals hold what they promise?

    python benchmarks/expressions.py [--rounds 3]

Assesses as many values as 60 indicators have in 15 years, 50 districts and 12 groups, and draws cities of which the
truth is known: 2,000 for each number of districts and persons. Prints as JSON the best of all rounds in seconds, the
coverage of 95 % intervals, and the error of shrunk values in that of raw ones. The draws come from a seed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from teilhabe.engine.indicators.expressions import gaps, intervals, shrinkage, standardisation
from teilhabe.engine.indicators.quality import assess, read_rules

SEED = 5
SHAPE = (60, 15, 50, 12)
CITIES = 2000
MEAN, DEVIATION = 0.2, 0.067  # shares of the districts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    result = {
        "seconds": _speed(options.rounds),
        "coverage": _coverage(np.random.default_rng(SEED)),
        "shrunk": _shrinking(np.random.default_rng(SEED)),
        "machine": {"python": platform.python_version(), "numpy": np.__version__, "cores": os.cpu_count()},
    }
    print(json.dumps(result, indent=2))


def _speed(rounds: int) -> dict[str, Any]:
    random = np.random.default_rng(SEED)
    persons = random.integers(1, 30_000, SHAPE).astype(float)
    events = np.floor(persons * random.random(SHAPE))
    rule = read_rules()["microcensus"]
    tasks: dict[str, Callable[[], Any]] = {
        "wilson": lambda: intervals.wilson(events, persons),
        "poisson": lambda: intervals.poisson(events, persons),
        "assess_shares": lambda: assess(rule, "share", 100, 100 * events / persons, events, persons),
        "assess_rates": lambda: assess(rule, "rate", 1000, 1000 * events / persons, events, persons),
    }
    return {"values": persons.size, **{name: _best(task, rounds) for name, task in tasks.items()}}


def _best(task: Callable[[], Any], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return round(min(times), 3)


def _coverage(random: np.random.Generator) -> dict[str, float]:
    """How often 95 % intervals hold the truth, over small and middling counts."""
    draws, persons = 200_000, random.integers(10, 300, 200_000)
    one, other = random.uniform(0.02, 0.5, (2, draws))
    a, b = random.binomial(persons, one), random.binomial(persons, other)
    strata = np.array([2000.0, 1000, 500])
    standard, rates = np.array([8.0, 3, 1]), np.array([0.005, 0.01, 0.02])
    stratified = random.poisson(rates * strata, (draws // 10, 3))
    difference, ratio = gaps.difference(a, persons, b, persons), gaps.ratio(a, persons, b, persons)
    return {
        "wilson": _held(intervals.wilson(a, persons), one),
        "poisson": _held(intervals.poisson(random.poisson(one * persons), persons), one),
        "newcombe": _held(intervals.Interval(difference.low, difference.high), one - other),
        "katz": _held(intervals.Interval(ratio.low, ratio.high), one / other),
        "fay_feuer": _held(
            standardisation.direct_interval(stratified, strata, standard), np.average(rates, weights=standard)
        ),
    }


def _held(interval: intervals.Interval, truth: Any) -> float:
    bounded = ~np.isnan(interval.low)
    return round(float(((interval.low <= truth) & (truth <= interval.high))[bounded].mean()), 3)


def _shrinking(random: np.random.Generator) -> dict[str, Any]:
    prior = MEAN * (1 - MEAN) / DEVIATION**2 - 1
    found: dict[str, Any] = {}
    for districts in (8, 20, 50):
        for persons in (20, 60, 200):
            truth = random.beta(MEAN * prior, (1 - MEAN) * prior, (CITIES, districts))
            sizes = 1 + random.poisson(persons * random.gamma(4, 0.25, truth.shape))
            events = random.binomial(sizes, truth)
            shrunk = shrinkage.beta_binomial(events, sizes)
            error = np.mean((shrunk.value - truth) ** 2) / np.mean((events / sizes - truth) ** 2)
            found[f"{districts} districts, {persons} persons"] = {
                "error_of_raw": round(float(error**0.5), 2),
                "coverage": _held(intervals.Interval(shrunk.low, shrunk.high), truth),
            }
    return found


if __name__ == "__main__":
    main()
