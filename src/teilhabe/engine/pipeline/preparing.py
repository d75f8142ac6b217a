"""From a declared source to its observations in the cube, with what was found on the way."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from teilhabe.engine.cube import store
from teilhabe.engine.pipeline import vintages
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import Dataset, files_of, note_of, parquet_of
from teilhabe.engine.pipeline.declared_sources import Source
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.engine.preparation import Prepared, compare, prepare
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.persons import count_persons, read_mapping
from teilhabe.engine.preparation.recipe import Recipe, read_recipe
from teilhabe.engine.sources.snapshot import take
from teilhabe.errors import InputError


def prepare_dataset(city: City, workspace: Workspace, source: Source, received: date) -> Dataset:
    """Read, check and store one source; InputError where a finding is an error, and nothing is stored then.

    `received`: the day on which a changed file came, where its declaration does not say.
    """
    if source.persons:
        return _count_persons(city, workspace, source)
    (file,) = files_of(city, workspace, source)
    recipe = read_recipe(source.recipe)
    snapshot = take(file, recipe.table)
    prepared = prepare(snapshot, recipe)
    _stop_on_errors(source, prepared.findings)
    parquet = parquet_of(workspace, source)
    if vintages.are_kept(source):
        _stop_on_errors(source, _against_earlier(prepared, recipe, workspace, source))
        with store.atomic_path(parquet) as part:
            shutil.copyfile(vintages.keep(workspace, source, file, prepared, received), part)
    else:
        store.write_parquet(prepared.observations, parquet)
    dataset = Dataset(
        id=source.id,
        file=source.file,
        sha256=snapshot.sha256,
        rows=len(prepared.observations),
        findings=len(prepared.findings),
        variables=tuple(sorted({str(cell) for cell in prepared.observations.column("variable").cells})),
    )
    return _noted(workspace, source, dataset, prepared.findings)


def _count_persons(city: City, workspace: Workspace, source: Source) -> Dataset:
    """As `prepare_dataset`, for the files of a register: what is stored are numbers of persons."""
    assert source.persons is not None
    mapping = read_mapping(source.persons.mapping, city.folder)
    for code in filter(None, (mapping.area, mapping.unknown_area)):
        city.place(code)
    areas = {place.code for place in city.places}
    files = files_of(city, workspace, source)
    counted = count_persons(files, mapping, areas, parquet_of(workspace, source))
    _stop_on_errors(source, counted.findings)
    dataset = Dataset(
        source.id, source.file, counted.sha256, counted.observations, len(counted.findings), counted.variables
    )
    return _noted(workspace, source, dataset, counted.findings)


def _noted(workspace: Workspace, source: Source, dataset: Dataset, findings: Sequence[Finding]) -> Dataset:
    content = {**asdict(dataset), "messages": [finding.text for finding in findings]}
    note_of(workspace, source).write_text(json.dumps(content, indent=1), encoding="utf-8")
    return dataset


def _against_earlier(prepared: Prepared, recipe: Recipe, workspace: Workspace, source: Source) -> tuple[Finding, ...]:
    """The errors that only the earlier vintage reveals; it is read with the recipe and the software of today.

    What was recognised then with another recipe or software would differ for reasons that lie not in the file.
    """
    kept = vintages.read(workspace, source)
    if not kept or kept[-1].sha256 == prepared.inspection.sha256:
        return ()
    before = take(vintages.file_of(workspace, source, kept[-1]), recipe.table)
    try:
        earlier = prepare(before, recipe.for_earlier).vintage
    except InputError:
        return ()  # the recipe now fits another layout: somebody has looked at the new file
    found = compare(prepared.vintage, earlier)
    return tuple(finding for finding in found if finding.code not in recipe.accept)


def _stop_on_errors(source: Source, findings: tuple[Finding, ...]) -> None:
    errors = [finding for finding in findings if finding.severity == "error"]
    if errors:
        first, more = errors[0], len(errors) - 1
        place = "" if first.row is None else f", Zeile {first.row}"
        place_en = "" if first.row is None else f", line {first.row}"
        file = first.data.get("file", source.file)
        raise InputError(
            f"{file}{place}: {first.text.de}" + (f" ({more} weitere Fehler)" if more else ""),
            f"{file}{place_en}: {first.text.en}" + (f" ({more} more errors)" if more else ""),
        )
