"""How long do all statements of a city take: every indicator, every district, tested, worded in German and read back?

    python benchmarks/statements.py [--indicators 66] [--districts 50] [--years 15]

A city is drawn from a seed: counts, shares and rates of everybody, of two groups and of every district; a third of
all series moves by a step or steadily. Of the city and of each district the claims of all indicators are judged
together, the most telling are worded, and each sentence is read back; one that does not say its claim gives way to
the next. One process. `straight_lines` is the same number of series by the plainest means: NumPy's least squares and
Student's t-test of two halves, series by series, without intervals, sentences or reading. Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from teilhabe.engine.indicators.expressions.arrays import Array
from teilhabe.engine.statements.checking import disagreements
from teilhabe.engine.statements.choosing import judge_together, most_telling
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims import candidates
from teilhabe.engine.statements.topic import DataKind, Key, Measure, Point, Series, Topic
from teilhabe.text import same
from teilhabe.wording.sentences import say
from teilhabe.wording.units import Unit

SEED = 19
CITY = "00"
PERSONS, DISTRICT = 100_000, (300, 4_000)
MOVING = 1 / 3
LETTERS = "abcdefghijklmnopqrstuvwxyz"
MEASURES: tuple[tuple[Measure, Unit, float], ...] = (
    (Measure.COUNT, "persons", 1.0),
    (Measure.SHARE, "percent", 100.0),
    (Measure.RATE, "per_1000", 1000.0),
)
Random = np.random.Generator


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--indicators", type=int, default=66)
    parser.add_argument("--districts", type=int, default=50)
    parser.add_argument("--years", type=int, default=15)
    options = parser.parse_args()
    topics = [_topic(number, options.districts, options.years) for number in range(options.indicators)]
    shape = {"indicators": options.indicators, "districts": options.districts, "years": options.years}
    result = {
        **shape,
        "series": sum(len(topic.series) for topic in topics),
        "statements": _statements(topics),
        "straight_lines": _straight_lines(topics),
        "machine": {"python": platform.python_version(), "numpy": np.__version__, "cores": os.cpu_count()},
        "load": round(os.getloadavg()[0], 1),
    }
    print(json.dumps(result, indent=2))


def _statements(topics: Sequence[Topic]) -> dict[str, Any]:
    """Indicator by indicator and place by place, so that each order of places is drawn once."""
    clock = _Clock()
    with clock("claims"):
        claims: dict[str, list[Claim]] = {}
        for topic in topics:
            for place in dict.fromkeys(series.key.place for series in topic.series):
                claims.setdefault(place, []).extend(candidates(topic, place))
    told: list[Claim] = []
    unread = 0
    for found in claims.values():
        with clock("judged"):
            judged = _by_topic(judge_together(found))
        for pool in judged.values():
            chosen, left_out = _told(pool, clock)
            told += chosen
            unread += left_out
    return {
        **clock.seconds(),
        "tests": sum(claim.evidence.p is not None for found in claims.values() for claim in found),
        "told": len(told),
        "not_read_back": unread,
        "kinds": dict(Counter(claim.message.kind.value for claim in told).most_common()),
        "verdicts": dict(Counter(claim.verdict.value for claim in told).most_common()),
    }


class _Clock:
    """Seconds by the clock and of the processor, and what each stage took of them."""

    def __init__(self) -> None:
        self._stages: dict[str, float] = {}
        self._started, self._cpu = time.perf_counter(), time.process_time()

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self._stages[stage] = self._stages.get(stage, 0.0) + time.perf_counter() - started

    def seconds(self) -> dict[str, Any]:
        return {
            "seconds": round(time.perf_counter() - self._started, 2),
            "cpu_seconds": round(time.process_time() - self._cpu, 2),
            "seconds_of": {name: round(seconds, 2) for name, seconds in self._stages.items()},
        }


def _by_topic(judged: Sequence[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in judged:
        found.setdefault(claim.topic, []).append(claim)
    return found


def _told(pool: list[Claim], clock: _Clock) -> tuple[list[Claim], int]:
    """The most telling claims that read back, and how many did not."""
    left_out = 0
    while True:
        with clock("chosen"):
            chosen = most_telling(pool)
        with clock("worded"):
            texts = [say(claim.message, "de") for claim in chosen]
        with clock("read"):
            wrong = [claim for claim, text in zip(chosen, texts, strict=True) if disagreements(claim, text, "de")]
        if not wrong:
            return chosen, left_out
        left_out += len(wrong)
        pool = [claim for claim in pool if not any(claim is other for other in wrong)]


def _straight_lines(topics: Sequence[Topic]) -> dict[str, Any]:
    """Slope and t-test of every series by NumPy alone; which of them is significant is counted at 5 per cent."""
    started, found = time.perf_counter(), 0
    for topic in topics:
        for series in topic.series:
            values = np.array([point.value for point in series.points])
            years = np.arange(values.size, dtype=float)
            np.polyfit(years, values, 1)
            found += abs(_student(values)) > 2.16  # the two-sided 5 per cent of 13 degrees of freedom
    return {"seconds": round(time.perf_counter() - started, 2), "significant": found}


def _student(values: Array) -> float:
    early, late = values[: values.size // 2], values[values.size // 2 :]
    pooled = (early.var() * early.size + late.var() * late.size) / (values.size - 2)
    return float((late.mean() - early.mean()) / math.sqrt(max(pooled, 1e-12) * (1 / early.size + 1 / late.size)))


def _topic(number: int, districts: int, years: int) -> Topic:
    """One indicator: a count, a share or a rate of everybody, of two groups, and of every district."""
    random = np.random.default_rng([SEED, number])
    measure, unit, factor = MEASURES[number % len(MEASURES)]
    codes = [f"{district:02d}" for district in range(1, districts + 1)]
    rate, persons = random.uniform(0.05, 0.4), random.uniform(*DISTRICT, len(codes))
    groups = [Key(CITY, "citizenship", code) for code in ("DE", "FOREIGN")]
    sizes = {Key(CITY): PERSONS, groups[0]: 0.8 * PERSONS, groups[1]: 0.2 * PERSONS}
    sizes |= dict(zip((Key(code) for code in codes), persons.tolist(), strict=True))
    places = {("", CITY): "Musterstadt"} | {("", code): _named(place) for place, code in enumerate(codes)}
    names = places | {("citizenship", "DE"): "Deutsche", ("citizenship", "FOREIGN"): "Personen mit anderem Pass"}
    return Topic(
        f"quota_{number}",
        same(f"{_named(number)}quote"),
        unit,
        0 if measure is Measure.COUNT else 1,
        DataKind.FULL_COUNT,
        measure,
        tuple(_series(random, key, measure, factor, size, rate, years) for key, size in sizes.items()),
        {key: same(name) for key, name in names.items()},
        home=CITY,
        factor=factor,
        reference=(groups[1], groups[0]),
    )


def _named(number: int) -> str:
    """An invented name without a digit."""
    return f"{LETTERS[number // 26].upper()}{LETTERS[number % 26]}rund"


def _series(random: Random, key: Key, measure: Measure, factor: float, size: float, rate: float, years: int) -> Series:
    events, persons = size * rate * random.uniform(0.7, 1.3), round(size)
    usual = random.uniform(1, 2) / math.sqrt(events)
    drawn = np.exp(usual * (random.standard_normal(years) + _course(random, years)))
    counts = np.round(np.minimum(events * drawn, persons)).tolist()
    whole = 1 if measure is Measure.COUNT else persons
    base = None if measure is Measure.COUNT else float(persons)
    points = [
        Point(str(2010 + year), count / whole * factor, f"{key.place}{key.code}:{year}", count, base)
        for year, count in enumerate(counts)
    ]
    return Series(key, tuple(points))


def _course(random: Random, years: int) -> Array:
    """In usual standard deviations: mostly nothing, else a step or a slope."""
    if random.random() > MOVING:
        return np.zeros(years)
    size = random.uniform(2, 8) * random.choice([-1, 1])
    course = np.arange(years) >= random.integers(4, years - 4) if random.random() < 0.5 else np.linspace(0, 1, years)
    return np.asarray(size * course)


if __name__ == "__main__":
    main()
