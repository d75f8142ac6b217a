"""Musterstadt, generated once for all tests of its tables, and a small city for tests that generate again."""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.generator import GeneratorConfig, generate, read_config
from teilhabe.engine.generator.config import District


@dataclass(frozen=True)
class Generated:
    """The folder of a generated city, read the way any other reader would."""

    folder: Path
    config: GeneratorConfig
    _read: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def rows(self, file: str) -> list[dict[str, str]]:
        """The rows of a file, which is read once; tests must not change them."""
        if file not in self._read:
            with (self.folder / file).open(encoding="utf-8", newline="") as stream:
                self._read[file] = list(csv.DictReader(stream))
        return self._read[file]

    def sums(
        self, file: str, *keys: str, keep: Callable[[dict[str, str]], bool] = lambda row: True
    ) -> Counter[tuple[str, ...]]:
        """The figures of a file added up by the named columns."""
        sums: Counter[tuple[str, ...]] = Counter()
        for row in self.rows(file):
            if keep(row):
                sums[tuple(row[key] for key in keys)] += int(row["obs_value"])
        return sums

    def people(self, *keys: str, ages: Mapping[str, tuple[int, int | None]]) -> Counter[tuple[str, ...]]:
        """The register by the named columns and these age groups (both ends included).

        The column `nationality` tells DE and FOREIGN apart; `age` stands last in the key.
        """
        groups = {age: [code for code in ages if _holds(ages[code], age)] for age in range(101)}
        people: Counter[tuple[str, ...]] = Counter()
        for row in self.rows("register.csv"):
            if codes := groups[int(row["age"].strip("Y_GE"))]:
                nationality = "DE" if row["citizenship"] == "DE" else "FOREIGN"
                key = tuple(nationality if name == "nationality" else row[name] for name in keys)
                for code in codes:
                    people[(*key, code)] += int(row["obs_value"])
        return people


def _holds(group: tuple[int, int | None], age: int) -> bool:
    first, last = group
    return first <= age and (last is None or age <= last)


@pytest.fixture(scope="session")
def city_folder(project_root: Path) -> Path:
    return project_root / "cities" / "musterstadt"


@pytest.fixture(scope="session")
def musterstadt(city_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Generated:
    declared = tomllib.loads((city_folder / "city.toml").read_text(encoding="utf-8"))
    config = read_config(Declaration(declared["generator"], "city.toml [generator]"))
    folder = tmp_path_factory.mktemp("musterstadt")
    generate(config, folder)
    return Generated(folder, config)


@pytest.fixture
def small_city() -> GeneratorConfig:
    areas = (District("9901", "inner", 3), District("9902", "estate", 2), District("9903", "village", 1))
    return GeneratorConfig(seed=7, persons=3000, first_year=2019, last_year=2023, city="99", areas=areas)
