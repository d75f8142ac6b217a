"""Finished indicators to page data: 264 CSV files with 170,000 rows in the shape of a national SDG site.

    python benchmarks/finished_indicators.py

`teilhabe pages` makes CSV and JSON from nothing, then again without a change; beside it pandas does the same reshaping
(headline, edges, data by column as CSV and JSON) in the same run. Prints CPU seconds and wall seconds as JSON.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

FILES, ROWS, SEED = 264, 170_000, 5
DIMENSIONS = {
    "Sex": ("Female", "Male"),
    "Age": ("0 to 14", "15 to 24", "25 to 49", "50 to 64", "65 and over"),
    "Country": ("England", "Northern Ireland", "Scotland", "Wales"),
    "Region": tuple(f"Region {number}" for number in range(1, 10)),
    "Disability status": ("With disability", "Without disability"),
    "Type of disease": ("Cancer", "Cardiovascular disease", "Chronic respiratory disease", "Diabetes"),
}
UNITS = ("Percentage (%)", "Number", "Rate per 100,000 population")
TARGETS = {"CPU seconds from nothing": 10, "wall seconds unchanged": 1}
ELSEWHERE = {"sdg-build, 264 files with 170,000 rows, CPU seconds, measured elsewhere": 139}

PANDAS = """
import itertools, json, sys
from pathlib import Path
import pandas as pd

NOT_DIVIDING = {"Year", "Units", "Series", "GeoCode", "Observation status", "Unit multiplier", "Value"}
source, target = Path(sys.argv[1]), Path(sys.argv[2])
target.mkdir()
for path in sorted(source.glob("*.csv")):
    table = pd.read_csv(path)
    columns = [name for name in table.columns if name not in NOT_DIVIDING]
    headline = table[table[columns].isnull().all(axis=1)]
    edges = []
    for one, other in itertools.combinations(columns, 2):
        alone = (table[one].notnull() & table[other].isnull()).any()
        other_alone = (table[other].notnull() & table[one].isnull()).any()
        if not (alone and other_alone):
            edges.append([other, one] if other_alone else [one, other])
    for name, part in (("data", table), ("headline", headline)):
        part.to_csv(target / f"{path.stem}-{name}.csv", index=False)
        (target / f"{path.stem}-{name}.json").write_text(part.to_json(orient="split"))
    content = {"data": json.loads(table.to_json(orient="columns")), "edges": edges}
    (target / f"{path.stem}-comb.json").write_text(json.dumps(content))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "data", Path(folder) / "pages"
        rows = write_indicators(source)
        ours = [sys.executable, "-m", "teilhabe.cli", "pages", str(source), "-o", str(target)]
        alternative = [sys.executable, "-c", PANDAS, str(source), str(Path(folder) / "pandas")]
        measured = {
            "from nothing": _timed(ours),
            "unchanged": _timed(ours),
            "pandas, the same reshaping": _timed(alternative),
        }
        written = [path for path in target.rglob("*") if path.is_file()]
        result = {
            "benchmark": "finished_indicators",
            "files": FILES,
            "rows": rows,
            "source_bytes": sum(path.stat().st_size for path in source.iterdir()),
            "written_files": len(written),
            "written_bytes": sum(path.stat().st_size for path in written),
            "seconds": measured,
            "targets": TARGETS,
            "for comparison": ELSEWHERE,
        }
    print(json.dumps(result, indent=1))


def write_indicators(folder: Path) -> int:
    """264 indicators: most of them small, some with thousands of rows, as on genuine sites."""
    folder.mkdir()
    chance = random.Random(SEED)  # noqa: S311  # invented figures, no secret
    weights = [chance.paretovariate(1.1) for _ in range(FILES)]
    written = 0
    for number, weight in enumerate(weights):
        wanted = max(12, round(ROWS * weight / sum(weights)))
        if number == FILES - 1:
            wanted = max(12, ROWS - written)
        identifier = f"{number // 16 + 1}-{number % 16 // 4 + 1}-{number % 4 + 1}"
        written += _write(folder / f"indicator_{identifier}.csv", wanted, chance)
    return written


def _write(path: Path, wanted: int, chance: random.Random) -> int:
    names = sorted(chance.sample(list(DIMENSIONS), 5 if wanted > 3000 else 3), key=list(DIMENSIONS).index)
    years = range(2000 if wanted > 3000 else 2010, 2025)
    unit = chance.choice(UNITS)
    header = ["Year", *names, "Units", "Unit multiplier", "Observation status", "GeoCode", "Value"]
    lines = []
    for codes in _combinations(names, wanted // len(years) + 1, chance):
        place = codes[names.index("Region")] if "Region" in names else ""
        area = f"E1200000{place[-1]}" if place else ""
        lines += [
            [str(year), *codes, unit, "Units", "Undefined", area, f"{chance.uniform(0, 100):.2f}"] for year in years
        ]
    lines = lines[: max(wanted, len(years))]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *lines])
    return len(lines)


def _combinations(names: Sequence[str], wanted: int, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """All together first, then each column alone, then several at once; a region lies in a country."""
    seen = {("",) * len(names)}
    yield ("",) * len(names)
    alone = [tuple(code if name == own else "" for name in names) for own in names for code in DIMENSIONS[own]]
    crossed = (tuple(chance.choice(("", *DIMENSIONS[name])) for name in names) for _ in range(wanted * 20))
    for codes in (*alone, *crossed):
        if len(seen) >= wanted:
            return
        placed = _placed(names, codes)
        if placed not in seen:
            seen.add(placed)
            yield placed


def _placed(names: Sequence[str], codes: tuple[str, ...]) -> tuple[str, ...]:
    if "Region" not in names or "Country" not in names or not codes[names.index("Region")]:
        return codes
    return tuple("England" if name == "Country" else code for name, code in zip(names, codes, strict=True))


def _timed(command: Sequence[str]) -> dict[str, float]:
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    wall, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": round(cpu, 2), "wall": round(wall, 2)}


if __name__ == "__main__":
    main()
