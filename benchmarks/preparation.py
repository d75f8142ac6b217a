"""How fast do tables become observations, and what do pandas and openpyxl take to only read them?

    python benchmarks/preparation.py [--flat FOLDER] [--rounds 3]

Builds its inputs from a seed: a CSV of 1 million rows and 6 columns, a workbook of 20,000 rows and 5 columns, and flat
files of the GENESIS layout; with `--flat` the files of that folder instead. Runs `teilhabe prepare FILE -o OUT.csv` in
fresh processes, the same in this process, and beside them readers that recognise nothing and check nothing. Prints as
JSON the best of all rounds in seconds, the largest resident memory in MiB, versions and cores.
"""

from __future__ import annotations

import argparse
import csv
import importlib.metadata
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path

import openpyxl
import pandas
import xlsxwriter

from teilhabe.engine.cube.store import write_csv
from teilhabe.engine.preparation import prepare, take

SEED = 20
AREAS = [f"{1 + number % 16:02d}{number // 16:03d}" for number in range(400)]
AGES = [*(f"{age} bis unter {age + 4} Jahre" for age in range(0, 96, 4)), "96 Jahre und mehr"]
GROUPS = ("Deutsche", "EU", "Ukraine", "Asylherkunftsländer", "Übrige")
SEXES = ("männlich", "weiblich")
FLAT_ROWS = (150_000, 6_000, 6_000, 3_000, 3_000, 1_000, 100)
"""Of one large table and several small ones, as a city downloads them."""

MILLION, WORKBOOK, FLAT = "CSV of 1,000,000 rows × 6 columns", "workbook of 20,000 rows × 5 columns", "flat files"
GOAL_SECONDS = {MILLION: 5.0, WORKBOOK: 1.5, FLAT: 1.0}
"""For a single process on two cores of a quiet machine; the flat files all together."""
GOAL_MIB = 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flat", type=Path, help="folder with flat files (csv or zip)")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        inputs = _inputs(Path(folder), arguments.flat)
        measured = {name: _measure(paths, Path(folder), arguments.rounds) for name, paths in inputs.items()}
    packages = ("numpy", "pandas", "openpyxl", "python-calamine", "duckdb")
    print(
        json.dumps(
            {
                "benchmark": "preparation",
                "cores": os.cpu_count(),
                "python": platform.python_version(),
                "versions": {name: importlib.metadata.version(name) for name in packages},
                "rounds": arguments.rounds,
                "goals": {"seconds": GOAL_SECONDS, "MiB": GOAL_MIB},
                "measured": measured,
            },
            indent=1,
        )
    )


def _inputs(folder: Path, flat: Path | None) -> dict[str, list[Path]]:
    draw = random.Random(SEED)  # noqa: S311  # figures for a measurement, no secret
    given = sorted(p for p in flat.iterdir() if p.suffix in (".csv", ".zip")) if flat else _flat_files(folder, draw)
    return {MILLION: [_million(folder, draw)], WORKBOOK: [_workbook(folder, draw)], FLAT: given}


def _figure(draw: random.Random) -> int:
    return int(draw.lognormvariate(5, 2))


def _million(folder: Path, draw: random.Random) -> Path:
    path = folder / "million.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["Jahr", "Kreis", "Geschlecht", "Alter", "Herkunft", "Anzahl"])
        keys = product(range(2010, 2020), AREAS, SEXES, AGES, GROUPS)
        writer.writerows((*key, _figure(draw)) for key in keys)
    return path


def _workbook(folder: Path, draw: random.Random) -> Path:
    path = folder / "workbook.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Jahr", "Kreis", "Geschlecht", "Herkunft", "Anzahl"])
        keys = product(range(2015, 2020), AREAS, SEXES, GROUPS)
        for row, key in enumerate(keys, 1):
            sheet.write_row(row, 0, [*key, _figure(draw)])
    return path


