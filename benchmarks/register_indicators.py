"""From a file of single persons to indicators with their quality: how long, and with how much memory?

    python benchmarks/register_indicators.py [--rows 1000000 10000000] [--rounds 1] [--cores 2]

Writes invented registers (15 reference dates, 50 districts) as CSV and Parquet. For each file a fresh process counts
its persons, computes 60 indicators for the city and every district on every date, as a whole and by 12 groups of age,
and writes all values with numerator, denominator, interval, relative standard error and mark as one Parquet file.
Beside it, in processes of their own, two that only read the file: DuckDB and pandas. Prints as JSON the best of all
rounds in seconds, the largest resident memory in MiB, and the parts of the best round.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

import duckdb
import numpy as np

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.computing import compute_all
from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.values import Scope, Values
from teilhabe.engine.preparation.persons import count_persons, read_mapping
from teilhabe.text import Text

YEARS, DISTRICTS, CITY = "2011-2025", 50, "99901"
DATES = 15
BANDS = "Y_LT3,Y3T5,Y6T9,Y10T14,Y15T17,Y18T24,Y25T34,Y35T44,Y45T54,Y55T64,Y65T74,Y_GE75"
CITIZENSHIPS = ("FOREIGN", "EU", "UA", "A8", "OTHER")
STATUSES = ("PERMANENT", "TEMPORARY", "PROTECTED", "OPEN", "TOLERATED")
SEXES = (None, "F", "M")
GOALS = {1_000_000: {"seconds": 8.0}, 10_000_000: {"seconds": 60.0, "MiB": 4096}}
MAPPING = {
    "id": "person_id",
    "reference_date": "stichtag",
    "ref_area": "stadtteil",
    "sex": "geschlecht",
    "age": {"birth_date": "geburtsdatum"},
    "citizenship": ["staat_1", "staat_2"],
    "residence_status": "aufenthalt",
    "stay": "zuzug",
    "migration_status": {"birth_country": "geburtsland"},
    "residence": "wohnung",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1_000_000, 10_000_000])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: arguments.cores]))
    if arguments.measure:
        work = READERS[arguments.reader] if arguments.reader else _whole_way
        print(json.dumps(work(arguments.measure)))
        return
    with tempfile.TemporaryDirectory() as folder:
        measured = {
            f"{rows:,} rows, {kind}": _measured(Path(folder) / f"register-{rows}.{kind}", rows, arguments.rounds)
            for rows, kind in product(arguments.rows, ("csv", "parquet"))
        }
    packages = ("duckdb", "numpy", "pandas")
    print(
        json.dumps(
            {
                "benchmark": "register_indicators",
                "cores": len(os.sched_getaffinity(0)),
                "python": platform.python_version(),
                "versions": {name: importlib.metadata.version(name) for name in packages},
                "rounds": arguments.rounds,
                "load before": os.getloadavg()[0],
                "goals": {f"{rows:,} rows": goal for rows, goal in GOALS.items()},
                "measured": measured,
            },
            indent=1,
        )
    )


def _measured(path: Path, rows: int, rounds: int) -> dict[str, object]:
    persons = -(-rows // DATES)
    command = [sys.executable, "-m", "teilhabe.cli", "demo-register", "--persons", str(persons), "--years", YEARS]
    written = _process([*command, "--districts", str(DISTRICTS), "-o", str(path)])
    whole = min((_process([sys.executable, __file__, "--measure", str(path)]) for _ in range(rounds)), key=_seconds)
    parts = json.loads(str(whole.pop("output")))
    _check(path, path.with_suffix(".values"))
    beside = {name: _process([sys.executable, __file__, "--measure", str(path), "--reader", name]) for name in READERS}
    size = path.stat().st_size
    path.unlink()
    path.with_suffix(".values").unlink()
    return {
        "file, MiB": size // 1024**2,
        "demo-register": _shown(written),
        "teilhabe, the whole way": _shown(whole),
        **parts,
        "only reading": {name: _shown(result) for name, result in beside.items()},
    }


def _process(command: Sequence[str]) -> dict[str, object]:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    return {
        "seconds": round(time.perf_counter() - started, 2),
        "CPU seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "MiB": usage.ru_maxrss // 1024,
        "output": output,
    }


def _seconds(result: dict[str, object]) -> float:
    return float(str(result["seconds"]))


def _shown(result: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in result.items() if name != "output"}


def _table(path: Path) -> str:
    as_text = f"read_csv('{path}', skip=1, delim=';', header=true, all_varchar=true)"
    return as_text if path.suffix == ".csv" else f"'{path}'"


def _count_rows(path: Path) -> int:
    sql = f"SELECT stichtag, count(*), max(geburtsdatum), max(person_id) FROM {_table(path)} GROUP BY 1"  # noqa: S608  # a path of ours
    with duckdb.connect(config={"threads": 2}) as connection:
        return len(connection.execute(sql).fetchall())


def _read_frame(path: Path) -> int:
    import pandas

    if path.suffix == ".csv":
        return len(pandas.read_csv(path, sep=";", skiprows=1, dtype=str, keep_default_na=False))
    return len(duckdb.execute(f"SELECT * FROM {_table(path)}").df())  # noqa: S608  # as above


READERS: Mapping[str, Callable[[Path], int]] = {
    "DuckDB counts the rows of each date, every column as text": _count_rows,
    "pandas reads all columns as text": _read_frame,
}


def _whole_way(path: Path) -> dict[str, object]:
    """All values of the file's indicators, written beside it; how long each part took, and how much came out."""
    districts = tuple(f"{CITY}{number:03d}" for number in range(1, DISTRICTS + 1))
    places = {CITY: districts, **dict.fromkeys(districts, ())}
    table, values = path.with_suffix(".cube"), path.with_suffix(".values")
    mapping = read_mapping(Declaration(MAPPING, "benchmark"), path.parent)
    clock = [time.perf_counter()]
    counted = count_persons([path], mapping, places, table)
    clock.append(time.perf_counter())
    requests = [(entry, Scope(places, by)) for entry in _definitions() for by in ("", f"age={BANDS}")]
    found = [entry for entry in compute_all(requests, Cube({"register": table}, ["register"], ["register"])) if entry]
    clock.append(time.perf_counter())
    rows = _write(found, values)
    clock.append(time.perf_counter())
    names = ("counting persons", "computing values and their quality", "writing values")
    result = {
        "parts, seconds": dict(zip(names, np.diff(clock).round(2).tolist(), strict=True)),
        "persons": counted.persons,
        "observations": counted.observations,
        "indicators": len({entry.definition.id for entry in found}),
        "values": rows,
    }
    table.unlink()
    return result


