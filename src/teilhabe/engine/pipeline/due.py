"""Which indicators are due, and why: what each of them depends on, compared with what its parcel was made from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline import fingerprint
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.decisions import Decision
from teilhabe.engine.pipeline.dependencies import Material, Parts, of_family
from teilhabe.engine.pipeline.fingerprint import NEVER, Ledger
from teilhabe.engine.pipeline.workspace import Workspace


@dataclass(frozen=True)
class State:
    """One indicator: what it depends on now, and which of these parts its parcel does not know yet.

    `hidden` are its figures that the gate hides; `made_from` is that and all other parts.
    """

    definition: Definition
    inputs: Parts
    hidden: frozenset[str]
    because: tuple[str, ...]

    @property
    def step(self) -> str:
        return f"indicator {self.definition.id}"

    @property
    def made_from(self) -> Parts:
        return {**self.inputs, DISCLOSURE: fingerprint.of_value(sorted(self.hidden))}

    def hiding(self, hidden: frozenset[str]) -> State:
        """The same after another decision of the gate."""
        changed = hidden != self.hidden and not self.because
        return replace(self, hidden=hidden, because=(DISCLOSURE,) if changed else self.because)


DISCLOSURE = "disclosure"


def states(city: City, workspace: Workspace, given: Material, ledger: Ledger, decision: Decision) -> tuple[State, ...]:
    """Every indicator of the city in the order of its catalogue."""
    found = ((definition, decision.of(definition.id)) for definition in city.catalogue.definitions)
    return tuple(
        _state(workspace, ledger, State(entry, of_family(city, entry, given), ids, ())) for entry, ids in found
    )


def _state(workspace: Workspace, ledger: Ledger, state: State) -> State:
    name = state.definition.id
    is_kept = workspace.parcel(name).is_file() and workspace.facts(name).is_file()
    return replace(state, because=ledger.changes(state.step, state.made_from) if is_kept else (NEVER,))
