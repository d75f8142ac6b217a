"""Builds a city: runs what is out of date, in order, and says why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teilhabe.engine.pipeline.city import City, read_city
from teilhabe.engine.pipeline.fingerprint import Ledger
from teilhabe.engine.pipeline.pictures import Progress
from teilhabe.engine.pipeline.steps import Step, generate_step, prepare_step, release_step
from teilhabe.engine.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Report:
    """What one step did: `because` names the inputs that had changed, empty where the step was fresh."""

    step: str
    because: tuple[str, ...]

    @property
    def ran(self) -> bool:
        return bool(self.because)


def build(folder: Path, root: Path, progress: Progress, received: date | None = None) -> Iterator[Report]:
    """Bring the city's release up to date in the workspace `root`, yielding one report per step as it is done.

    `received`: the day on which changed files came, where sources.toml does not say; None: the city's own `as_of`.
    """
    city = read_city(folder)
    received = received or date.fromisoformat(city.as_of)
    workspace = Workspace(root, city.id)
    workspace.prepare()
    ledger = Ledger(workspace.ledger)
    for step in _steps(city, workspace, progress, received):
        yield _bring_up_to_date(step, ledger)


def _steps(city: City, workspace: Workspace, progress: Progress, received: date) -> Iterator[Step]:
    """Lazily: a step's inputs are looked at after the steps before it have run."""
    if city.generator:
        yield generate_step(city, city.generator, workspace)
    for source in city.sources:
        yield prepare_step(city, workspace, source, received)
    yield release_step(city, workspace, progress)


def _bring_up_to_date(step: Step, ledger: Ledger) -> Report:
    changes = ledger.changes(step.name, step.inputs)
    if not changes and not all(product.is_file() for product in step.products):
        changes = ("*",)
    if changes:
        step.run()
        ledger.record(step.name, step.inputs)
    return Report(step.name, changes)
