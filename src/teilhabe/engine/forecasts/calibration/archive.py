"""The archive: quantiles of the errors of earlier forecasts, pooled; a small file with its card."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from teilhabe.engine.forecasts.ensemble import Rung
from teilhabe.engine.forecasts.frequency import Frequency
from teilhabe.engine.forecasts.series import Array
from teilhabe.errors import InputError

EVERY_KIND = "all"
GRID = (50, 60, 70, 80, 85, 90, 95, 98, 99)
"""Levels in per cent whose quantiles are kept; those between them are interpolated."""
_FORMAT = 1

_NEIGHBOURS: Mapping[Frequency, Sequence[Frequency]] = {
    Frequency.YEAR: (Frequency.QUARTER, Frequency.MONTH),
    Frequency.HALF_YEAR: (Frequency.QUARTER, Frequency.YEAR, Frequency.MONTH),
    Frequency.QUARTER: (Frequency.MONTH, Frequency.YEAR),
    Frequency.MONTH: (Frequency.QUARTER, Frequency.YEAR),
    Frequency.WEEK: (Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR),
    Frequency.DAY: (Frequency.WEEK, Frequency.MONTH, Frequency.QUARTER, Frequency.YEAR),
    Frequency.UNKNOWN: (Frequency.YEAR, Frequency.QUARTER, Frequency.MONTH),
}
"""Whose errors stand for a rhythm that has none of its own, nearest first."""


@dataclass(frozen=True, order=True)
class Key:
    """What errors are pooled by."""

    frequency: Frequency
    rung: Rung
    kind: str = EVERY_KIND


@dataclass(frozen=True)
class Pool:
    """Quantiles of absolute scaled errors (levels of `GRID` × horizons) and the number of errors of each horizon."""

    counts: tuple[int, ...]
    quantiles: Array


@dataclass(frozen=True)
class Multipliers:
    """By how many scales a band reaches from the point, per horizon; `foreign`: from another rhythm's errors."""

    reach: Array
    known: int
    foreign: bool


@dataclass(frozen=True)
class Archive:
    """Pooled errors, and the card that says of which series."""

    pools: Mapping[Key, Pool]
    card: Mapping[str, Any]

    def multipliers(self, key: Key, horizon: int, level: int) -> Multipliers:
        """The quantiles of this class where it has a pool, else of all; beyond the last horizon they grow on."""
        found = self._nearest(key)
        quantiles = self.pools[found].quantiles
        reach = np.array([np.interp(level, GRID, quantiles[:, place]) for place in range(quantiles.shape[1])])
        return Multipliers(_extended(reach, horizon), len(reach), found.frequency is not key.frequency)

    def _nearest(self, key: Key) -> Key:
        for frequency in (key.frequency, *_NEIGHBOURS[key.frequency]):
            for kind in (key.kind, EVERY_KIND):
                if (found := Key(frequency, key.rung, kind)) in self.pools:
                    return found
        raise InputError(
            f"Im Archiv der Fehler steht nichts für solche Reihen ({key.frequency}, {key.rung}); rechnen Sie es neu.",
            f"The archive of errors holds nothing for such series ({key.frequency}, {key.rung}); rebuild it.",
        )


def _extended(reach: Array, horizon: int) -> Array:
    """Beyond the last known horizon the reach grows as it did over the second half of the known ones."""
    known = len(reach)
    if horizon <= known:
        return reach[:horizon]
    middle = max(known // 2, 1)
    growth = max(np.log(reach[-1] / reach[middle - 1]) / np.log(known / middle), 0.0) if known > 1 else 0.5
    beyond = np.arange(known + 1, horizon + 1) / known
    return np.concatenate([reach, reach[-1] * beyond**growth])


@cache
def shipped() -> Archive:
    """The archive that comes with the package."""
    return _decoded(json.loads(files(__package__).joinpath("archive.json").read_text(encoding="utf-8")))


def read_archive(path: Path) -> Archive:
    """An archive from a file; InputError where it is none."""
    try:
        return _decoded(json.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: Das ist kein Archiv von Prognosefehlern; „teilhabe forecast-archive“ schreibt eines.",
            f"{path}: this is no archive of forecast errors; “teilhabe forecast-archive” writes one.",
        ) from error


def encoded(archive: Archive) -> str:
    """The archive as text, the same for the same errors."""
    pools = [
        {
            "frequency": key.frequency.value,
            "rung": key.rung.value,
            "kind": key.kind,
            "counts": list(pool.counts),
            "quantiles": {str(level): row.round(4).tolist() for level, row in zip(GRID, pool.quantiles, strict=True)},
        }
        for key, pool in archive.pools.items()
    ]
    lines = ",\n".join(json.dumps(pool) for pool in pools)
    card = json.dumps(archive.card, ensure_ascii=False, indent=1)
    return f'{{"format": {_FORMAT},\n"card": {card},\n"pools": [\n{lines}\n]}}\n'


def _decoded(entry: Mapping[str, Any]) -> Archive:
    if entry["format"] != _FORMAT:
        raise ValueError(entry["format"])
    return Archive({_key(pool): _pool(pool) for pool in entry["pools"]}, entry["card"])


def _key(pool: Mapping[str, Any]) -> Key:
    return Key(Frequency(pool["frequency"]), Rung(pool["rung"]), pool["kind"])


def _pool(pool: Mapping[str, Any]) -> Pool:
    return Pool(tuple(pool["counts"]), np.array([pool["quantiles"][str(level)] for level in GRID], dtype=float))
