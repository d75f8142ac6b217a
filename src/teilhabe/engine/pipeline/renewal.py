"""Renews the parcels of the indicators that something has changed for: all computed together, each kept for itself."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from teilhabe.engine.cube.query import Cube
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline import decisions, fingerprint, gating, parcels, revisions
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.dependencies import Material, family
from teilhabe.engine.pipeline.due import State
from teilhabe.engine.pipeline.fingerprint import Ledger
from teilhabe.engine.pipeline.foresight.claims import told
from teilhabe.engine.pipeline.foresight.making import Foresight, foresee
from teilhabe.engine.pipeline.foresight.numbering import numbered
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.parcels import Draft
from teilhabe.engine.pipeline.pictures import Progress, easel
from teilhabe.engine.pipeline.results import Result, compute_results, without
from teilhabe.engine.pipeline.revisions import RevisionTable
from teilhabe.engine.pipeline.stating import stated
from teilhabe.engine.pipeline.told import Shown
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError
from teilhabe.text import LANGUAGES

_FEW = 8
"""More indicators than this have more pictures than one process should draw."""


Family = tuple[Result, ...]
"""The results of an indicator and of its variants."""


def renew(
    city: City, workspace: Workspace, given: Material, current: Sequence[State], ledger: Ledger, progress: Progress
) -> tuple[State, ...]:
    """Compute the indicators that are due together, ask the gate, make the pages and pictures, keep the parcels.

    Due is also what the gate decides about anew. Returns the states with that decision. InputError names the indicator
    that cannot be computed; then no parcel has changed.
    """
    cube = open_cube(city, workspace)
    due = [state for state in current if state.because]
    found = dict(_computed(city, cube, due))
    ledger.forget([decisions.STEP, *(state.step for state in due)])
    for state in due:
        gating.keep_facts(city, workspace, state.definition.id, found[state.definition.id])
    progress(decisions.STEP, 1, 1)
    decision = gating.decide(city, workspace, cube)
    current = tuple(state.hiding(decision.of(state.definition.id)) for state in current)
    found |= _computed(city, cube, [entry for entry in current if entry.because and entry.definition.id not in found])
    _publish(
        city,
        workspace,
        given,
        [(entry, found[entry.definition.id]) for entry in current if entry.because],
        ledger,
        progress,
    )
    return current


def _computed(city: City, cube: Cube, due: Sequence[State]) -> Iterator[tuple[str, Family]]:
    """What these indicators yield before the gate has spoken."""
    families = [family(city, state.definition) for state in due]
    together = [member for members in families for member in members]
    results = compute_results(city, together, cube)
    names = {member.id for member in together}
    for state, members in zip(due, families, strict=True):
        with _naming(state.definition, names):
            yield state.definition.id, tuple(next(results) for _ in members)


def _publish(
    city: City,
    workspace: Workspace,
    given: Material,
    due: Sequence[tuple[State, Family]],
    ledger: Ledger,
    progress: Progress,
) -> None:
    with easel(workspace.pictures) as standing:
        if len(due) > _FEW:
            standing.expect_many()
        drafts = []
        for number, draft in enumerate(_drafts(city, workspace, given, due), 1):
            progress(due[number - 1][0].definition.id, number, len(due))
            standing.order(draft.pictures.values())
            drafts.append(draft)
        ledger.forget(state.step for state, _ in due)
        for number, ((state, _), draft) in enumerate(zip(due, drafts, strict=True), 1):
            progress(f"{state.definition.id} SVG", number, len(due))
            parcel = draft.finished(standing.drawn(draft.pictures.values()))
            parcels.keep(workspace, state.definition.id, parcel)
            ledger.record(state.step, state.made_from)


def _drafts(city: City, workspace: Workspace, given: Material, due: Sequence[tuple[State, Family]]) -> Iterator[Draft]:
    geojson = json.loads(city.map_file.read_text(encoding="utf-8")) if city.map_file else None
    voices = [Words(city, language) for language in LANGUAGES]
    names = {result.definition.id for _, results in due for result in results}
    admitted = [tuple(without(entry, state.hidden) for entry in results) for state, results in due]
    shown = Shown(workspace)
    tables = [_revised(city, workspace, given, state, names, shown) for state, _ in due]
    foreseen = _foreseen([results[0] for results in admitted], tables)
    for (state, _), (result, *variants), table in zip(due, admitted, tables, strict=True):
        with _naming(state.definition, names):
            seen = foreseen.get(state.definition.id)
            said = stated(city, result, variants), told(city, result, seen) if seen else None
            draft = parcels.draft(voices, result, given.datasets, geojson, variants, *said)
            yield draft.with_files(revisions.files_of(city, table))


def _revised(
    city: City, workspace: Workspace, given: Material, state: State, names: Collection[str], shown: Shown
) -> RevisionTable | None:
    """What earlier vintages said, as far as a release may tell it."""
    with _naming(state.definition, names):
        read = given.read_by(state.definition)
        return revisions.released(city, workspace, state.definition, read, shown, state.hidden)


def _foreseen(results: Sequence[Result], tables: Sequence[RevisionTable | None]) -> Mapping[str, Foresight]:
    """The forecasts of what is shown; none without the library that makes them."""
    if not fingerprint.forecasting_library():
        return {}
    states = (table.earlier if table else {} for table in tables)
    found = (numbered(result, known) for result, known in zip(results, states, strict=True))
    return foresee([entry for entry in found if entry])


@contextmanager
def _naming(definition: Definition, names: Collection[str]) -> Iterator[None]:
    """Whatever is wrong is said with the name of the indicator that it is wrong with.

    All are computed together: what is wrong with another one may come up first, and names it already.
    """
    try:
        yield
    except InputError as error:
        if error.text.de.partition(":")[0] in names or definition.id in error.text.de:
            raise
        raise InputError(f"{definition.id}: {error.text.de}", f"{definition.id}: {error.text.en}") from error
