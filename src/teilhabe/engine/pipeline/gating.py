"""The gate in the pipeline: the facts of all indicators, kept and new, decide together which figures stay hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.cube.store import atomic_path
from teilhabe.engine.disclosure import facts
from teilhabe.engine.disclosure.facts import PublishedFact, Telling
from teilhabe.engine.disclosure.gate import Verdict, protect
from teilhabe.engine.disclosure.parts import Part, parts
from teilhabe.engine.disclosure.regions import Map
from teilhabe.engine.pipeline import decisions, fingerprint, told
from teilhabe.engine.pipeline.auditing import count_exposed
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.decisions import Decision
from teilhabe.engine.pipeline.finest_search import hidden_in
from teilhabe.engine.pipeline.known import Subject, by_subject
from teilhabe.engine.pipeline.observed import Observed
from teilhabe.engine.pipeline.remembering import Memory
from teilhabe.engine.pipeline.results import Result, areas_of
from teilhabe.engine.pipeline.telling import tellings
from teilhabe.engine.pipeline.told import EarlierRelease
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import CheckFailed


def keep_facts(city: City, workspace: Workspace, indicator: str, results: Iterable[Result]) -> None:
    with atomic_path(workspace.facts(indicator)) as part:
        part.write_text(facts.to_json(tellings(city, results)), encoding="utf-8")


def decide(city: City, workspace: Workspace, cube: Cube) -> Decision:
    """Put the facts of all of the city's indicators through the gate, and keep what it says.

    Approving the release that the last decision made is no reason to decide anew: it tells what was decided.
    """
    before, basis = decisions.kept(workspace), _basis(city, workspace)
    if before.basis == basis or _is_just_approved(city, workspace, cube, before):
        return before
    families = kept_facts(city, workspace)
    everything = [entry for family in families.values() for entry in family]
    earlier = told.before(workspace, cube)
    memory = memory_of(workspace)
    verdict = settled(city, cube, everything, earlier, memory)
    verdict = replace(verdict, hidden=verdict.hidden.union(_telling_marks(everything, earlier)))
    memory.keep()
    found = {name: tuple(e.figure for e in family if e.figure in verdict.hidden) for name, family in families.items()}
    decision = Decision({name: ids for name, ids in found.items() if ids}, report(everything, verdict), basis)
    decisions.keep(workspace, decision)
    return decision


def memory_of(workspace: Workspace) -> Memory:
    """What was searched and attacked before."""
    return Memory(workspace.searches, fingerprint.of_software("gate"))


def settled(
    city: City, cube: Cube, tellings: Sequence[Telling], earlier: Sequence[EarlierRelease], memory: Memory
) -> Verdict:
    """Which of these figures stay hidden, attacked already; CheckFailed where no choice of them is safe."""
    verdict = _protected(Map(cube.codes, areas_of(city)), tellings, earlier, memory)
    return _checked(Observed(cube.files, earlier, areas_of(city)), tellings, verdict, memory)


def _telling_marks(tellings: Sequence[Telling], earlier: Sequence[EarlierRelease]) -> Iterator[str]:
    """The figures too uncertain to be shown, of data and times with a small figure to protect.

    In place of `/` they are hidden: it would tell that these are no small figures.
    """
    endangered = by_subject(tellings, frozenset(), earlier).keys()
    for entry in tellings:
        boxes = [addend.box for fact in entry.facts for addend in fact.addends]
        if not entry.is_open and not _holds_small(entry) and any((b.dataset, b.period) in endangered for b in boxes):
            yield entry.figure


def _holds_small(entry: Telling) -> bool:
    """Whether the figure is hidden for its own sake: for a sum that it tells, or a part of one."""
    counts = ((value, fact.threshold) for fact in entry.facts for value in (fact.value, *_addends(fact)))
    return any(0 < abs(value) < threshold for value, threshold in counts)


def _addends(fact: PublishedFact) -> Iterator[float]:
    return (addend.value for addend in fact.addends if addend.value is not None)


def kept_facts(city: City, workspace: Workspace) -> Mapping[str, tuple[Telling, ...]]:
    """What the figures of each indicator tell of the data as they were last computed."""
    return {definition.id: _facts(workspace, definition.id) for definition in city.catalogue.definitions}


def _basis(city: City, workspace: Workspace, without: str = "") -> str:
    """The fingerprint of all that a decision rests on: where only texts changed, it stays as it is.

    `without`: an approved release to be left out.
    """
    kept = [fingerprint.of_file(workspace.facts(definition.id)) for definition in city.catalogue.definitions]
    earlier = {release: digest for release, digest in told.fingerprints(workspace).items() if release != without}
    return fingerprint.of_value([fingerprint.of_software("gate"), kept, earlier])


def _is_just_approved(city: City, workspace: Workspace, cube: Cube, decision: Decision) -> bool:
    """Whether nothing has changed since this decision but that the release it made was approved."""
    newest = workspace.newest or ""
    return _basis(city, workspace, without=newest) == decision.basis and told.rests_on(
        workspace, newest, decision.basis, cube.files
    )


def _protected(places: Map, tellings: Sequence[Telling], earlier: Sequence[EarlierRelease], memory: Memory) -> Verdict:
    """The verdict on all parts, each of which is decided by itself."""
    verdict = Verdict(frozenset())
    for part in parts(tellings, [entry.tellings for entry in earlier]):
        codes = [places.codes(dataset, variable) for dataset, variable, _ in part.fields]
        key = memory.key("gate", part.fingerprint, codes, places.parts)
        found = memory.answer(key, partial(_decided, part, places))
        verdict += Verdict(frozenset(found["hidden"]), found["work"], found["given_up"])
    return verdict


def _decided(part: Part, places: Map) -> Mapping[str, object]:
    verdict = protect(part.tellings, part.earlier, places)
    return {"hidden": sorted(verdict.hidden), "work": verdict.work, "given_up": verdict.given_up}


_ROUNDS = 3
"""What the second search hides may need company in other groups; more rounds than two were never needed."""


def _checked(observed: Observed, tellings: Sequence[Telling], verdict: Verdict, memory: Memory) -> Verdict:
    """Have the verdict attacked; where it is not enough, search again among the finest groups.

    CheckFailed where a small figure stays exposed all the same, for then there is no release; what earlier releases
    alone expose is counted as given up.
    """
    earlier = observed.earlier
    exposed: Mapping[Subject, int] = {}
    for _ in range(_ROUNDS):
        facts = by_subject(tellings, verdict.hidden, earlier)
        doubtful = {subject: facts[subject] for subject in exposed if subject in facts} or facts
        exposed = count_exposed(observed, doubtful, memory)
        if not exposed:
            return verdict
        more = {figure for subject in exposed for figure in hidden_in(observed, subject, facts[subject], memory)}
        if not more:
            break
        verdict = replace(verdict, hidden=verdict.hidden | more)
    everything = frozenset(entry.figure for entry in tellings)
    before = count_exposed(observed, by_subject(tellings, everything, earlier), memory) if earlier else {}
    if new := {subject: count for subject, count in exposed.items() if count > before.get(subject, 0)}:
        raise _exposed(new)
    return replace(verdict, given_up=max(verdict.given_up, sum(exposed.values())))


def _exposed(exposed: Mapping[Subject, int]) -> CheckFailed:
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


def report(everything: Sequence[Telling], verdict: Verdict) -> Mapping[str, int]:
    """How much is hidden and why: counts only."""
    own = [entry for entry in everything if not entry.is_open and any(_is_small(fact) for fact in entry.facts)]
    return {
        "figures": len(everything),
        "too_small": len(own),
        "recomputable": len(verdict.hidden),
        "told_before": verdict.given_up,
    }


def _is_small(fact: PublishedFact) -> bool:
    return 0 < abs(fact.value) < fact.threshold


def keep_told(city: City, workspace: Workspace, cube: Cube, release: str, decision: Decision) -> None:
    """Note in the ledger of releases what this one tells and hides."""
    hidden = decision.of_figures
    families = kept_facts(city, workspace).values()
    tellings = [
        replace(entry, is_open=entry.is_open and entry.figure not in hidden) for family in families for entry in family
    ]
    told.keep(workspace, release, tellings, cube.files, decision.basis)
