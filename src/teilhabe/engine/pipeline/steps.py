"""The steps of a build: generate, prepare every source, release. Each runs only when what it depends on changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from teilhabe.engine import generator
from teilhabe.engine.cube.declarations import Declaration
from teilhabe.engine.cube.query import Cube
from teilhabe.engine.pipeline import fingerprint, vintages
from teilhabe.engine.pipeline.city import City, Source
from teilhabe.engine.pipeline.datasets import Dataset, file_of, note_of, parquet_of, prepare_dataset, read_dataset
from teilhabe.engine.pipeline.pages import exports
from teilhabe.engine.pipeline.pages.cities import card, city_page
from teilhabe.engine.pipeline.pages.indicators import indicator_page
from teilhabe.engine.pipeline.pages.views import Studio
from teilhabe.engine.pipeline.pages.words import Words
from teilhabe.engine.pipeline.pictures import Picture, Progress, draw_all
from teilhabe.engine.pipeline.results import Result, compute_result
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.release.manifest import MANIFEST
from teilhabe.release.pages import to_json
from teilhabe.release.writer import write_release
from teilhabe.text import LANGUAGES


@dataclass(frozen=True)
class Step:
    """One step: the fingerprints of everything it depends on, the files it leaves, and the action that does it."""

    name: str
    inputs: Mapping[str, str]
    products: tuple[Path, ...]
    run: Callable[[], None]


def generate_step(city: City, declared: Declaration, workspace: Workspace) -> Step:
    config = generator.read_config(declared)
    files = tuple(file_of(city, workspace, source) for source in city.sources if source.generated)

    def run() -> None:
        generator.generate(config, workspace.generated)

    inputs = {declared.where: fingerprint.of_value(declared.values), "software": fingerprint.of_software()}
    return Step("generate", inputs, files, run)


def prepare_step(city: City, workspace: Workspace, source: Source, received: date) -> Step:
    def run() -> None:
        prepare_dataset(city, workspace, source, received)

    kept = [vintages.index_of(workspace, source)] if vintages.are_kept(source) else []
    products = (parquet_of(workspace, source), note_of(workspace, source), *kept)
    return Step(f"prepare {source.id}", _source_inputs(city, workspace, source), products, run)


def _source_inputs(city: City, workspace: Workspace, source: Source) -> Mapping[str, str]:
    file = file_of(city, workspace, source)
    return {
        source.file: fingerprint.of_file(file) if file.is_file() else "",
        "recipe": fingerprint.of_value(source.recipe.values),
        "software": fingerprint.of_software(),
    }


def release_step(city: City, workspace: Workspace, progress: Progress) -> Step:
    inputs = release_inputs(city, workspace)

    def run() -> None:
        files = release_files(city, workspace, progress)
        folder = write_release(workspace.releases, city=city.id, files=files, inputs=inputs)
        workspace.latest.write_text(folder.name + "\n", encoding="utf-8")

    newest = workspace.releases / (workspace.newest or "none") / MANIFEST
    return Step("release", inputs, (workspace.latest, newest), run)


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
    done = []
    for number, result in enumerate(results(city, workspace), 1):
        progress(result.definition.id, number, len(city.catalogue.definitions))
        done.append(result)
    datasets = {source.id: read_dataset(workspace, source) for source in city.sources}
    files = _tables(city, done)
    pictures: dict[str, Picture] = {}
    for language in LANGUAGES:
        files |= _pages(Words(city, language), done, datasets, pictures)
    return {**files, **draw_all(pictures, workspace.pictures, progress)}


def _tables(city: City, done: Sequence[Result]) -> dict[str, bytes]:
    rows = {result.definition.id: exports.rows(city, result) for result in done if result.figures}
    tables = {f"csv/{indicator}.csv": exports.to_csv(part) for indicator, part in rows.items()}
    return {**tables, "tables/figures.parquet": exports.to_parquet([row for part in rows.values() for row in part])}


def _pages(
    words: Words, done: Sequence[Result], datasets: Mapping[str, Dataset], pictures: dict[str, Picture]
) -> dict[str, bytes]:
    """The pages of one language; the pictures they show gather in `pictures`."""
    folder = f"pages/{words.language}"
    geojson = json.loads(words.city.map_file.read_text(encoding="utf-8")) if words.city.map_file else None
    cards = {result.definition.id: card(words, result, pictures) for result in done}
    files = {f"{folder}/city.json": to_json(city_page(words, cards, datasets)).encode()}
    for result in done:
        studio = Studio(words, result, geojson)
        page = indicator_page(words, result, datasets, studio)
        files |= {f"{folder}/indicators/{page.id}.json": to_json(page).encode(), **studio.specs}
        pictures |= studio.pictures
    return files