def _flat_files(folder: Path, draw: random.Random) -> list[Path]:
    head = ["statistics_code", "statistics_label", "time_code", "time_label", "time"]
    for number in (1, 2, 3):
        head += [f"{number}_variable_{part}" for part in ("code", "label", "attribute_code", "attribute_label")]
    head += ["value", "value_unit", "value_variable_code", "value_variable_label"]
    paths = [folder / f"flat-{number}.csv" for number in range(len(FLAT_ROWS))]
    for path, rows in zip(paths, FLAT_ROWS, strict=True):
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, delimiter=";")
            writer.writerow(head)
            writer.writerows(islice(_flat_rows(draw), rows))
    return paths


def _flat_rows(draw: random.Random) -> Iterator[list[str | int]]:
    for day, area, sex, age in product(range(2005, 2025), AREAS, (0, 1), range(len(AGES))):
        yield [
            *("12411", "Fortschreibung des Bevölkerungsstandes", "STAG", "Stichtag", f"{day}-12-31"),
            *("KREISE", "Kreise und kreisfreie Städte", area, f"Kreis {area}"),
            *("GES", "Geschlecht", ("GESM", "GESW")[sex], SEXES[sex]),
            *("ALTX", "Altersgruppen", f"ALT{age:03d}", AGES[age]),
            *(_figure(draw), "Anzahl", "BEVSTD", "Bevölkerungsstand"),
        ]


def _measure(paths: Sequence[Path], folder: Path, rounds: int) -> dict[str, object]:
    fresh = [_fresh(paths, folder) for _ in range(rounds)]
    inside = [_timed(lambda: _prepare(paths, folder)) for _ in range(rounds)]
    unwritten = [_timed(lambda: [prepare(take(path)) for path in paths]) for _ in range(rounds)]
    peers = _peers(paths[0]) if len(paths) == 1 else {"pandas.read_csv": _read_all}
    return {
        "files": len(paths),
        "teilhabe prepare, each file in a fresh process, seconds": min(seconds for seconds, _ in fresh),
        "teilhabe prepare, largest process, MiB": max(mebibytes for _, mebibytes in fresh),
        "teilhabe prepare, all in one running process, seconds": min(inside),
        "the same without writing the observations, seconds": min(unwritten),
        "only reading": {
            name: min(_timed(lambda read=read: [read(path) for path in paths]) for _ in range(rounds))  # type: ignore[misc]  # bound in this round
            for name, read in peers.items()
        },
    }


def _fresh(paths: Sequence[Path], folder: Path) -> tuple[float, int]:
    """Seconds of all commands one after the other, and the largest resident memory of one of them."""
    started, largest = time.perf_counter(), 0
    for path in paths:
        command = [sys.executable, "-m", "teilhabe.cli", "prepare", str(path), "-o", str(folder / "out.csv"), "--force"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{path.name} was not prepared")
        largest = max(largest, usage.ru_maxrss // 1024)
    return round(time.perf_counter() - started, 2), largest


def _prepare(paths: Sequence[Path], folder: Path) -> None:
    for path in paths:
        with (folder / "out.csv").open("w", encoding="utf-8", newline="") as stream:
            write_csv(prepare(take(path)).observations, stream)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return round(time.perf_counter() - started, 2)


def _peers(path: Path) -> dict[str, Callable[[Path], object]]:
    if path.suffix == ".xlsx":
        return {"openpyxl, read-only": _openpyxl, "pandas.read_excel": _read_excel}
    return {"pandas.read_csv": _read_all, "pandas.read_csv, everything as text": _read_texts}


def _read_all(path: Path) -> object:
    return pandas.read_csv(path, sep=";", low_memory=False)


def _read_texts(path: Path) -> object:
    return pandas.read_csv(path, sep=";", dtype=str)


def _read_excel(path: Path) -> object:
    return pandas.read_excel(path, engine="openpyxl")


def _openpyxl(path: Path) -> object:
    book = openpyxl.load_workbook(path, read_only=True)
    rows = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    book.close()
    return rows


if __name__ == "__main__":
    main()
