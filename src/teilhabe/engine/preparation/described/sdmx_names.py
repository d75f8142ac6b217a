"""Names in an SDMX message: labels of codes and components, where the message carries structures beside its data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_COMPONENTS = frozenset(("Dimension", "TimeDimension", "MeasureDimension", "PrimaryMeasure", "Attribute"))
_URN = re.compile(r"[:.]([\w@$-]+)\(")
_PREFERRED = ("de", "en")


class Names:
    """Collects names from a stream of elements. A German name goes before an English one, that before any other."""

    def __init__(self) -> None:
        self._codes: dict[str, dict[str, tuple[int, str]]] = {}
        self._concepts: dict[str, tuple[int, str]] = {}
        self._lists: dict[str, str] = {}
        self._list = self._code = self._concept = self._component = ""
        self._rank = 0

    def start(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        """An element of a structure begins; the last entry of `path` is its local name."""
        local, identifier = path[-1], attributes.get("id", "")
        if local in ("Codelist", "CodeList"):
            self._list = identifier
        elif local == "Code":
            self._code = identifier or attributes.get("value", "")
        elif local == "Concept":
            self._concept = identifier
        elif local in _COMPONENTS:
            self._component = identifier or attributes.get("conceptRef", "")
            if "codelist" in attributes:
                self._lists[self._component] = attributes["codelist"]
        elif local == "Ref" and "Enumeration" in path:
            self._lists[self._component] = identifier
        elif local in ("Name", "Description"):
            language = attributes.get("xml:lang", "en")
            self._rank = _PREFERRED.index(language) if language in _PREFERRED else len(_PREFERRED)

    def end(self, path: Sequence[str], text: str) -> None:
        """An element of a structure ends with this text."""
        local, parent = path[-1], path[-2] if len(path) > 1 else ""
        if local in ("Name", "Description") and parent == "Code":
            _keep(self._codes.setdefault(self._list, {}), self._code, self._rank, text)
        elif local == "Name" and parent == "Concept":
            _keep(self._concepts, self._concept, self._rank, text)
        elif local == "Enumeration" and (match := _URN.search(text)):
            self._lists[self._component] = match[1]

    def labels(self, component: str) -> dict[str, str]:
        """The labels of the codes of a component, none where the message does not have them."""
        return {code: text for code, (_, text) in self._codes.get(self._lists.get(component, ""), {}).items()}

    def title(self, component: str) -> str:
        """The name of a component, "" where the message does not have it."""
        return self._concepts.get(component, (0, ""))[1]


def _keep(names: dict[str, tuple[int, str]], key: str, rank: int, text: str) -> None:
    if text and (key not in names or rank < names[key][0]):
        names[key] = (rank, " ".join(text.split()))
