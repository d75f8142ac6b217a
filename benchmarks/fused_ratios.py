"""Fifty ratios from ten million rows: in one pass, with one query for each, and with pandas.

    python benchmarks/fused_ratios.py [--rows 10000000] [--ratios 50] [--rounds 3] [--cores 2]

Draws observations of single persons from a seed: 15 reference dates, 50 districts, sex, single years of age,
citizenship, residence status. Each ratio is the share of a group of people among others, for the city and each district
on every date. Measured are `compute_all` (shares with intervals, relative standard errors and marks), the same with the
file's structure known already, one DuckDB query for each ratio on the same file with the same threads, and pandas on a
frame in memory with categorical columns (reading is not counted). All results are equal, or the benchmark fails. Prints
as JSON the best of all rounds in seconds.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable, Mapping
from itertools import islice, product
from pathlib import Path

import duckdb
import numpy as np
import pandas

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute_all
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.values import Scope, Values
from teilhabe.text import Text

SEED = 11
CITY = "99901"
CODES: Mapping[str, tuple[str, ...]] = {
    "ref_area": tuple(f"{CITY}{number:03d}" for number in range(1, 51)),
    "time_period": tuple(f"{year}-12-31" for year in range(2011, 2026)),
    "sex": ("M", "F", "X"),
    "age": (*(f"Y{age}" for age in range(100)), "Y_GE100"),
    "citizenship": ("DE", "EU", "UA", "A8", "OTHER", "UNKNOWN"),
    "residence_status": ("NOT_APPLICABLE", "FREE_MOVEMENT", "PERMANENT", "TEMPORARY", "PROTECTED", "OPEN", "TOLERATED"),
}
AGES = {"all": (), "children": range(18), "young": range(18, 30), "middle": range(30, 65), "old": range(65, 100)}
GROUPS = {
    "foreign": {"citizenship": ("EU", "UA", "A8", "OTHER", "UNKNOWN")},
    "eu": {"citizenship": ("EU",)},
    "refugees": {"citizenship": ("A8", "UA"), "residence_status": ("PROTECTED", "OPEN", "TOLERATED")},
    "permanent": {"residence_status": ("PERMANENT", "FREE_MOVEMENT")},
    "open": {"residence_status": ("OPEN",)},
}
Where = Mapping[str, tuple[str, ...]]
GOAL_SECONDS, GOAL_TO_DUCKDB, GOAL_TO_PANDAS = 2.0, 5.0, 10.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--ratios", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cores", type=int, default=2)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: arguments.cores]))
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "register.parquet"
        _write(table, arguments.rows)
        ratios = list(islice(_ratios(), arguments.ratios))
        seconds = _compare(table, ratios, arguments.rounds)
    ours = seconds["teilhabe, one pass"]
    print(
        json.dumps(
            {
                "benchmark": "fused_ratios",
                "rows": arguments.rows,
                "ratios": len(ratios),
                "values of each": (len(CODES["ref_area"]) + 1) * len(CODES["time_period"]),
                "cores": len(os.sched_getaffinity(0)),
                "python": platform.python_version(),
                "versions": {name: importlib.metadata.version(name) for name in ("duckdb", "numpy", "pandas")},
                "rounds": arguments.rounds,
                "load before": os.getloadavg()[0],
                "goals": {"seconds": GOAL_SECONDS, "to DuckDB": GOAL_TO_DUCKDB, "to pandas": GOAL_TO_PANDAS},
                "seconds": seconds,
                "times as fast": {
                    name: round(other / ours, 1) for name, other in seconds.items() if not name.startswith("teilhabe")
                },
            },
            indent=1,
        )
    )


def _ratios() -> list[tuple[str, Where, Where]]:
    """Name, who is counted, and among whom."""
    found = []
    for (age, years), sex, (group, where) in product(AGES.items(), (None, "F"), GROUPS.items()):
        among: dict[str, tuple[str, ...]] = {"age": tuple(f"Y{year}" for year in years)} if years else {}
        among |= {"sex": (sex,)} if sex else {}
        found.append((f"{group}_{age}_{sex}", {**among, **where}, among))
    return found


def _write(target: Path, rows: int) -> None:
    """Persons with dependent properties, in no order; the columns of the data contract."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    drawn = {name: rng.integers(0, len(codes), rows).astype(np.int16) for name, codes in CODES.items()}
    is_german = rng.random(rows) < 0.8
    drawn["citizenship"][is_german] = 0
    drawn["residence_status"] = np.where(is_german, 0, np.maximum(drawn["residence_status"], 1)).astype(np.int16)
    dimensions = ", ".join(f"${name}[{name} + 1] AS {name}" for name in CODES)
    attributes = (
        "'population' AS variable, 1::DOUBLE AS obs_value, 'A' AS obs_status, 'C' AS conf_status, NULL::VARCHAR AS "
        "source_sign, 'persons' AS unit, 'citizenship' AS concept, 'register_main' AS base, NULL::VARCHAR AS ref_date, "
        "NULL::VARCHAR AS vintage, '0123456789abcdef' AS snapshot, NULL::INTEGER AS source_row, "
        "NULL::VARCHAR AS source_column"
    )
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.register("drawn", drawn)
        sql = f"COPY (SELECT {dimensions}, {attributes} FROM drawn) TO '{target}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608  # names of ours
        connection.execute(sql, {name: list(codes) for name, codes in CODES.items()})


