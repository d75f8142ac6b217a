"""The steps of a build: generate, prepare every source, release. Each runs only when what it depends on changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teilhabe.engine import generator
from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.pipeline import fingerprint, parcels, vintages
from teilhabe.engine.pipeline.city import City, Source
from teilhabe.engine.pipeline.datasets import cube_of, files_of, note_of, parquet_of, prepare_dataset, read_dataset
from teilhabe.engine.pipeline.dependencies import Material, Parts, family, of_indicator
from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.pages.cities import city_page
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.parcels import Parcel
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.manifest import MANIFEST
from teilhabe.release.pages import to_json
from teilhabe.release.writer import write_release
from teilhabe.text import LANGUAGES


@dataclass(frozen=True)
class Step:
    """One step: the fingerprints of everything it depends on, the files it leaves, and the action that does it."""

    name: str
    inputs: Parts
    products: tuple[Path, ...]
    run: Callable[[], None]


def generate_step(city: City, declared: Declaration, workspace: Workspace) -> Step:
    config = generator.read_config(declared)
    generated = (source for source in city.sources if source.generated)
    files = tuple(file for source in generated for file in files_of(city, workspace, source))

    def run() -> None:
        generator.generate(config, workspace.generated)

    inputs = {
        "generator": fingerprint.of_value(declared.values),
        "software": fingerprint.of_software("generate"),
    }
    return Step("generate", inputs, files, run)


def prepare_step(city: City, workspace: Workspace, source: Source, received: date) -> Step:
    def run() -> None:
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


def open_cube(city: City, workspace: Workspace) -> Cube:
    return cube_of(city, {source.id: parquet_of(workspace, source) for source in city.sources})


def release_step(city: City, workspace: Workspace, given: Material, indicators: Mapping[str, Parts]) -> Step:
    """Put the parcels of all indicators together; `indicators`: what each of them was made from."""
    inputs = release_inputs(city, workspace)

    def run() -> None:
        kept = parcels.read(workspace, [definition.id for definition in city.catalogue.definitions])
        folder = write_release(workspace.releases, city=city.id, files=release_files(city, given, kept), inputs=inputs)
        workspace.latest.write_text(folder.name + "\n", encoding="utf-8")
        parcels.forget_others(workspace, kept)

    newest = workspace.releases / (workspace.newest or "none") / MANIFEST
    depends = {**inputs, "indicators": fingerprint.of_value(indicators)}
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


def release_files(city: City, given: Material, kept: Mapping[str, Parcel]) -> Mapping[str, bytes]:
    """All files of the release by their path in it: those of the parcels, and what speaks of all indicators."""
    files = {path: text.encode() for parcel in kept.values() for path, text in parcel.files.items()}
    for language in LANGUAGES:
        cards = {indicator: parcel.card(language) for indicator, parcel in kept.items()}
        page = city_page(Words(city, language), cards, given.datasets)
        files[f"pages/{language}/city.json"] = to_json(page).encode()
    rows = [row for parcel in kept.values() for row in parcel.rows]
    return {**files, "tables/figures.parquet": exports.to_parquet(rows), LINEAGE: lineage(city, given)}


LINEAGE = "lineage.json"


def lineage(city: City, given: Material) -> bytes:
    """What the figures of each indicator and variant were made from: part → fingerprint (see `dependencies`)."""
    members = [entry for definition in city.catalogue.definitions for entry in family(city, definition)]
    parts = {entry.id: of_indicator(city, entry, given) for entry in members}
    content = {"format": "teilhabe-lineage/1", "indicators": parts}
    return (json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
