"""How long do a thousand draws of a city take, how much memory, and how would simpler programs do?

    python benchmarks/projection.py [--draws 1000] [--workers 2]

An invented city of 50 areas, 100 ages, 2 sexes and 2 citizenships for 15 years, with moves inside the city and chance
in every cell. `summed_up` also forms the median and the middle 80 per cent of every cell and year. The alternatives do
the same arithmetic without chance: `one_draw_at_a_time` with whole arrays, draw after draw; `plain_loops` cell by cell,
for one draw and one year in five areas, without moves, scaled to the whole. `agreement` is the largest relative
difference between the plain loops and a step of ours.
Prints JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from dataclasses import replace
from typing import Any

import numpy as np

from teilhabe.engine.projections.courses import Course, run
from teilhabe.engine.projections.draws import Draws
from teilhabe.engine.projections.population import AXES, Axes, Floats, Population
from teilhabe.engine.projections.rates import Moves, Rates, still
from teilhabe.engine.projections.stepping import step
from teilhabe.engine.projections.summing_up import summary

AREAS, AGES, START, YEARS = 50, 100, 2025, 15
FEW_AREAS, FEW_DRAWS = 5, 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draws", type=int, default=1_000)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    course = city(AREAS)
    result = {
        "cells": int(np.prod(course.axes.shape)),
        "years": YEARS,
        "draws": options.draws,
        "workers": options.workers,
        "load_average": os.getloadavg()[0],
        **ours(course, options.draws, options.workers),
        "one_draw_at_a_time": one_by_one(course, options.draws),
        "plain_loops": plain_loops(options.draws),
        "peak_mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(result, indent=2))


def ours(course: Course, number: int, workers: int) -> dict[str, Any]:
    """Seconds of the draws alone, and with their summaries."""
    draws = Draws(course, START + YEARS, number, seed=1, workers=workers)
    timed = {}
    for name in ("drawn", "summed_up"):
        wall, cpu = time.perf_counter(), time.process_time()
        for drawn in draws:
            if name == "summed_up":
                summary(drawn.year, drawn.persons, AXES, workers)
        timed[name] = seconds(wall, cpu)
    return timed


def seconds(wall: float, cpu: float, scale: float = 1.0) -> dict[str, float]:
    return {
        "wall_seconds": round((time.perf_counter() - wall) * scale, 1),
        "cpu_seconds": round((time.process_time() - cpu) * scale, 1),
    }


def one_by_one(course: Course, number: int) -> dict[str, float]:
    """Whole arrays, one draw after the other, without chance."""
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(FEW_DRAWS):
        for _population in run(course, START + YEARS):
            pass
    return seconds(wall, cpu, number / FEW_DRAWS)


def plain_loops(number: int) -> dict[str, float]:
    """Cell by cell; also a second implementation to compare with."""
    course = city(FEW_AREAS)
    rates = replace(course.rates(START + 1), moves=None)
    start = course.start.persons
    wall, cpu = time.perf_counter(), time.process_time()
    found = looped(start, rates, course.axes)
    timed = seconds(wall, cpu, number * YEARS * AREAS / FEW_AREAS)
    expected = step(start, rates, course.axes).end
    return {**timed, "agreement": float(np.max(np.abs(found / expected - 1.0)))}


def looped(start: Floats, rates: Rates, axes: Axes) -> Floats:
    """One step as a textbook would write it."""
    end = np.zeros_like(start)
    last = len(axes.ages) - 1
    for area in range(len(axes.areas)):
        births = [0.0, 0.0]
        for citizenship in (0, 1):
            for sex in (0, 1):
                mothers = [0.0] * (last + 1)
                for age in range(last + 1):
                    stays, goes = lived(start[area, citizenship, sex, age], rates, (area, citizenship, sex, age + 1))
                    older = min(age + 1, last)
                    mothers[older] += stays + goes
                    end[area, citizenship, sex, older] += stays
                    end[area, axes.national, sex, older] += goes
                if sex == axes.women:
                    for age in range(last + 1):
                        women = (start[area, citizenship, sex, age] + mothers[age]) / 2
                        births[citizenship] += women * rates.fertility[area, citizenship, age]
        born = rates.born_national[area, 1 - axes.national] * births[1 - axes.national]
        births[axes.national] += born
        births[1 - axes.national] -= born
        for citizenship in (0, 1):
            for sex in (0, 1):
                share = 1 - rates.boys if sex == axes.women else rates.boys
                stays, goes = lived(births[citizenship] * share, rates, (area, citizenship, sex, 0))
                end[area, citizenship, sex, 0] += stays
                end[area, axes.national, sex, 0] += goes
    return end


def lived(persons: float, rates: Rates, cell: tuple[int, int, int, int]) -> tuple[float, float]:
    """Who stays as before, and who changes citizenship."""
    arrivals = rates.arrivals[cell]
    there = (persons + arrivals * rates.exposed) * (1 - rates.death[cell]) * (1 - rates.out[cell])
    goes = there * rates.naturalisation[cell]
    return there - goes + arrivals * (1 - rates.exposed), goes


def city(areas: int) -> Course:
    """About 100,000 people in 50 areas, with rates of a usual size that differ everywhere."""
    axes = Axes(
        tuple(f"{number:02}" for number in range(areas)), ("DE", "FOREIGN"), ("F", "M"), tuple(range(AGES)), 0, 1
    )
    random = np.random.default_rng(1)
    quiet = still(axes)
    shape = quiet.death.shape
    age = np.maximum(np.arange(AGES + 1) - 1.0, 0.0)
    naturalisation = 0.04 * random.random(shape)
    naturalisation[:, axes.national] = 0.0
    towards = random.random((areas, areas))
    np.fill_diagonal(towards, 0.0)
    rates = replace(
        quiet,
        death=np.clip(0.0003 * np.exp(0.085 * age), 0.0, 0.6) * (0.8 + 0.4 * random.random(shape)),
        out=0.1 * random.random(shape),
        naturalisation=naturalisation,
        arrivals=0.5 * random.random(shape),
        fertility=0.08 * np.exp(-(((np.arange(AGES) - 31.0) / 6.0) ** 2)) * (0.5 + random.random((areas, 2, 1))),
        born_national=np.full((areas, 2), 0.3),
        moves=Moves(0.1 * random.random(shape), towards / towards.sum(axis=1, keepdims=True)),
    )
    persons = random.gamma(2.0, 2.6, axes.shape)
    return Course(Population(axes, START, persons), lambda _: rates)


if __name__ == "__main__":
    main()
