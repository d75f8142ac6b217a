"""What an office says about a finished indicator beside its figures: `meta/1-1-1.yml`, as national SDG sites do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from teilhabe.engine.preparation.reading.decoding import decode
from teilhabe.engine.sources.snapshot import take

_ENTRY = re.compile(r"([A-Za-z][\w-]*):(?:\s+(.*))?$")
_BLOCK = re.compile(r"[>|][+-]?\d?$")
_NAMES = ("indicator_name", "indicator_name_national", "graph_title")
_UNITS = ("computation_units", "UNIT_MEASURE")


@dataclass(frozen=True)
class Metadata:
    """The texts by their key; empty for an indicator without such a file."""

    sha256: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    def first(self, *keys: str) -> str:
        return next((self.texts[key] for key in keys if self.texts.get(key)), "")

    @property
    def name(self) -> str:
        return self.first(*_NAMES)

    @property
    def unit(self) -> str:
        return self.first(*_UNITS)


def read_metadata(path: Path | None) -> Metadata:
    """The plain texts of the file: what is nested in lists or maps speaks to programs and is left out."""
    if path is None or not path.stat().st_size:
        return Metadata()
    snapshot = take(path)
    return Metadata(snapshot.sha256, dict(_texts(_front_matter(decode(snapshot).text))))


def _front_matter(content: str) -> str:
    """Of a page only what stands between its first two lines of dashes."""
    return content.split("\n---", 1)[0].removeprefix("---") if content.startswith("---\n") else content


def _texts(content: str) -> list[tuple[str, str]]:
    found = []
    lines = content.split("\n")
    for place, line in enumerate(lines):
        entry = _ENTRY.match(line)
        if entry and (text := _plain(entry[2] or "", lines[place + 1 :])):
            found.append((entry[1], text))
    return found


def _plain(first: str, following: list[str]) -> str:
    """The text of an entry with its indented lines; "" for what is no text."""
    indented = []
    for line in following:
        if line.strip() and not line.startswith((" ", "\t")):
            break
        indented.append(line.strip())
    if _BLOCK.match(first):
        return " ".join(" ".join(indented).split())
    if not first or first.startswith(("[", "{", "&", "*", "#")):
        return ""
    return _unquoted(" ".join([first.strip(), *indented]).strip())


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'").strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"').strip()
    return re.sub(r"\s+#.*$", "", text)
