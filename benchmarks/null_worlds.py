"""How often do statements say that something changed where nothing did, and do they find what did change?

    python benchmarks/null_worlds.py [--worlds 200]

Cities are drawn from a seed: 66 indicators with 15 years each and two groups. Values vary around their level with a
dispersion between 1 and 4 times that of Poisson counts and resemble those of the year before (autocorrelation up to
0.6). In `null` worlds nothing changes and both groups have one rate; in `signal` worlds 3 to 10 indicators rise or
fall, by a step or steadily. All claims of a city are judged together (Benjamini and Hochberg, 5 per cent). `power`
compares the shift between two halves with Student's t-test on the same independent values with a step of 1.5 standard
deviations; `levels` is how often single tests see something at 5 per cent, and at 0.1 per cent, where nothing is.
Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements import testing
from teilhabe.engine.statements.choosing import judge_together
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims import candidates
from teilhabe.engine.statements.procedures import distributions, trends
from teilhabe.engine.statements.topic import DataKind, Key, Measure, Point, Series, Topic
from teilhabe.text import same
from teilhabe.wording.message import Kind, Verdict
from teilhabe.wording.units import Unit

SEED = 9
INDICATORS, YEARS = 66, 15
COUNTS = (20, 20_000)
DISPERSION = (1.0, 4.0)
AUTOCORRELATION = (0.0, 0.6)
STEPS = (6.0, 12.0)  # in usual standard deviations
SLOPES = (8.0, 16.0)  # from the first year to the last
RATE = 0.05
MEASURES = (Measure.COUNT, Measure.SHARE, Measure.RATE)
Random = np.random.Generator


class Drawn(NamedTuple):
    """One indicator of a city: its dispersion, its autocorrelation, whether it changes, and its values."""

    dispersion: float
    autocorrelation: float
    changes: bool
    topic: Topic


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=200)
    options = parser.parse_args()
    started = time.process_time()
    result = {
        "null": _null(options.worlds),
        "signal": _signal(options.worlds),
        "power": [_power(n, 15 * options.worlds) for n in (10, 15, 20)],
        "levels": _levels(4 * options.worlds),
        "seconds": round(time.process_time() - started, 1),
    }
    print(json.dumps(result, indent=2))


def _null(worlds: int) -> dict[str, Any]:
    cities = [_city(np.random.default_rng([SEED, world]), 0) for world in range(worlds)]
    claims = [_supported(city) for city in cities]
    drawn = [indicator for city in cities for indicator in city]
    return {
        "worlds": worlds,
        "indicators": INDICATORS,
        "years": YEARS,
        "dispersion": _span([one.dispersion for one in drawn]),
        "autocorrelation": _span([one.autocorrelation for one in drawn]),
        "worlds_with_a_false_claim": sum(bool(found) for found in claims),
        "false_claims": dict(Counter(claim.message.kind.value for found in claims for claim in found)),
    }


def _signal(worlds: int) -> dict[str, Any]:
    right: list[int] = []
    wrong, seen, changing = 0, 0, 0
    for world in range(worlds):
        random = np.random.default_rng([SEED, 1, world])
        city = _city(random, int(random.integers(3, 11)))
        changed = {one.topic.id for one in city if one.changes}
        found = [claim.topic for claim in _supported(city)]
        right.append(sum(topic in changed for topic in found))
        wrong += len(found) - right[-1]
        seen, changing = seen + len(changed & set(found)), changing + len(changed)
    return {
        "worlds": worlds,
        "steps": STEPS,
        "slopes": SLOPES,
        "fewest_supported_claims": min(right),
        "worlds_with_three_or_more": sum(number >= 3 for number in right),
        "changing_indicators_found": round(seen / changing, 3),
        "share_of_claims_about_others": round(wrong / (wrong + sum(right)), 4),
    }


def _supported(city: list[Drawn]) -> list[Claim]:
    """The claims with a test that are left when all of a city are judged together; sameness is none of them."""
    judged = judge_together(claim for one in city for claim in candidates(one.topic))
    return [
        claim
        for claim in judged
        if claim.evidence.p is not None
        and claim.verdict is Verdict.SUPPORTED
        and claim.message.kind is not Kind.NO_CHANGE
    ]


def _city(random: Random, changing: int) -> list[Drawn]:
    return [_indicator(random, str(place), place < changing) for place in range(INDICATORS)]


def _indicator(random: Random, name: str, changes: bool) -> Drawn:
    """A count of everybody, or a share or rate of two groups; the groups have one rate."""
    level = math.exp(random.uniform(*np.log(COUNTS)))
    dispersion, rho = random.uniform(*DISPERSION), random.uniform(*AUTOCORRELATION)
    course = _course(random) if changes else np.zeros(YEARS)
    measure = MEASURES[int(random.integers(len(MEASURES)))]
    persons = level / random.uniform(0.02, 0.5)
    sizes = {"": 1.0} if measure is Measure.COUNT else {"A": 1.0, "B": float(random.uniform(0.3, 1.0))}
    series = [
        _series(Key("", "group" if code else "", code), measure, counts, persons * size)
        for code, size in sizes.items()
        for counts in [_counts(random, level * size, dispersion, rho, course)]
    ]
    return Drawn(dispersion, rho, changes, _topic(name, measure, series))


def _course(random: Random) -> Array:
    """A step or a slope, in usual standard deviations."""
    sign = random.choice([-1.0, 1.0])
    if random.random() < 0.5:
        return np.asarray(sign * random.uniform(*STEPS) * (np.arange(YEARS) >= random.integers(5, 11)))
    return np.asarray(sign * random.uniform(*SLOPES) * np.arange(YEARS) / (YEARS - 1))


def _counts(random: Random, level: float, dispersion: float, rho: float, course: Array) -> Array:
    """Counts around the level, skewed as counts are: the logarithm is normal, the variance dispersion times level."""
    width = math.sqrt(math.log(1 + dispersion / level))
    return np.asarray(np.round(level * np.exp(width * (_noise(random, rho) + course) - width**2 / 2)))


def _noise(random: Random, rho: float, years: int = YEARS) -> Array:
    noise = random.standard_normal(years)
    for year in range(1, years):
        noise[year] = rho * noise[year - 1] + math.sqrt(1 - rho**2) * noise[year]
    return noise


def _series(key: Key, measure: Measure, counts: Array, persons: float) -> Series:
    factor = _FACTORS[measure]
    whole = 1.0 if measure is Measure.COUNT else round(persons)
    counts = np.minimum(counts, whole) if measure is Measure.SHARE else counts
    points = tuple(
        Point(str(2010 + year), count / whole * factor, str(year), count, None if measure is Measure.COUNT else whole)
        for year, count in enumerate(counts.tolist())
    )
    return Series(key, points)


_FACTORS = {Measure.COUNT: 1.0, Measure.SHARE: 100.0, Measure.RATE: 1000.0}
_UNITS: dict[Measure, Unit] = {Measure.COUNT: "persons", Measure.SHARE: "percent", Measure.RATE: "per_1000"}


def _topic(name: str, measure: Measure, series: Sequence[Series]) -> Topic:
    keys = [one.key for one in series]
    return Topic(
        name,
        same(name),
        _UNITS[measure],
        0 if measure is Measure.COUNT else 1,
        DataKind.FULL_COUNT,
        measure,
        tuple(series),
        {(key.dimension, key.code): same(key.code) for key in keys if key.code},
        factor=_FACTORS[measure],
        reference=(keys[0], keys[1]) if len(keys) == 2 else None,
    )


def _span(values: list[float]) -> dict[str, float]:
    return {"least": round(min(values), 3), "mean": round(float(np.mean(values)), 3), "most": round(max(values), 3)}


def _power(n: int, draws: int) -> dict[str, Any]:
    """Independent values around 10,000 with a standard deviation of 300: far more than Poisson counts would have."""
    random = np.random.default_rng([SEED, 2, n])
    ours, theirs = 0, 0
    topic = _topic("", Measure.COUNT, ())
    for _ in range(draws):
        values = random.standard_normal(n) + 1.5 * (np.arange(n) >= n // 2)
        series = _series(Key(), Measure.COUNT, np.round(10_000 + 300 * values), 1.0)
        ours += testing.shift(topic, series).verdict is Verdict.SUPPORTED
        theirs += _t_test(values) < RATE
    return {
        "years": n,
        "step": 1.5,
        "shift": round(ours / draws, 3),
        "t_test": round(theirs / draws, 3),
        "ratio": round(ours / theirs, 3),
    }


def _t_test(values: Array) -> float:
    """Student's test of two halves with one variance."""
    early, late = values[: values.size // 2], values[values.size // 2 :]
    df = values.size - 2
    pooled = (early.var() * early.size + late.var() * late.size) / df
    t = (late.mean() - early.mean()) / math.sqrt(pooled * (1 / early.size + 1 / late.size))
    return 2 * distributions.student_tail(abs(t), df)


def _levels(draws: int) -> list[dict[str, Any]]:
    return [_level(n, rho, draws) for n in (10, 15, 20) for rho in (0.0, 0.3, 0.6)]


def _level(n: int, rho: float, draws: int) -> dict[str, Any]:
    """How often a p of at most 5, or 0.1, per cent comes out where nothing changes."""
    random = np.random.default_rng([SEED, 3, n, int(10 * rho)])
    topic = _topic("", Measure.COUNT, ())
    tests: dict[str, Callable[[Series, Array], float]] = {
        "latest_change": lambda series, _: testing.change(topic, series, n - 2, n - 1).evidence.p or 0.0,
        "first_to_last": lambda series, _: testing.change(topic, series, 0, n - 1).evidence.p or 0.0,
        "shift": lambda series, _: testing.shift(topic, series).evidence.p or 0.0,
        "trend": lambda series, _: testing.trend(topic, series).evidence.p or 0.0,
        "t_test": lambda _, values: _t_test(values),
        "mann_kendall": lambda _, values: trends.mann_kendall(values),
        "pre_whitened_once": lambda _, values: _pre_whitened_once(values),
    }
    found: dict[str, list[float]] = {name: [] for name in tests}
    for _ in range(draws):
        values = np.round(10_000 + 300 * _noise(random, rho, n))
        series = _series(Key(), Measure.COUNT, values, 1.0)
        for name, test in tests.items():
            found[name].append(test(series, values))
    return {
        "years": n,
        "autocorrelation": rho,
        **{name: [_share(p, RATE), _share(p, 0.001)] for name, p in found.items()},
    }


def _share(p: list[float], level: float) -> float:
    return round(float(np.mean(np.array(p) <= level)), 4)


def _pre_whitened_once(values: Array) -> float:
    """The test of Mann and Kendall after pre-whitening with the autocorrelation of the values themselves."""
    centred = values - values.mean()
    rho = float(centred[1:] @ centred[:-1] / (centred @ centred))
    return trends.mann_kendall(values[1:] - rho * values[:-1])


if __name__ == "__main__":
    main()
