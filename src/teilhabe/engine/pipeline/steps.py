"""The steps of a build: generate, prepare every source, release. Each runs only when what it depends on changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.pipeline import fingerprint, vintages
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import files_of, note_of, parquet_of, read_dataset
from teilhabe.engine.pipeline.declared_sources import Source
from teilhabe.engine.pipeline.dependencies import Material, Parts
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.manifest import MANIFEST


@dataclass(frozen=True)
class Step:
    """One step: the fingerprints of everything it depends on, the files it leaves, and the action that does it."""

    name: str
    inputs: Parts
    products: tuple[Path, ...]
    run: Callable[[], None]


def generate_step(city: City, declared: Declaration, workspace: Workspace) -> Step:
    generated = (source for source in city.sources if source.generated)
    files = tuple(file for source in generated for file in files_of(city, workspace, source))

    def run() -> None:
        from teilhabe.engine import generator  # for start-up time: most builds generate nothing

        generator.generate(generator.read_config(declared), workspace.generated)

    inputs = {
        "generator": fingerprint.of_value(declared.values),
        "software": fingerprint.of_software("generate"),
    }
    return Step("generate", inputs, files, run)


def prepare_step(city: City, workspace: Workspace, source: Source, received: date) -> Step:
    def run() -> None:
        from teilhabe.engine.pipeline.preparing import prepare_dataset  # for start-up time: most sources are fresh

        prepare_dataset(city, workspace, source, received)

    kept = [vintages.index_of(workspace, source)] if vintages.are_kept(source) else []
    products = (parquet_of(workspace, source), note_of(workspace, source), *kept)
    return Step(f"prepare {source.id}", _source_inputs(city, workspace, source), products, run)


def _source_inputs(city: City, workspace: Workspace, source: Source) -> Parts:
    files = [file for file in files_of(city, workspace, source) if file.is_file()]
    parts = {
        f"file:{source.file}": fingerprint.of_files(files),
        f"recipe:{source.id}": fingerprint.of_value(source.reading.values),
        "software": fingerprint.of_software("prepare"),
    }
    if source.persons:
        parts["city"] = fingerprint.of_value([place.code for place in city.places])
        table = source.persons.code_table(city.folder)
        if table and table.is_file():
            parts[f"file:{table.name}"] = fingerprint.of_file(table)
    return parts


def release_step(
    city: City, workspace: Workspace, given: Material, indicators: Mapping[str, Parts], gate: Parts
) -> Step:
    """Put the parcels of all indicators together; `indicators`, `gate`: what they and its decision were made from."""
    inputs = release_inputs(city, workspace)

    def run() -> None:
        from teilhabe.engine.pipeline.assembling import assemble  # for start-up time: a fresh release needs none of it

        assemble(city, workspace, given, inputs)

    newest = workspace.releases / (workspace.newest or "none") / MANIFEST
    depends = {**inputs, "indicators": fingerprint.of_value(indicators), "approvals": gate["approvals"]}
    return Step("release", depends, (workspace.latest, newest), run)


def release_inputs(city: City, workspace: Workspace) -> Parts:
    """The checksum of every declaration and data file of the city, of earlier vintages, and of the software."""
    declarations = [*sorted(city.folder.glob("*.toml")), *([city.map_file] if city.map_file else [])]
    data = [file for source in city.sources if not source.persons for file in files_of(city, workspace, source)]
    named = {path.relative_to(_root(city, workspace, path)).as_posix(): path for path in (*declarations, *data)}
    checksums = {name: fingerprint.of_file(path) for name, path in named.items() if path.is_file()}
    histories = {f"vintages/{source.id}": vintages.history(workspace, source) for source in city.sources}
    kept = {name: digest for name, digest in histories.items() if digest}
    registers = {
        source.file: read_dataset(workspace, source).sha256
        for source in city.sources
        if source.persons and note_of(workspace, source).is_file()
    }
    return {**checksums, **kept, **registers, "software": fingerprint.of_software()}


def _root(city: City, workspace: Workspace, path: Path) -> Path:
    return city.folder if path.is_relative_to(city.folder) else workspace.folder
