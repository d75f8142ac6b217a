"""An invented city from a seed: a register, its flows and the tables around it, consistent with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from teilhabe.engine.generator.administration import city_staff, offices
from teilhabe.engine.generator.azr import labour_force_azr, population_azr
from teilhabe.engine.generator.config import GeneratorConfig, read_config
from teilhabe.engine.generator.countries import population_by_country
from teilhabe.engine.generator.courses import courses
from teilhabe.engine.generator.education import day_care, school, schooling
from teilhabe.engine.generator.employment import marginal, refugees_at_work
from teilhabe.engine.generator.history import Year, simulate
from teilhabe.engine.generator.housing import living_space, shelters
from teilhabe.engine.generator.livelihood import benefits, labour, recipients, work
from teilhabe.engine.generator.microcensus import microcensus
from teilhabe.engine.generator.minimum_income import minimum_income
from teilhabe.engine.generator.movements import movements
from teilhabe.engine.generator.participation import eligible_voters, volunteering
from teilhabe.engine.generator.population import migration_status, population_official, register
from teilhabe.engine.generator.protection import (
    asylum_assigned,
    asylum_benefit_recipients,
    asylum_benefits,
    protection_seekers,
    unaccompanied_minors,
)
from teilhabe.engine.generator.residents_survey import residents_survey
from teilhabe.engine.generator.safety import suspects
from teilhabe.engine.generator.school_entry import school_entry
from teilhabe.engine.generator.stay import lengths_of_stay, population_by_stay
from teilhabe.engine.generator.tables import Table, write
from teilhabe.engine.generator.training import trainees, transition

__all__ = ["GeneratorConfig", "generate", "read_config"]

_STREAMS = (
    "life", "school", "care", "work", "support", "shelters", "families", "courses",
    "origins", "seekers", "school_entry", "training", "marginal", "old_age", "microcensus", "residents_survey",
    "safety", "volunteering", "administration",
)  # fmt: skip
"""Independent streams of random numbers: the city's life, then one for each drawn table; append, never reorder."""

Streams = Mapping[str, np.random.Generator]
History = tuple[Year, ...]


def generate(config: GeneratorConfig, target: Path) -> tuple[Path, ...]:
    """Writes the city's tables as CSV files into the existing folder `target`; the files, sorted by name.

    Equal configurations give equal bytes; every file is written whole or not at all.
    """
    return tuple(sorted(write(table, target) for table in _tables(config)))


def _tables(config: GeneratorConfig) -> Iterator[Table]:
    streams = _streams(config.seed)
    history = simulate(config, streams["life"])
    yield from _population(config, history, streams)
    yield from _education(config, history, streams)
    yield from _livelihood(config, history, streams)
    yield from _housing_and_courses(config, history, streams)
    yield from _society(config, history, streams)


def _streams(seed: int) -> Streams:
    parts = np.random.SeedSequence(seed).spawn(len(_STREAMS))
    return {name: np.random.Generator(np.random.PCG64(part)) for name, part in zip(_STREAMS, parts, strict=True)}


def _population(config: GeneratorConfig, history: History, streams: Streams) -> Iterator[Table]:
    yield register(config, history)
    yield population_official(config, history)
    yield population_azr(config, history)
    yield migration_status(config, history)
    yield population_by_country(config, history, streams["origins"])
    yield from movements(config, history)
    yield protection_seekers(config, history)
    yield asylum_assigned(config, history)


def _education(config: GeneratorConfig, history: History, streams: Streams) -> Iterator[Table]:
    schooled = schooling(config, history, streams["school"])
    yield from school(config, schooled)
    yield from day_care(config, history, streams["care"])
    yield from school_entry(config, history, streams["school_entry"])
    yield transition(config, schooled.leavers, streams["training"])
    yield trainees(config, history, streams["training"])


def _livelihood(config: GeneratorConfig, history: History, streams: Streams) -> Iterator[Table]:
    worked = work(config, history, streams["work"])
    yield labour(config, worked)
    yield labour_force_azr(config, worked)
    yield marginal(config, worked, streams["marginal"])
    yield refugees_at_work(config, worked)
    yield from microcensus(config, history, worked, streams["microcensus"])
    supported = recipients(config, history, streams["support"])
    asylum = asylum_benefits(config, history, streams["seekers"])
    yield benefits(config, supported)
    yield asylum_benefit_recipients(config, asylum)
    yield unaccompanied_minors(config, history, streams["seekers"])
    yield minimum_income(config, history, supported, asylum, streams["old_age"])


def _housing_and_courses(config: GeneratorConfig, history: History, streams: Streams) -> Iterator[Table]:
    yield shelters(config, history, streams["shelters"])
    yield living_space(config, history, streams["families"])
    yield from courses(config, history, streams["courses"])


def _society(config: GeneratorConfig, history: History, streams: Streams) -> Iterator[Table]:
    stays = lengths_of_stay(config, history)
    yield population_by_stay(config, stays)
    yield from residents_survey(config, history, stays, streams["residents_survey"])
    yield suspects(config, history, streams["safety"])
    yield eligible_voters(config, history)
    yield from volunteering(config, history, streams["volunteering"])
    yield offices(config, streams["administration"])
    yield city_staff(config, history, streams["administration"])
