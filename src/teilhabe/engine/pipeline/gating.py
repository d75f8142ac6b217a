"""The gate in the pipeline: the facts of all indicators, kept and new, decide together which figures stay hidden."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.disclosure import facts
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.disclosure.gate import Verdict, protect
from teilhabe.engine.disclosure.regions import Map
from teilhabe.engine.pipeline import approvals, decisions
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.decisions import Decision
from teilhabe.engine.pipeline.results import Result, areas_of
from teilhabe.engine.pipeline.telling import tellings
from teilhabe.engine.pipeline.workspace import Workspace


def keep_facts(city: City, workspace: Workspace, indicator: str, results: Iterable[Result]) -> None:
    with atomic_path(workspace.facts(indicator)) as part:
        part.write_text(facts.to_json(tellings(city, results)), encoding="utf-8")


def decide(city: City, workspace: Workspace, cube: Cube) -> Decision:
    """Put the facts of all of the city's indicators through the gate, and keep what it says."""
    families = {definition.id: _facts(workspace, definition.id) for definition in city.catalogue.definitions}
    everything = [entry for family in families.values() for entry in family]
    verdict = protect(everything, told_before(workspace), Map(cube.codes, areas_of(city)))
    found = {name: tuple(e.figure for e in family if e.figure in verdict.hidden) for name, family in families.items()}
    decision = Decision({name: ids for name, ids in found.items() if ids}, _report(everything, verdict))
    decisions.keep(workspace, decision)
    return decision


def _facts(workspace: Workspace, indicator: str) -> tuple[Telling, ...]:
    return facts.from_json(workspace.facts(indicator).read_text(encoding="utf-8"))


def _report(everything: Sequence[Telling], verdict: Verdict) -> Mapping[str, int]:
    own = [entry for entry in everything if not entry.is_open and any(_is_small(fact) for fact in entry.facts)]
    return {
        "figures": len(everything),
        "too_small": len(own),
        "recomputable": len(verdict.hidden),
        "told_before": verdict.given_up,
    }


def _is_small(fact: PublishedFact) -> bool:
    return 0 < abs(fact.value) < fact.threshold


def keep_told(city: City, workspace: Workspace, release: str, decision: Decision) -> None:
    """Remember what this release tells; once it is approved, all later ones have to reckon with it."""
    hidden = decision.of_figures
    families = (_facts(workspace, definition.id) for definition in city.catalogue.definitions)
    told = [entry for family in families for entry in family if entry.is_open and entry.figure not in hidden]
    with atomic_path(workspace.told(release)) as part:
        part.write_bytes(gzip.compress(facts.to_json(told).encode(), mtime=0))


def told_before(workspace: Workspace) -> Iterator[PublishedFact]:
    """What the approved releases of this workspace have told."""
    for entry in approvals.read(workspace.approvals):
        path = workspace.told(entry.release)
        if path.is_file():
            yield from facts.open_facts(facts.from_json(gzip.decompress(path.read_bytes()).decode()), frozenset())
