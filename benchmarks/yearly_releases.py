"""Three consecutive yearly releases of Musterstadt, every one approved: does anything small follow from their union?

    python benchmarks/yearly_releases.py [--city cities/musterstadt]

The generated files are cut to what is known at the end of each year. Each release is built against the ledger of those
before; at the end the audit attacks all three, with the truth in hand. Pictures are not drawn: they show what the
tables tell. Prints counts and CPU seconds as JSON; exit code 3 where anything was exposed.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from teilhabe.engine import generator
from teilhabe.engine.generator import GeneratorConfig
from teilhabe.engine.pipeline import decisions, told
from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.auditing import audit_release
from teilhabe.engine.pipeline.build import build
from teilhabe.engine.pipeline.city import City, read_city
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.known import by_subject
from teilhabe.engine.pipeline.observed import Observed
from teilhabe.engine.pipeline.pictures import Easel
from teilhabe.engine.pipeline.results import areas_of
from teilhabe.engine.pipeline.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
RELEASES = 3
Generate = Callable[[GeneratorConfig, Path], tuple[Path, ...]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--city", type=Path, default=ROOT / "cities" / "musterstadt")
    city = read_city(parser.parse_args().city)
    last = int(city.as_of[:4])
    blank = mock.patch.multiple(
        Easel,
        expect_many=lambda _: None,
        order=lambda *_: None,
        drawn=lambda _, pictures: {picture.fingerprint: "<svg/>" for picture in pictures},
    )
    with tempfile.TemporaryDirectory() as root, blank:
        workspace = Workspace(Path(root), city.id)
        releases = [_release(city, workspace, year) for year in range(last - RELEASES + 1, last + 1)]
        exposed = _exposed(city, workspace)
    print(json.dumps({"benchmark": "yearly_releases", "exposed": exposed, "releases": releases}, indent=1))
    return 3 if exposed else 0


def _release(city: City, workspace: Workspace, year: int) -> dict[str, object]:
    started = time.process_time()
    for file in workspace.generated.glob("*.csv"):
        file.unlink()  # to be generated anew
    with mock.patch.object(generator, "generate", _until(year, workspace.root / "whole", generator.generate)):
        for _ in build(city.folder, workspace.root, lambda name, done, total: None):
            pass
    approve(workspace, "latest", Approval("", "make prove", f"{year}-12-31", "Probe", "erfundene Zahlen"))
    seconds = round(time.process_time() - started, 1)
    print(f"{year}: {seconds} s", file=sys.stderr, flush=True)
    return {"until": year, **decisions.kept(workspace).report, "cpu_seconds": seconds}


def _until(year: int, whole: Path, generate: Generate) -> Generate:
    """The generator, as if later years were not known yet; `whole` keeps what it makes of all years."""

    def generated(config: GeneratorConfig, target: Path) -> tuple[Path, ...]:
        if not whole.is_dir():
            whole.mkdir()
            generate(config, whole)
        files = tuple(Path(shutil.copy(file, target)) for file in sorted(whole.iterdir()))
        for file in files:
            _cut(file, year)
        return files

    return generated


def _cut(file: Path, year: int) -> None:
    with file.open(newline="") as content:
        header, *rows = csv.reader(content)
    period = header.index("time_period")
    known = [row for row in rows if int(row[period][:4]) <= year]
    with file.open("w", newline="") as content:
        csv.writer(content, lineterminator="\n").writerows([header, *known])


def _exposed(city: City, workspace: Workspace) -> int:
    """How many small counts follow from all releases together."""
    cube = open_cube(city, workspace)
    releases = told.before(workspace, cube)
    facts = by_subject((), frozenset(), releases)
    return sum(map(len, audit_release(Observed(cube.files, releases, areas_of(city)), facts).values()))


if __name__ == "__main__":
    sys.exit(main())