def _compare(table: Path, ratios: list[tuple[str, Where, Where]], rounds: int) -> dict[str, float]:
    definitions = [_definition(*ratio) for ratio in ratios]
    places = {CITY: CODES["ref_area"], **dict.fromkeys(CODES["ref_area"], ())}
    requests = [(definition, Scope(places)) for definition in definitions]
    frame = _frame(table)
    known = _cube(table)
    expected = _queries(table, ratios)
    for name, result in {"teilhabe": _ours(known, requests), "pandas": _pandas(frame, ratios)}.items():
        assert all(np.allclose(one, other, rtol=1e-12) for one, other in zip(result, expected, strict=True)), name
    contenders: dict[str, Callable[[], object]] = {
        "teilhabe, one pass": lambda: compute_all(requests, _cube(table)),
        "teilhabe, one pass, structure of the file known": lambda: compute_all(requests, known),
        "DuckDB, one query for each ratio": lambda: _queries(table, ratios),
        "pandas, in memory, categorical columns": lambda: _pandas(frame, ratios),
    }
    return {name: min(_timed(work) for _ in range(rounds)) for name, work in contenders.items()}


def _cube(table: Path) -> Cube:
    return Cube({"register": table}, ["register"], ["register"])


def _definition(name: str, counted: Where, among: Where) -> Definition:
    nothing = Text("", "")
    return Definition(
        id=name,
        name=nothing,
        field="",
        question=nothing,
        formula="share",
        factor=100,
        unit="percent",
        decimals=1,
        direction="context",
        numerator=Part(nothing, "population", counted),
        denominator=Part(nothing, "population", among),
        by=(),
        feeds=nothing,
        reading=(),
        note=nothing,
    )


def _ours(cube: Cube, requests: list[tuple[Definition, Scope]]) -> list[np.ndarray]:
    """Place × period of each ratio: the city, then its districts."""
    return [_array(values) for values in compute_all(requests, cube) if values]


def _array(values: Values) -> np.ndarray:
    order = [values.places.index(place) for place in (CITY, *CODES["ref_area"])]
    return values.value[order, :, 0]


def _condition(where: Where) -> str:
    parts = (f"{name} IN ({', '.join(map(repr, codes))})" for name, codes in where.items())
    return " AND ".join(parts) or "true"


def _queries(table: Path, ratios: list[tuple[str, Where, Where]]) -> list[np.ndarray]:
    """Each query filters for those among whom is counted and adds up by district and date; the city follows."""
    found = []
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
        for _, counted, among in ratios:
            sql = (
                f"SELECT ref_area, time_period, sum(obs_value) FILTER ({_condition(counted)}), sum(obs_value) "  # noqa: S608  # names of ours
                f"FROM '{table}' WHERE {_condition(among)} GROUP BY ALL ORDER BY ALL"
            )
            rows = connection.execute(sql).fetchall()
            found.append(_shares(np.array([[above or 0.0, below] for _, _, above, below in rows])))
    return found


def _shares(sums: np.ndarray) -> np.ndarray:
    """Of the two sums for every district and date: the shares of the city, then of the districts."""
    by_district = sums.reshape(len(CODES["ref_area"]), len(CODES["time_period"]), 2)
    both = np.concatenate([by_district.sum(axis=0, keepdims=True), by_district])
    return both[..., 0] / both[..., 1] * 100


def _frame(table: Path) -> pandas.DataFrame:
    with duckdb.connect(config={"threads": 2}) as connection:
        columns = connection.execute(
            f"SELECT {', '.join(f'list_position(${name}, {name}) - 1 AS {name}' for name in CODES)}, obs_value "  # noqa: S608  # names of ours
            f"FROM '{table}'",
            {name: list(codes) for name, codes in CODES.items()},
        ).fetchnumpy()
    categories = {name: pandas.Categorical.from_codes(columns[name], codes) for name, codes in CODES.items()}
    return pandas.DataFrame({**categories, "obs_value": columns["obs_value"]})


def _pandas(frame: pandas.DataFrame, ratios: list[tuple[str, Where, Where]]) -> list[np.ndarray]:
    found = []
    keys = ["ref_area", "time_period"]
    for _, counted, among in ratios:
        people = frame[_mask(frame, among)]
        below = people.groupby(keys, observed=False)["obs_value"].sum()
        above = people[_mask(people, counted)].groupby(keys, observed=False)["obs_value"].sum()
        found.append(_shares(np.stack([above.to_numpy(), below.to_numpy()], axis=-1)))
    return found


def _mask(frame: pandas.DataFrame, where: Where) -> np.ndarray:
    mask = np.ones(len(frame), dtype=np.bool_)
    for name, codes in where.items():
        mask &= frame[name].isin(codes).to_numpy()
    return mask


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return round(time.perf_counter() - started, 2)


if __name__ == "__main__":
    main()
