"""Builds a city: runs what is out of date, in order, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teilhabe.engine.pipeline import decisions
from teilhabe.engine.pipeline.city import City, read_city
from teilhabe.engine.pipeline.dependencies import material
from teilhabe.engine.pipeline.due import states
from teilhabe.engine.pipeline.fingerprint import NEVER, Ledger
from teilhabe.engine.pipeline.pictures import Progress
from teilhabe.engine.pipeline.steps import Step, generate_step, prepare_step, release_step
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError


@dataclass(frozen=True)
class Report:
    """What one step did: `because` names the parts that had changed (see `dependencies`), empty where it was fresh."""

    step: str
    because: tuple[str, ...]

    @property
    def ran(self) -> bool:
        return bool(self.because)

    @property
    def kind(self) -> str:
        """ "generate", "prepare", "indicator" or "release"."""
        return self.step.partition(" ")[0]

    @property
    def subject(self) -> str:
        """The dataset or indicator, "" for the whole city."""
        return self.step.partition(" ")[2]


def build(folder: Path, root: Path, progress: Progress, received: date | None = None) -> Iterator[Report]:
    """Bring the city's release up to date in the workspace `root`, yielding one report per step as it is done.

    `received`: the day on which changed files came, where sources.toml does not say; None: the city's own `as_of`.
    Interrupted at any moment, the next build goes on where this one ended.
    """
    city = read_city(folder)
    received = received or date.fromisoformat(city.as_of)
    workspace = Workspace(root, city.id)
    workspace.prepare()
    ledger = Ledger(workspace.ledger)
    for number, step in enumerate(_source_steps(city, workspace, received), 1):
        progress(step.name, number, len(city.sources) + 1)
        yield _bring_up_to_date(step, ledger)
    given = material(city, workspace)
    current = states(city, workspace, given, ledger, decisions.kept(workspace))
    gate = decisions.inputs(workspace, {state.definition.id: state.inputs for state in current})
    if any(state.because for state in current) or ledger.changes(decisions.STEP, gate):
        from teilhabe.engine.pipeline.renewal import renew  # for start-up time: an unchanged city needs none of it

        current = renew(city, workspace, given, current, ledger, progress)
        ledger.record(decisions.STEP, gate)
    yield from (Report(state.step, state.because) for state in current)
    made_from = {state.definition.id: state.made_from for state in current}
    yield _bring_up_to_date(release_step(city, workspace, given, made_from, gate), ledger)


def require_built(city: City, workspace: Workspace) -> None:
    """InputError where the figures in the workspace are not those of the city's files and declarations."""
    ledger = Ledger(workspace.ledger)
    received = date.fromisoformat(city.as_of)
    if workspace.newest and not any(_changes(step, ledger) for step in _source_steps(city, workspace, received)):
        given = material(city, workspace)
        if not any(state.because for state in states(city, workspace, given, ledger, decisions.kept(workspace))):
            return
    raise InputError(
        f"{city.name.de} ist nicht auf dem Stand seiner Dateien. Bitte zuerst „teilhabe build {city.folder}“ aufrufen.",
        f"{city.name.en} is not up to date with its files. Please run “teilhabe build {city.folder}” first.",
    )


def _source_steps(city: City, workspace: Workspace, received: date) -> Iterator[Step]:
    """Lazily: a step's inputs are looked at after the steps before it have run."""
    if city.generator:
        yield generate_step(city, city.generator, workspace)
    for source in city.sources:
        yield prepare_step(city, workspace, source, received)


def _bring_up_to_date(step: Step, ledger: Ledger) -> Report:
    changes = _changes(step, ledger)
    if changes:
        ledger.forget([step.name])
        step.run()
        ledger.record(step.name, step.inputs)
    return Report(step.name, changes)


def _changes(step: Step, ledger: Ledger) -> tuple[str, ...]:
    is_there = all(product.is_file() for product in step.products)
    return ledger.changes(step.name, step.inputs) if is_there else (NEVER,)
