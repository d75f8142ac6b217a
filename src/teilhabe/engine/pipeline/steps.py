"""The steps of a build: generate, prepare every source, release. Each runs only when what it depends on changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from teilhabe.engine import generator
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.pipeline import fingerprint
from teilhabe.engine.pipeline.city import City, Source
from teilhabe.engine.pipeline.datasets import Dataset, file_of, parquet_of, prepare_dataset, read_dataset
from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.pages.cities import city_page
from teilhabe.engine.pipeline.pages.indicators import indicator_page
from teilhabe.engine.pipeline.pages.views import Studio
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.results import Result, compute_result
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.pages import to_json
from teilhabe.release.writer import write_release
from teilhabe.text import LANGUAGES, Language

Progress = Callable[[str, int, int], None]
"""Called with the name of what is done, how many are done and how many there are."""


@dataclass(frozen=True)
class Step:
    """One step with the fingerprints of everything it depends on, and the action that does it."""

    name: str
    inputs: Mapping[str, str]
    run: Callable[[], None]


def generate_step(city: City, workspace: Workspace) -> Step:
    config = generator.read_config(city.generator, "city.toml → generator")

    def run() -> None:
        generator.generate(config, workspace.generated)

    inputs = {"city.toml → generator": fingerprint.of_value(city.generator), "software": fingerprint.of_software()}
    return Step("generate", inputs, run)


def prepare_step(city: City, workspace: Workspace, source: Source) -> Step:
    def run() -> None:
        prepare_dataset(city, workspace, source)

    return Step(f"prepare {source.id}", _source_inputs(city, workspace, source), run)


def _source_inputs(city: City, workspace: Workspace, source: Source) -> Mapping[str, str]:
    file = file_of(city, workspace, source)
    return {
        source.file: fingerprint.of_file(file) if file.is_file() else "",
        "recipe": fingerprint.of_value(source.recipe),
        "software": fingerprint.of_software(),
    }


def release_step(city: City, workspace: Workspace, progress: Progress) -> Step:
    inputs = release_inputs(city, workspace)

    def run() -> None:
        files = release_files(city, workspace, progress)
        folder = write_release(workspace.releases, city=city.id, files=files, inputs=inputs)
        workspace.latest.write_text(folder.name + "\n", encoding="utf-8")

    return Step("release", inputs, run)


def release_inputs(city: City, workspace: Workspace) -> Mapping[str, str]:
    """The checksum of every declaration and data file of the city, and of the software."""
    declarations = [*sorted(city.folder.glob("*.toml")), *([city.map_file] if city.map_file else [])]
    data = [file_of(city, workspace, source) for source in city.sources]
    named = {path.relative_to(_root(city, workspace, path)).as_posix(): path for path in (*declarations, *data)}
    checksums = {name: fingerprint.of_file(path) for name, path in named.items() if path.is_file()}
    return {**checksums, "software": fingerprint.of_software()}


def _root(city: City, workspace: Workspace, path: Path) -> Path:
    return city.folder if path.is_relative_to(city.folder) else workspace.folder


def results(city: City, workspace: Workspace) -> Iterator[Result]:
    """Every indicator of the city, computed from the cube."""
    cube = open_cube(city, workspace)
    for definition in city.catalogue.definitions:
        yield compute_result(city, definition, cube)


def open_cube(city: City, workspace: Workspace) -> Cube:
    complete = [source.id for source in city.sources if source.complete]
    return Cube({source.id: parquet_of(workspace, source) for source in city.sources}, complete)


def release_files(city: City, workspace: Workspace, progress: Progress) -> Mapping[str, bytes]:
    """All files of the release by their path in it."""
    datasets = {source.id: read_dataset(workspace, source) for source in city.sources}
    geojson = json.loads(city.map_file.read_text(encoding="utf-8")) if city.map_file else None
    files: dict[str, bytes] = {}
    done: list[Result] = []
    for number, result in enumerate(results(city, workspace), 1):
        progress(result.definition.id, number, len(city.catalogue.definitions))
        done.append(result)
        for language in LANGUAGES:
            files |= _indicator_files(Words(city, language), result, datasets, geojson)
        if result.figures:
            files[f"csv/{result.definition.id}.csv"] = exports.to_csv(exports.rows(city, result))
    for language in LANGUAGES:
        files |= _city_files(Words(city, language), done, datasets)
    files["tables/figures.parquet"] = exports.to_parquet([row for result in done for row in exports.rows(city, result)])
    return files


def _indicator_files(
    words: Words, result: Result, datasets: Mapping[str, Dataset], geojson: Mapping[str, object] | None
) -> dict[str, bytes]:
    studio = Studio(words, result, geojson)
    page = indicator_page(words, result, datasets, studio)
    return {**studio.files, f"pages/{words.language}/indicators/{page.id}.json": to_json(page).encode()}


def _city_files(words: Words, done: list[Result], datasets: Mapping[str, Dataset]) -> dict[str, bytes]:
    language: Language = words.language
    files: dict[str, bytes] = {}
    page = city_page(words, done, datasets, files)
    return {**files, f"pages/{language}/city.json": to_json(page).encode()}
