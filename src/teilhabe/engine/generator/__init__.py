"""An invented city from a seed: a register, its flows and the tables around it, consistent with each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from teilhabe.engine.generator.config import GeneratorConfig, read_config
from teilhabe.engine.generator.courses import courses
from teilhabe.engine.generator.education import day_care, school
from teilhabe.engine.generator.history import simulate
from teilhabe.engine.generator.housing import living_space, shelters
from teilhabe.engine.generator.livelihood import benefits, labour
from teilhabe.engine.generator.movements import movements
from teilhabe.engine.generator.population import migration_status, population_official, register
from teilhabe.engine.generator.protection import asylum_assigned, protection_seekers
from teilhabe.engine.generator.tables import Table, write

__all__ = ["GeneratorConfig", "generate", "read_config"]

_STREAMS = 8
"""Independent streams of random numbers: the city's life, then one for each drawn table; append, never reorder."""


def generate(config: GeneratorConfig, target: Path) -> tuple[Path, ...]:
    """Writes the city's tables as CSV files into the existing folder `target`; the files, sorted by name.

    Equal configurations give equal bytes; every file is written whole or not at all.
    """
    return tuple(sorted(write(table, target) for table in _tables(config)))


def _tables(config: GeneratorConfig) -> tuple[Table, ...]:
    life, pupils, care, work, support, shelter, survey, lessons = _streams(config.seed)
    history = simulate(config, life)
    return (
        register(config, history),
        population_official(config, history),
        migration_status(config, history),
        *movements(config, history),
        protection_seekers(config, history),
        asylum_assigned(config, history),
        *school(config, history, pupils),
        *day_care(config, history, care),
        labour(config, history, work),
        benefits(config, history, support),
        shelters(config, history, shelter),
        living_space(config, history, survey),
        *courses(config, history, lessons),
    )


def _streams(seed: int) -> tuple[np.random.Generator, ...]:
    return tuple(np.random.Generator(np.random.PCG64(part)) for part in np.random.SeedSequence(seed).spawn(_STREAMS))
