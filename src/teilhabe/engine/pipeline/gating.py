"""The gate in the pipeline: the facts of all indicators, kept and new, decide together which figures stay hidden."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from teilhabe.engine.audit import Exposure
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.disclosure import facts
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.disclosure.gate import Verdict, protect, searched
from teilhabe.engine.disclosure.problem import ALWAYS, OPEN, Equations, Problem
from teilhabe.engine.disclosure.regions import Map
from teilhabe.engine.pipeline import approvals, decisions, fingerprint
from teilhabe.engine.pipeline.auditing import audit_release
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.decisions import Decision
from teilhabe.engine.pipeline.finest import Groups, Known, Rows, Subject, Terms, by_subject
from teilhabe.engine.pipeline.results import Result, areas_of
from teilhabe.engine.pipeline.telling import tellings
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import CheckFailed


def keep_facts(city: City, workspace: Workspace, indicator: str, results: Iterable[Result]) -> None:
    with atomic_path(workspace.facts(indicator)) as part:
        part.write_text(facts.to_json(tellings(city, results)), encoding="utf-8")


def decide(city: City, workspace: Workspace, cube: Cube) -> Decision:
    """Put the facts of all of the city's indicators through the gate, and keep what it says."""
    basis = _basis(city, workspace)
    if (before := decisions.kept(workspace)).basis == basis:
        return before
    families = {definition.id: _facts(workspace, definition.id) for definition in city.catalogue.definitions}
    everything = [entry for family in families.values() for entry in family]
    earlier = tuple(told_before(workspace))
    verdict = protect(everything, earlier, Map(cube.codes, areas_of(city)))
    verdict = _checked(cube, everything, earlier, verdict)
    found = {name: tuple(e.figure for e in family if e.figure in verdict.hidden) for name, family in families.items()}
    decision = Decision({name: ids for name, ids in found.items() if ids}, _report(everything, verdict), basis)
    decisions.keep(workspace, decision)
    return decision


def _basis(city: City, workspace: Workspace) -> str:
    """The fingerprint of all that a decision rests on: where only texts changed, it stays as it is."""
    files = [workspace.facts(definition.id) for definition in city.catalogue.definitions]
    told = [workspace.told(entry.release) for entry in approvals.read(workspace.approvals)]
    kept = [path for path in (*files, *told) if path.is_file()]
    return fingerprint.of_value([fingerprint.of_software("indicators"), *map(fingerprint.of_file, kept)])


_ROUNDS = 3
"""What the second search hides may need company in other groups; more rounds than two were never needed."""


def _checked(cube: Cube, tellings: Sequence[Telling], earlier: Sequence[PublishedFact], verdict: Verdict) -> Verdict:
    """Have the verdict attacked; where it is not enough, search again among the finest groups.

    CheckFailed where a small figure stays exposed all the same, unless earlier releases alone expose it: then there is
    no release.
    """
    exposed: Mapping[Subject, Sequence[Exposure]] = {}
    for _ in range(_ROUNDS):
        facts = by_subject(tellings, verdict.hidden, earlier)
        doubtful = {subject: facts[subject] for subject in exposed if subject in facts} or facts
        exposed = audit_release(cube.files, doubtful)
        if not exposed:
            return verdict
        more = {figure for subject in exposed for figure in _hidden_in(cube.files[subject[0]], subject, facts[subject])}
        if not more:
            break
        verdict = replace(verdict, hidden=verdict.hidden | more)
    everything = frozenset(entry.figure for entry in tellings)
    before = audit_release(cube.files, by_subject(tellings, everything, earlier)) if earlier else {}
    if new := {subject: found for subject, found in exposed.items() if len(found) > len(before.get(subject, ()))}:
        raise _exposed(new)
    return verdict


def _exposed(exposed: Mapping[Subject, Sequence[Exposure]]) -> CheckFailed:
    """Which data it is about, and no more."""
    names = ", ".join(f"{dataset} {period}" for dataset, period in exposed)
    return CheckFailed(
        f"Keine Fassung: Aus den Zahlen ließen sich kleine Fallzahlen errechnen ({names}). Bitte die Gliederung der "
        "betroffenen Indikatoren vergröbern oder sie mit „off“ in indicators.toml weglassen.",
        f"No release: small counts could be computed from the figures ({names}). Please coarsen the breakdowns of the "
        "indicators concerned, or leave them out with “off” in indicators.toml.",
    )


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


def _hidden_in(path: Path, subject: Subject, facts: Sequence[Known]) -> frozenset[str]:
    """The figures of one dataset and period to hide beside those hidden already, found among the finest groups."""
    groups = Groups.of(Rows.read(path), subject[1], facts)
    sums = list(groups.sums(facts))
    pattern, _ = searched(_problem(groups, sums))
    hidden = zip(sums, pattern.hidden[groups.values.size :].tolist(), strict=True)
    return frozenset(figure for (fact, _), is_hidden in hidden if is_hidden for figure in fact.figures)


def _problem(groups: Groups, sums: Sequence[tuple[Known, Terms]]) -> Problem:
    """Groups, of which nothing is ever told, and the facts that are sums of them."""
    size, facts = groups.values.size, [fact for fact, _ in sums]
    values = np.concatenate([groups.values.ravel(), [fact.value for fact in facts]])
    thresholds = np.array([0.0] * size + [float(fact.threshold if fact.is_at_risk else 0) for fact in facts])
    small = thresholds > 0
    return Problem(
        values=values,
        equations=Equations.of([[(size + row, -1.0), *terms.items()] for row, (_, terms) in enumerate(sums)]),
        lower=values,
        upper=values,
        floor=np.full(len(values), 0.0 if values.min() >= 0 else -OPEN),
        ceiling=np.full(len(values), OPEN),
        upper_protection=np.where(small, thresholds - values, 0.0),
        lower_protection=np.zeros(len(values)),
        sliding_protection=thresholds,
        cost=np.array([1.0] * size + [_cost(fact) for fact in facts]),
        must_hide=np.array([True] * size + [not fact.is_told for fact in facts]) | small,
        singletons=small & (values == 1),
    )


def _cost(fact: Known) -> float:
    return ALWAYS if fact.before else sum(fact.figures.values()) or 1.0
