"""Fifty invented cities, three yearly releases each, every one approved: does anything small follow from their union?

    python benchmarks/releases.py [--cities 50] [--seed 1]

Each city is generated from its own seed. A year after the first release the second one knows one year more, and so the
third, for which some figures of the year before have been corrected as well. Before a release is written the gate has
it attacked together with all approved ones; at the end the audit attacks the union of all three, with the truth in
hand. The alternative in the same run is blanking small figures alone. Prints counts and CPU seconds as JSON; exit code
3 where anything was exposed.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

import numpy as np

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.disclosure.facts import Telling
from teilhabe.engine.generator import GeneratorConfig, generate
from teilhabe.engine.generator.config import District
from teilhabe.engine.generator.kinds import KINDS
from teilhabe.engine.indicators.catalogue import read_catalogue
from teilhabe.engine.pipeline import decisions, told
from teilhabe.engine.pipeline.approvals import Approval
from teilhabe.engine.pipeline.approving import approve
from teilhabe.engine.pipeline.auditing import audit_release
from teilhabe.engine.pipeline.build import build
from teilhabe.engine.pipeline.city import read_city
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.known import by_subject
from teilhabe.engine.pipeline.observed import Observed
from teilhabe.engine.pipeline.pictures import Easel, Picture
from teilhabe.engine.pipeline.told import EarlierRelease
from teilhabe.engine.pipeline.workspace import Workspace

CODE = "99801"
LAST_YEARS = (2023, 2024, 2025)
FIRST_YEAR = 2022
INDICATORS = (
    "pop_register", "pop_foreign_n", "pop_foreign_share", "pop_mh_share", "nat_n", "nat_rate_1", "prot_seekers_n",
    "status_secure", "status_tolerated",
)  # fmt: skip
DATASETS = {
    "register": ("population", "citizenship", "register_main"),
    "migration_status": ("population_by_migration_status", "migration_background", "register_main"),
    "naturalisations": ("naturalisations", "citizenship", "naturalisation_statistics"),
    "protection_seekers": ("protection_seekers", "protection_status", "administrative"),
}
"""Variable, concept and base of each."""
ACCEPTED = ("missing-figures", "revised-figures", "shifted-values")
"""Findings about a new state of small counts that are no errors here."""
CORRECTED = 0.03
"""So many of the counts of the year before are corrected by one person."""


@dataclass(frozen=True)
class Outcome:
    """What became of one city: figures of its last release, and what the attacks found."""

    seed: int
    persons: int
    districts: int
    figures: int
    too_small: int
    hidden_beside: int
    told_before: int
    corrected: int
    exposed: int
    exposed_by_blanking: int
    cpu_seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    seeds = range(arguments.seed, arguments.seed + arguments.cities)
    with mock.patch.multiple(Easel, expect_many=_nothing, order=_nothing, drawn=_blank):
        outcomes = [_outcome(seed) for seed in seeds]
    print(json.dumps(_result(outcomes), indent=1))
    return 3 if any(outcome.exposed for outcome in outcomes) else 0


def _nothing(*_: object) -> None:
    """No picture is drawn: it shows what the tables tell."""


def _blank(_: Easel, pictures: Iterable[Picture]) -> dict[str, str]:
    return {picture.fingerprint: "<svg/>" for picture in pictures}


def _result(outcomes: Sequence[Outcome]) -> dict[str, object]:
    names = ("figures", "too_small", "hidden_beside", "told_before", "corrected", "exposed", "exposed_by_blanking")
    return {
        "benchmark": "releases",
        "cities": len(outcomes),
        "releases": len(outcomes) * len(LAST_YEARS),
        **{name: sum(getattr(outcome, name) for outcome in outcomes) for name in names},
        "cpu_seconds": round(sum(outcome.cpu_seconds for outcome in outcomes), 1),
        "each": [vars(outcome) for outcome in outcomes],
    }


def _outcome(seed: int) -> Outcome:
    started = time.process_time()
    config = _config(seed)
    with tempfile.TemporaryDirectory() as root:
        city = _City(config, Path(root))
        for year in LAST_YEARS:
            city.release(year)
        exposed = city.exposed()
        print(f"{seed}: {exposed}", file=sys.stderr, flush=True)
        report = decisions.kept(city.workspace).report
        return Outcome(
            seed=seed,
            persons=config.persons,
            districts=len(config.areas),
            figures=report["figures"],
            too_small=report["too_small"],
            hidden_beside=report["recomputable"],
            told_before=report["told_before"],
            corrected=city.corrected,
            exposed=exposed,
            exposed_by_blanking=city.exposed_by_blanking(),
            cpu_seconds=round(time.process_time() - started, 2),
        )


def _config(seed: int) -> GeneratorConfig:
    """A small city: the fewer live there, the more has to be hidden."""
    chance = np.random.default_rng(seed)
    number = int(chance.integers(3, 8))
    kinds = chance.choice(sorted(KINDS), number)
    weights = chance.integers(10, 90, number)
    areas = tuple(
        District(f"{CODE}{place:03}", str(kind), float(weight))
        for place, (kind, weight) in enumerate(zip(kinds, weights, strict=True), 1)
    )
    return GeneratorConfig(seed, int(chance.integers(1_000, 6_000)), FIRST_YEAR, LAST_YEARS[-1], CODE, areas)


class _City:
    """Its declarations in a folder, its workspace beside it, and the generated files that releases are cut from."""

    def __init__(self, config: GeneratorConfig, root: Path) -> None:
        self.folder, self._generated = root / "invented", root / "generated"
        self.workspace = Workspace(root / "workspace", "invented")
        self.corrected = 0
        self._chance = np.random.default_rng(config.seed)
        for folder in (self.folder, self._generated):
            folder.mkdir()
        generate(config, self._generated)
        _coarsen_ages(self._generated / "register.csv")
        _declare(self.folder, config)

    def release(self, last: int) -> None:
        """Build and approve what is known at the end of a year."""
        for name in DATASETS:
            self._cut(f"{name}.csv", last)
        for _ in build(self.folder, self.workspace.root, lambda name, done, total: None):
            pass
        approve(self.workspace, "latest", Approval("", "make prove", f"{last}-12-31", "Probe", "erfundene Zahlen"))

    def exposed(self) -> int:
        """How many small counts follow from all releases together."""
        return self._attacked(told.before(self.workspace, self._cube()))

    def _cut(self, name: str, last: int) -> None:
        with (self._generated / name).open(newline="") as file:
            header, *rows = csv.reader(file)
        period, count = header.index("time_period"), header.index("obs_value")
        known = [row for row in rows if int(row[period][:4]) <= last]
        if last == LAST_YEARS[-1]:
            self._correct([row for row in known if int(row[period][:4]) == last - 1], count)
        with (self.folder / name).open("w", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *known])

    def _correct(self, rows: Sequence[list[str]], count: int) -> None:
        for row in rows:
            if int(row[count]) and self._chance.random() < CORRECTED:
                row[count] = str(int(row[count]) + int(self._chance.choice([-1, 1])))
                self.corrected += 1

    def _cube(self) -> Cube:
        return open_cube(read_city(self.folder), self.workspace)

    def _attacked(self, releases: Sequence[EarlierRelease]) -> int:
        facts = by_subject((), frozenset(), releases)
        return sum(map(len, audit_release(Observed(self._cube().files, releases), facts).values()))

    def exposed_by_blanking(self) -> int:
        """The same attack where only figures that are small themselves were hidden."""
        releases = told.before(self.workspace, self._cube())
        return self._attacked([replace(entry, tellings=tuple(_blanked(entry.tellings))) for entry in releases])


def _coarsen_ages(file: Path) -> None:
    """Three classes of age in the place of single years: what a city's statistics unit would count."""
    with file.open(newline="") as content:
        header, *rows = csv.reader(content)
    age = header.index("age")
    counted: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        years = int(row[age].removeprefix("Y").removeprefix("_GE"))
        row[age] = "Y_LT18" if years < 18 else "Y18T64" if years < 65 else "Y_GE65"
        counted[tuple(row[:-1])] += int(row[-1])
    with file.open("w", newline="") as content:
        csv.writer(content, lineterminator="\n").writerows([header, *((*key, n) for key, n in counted.items())])


