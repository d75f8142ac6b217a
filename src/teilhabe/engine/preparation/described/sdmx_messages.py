"""SDMX-ML as a stream: every observation of a message with the attributes of what encloses it.

Read are data messages of SDMX 2.0 (generic, compact, cross-sectional), 2.1 and 3.0 (generic,
structure-specific, with series or flat). A document type declaration ends the reading: nothing in SDMX needs one, and
entities can expand without end or reach other files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from teilhabe.engine.preparation.described.components import TIME, VALUE
from teilhabe.engine.preparation.described.sdmx_names import Names
from teilhabe.errors import UnreadableFile

Attributes = Mapping[str, str]

_KEYS = ("SeriesKey", "ObsKey")
_PARTS = frozenset(
    (
        "Value",
        "ObsDimension",
        "ObsValue",
        "Time",
        "Comp",
        "SeriesKey",
        "ObsKey",
        "GroupKey",
        "Attributes",
        "KeyFamilyRef",
    )
)
_COMPONENT = re.compile(r"[A-Z][A-Z0-9_]*")
_URN = re.compile(r"=[\w.]+:([\w-]+)\(")
_DEEPEST = 100


@dataclass(frozen=True, slots=True)
class Observation:
    """Texts by component, of the observation itself and of its series; `variable` where the element names a measure."""

    own: Attributes
    series: dict[str, str]
    line: int
    variable: str = ""


@dataclass
class DataSet:
    """The observations of one data set. `groups` are attributes that hold for all series with certain codes.

    `keys` are the components that the message itself calls dimensions, empty where it does not tell.
    """

    attributes: dict[str, str]
    observations: list[Observation] = field(default_factory=list)
    groups: list[Attributes] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)


@dataclass
class Message:
    """What a message holds. `at` is the dimension of the observations, `said` the text of an error or a footer."""

    at: str = TIME
    has_measures: bool = False
    flow: str = ""
    title: str = ""
    prepared: str = ""
    said: str = ""
    data_sets: list[DataSet] = field(default_factory=list)
    names: Names = field(default_factory=Names)


def read_message(name: str, text: str) -> Message:
    """The message; UnreadableFile where it is no well-formed XML or declares a document type."""
    reader = _Reader(name)
    try:
        reader.parser.Parse(text, True)
    except expat.ExpatError as error:
        raise UnreadableFile(
            f"{name}, Zeile {error.lineno}: Das XML bricht hier ab oder ist beschädigt; bitte neu herunterladen.",
            f"{name}, line {error.lineno}: the XML breaks off here or is damaged; please download it again.",
        ) from error
    return reader.message


@dataclass
class _Around:
    """A group or section: its attributes, and how many observations there were before it."""

    attributes: dict[str, str]
    before: int


class _Reader:
    """Follows the stream. `path` holds the local names of the open elements, `around` the groups by depth."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.message = Message()
        self.path: list[str] = []
        self.data: DataSet | None = None
        self.around: dict[int, _Around] = {}
        self.series: dict[str, str] = {}
        self.own: dict[str, str] | None = None
        self.variable = ""
        self.line = 0
        self.text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.text.append

    def _refuse_doctype(self, *_: object) -> NoReturn:
        raise UnreadableFile(
            f"{self.name}: Das XML enthält eine DOCTYPE-Angabe; solche Dateien werden zum Schutz nicht gelesen.",
            f"{self.name}: the XML has a DOCTYPE declaration; such files are not read, for safety.",
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self.path.append(local)
        self.text.clear()
        if len(self.path) > _DEEPEST:
            raise UnreadableFile(
                f"{self.name}: Das XML ist tiefer verschachtelt als jede Tabelle.",
                f"{self.name}: the XML is nested more deeply than any table.",
            )
        if self.data is None:
            self._start_outside(local, attributes)
        elif local == "Obs":
            kind = attributes.pop("xsi:type", "")
            self.variable = kind.rpartition(":")[2] if self.message.has_measures else ""
            self.own, self.line = attributes, self.parser.CurrentLineNumber
        elif local == "Series":
            attributes.pop("xsi:type", "")
            self.series = self._enclosed() | attributes
        elif not self._start_part(self.data, local, attributes):
            self._start_around(self.data, local, attributes)

    def _start_outside(self, local: str, attributes: dict[str, str]) -> None:
        """The header, structures, and the beginning of a data set."""
        message = self.message
        if local == "DataSet":
            self.data = DataSet(_components(attributes))
            message.data_sets.append(self.data)
            self.series = self._enclosed()
        elif local == "Structure" and "dimensionAtObservation" in attributes:
            message.at = attributes["dimensionAtObservation"]
            message.has_measures = attributes.get("explicitMeasures") == "true"
        elif local == "Ref" and "Header" in self.path:
            message.flow = message.flow or attributes.get("id", "")
        else:
            message.names.start(self.path, attributes)

    def _start_part(self, data: DataSet, local: str, attributes: dict[str, str]) -> bool:
        """The parts of a generic message, where each component is an element of its own; False for anything else."""
        if local == "Value":
            component = attributes.get("id") or attributes.get("concept", "")
            self._target()[component] = attributes.get("value", "")
            if self.path[-2] in _KEYS:
                data.keys.add(component)
        elif local == "ObsDimension" and self.own is not None:
            component = attributes.get("id") or self.message.at
            self.own[component] = attributes.get("value", "")
            data.keys.add(component)
        elif local == "ObsValue" and self.own is not None:
            self.own[VALUE] = attributes.get("value", "")
        return local in _PARTS

    def _target(self) -> dict[str, str]:
        """What a component of a generic message belongs to: the observation, the series or the group that is open."""
        if self.own is not None:
            return self.own
        if "Series" in self.path or not self.around:
            return self.series
        return self.around[max(self.around)].attributes

    def _start_around(self, data: DataSet, local: str, attributes: dict[str, str]) -> None:
        """A group of series, a section of a cross-sectional message, or one of its measures."""
        if self.path[-2] == "Section":
            value = attributes.pop("value", None)
            own = attributes if value is None else {**attributes, VALUE: value}
            data.observations.append(Observation(own, self.series, self.parser.CurrentLineNumber, local))
            return
        if self.own is not None or "Series" in self.path:
            return  # annotations and the like
        self.around[len(self.path)] = _Around(_components(attributes), len(data.observations))
        self.series = self._enclosed()

    def _enclosed(self) -> dict[str, str]:
        """The attributes of everything around a series."""
        result = dict(self.data.attributes) if self.data else {}
        for around in self.around.values():
            result |= around.attributes
        return result

    def _end(self, _: str) -> None:
        local = self.path[-1]
        if self.data is None:
            self._end_outside(local, "".join(self.text).strip())
        elif self.own is not None:
            self._end_inside(self.data, self.own, local)
        elif local == "DataSet":
            self.data, self.around = None, {}
        elif local == "Series":
            self.series = self._enclosed()
        elif around := self.around.pop(len(self.path), None):
            if around.before == len(self.data.observations) and around.attributes:
                self.data.groups.append(around.attributes)
            self.series = self._enclosed()
        self.path.pop()
        self.text.clear()

    def _end_inside(self, data: DataSet, own: dict[str, str], local: str) -> None:
        if local == "Obs":
            data.observations.append(Observation(own, self.series, self.line, self.variable))
            self.own = None
        elif local == "Time":
            own[TIME] = "".join(self.text).strip()
            data.keys.add(TIME)

    def _end_outside(self, local: str, text: str) -> None:
        message = self.message
        if local == "Name" and self.path[-2:-1] == ["Header"]:
            message.title = message.title or text
        elif local == "Prepared":
            message.prepared = text
        elif local == "KeyFamilyRef":
            message.flow = message.flow or text
        elif local == "StructureUsage" and (match := _URN.search(text)):
            message.flow = message.flow or match[1]
        elif local == "Text" and text:
            message.said = f"{message.said} {text}".strip()
        else:
            message.names.end(self.path, text)


def _components(attributes: Attributes) -> dict[str, str]:
    """The attributes that are components; the others belong to XML and to the frame of the message."""
    return {name: text for name, text in attributes.items() if _COMPONENT.fullmatch(name)}
