"""SDMX-ML: data messages become drafts, with labels where the same message carries structures.

Source: SDMX technical standards 2.0, 2.1 and 3.0, section 3A.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, islice, product
from string import ascii_uppercase

import numpy as np

from teilhabe.engine.cube.coded import Coded, Indices
from teilhabe.engine.preparation.described.components import TIME, VALUE, Component, to_draft
from teilhabe.engine.preparation.described.cube import spread
from teilhabe.engine.preparation.described.sdmx_messages import DataSet, Message, Observation, read_message
from teilhabe.engine.preparation.draft import Draft, Layout
from teilhabe.errors import UnreadableFile

_BEGINNING = re.compile(r"\s*<(?:\?xml|[\w:.-]+[\s>/]|!--|!DOCTYPE)", re.IGNORECASE)
_NAMESPACE = re.compile(r"sdmx\.org/resources/sdmxml|SDMX/resources/SDMXML", re.IGNORECASE)


def recognises(text: str) -> bool:
    """Whether a text is XML that names the SDMX-ML schemas."""
    return _BEGINNING.match(text) is not None and _NAMESPACE.search(text) is not None


def read(name: str, text: str) -> Sequence[Draft]:
    """A draft for each data set; UnreadableFile where the message is damaged or holds no figures."""
    message = read_message(name, text)
    data_sets = [data for data in message.data_sets if data.observations]
    if not data_sets:
        raise _without_figures(name, message)
    drafts = [_draft(message, data) for data in data_sets]
    if len(drafts) > 1:
        drafts = [replace(d, layout=replace(d.layout, table=str(n))) for n, d in enumerate(drafts, 1)]
    return drafts


def _without_figures(name: str, message: Message) -> UnreadableFile:
    if message.said:
        return UnreadableFile(
            f"{name}: Die SDMX-Nachricht enthält keine Werte; der Anbieter meldet: „{message.said[:300]}“",
            f"{name}: the SDMX message holds no figures; the provider says: {message.said[:300]!r}",
        )
    if message.data_sets:
        return UnreadableFile(
            f"{name}: Der Datensatz der SDMX-Nachricht ist leer; bitte die Auswahl beim Anbieter prüfen.",
            f"{name}: the data set of the SDMX message is empty; please check the selection at the provider.",
        )
    return UnreadableFile(
        f"{name}: Die SDMX-Nachricht enthält nur Strukturen (Schlüssellisten, Gliederungen), keine Werte; "
        "bitte die Daten selbst herunterladen.",
        f"{name}: the SDMX message holds only structures (code lists, dimensions), no figures; "
        "please download the data themselves.",
    )


def _draft(message: Message, data: DataSet) -> Draft:
    found = data.observations
    variables = [observation.variable or message.flow for observation in found]
    layout = Layout(
        "sdmx-ml",
        title=message.title,
        table_code=message.flow,
        stand=f"Stand: {message.prepared}" if message.prepared else "",
    )
    components = _components(message, data)
    values = [observation.own.get(VALUE, "") for observation in found]
    lines = [observation.line for observation in found]
    return to_draft(layout, components, values, lines, _letters(lines), variables)


def _components(message: Message, data: DataSet) -> list[Component]:
    """A column for each component; the message tells which are dimensions only where it is generic."""
    found = data.observations
    series, places = _different(found)
    outer = _names(series)
    _spread_groups(data, series, outer)
    is_flat = message.at == "AllDimensions" or not outer
    sure = data.keys or ({message.at, TIME} if not is_flat else set())
    result = []
    inner = _names(observation.own for observation in found)
    for name in dict.fromkeys((*outer, *inner, *_names(series))):
        if name == VALUE:
            continue
        around = spread([attributes.get(name, "") for attributes in series], places)
        codes = _column(found, name, around) if name in inner else around
        is_open = not data.keys and (is_flat or name in outer) and "" not in codes
        identifies = None if is_open and name not in sure else name in sure
        texts = _labelled(codes, message.names.labels(name))
        result.append(Component(name, message.names.title(name) or name, codes, texts, identifies))
    return result


def _labelled(codes: Coded[str], labels: Mapping[str, str]) -> Sequence[str]:
    return codes.map(lambda code: labels.get(code, code)) if labels else ()


def _column(found: Sequence[Observation], name: str, around: Sequence[str]) -> Coded[str]:
    """What the observations say, and their series where they say nothing."""
    return Coded.of([observation.own.get(name) or text for observation, text in zip(found, around, strict=True)])


def _different(found: Iterable[Observation]) -> tuple[list[dict[str, str]], Indices]:
    """The attributes of each series once, and for each observation the place of its series."""
    series: dict[int, dict[str, str]] = {}
    numbers: dict[int, int] = {}
    places = []
    for observation in found:
        key = id(observation.series)
        series.setdefault(key, observation.series)
        places.append(numbers.setdefault(key, len(numbers)))
    return list(series.values()), np.array(places, np.int32)


def _names(series: Iterable[Mapping[str, str]]) -> dict[str, None]:
    return dict.fromkeys(name for attributes in series for name in attributes)


def _spread_groups(data: DataSet, series: Sequence[dict[str, str]], known: Mapping[str, None]) -> None:
    """What a group says beside its codes goes to all series with these codes."""
    groups: dict[tuple[str, ...], dict[tuple[str, ...], Mapping[str, str]]] = {}
    for group in data.groups:
        names = tuple(name for name in group if name in known)
        said = {name: text for name, text in group.items() if name not in known}
        groups.setdefault(names, {})[tuple(group[name] for name in names)] = said
    for attributes in series:
        for names, by_codes in groups.items():
            attributes.update(by_codes.get(tuple(attributes.get(name, "") for name in names), {}))


def _letters(lines: Sequence[int]) -> list[str]:
    """The place of each value in its line, as a spreadsheet letter: messages are often a single line."""
    places = []
    before, place = -1, 0
    for line in lines:
        place = place + 1 if line == before else 0
        before = line
        places.append(place)
    letters = list(islice(_all_letters(), max(places) + 1))
    return [letters[place] for place in places]


def _all_letters() -> Iterator[str]:
    """A, B … Z, AA, AB …"""
    for length in count(1):
        yield from map("".join, product(ascii_uppercase, repeat=length))