def _blanked(tellings: Sequence[Telling]) -> Iterator[Telling]:
    for entry in tellings:
        is_small = any(0 < abs(fact.value) < fact.threshold for fact in entry.facts)
        yield replace(entry, is_open=not is_small)


def _declare(folder: Path, config: GeneratorConfig) -> None:
    places = [(CODE, "city"), *((area.code, "district") for area in config.areas)]
    named = ",\n".join(f'  {{ code = "{code}", name = "{code}", level = "{level}" }}' for code, level in places)
    (folder / "city.toml").write_text(
        f'id = "invented"\ncode = "{CODE}"\nname = "Erfunden"\ninvented = true\n'
        'notice = { de = "Erfundene Stadt", en = "Invented city" }\nintro = { de = "Zum Prüfen.", en = "To check." }\n'
        f'as_of = "{LAST_YEARS[-1]}-12-31"\nkey_indicators = ["{INDICATORS[0]}"]\nplaces = [\n{named},\n]\n',
        encoding="utf-8",
    )
    sources = (
        f'[datasets.{name}]\ncomplete = true\nfile = "{name}.csv"\ntitle = "{name}"\npublisher = "Teilhabe"\n'
        f'licence = "CC0-1.0"\n[datasets.{name}.recipe]\naccept = {json.dumps(ACCEPTED)}\n'
        f'[datasets.{name}.recipe.constants]\nvariable = "{variable}"\nunit = "persons"\n'
        f'concept = "{concept}"\nbase = "{base}"\n'
        for name, (variable, concept, base) in DATASETS.items()
    )
    (folder / "sources.toml").write_text("\n".join(sources), encoding="utf-8")
    off = [entry.id for entry in read_catalogue().definitions if entry.id not in INDICATORS]
    change = '[change.pop_register.numerator]\nvariable = "population"\n'
    (folder / "indicators.toml").write_text(f"off = {json.dumps(off)}\n\n{change}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
