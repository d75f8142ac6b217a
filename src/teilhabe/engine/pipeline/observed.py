"""The observations that facts are about, today's and those of earlier releases, as numbered codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import duckdb
import numpy as np
import numpy.typing as npt

from teilhabe.engine.cube.observations import ATTRIBUTES, OPTIONAL_ATTRIBUTES
from teilhabe.engine.cube.quoting import quoted, text
from teilhabe.engine.cube.structure import AGE, AREA
from teilhabe.engine.pipeline import fingerprint
from teilhabe.engine.pipeline.ages import half_years
from teilhabe.engine.pipeline.known import Known, Subject
from teilhabe.engine.pipeline.told import EarlierRelease
from teilhabe.engine.pipeline.whereabouts import impossible, lying

Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Where: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""Dimensions other than the area, each with the codes that count."""
Parts: TypeAlias = Mapping[str, tuple[str, ...]]
"""Place → its districts."""


@dataclass
class Rows:
    """The observations of a dataset: per column the different codes and which of them each row has, and its number."""

    codes: Mapping[str, npt.NDArray[np.str_]]
    numbers: Mapping[str, Integers]
    value: Floats
    _chosen: dict[tuple[str, tuple[str, ...]], Bools] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Rows:
        with duckdb.connect(config={"threads": 1}) as connection:
            source = f"read_parquet({text(str(path))})"
            known = [name for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]  # noqa: S608  # quoted
            kept = ("variable", "time_period", "ref_area", "total_of")
            names = [name for name in known if name in kept or name not in (*ATTRIBUTES, *OPTIONAL_ATTRIBUTES)]
            chosen = ", ".join(f"coalesce({quoted(name)}, '') AS {quoted(name)}" for name in names)
            sql = f"SELECT {chosen}, obs_value FROM {source} WHERE obs_value IS NOT NULL"  # noqa: S608  # quoted
            found = connection.execute(sql).fetchnumpy()
        numbered = {name: _numbered(found[name].tolist()) for name in names}
        return cls(
            {name: codes for name, (codes, _) in numbered.items()},
            {name: numbers for name, (_, numbers) in numbered.items()},
            found["obs_value"].astype(np.float64),
        )

    def inside(self, named: Where, among: Integers) -> Bools:
        """Which of these rows have these codes: none that is a total along a dimension that is added up."""
        fits: Bools = np.ones(len(among), dtype=np.bool_)
        for name, codes in named:
            fits &= self._is_one_of(name, codes)[among] if name in self.codes else False
        if "total_of" in self.codes:
            added = {*self.codes} - {AREA, *(name for name, _ in named)}
            is_plain = np.array([not added & set(entry.split(";")) for entry in self.codes["total_of"]])
            fits &= is_plain[self.numbers["total_of"][among]]
        return fits

    def _is_one_of(self, name: str, codes: tuple[str, ...]) -> Bools:
        if (name, codes) not in self._chosen:
            self._chosen[name, codes] = np.isin(self.codes[name], codes)[self.numbers[name]]
        return self._chosen[name, codes]

    def nobody(self, areas: npt.NDArray[np.str_], among: Integers, classes: Integers, size: int) -> Bools:
        """Where nobody of a class can be (areas × classes); `classes`: that of each row, `size`: how many there are."""
        if not self._places:
            return np.zeros((len(areas), size), dtype=np.bool_)
        found = impossible(self._places, self.numbers, among, classes, size)
        known = {code: at for at, code in enumerate(self.codes[AREA].tolist())}
        nowhere = np.ones(size, dtype=np.bool_)
        return np.array([found[known[code]] if code in known else nowhere for code in areas.tolist()])

    @cached_property
    def _places(self) -> Mapping[str, Bools]:
        return lying(self.codes, self.numbers, self.value)

    def half_years(self, among: Integers) -> Floats:
        """The age of whoever each of these rows counts."""
        if AGE not in self.codes:
            return np.zeros(len(among))
        return half_years(self.codes[AGE].tolist())[self.numbers[AGE][among]]

    def of_period(self, period: str) -> Integers:
        return np.flatnonzero(self._is_one_of("time_period", (period,)))


def _numbered(column: Sequence[str]) -> tuple[npt.NDArray[np.str_], Integers]:
    """The different codes in order, and which of them stands in each row."""
    codes = sorted(set(column))
    place = {code: number for number, code in enumerate(codes)}
    return np.array(codes, dtype=np.str_), np.fromiter(map(place.__getitem__, column), np.int64, len(column))


States: TypeAlias = Mapping[int, Rows]
"""The observations of a dataset today (0) and as earlier releases knew them."""


@dataclass(frozen=True)
class Observed:
    """The observations of each dataset: today's `files`, and those that the releases in `earlier` knew.

    `parts`: the districts of each place that has some.
    """

    files: Mapping[str, Path]
    earlier: Sequence[EarlierRelease] = ()
    parts: Parts = field(default_factory=dict)

    def read(self, subject: Subject, facts: Iterable[Known]) -> States:
        """The observations that these facts are about."""
        return {state: Rows.read(path) for state, path in self._paths(subject, facts).items()}

    def prints(self, subject: Subject, facts: Iterable[Known]) -> Mapping[int, str]:
        """Their fingerprints."""
        return {state: fingerprint.of_file(path) for state, path in self._paths(subject, facts).items()}

    def _paths(self, subject: Subject, facts: Iterable[Known]) -> Mapping[int, Path]:
        dataset = subject[0]
        then = sorted({fact.state for fact in facts} - {0})
        return {0: self.files[dataset], **{state: self.earlier[state - 1].files[dataset] for state in then}}
