"""Knowledge: the state in which a city's sources are known today, or were known on an earlier day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from teilhabe.engine.cube.query import LISTED_CELLS, Cube
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline import vintages
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.datasets import cube_of, open_cube, read_dataset
from teilhabe.engine.pipeline.declared_sources import Source
from teilhabe.engine.pipeline.vintages import Vintage
from teilhabe.engine.pipeline.workspace import Workspace
from teilhabe.errors import InputError

EVERY_CELL = 100_000
"""So many cells of a sum are listed where one figure is asked for: in practice all of them."""

Histories = Mapping[str, tuple[Vintage, ...]]
"""Dataset → its vintages in the order in which they came."""


@dataclass(frozen=True)
class Knowledge:
    """Observations, and the checksum of the file that each dataset was read from."""

    cube: Cube
    checksums: Mapping[str, str]


def of_today(city: City, workspace: Workspace) -> Knowledge:
    """The newest state of every source."""
    checksums = {source.id: read_dataset(workspace, source).sha256 for source in city.sources}
    return Knowledge(open_cube(city, workspace, EVERY_CELL), checksums)


def histories(city: City, workspace: Workspace, definition: Definition) -> Histories:
    """The vintages of all that the indicator counts; InputError where one of its sources keeps none."""
    return {source.id: _kept(workspace, definition, source) for source in sources_of(city, workspace, definition)}


def _kept(workspace: Workspace, definition: Definition, source: Source) -> tuple[Vintage, ...]:
    found = vintages.read(workspace, source)
    if not found:
        raise InputError(
            f"{definition.id} beruht auf „{source.id}“; von diesem Datensatz werden keine früheren Stände aufgehoben.",
            f"{definition.id} rests on “{source.id}”; no earlier vintages of this dataset are kept.",
        )
    return found


def known_since(kept: Histories) -> date:
    """The first day at whose end all of the sources were known."""
    return max(entries[0].since for entries in kept.values())


def states(kept: Histories) -> Mapping[date, tuple[str, ...]]:
    """Every day since which the sources together are known otherwise than before → the sources that changed then.

    The first is the day since which all are known.
    """
    first = known_since(kept)
    changed: dict[date, dict[str, None]] = {}
    for dataset, entries in kept.items():
        for vintage in entries:
            changed.setdefault(max(vintage.since, first), {})[dataset] = None
    return {day: tuple(changed[day]) for day in sorted(changed)}


def of_day(city: City, workspace: Workspace, kept: Histories, day: date, listing: int = LISTED_CELLS) -> Knowledge:
    """The newest vintages at the end of a day at which all sources were known; InputError where one is damaged."""
    chosen = [(city.source(dataset), vintages.known_on(entries, day)) for dataset, entries in kept.items()]
    known = [(source, vintage) for source, vintage in chosen if vintage]
    files = {source.id: vintages.observations_of(workspace, source, vintage) for source, vintage in known}
    return Knowledge(cube_of(city, files, listing), {source.id: vintage.sha256 for source, vintage in known})


def as_of(city: City, workspace: Workspace, definition: Definition, day: date) -> Knowledge:
    """What was known at the end of the day about all that the indicator counts.

    InputError where one of its sources was not known yet or keeps no vintages.
    """
    kept = histories(city, workspace, definition)
    if day < (since := known_since(kept)):
        raise InputError(
            f"{definition.id} war am {day} noch nicht bekannt; bekannt ist es seit dem {since}.",
            f"{definition.id} was not known yet on {day}; it is known since {since}.",
        )
    return of_day(city, workspace, kept, day, EVERY_CELL)


def sources_of(city: City, workspace: Workspace, definition: Definition) -> tuple[Source, ...]:
    """The sources that measure what the indicator counts; InputError where the city has none."""
    wanted = {(variable, part.dataset) for part in definition.parts for variable in (*part.variables, part.cases)}
    found = tuple(
        source
        for source in city.sources
        for measured in [read_dataset(workspace, source).variables]
        if any(variable in measured and dataset in ("", source.id) for variable, dataset in wanted)
    )
    if not found:
        raise no_data(city, definition)
    return found


def no_data(city: City, definition: Definition) -> InputError:
    """What is said of an indicator that nothing in the city measures."""
    return InputError(
        f"Zu „{definition.id}“ hat {city.name.de} keine Daten. Gebraucht wird: {definition.feeds.de}",
        f"{city.name.en} has no data for “{definition.id}”. What it needs: {definition.feeds.en}",
    )