def _definitions() -> list[Definition]:
    """Each a share of a group of people, or a rate, as the catalogue has them: 60 of them."""
    groups = [{"citizenship": (code,)} for code in CITIZENSHIPS] + [{"residence_status": (code,)} for code in STATUSES]
    return [
        _definition(f"{formula}_{'_'.join(codes[0] for codes in group.values())}_{sex}", group, sex, formula, factor)
        for group, sex, (formula, factor) in product(groups, SEXES, (("share", 100), ("rate", 1000)))
    ]


def _definition(name: str, group: dict[str, tuple[str, ...]], sex: str | None, formula: str, factor: int) -> Definition:
    nothing = Text("", "")
    people = {"sex": (sex,)} if sex else {}
    return Definition(
        id=name,
        name=nothing,
        field="",
        question=nothing,
        formula=formula,  # type: ignore[arg-type]  # one of two
        factor=factor,
        unit="percent",
        decimals=1,
        direction="context",
        numerator=Part(nothing, "population", {**people, **group}),
        denominator=Part(nothing, "population", people),
        by=(f"age={BANDS}",),
        feeds=nothing,
        reading=(),
        note=nothing,
    )


def _write(found: Sequence[Values], target: Path) -> int:
    """All values that exist as Parquet; names are put in by number, as dictionaries of the columns."""
    marks = ("", "()", "/")
    columns = {name: np.concatenate(parts) for name, parts in _columns(found).items()}
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.register("columns", columns)
        lists = {
            "indicators": [entry.definition.id for entry in found],
            "breakdowns": [entry.breakdown for entry in found],
            "methods": [entry.assessment.method for entry in found],
            "places": list(found[0].places),
            "periods": list(found[0].periods),
            "codes": sorted({code for entry in found for code in entry.codes}),
        }
        named = {
            "indicator": "$indicators[i]", "ref_area": "$places[place]", "time_period": "$periods[period]",
            "breakdown": "$breakdowns[i]", "code": "$codes[code]",
        }  # fmt: skip
        select = ", ".join(f"{expression} AS {name}" for name, expression in named.items())
        sql = (
            f"COPY (SELECT {select}, value, numerator, denominator, cases, low, high, rse, "  # noqa: S608  # names of ours
            f"{list(marks)}[mark + 1] AS mark, $methods[i] AS method FROM columns) TO '{target}' (FORMAT parquet)"
        )
        connection.execute(sql, lists)
    return len(columns["value"])


def _columns(found: Sequence[Values]) -> dict[str, list[np.ndarray]]:
    codes = sorted({code for entry in found for code in entry.codes})
    columns: dict[str, list[np.ndarray]] = {}
    for number, entry in enumerate(found, 1):
        assert (entry.places, entry.periods) == (found[0].places, found[0].periods)
        place, period, code = np.nonzero(entry.exists)
        numbers = np.array([codes.index(name) + 1 for name in entry.codes])
        told = {"i": np.full(len(place), number), "place": place + 1, "period": period + 1, "code": numbers[code]}
        for name, array in (*_numbers(entry), ("mark", entry.assessment.marks)):
            told[name] = np.broadcast_to(array, entry.value.shape)[place, period, code]
        for name, array in told.items():
            columns.setdefault(name, []).append(array)
    return columns


def _numbers(entry: Values) -> Iterator[tuple[str, np.ndarray]]:
    quality = entry.assessment
    yield from (("value", entry.value), ("numerator", entry.numerator), ("denominator", entry.denominator))
    yield from (("cases", quality.cases), ("low", quality.low), ("high", quality.high), ("rse", quality.rse))


def _check(path: Path, values: Path) -> None:
    """One indicator counted from the persons by a query of its own: the share of foreign women of all, by date."""
    table = (
        f"read_csv('{path}', skip=1, delim=';', header=true, all_varchar=true)"
        if path.suffix == ".csv"
        else f"'{path}'"
    )
    expected = duckdb.execute(
        f"SELECT stichtag, 100 * avg((staat_1 <> '000' AND coalesce(staat_2, '') <> '000')::INT) FROM {table} "  # noqa: S608  # a path of ours
        "WHERE geschlecht = 'w' AND wohnung = 'HW' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    got = duckdb.execute(
        f"SELECT time_period, value FROM read_parquet('{values}') WHERE indicator = 'share_FOREIGN_F' AND ref_area = ? "  # noqa: S608  # as above
        "AND breakdown = '' ORDER BY 1",
        [CITY],
    ).fetchall()
    assert [day for day, _ in got] == [day for day, _ in expected]
    assert np.allclose([value for _, value in got], [value for _, value in expected], rtol=1e-12)


if __name__ == "__main__":
    main()
