"""The prepared sources of a city: where they lie and what was noted of them; the cube they make."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from teilhabe.engine.cube.query import LISTED_CELLS, Cube
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.declared_sources import Source
from teilhabe.engine.pipeline.persons import files_of as person_files_of
from teilhabe.engine.pipeline.workspace import Workspace


@dataclass(frozen=True)
class Dataset:
    """A prepared source: where it lies, what it was read from, what it measures and how much there was to remark."""

    id: str
    file: str
    sha256: str
    rows: int
    findings: int
    variables: tuple[str, ...] = ()


def files_of(city: City, workspace: Workspace, source: Source) -> tuple[Path, ...]:
    """The one file of a source; of persons all that fit its location, InputError where none does."""
    if source.persons:
        return person_files_of(city.folder, source.persons)
    return ((workspace.generated if source.generated else city.folder) / source.file,)


def parquet_of(workspace: Workspace, source: Source) -> Path:
    return workspace.cube / f"{source.id}.parquet"


def read_dataset(workspace: Workspace, source: Source) -> Dataset:
    """What `prepare_dataset` noted when it last ran."""
    content = json.loads(note_of(workspace, source).read_text(encoding="utf-8"))
    content.pop("messages")
    return Dataset(**{**content, "variables": tuple(content["variables"])})


def note_of(workspace: Workspace, source: Source) -> Path:
    return workspace.cube / f"{source.id}.json"


def open_cube(city: City, workspace: Workspace, listing: int = LISTED_CELLS) -> Cube:
    """The cube of all of the city's sources as they were last prepared."""
    return cube_of(city, {source.id: parquet_of(workspace, source) for source in city.sources}, listing)


def cube_of(city: City, files: Mapping[str, Path], listing: int = LISTED_CELLS) -> Cube:
    """The cube of these prepared datasets, read as the city declares its sources; `listing` cells of each sum."""
    complete = [source.id for source in city.sources if source.complete]
    confidential = [source.id for source in city.sources if source.threshold]
    return Cube(files, complete, confidential, listing)
