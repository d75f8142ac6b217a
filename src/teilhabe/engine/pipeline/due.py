"""Which indicators are due, and why: what each of them depends on, compared with what its parcel was made from."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.dependencies import Material, Parts, of_family
from teilhabe.engine.pipeline.fingerprint import NEVER, Ledger
from teilhabe.engine.pipeline.workspace import Workspace


@dataclass(frozen=True)
class State:
    """One indicator: what it depends on now, and which of these parts its parcel does not know yet."""

    definition: Definition
    inputs: Parts
    because: tuple[str, ...]

    @property
    def step(self) -> str:
        return f"indicator {self.definition.id}"


def states(city: City, workspace: Workspace, given: Material, ledger: Ledger) -> tuple[State, ...]:
    """Every indicator of the city in the order of its catalogue."""
    return tuple(_state(city, workspace, given, ledger, definition) for definition in city.catalogue.definitions)


def _state(city: City, workspace: Workspace, given: Material, ledger: Ledger, definition: Definition) -> State:
    inputs = of_family(city, definition, given)
    is_kept = workspace.parcel(definition.id).is_file()
    because = ledger.changes(f"indicator {definition.id}", inputs) if is_kept else (NEVER,)
    return State(definition, inputs, because)
