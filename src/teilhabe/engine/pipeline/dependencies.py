"""What each indicator of a city depends on, part by part: it is made anew when one of its parts changes.

The parts are named for whoever asks why: "definition", "rules", "breaks", "city", "software", of a page "forecasts"
(the library that makes them), and for every dataset that the indicator reads "file:PATH", "recipe:ID", "source:ID"
(what is declared about it), "threshold:ID", "data:ID" (its observations) and "vintages:ID" (where
it has more than one).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from teilhabe.engine.indicators.definition import Definition, Part
from teilhabe.engine.indicators.quality import read_rules
from teilhabe.engine.pipeline import fingerprint, vintages
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import Dataset, parquet_of, read_dataset
from teilhabe.engine.pipeline.declared_sources import Source
from teilhabe.engine.pipeline.workspace import Workspace

Parts = Mapping[str, str]
"""Name of a part → its fingerprint."""


@dataclass(frozen=True)
class Material:
    """The prepared datasets of a city, each with the fingerprints of what it was made from and what it holds."""

    datasets: Mapping[str, Dataset]
    parts: Mapping[str, Parts]
    rules: Parts  # id of a quality rule → its fingerprint
    map: str  # fingerprint of the city's map, "" without one

    def read_by(self, definition: Definition) -> tuple[str, ...]:
        """The datasets that measure what the definition counts; of those it could choose from, all."""
        found = {name for part in definition.parts for name in self._holding(part)}
        return tuple(name for name in self.datasets if name in found)

    def _holding(self, part: Part) -> Iterable[str]:
        wanted = {*part.variables, part.cases}
        holders = (name for name, dataset in self.datasets.items() if wanted.intersection(dataset.variables))
        return (name for name in holders if part.dataset in ("", name))


def material(city: City, workspace: Workspace) -> Material:
    """What the city's prepared sources look like now."""
    datasets = {source.id: read_dataset(workspace, source) for source in city.sources}
    parts = {source.id: _of_dataset(workspace, source, datasets[source.id]) for source in city.sources}
    rules = {name: fingerprint.of_value(asdict(rule)) for name, rule in read_rules().items()}
    return Material(datasets, parts, rules, fingerprint.of_file(city.map_file) if city.map_file else "")


def _of_dataset(workspace: Workspace, source: Source, dataset: Dataset) -> Parts:
    declared = {key: value for key, value in vars(source).items() if key not in ("recipe", "persons", "threshold")}
    history = vintages.history(workspace, source)
    return {
        f"file:{source.file}": dataset.sha256,
        f"recipe:{source.id}": fingerprint.of_value(source.reading.values),
        f"source:{source.id}": fingerprint.of_value(declared),
        f"threshold:{source.id}": fingerprint.of_value(source.threshold),
        f"data:{source.id}": fingerprint.of_file(parquet_of(workspace, source)),
        **({f"vintages:{source.id}": history} if history else {}),
    }


def of_indicator(city: City, definition: Definition, given: Material) -> Parts:
    """What the figures and the page of one definition depend on."""
    places = [place.code for place in city.places]
    breaks = [asdict(entry) for entry in city.breaks if any(entry.touches(definition, place) for place in places)]
    own = {
        "definition": fingerprint.of_value([asdict(definition), _field(city, definition)]),
        "rules": fingerprint.of_value([definition.disclosure, given.rules.get(definition.quality)]),
        "breaks": fingerprint.of_value(breaks),
        "city": _of_city(city, definition, given),
        "software": fingerprint.of_software("indicators"),
    }
    read = [given.parts[name] for name in given.read_by(definition)]
    return own | {name: digest for parts in read for name, digest in parts.items()}


def of_family(city: City, definition: Definition, given: Material) -> Parts:
    """What an indicator depends on together with its variants, which stand on its page."""
    members = [of_indicator(city, entry, given) for entry in family(city, definition)]
    names = sorted({name for parts in members for name in parts})
    own = {name: fingerprint.of_value([parts.get(name) for parts in members]) for name in names}
    return {**own, "forecasts": fingerprint.of_value([fingerprint.forecasting_library(), city.as_of])}


def family(city: City, definition: Definition) -> tuple[Definition, ...]:
    """The indicator, then its variants."""
    return (definition, *city.catalogue.variants_of(definition.id))


def _field(city: City, definition: Definition) -> str:
    return next(field.name.de + field.name.en for field in city.catalogue.fields if field.id == definition.field)


def _of_city(city: City, definition: Definition, given: Material) -> str:
    """The facts about the city that stand on an indicator's page."""
    places = [asdict(place) for place in city.places]
    notes = city.notes_for(definition)
    return fingerprint.of_value([city.code, city.name, city.invented, city.notice, places, notes, given.map])
