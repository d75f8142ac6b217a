"""Renews the parcels of the indicators that something has changed for: all computed together, each kept for itself."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline import parcels
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import open_cube
from teilhabe.engine.pipeline.dependencies import Material, family
from teilhabe.engine.pipeline.due import State
from teilhabe.engine.pipeline.fingerprint import Ledger
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.parcels import Draft
from teilhabe.engine.pipeline.pictures import Progress, easel
from teilhabe.engine.pipeline.results import compute_results
from teilhabe.engine.pipeline.revisions import released
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError
from teilhabe.text import LANGUAGES

_FEW = 8
"""More indicators than this have more pictures than one process should draw."""


def renew(
    city: City, workspace: Workspace, given: Material, due: Sequence[State], ledger: Ledger, progress: Progress
) -> None:
    """Compute these indicators together, make their pages, draw their pictures, keep their parcels.

    InputError names the indicator that cannot be computed; then no parcel has changed.
    """
    with easel(workspace.pictures) as standing:
        if len(due) > _FEW:
            standing.expect_many()
        drafts = []
        for number, draft in enumerate(_drafts(city, workspace, given, due), 1):
            progress(due[number - 1].definition.id, number, len(due))
            standing.order(draft.pictures.values())
            drafts.append(draft)
        ledger.forget(state.step for state in due)
        for number, (state, draft) in enumerate(zip(due, drafts, strict=True), 1):
            progress(f"{state.definition.id} SVG", number, len(due))
            parcel = draft.finished(standing.drawn(draft.pictures.values()))
            parcels.keep(workspace, state.definition.id, parcel)
            ledger.record(state.step, state.inputs)


def _drafts(city: City, workspace: Workspace, given: Material, due: Sequence[State]) -> Iterator[Draft]:
    geojson = json.loads(city.map_file.read_text(encoding="utf-8")) if city.map_file else None
    voices = [Words(city, language) for language in LANGUAGES]
    families = [family(city, state.definition) for state in due]
    together = [member for members in families for member in members]
    results = compute_results(city, together, open_cube(city, workspace))
    names = {member.id for member in together}
    for state, members in zip(due, families, strict=True):
        with _naming(state.definition, names):
            result, *variants = (next(results) for _ in members)
            draft = parcels.draft(voices, result, given.datasets, geojson, variants)
            yield draft.with_files(released(city, workspace, state.definition, given.read_by(state.definition)))


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
