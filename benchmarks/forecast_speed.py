"""How much time do the forecasts of 2,000 yearly series take, with bands, from file to file?

    python benchmarks/forecast_speed.py [--series 2000]

Series are drawn from a seed: 8 to 40 years, trends, walks and noise of several sizes. The command runs in processes of
its own: once on a single series (start-up and libraries alone), twice on all of them; both results must be the same
bytes. Beside it AutoETS of the library alone with its own intervals on the same series. Prints JSON; seconds are of
CPU time, start-up included.
"""

from __future__ import annotations

import argparse
import csv
import importlib.metadata
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import numpy as np

SEED = 11
HORIZON = 6
GOAL_SECONDS = 30


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=2000)
    options = parser.parse_args()
    values = _draw(options.series)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "one.csv", values[:1])
        _write(folder / "all.csv", values)
        one = _run(folder / "one.csv", folder / "one.out")
        runs = [_run(folder / "all.csv", folder / f"{place}.out") for place in range(2)]
        outputs = {(folder / f"{place}.out").read_bytes() for place in range(2)}
    result = {
        "series": len(values),
        "horizon": HORIZON,
        "goal_cpu_seconds": GOAL_SECONDS,
        "cpu_seconds": runs,
        "cpu_seconds_of_one_series": one,
        "byte_identical": len(outputs) == 1,
        "AutoETS alone, cpu_seconds": _library(values),
        "machine": {
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": [round(each, 1) for each in os.getloadavg()],
            **{name: importlib.metadata.version(name) for name in ("numpy", "statsforecast")},
        },
    }
    print(json.dumps(result, indent=1))


def _draw(count: int) -> list[np.ndarray]:
    random = np.random.default_rng(SEED)
    found = []
    for _ in range(count):
        length, level = int(random.integers(8, 41)), 10 ** random.uniform(1, 5)
        steps = random.normal(random.normal(0, 0.02), random.uniform(0.005, 0.06), length)
        noise = random.normal(0, random.uniform(0, 0.04), length)
        found.append(np.round(level * np.exp(np.cumsum(steps) + noise), 1))
    return found


def _write(path: Path, series: list[np.ndarray]) -> None:
    with path.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(["unique_id", "ds", "y"])
        for number, values in enumerate(series):
            writer.writerows((f"s{number}", 2024 - len(values) + place, y) for place, y in enumerate(values))


def _run(source: Path, target: Path) -> float:
    """CPU seconds of one call of the command, all its threads together."""
    command = [sys.executable, "-m", "teilhabe.cli", "forecast", str(source)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--horizon", str(HORIZON), "-o", str(target)], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1)


def _library(series: list[np.ndarray]) -> float:
    from statsforecast.models import AutoETS

    start = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for values in series:
            AutoETS(season_length=1).forecast(y=values, h=HORIZON, level=[80, 95])
    seconds: float = time.process_time() - start
    return round(seconds, 1)


if __name__ == "__main__":
    main()
