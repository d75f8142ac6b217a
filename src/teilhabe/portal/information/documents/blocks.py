"""The finished HTML of an edition, read back as blocks that paper can set; anything it does not know becomes text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from html.parser import HTMLParser
from typing import Any
from unicodedata import bidirectional

LEFT_TO_RIGHT, RIGHT_TO_LEFT, END = "\u2066", "\u2067", "\u2069"
_LISTS = {"ul": "bullets", "ol": "steps"}
_SINGLE = {"h2": ("heading", 2), "h3": ("heading", 3), "p": ("text", 0)}


@dataclass
class Run:
    """A piece of a line in one style."""

    text: str
    strong: bool = False
    stress: bool = False
    address: str = ""


@dataclass
class Block:
    """A heading, a paragraph or a whole list; `points` are its lines, one where it is no list.

    `language` and `direction` only where it is not in the language of its item.
    """

    kind: str
    level: int = 0
    language: str = ""
    direction: str = "ltr"
    points: list[list[Run]] = field(default_factory=list)


def blocks(html: str, site: str) -> list[dict[str, Any]]:
    """As plain values; links within the site lead to `site`."""
    reader = _Reader(site)
    reader.feed(html)
    reader.close()
    kept = [[point for point in block.points if any(run.text.strip() for run in point)] for block in reader.found]
    return [
        {**asdict(block), "points": [[asdict(run) for run in point] for point in points]}
        for block, points in zip(reader.found, kept, strict=True)
        if points
    ]


def isolated(text: str) -> str:
    """In a direction of its own, from left to right where it has no letters: a telephone number."""
    first = next((bidirectional(letter) for letter in text if bidirectional(letter) in ("L", "R", "AL")), "L")
    return f"{LEFT_TO_RIGHT if first == 'L' else RIGHT_TO_LEFT}{text}{END}"


class _Reader(HTMLParser):
    def __init__(self, site: str) -> None:
        super().__init__(convert_charrefs=True)
        self.site = site
        self.found: list[Block] = []
        self.open: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: Sequence[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        if tag in _SINGLE:
            kind, level = _SINGLE[tag]
            self._begin(kind, min(level, self._deepest()), values)
        elif tag in _LISTS:
            self.open.append(tag)
        elif tag == "li":
            self._point(values)
        elif tag == "br":
            self._add("\n")
        else:
            self.open.append(tag)
            if tag == "a":
                address = values.get("href", "")
                self.addresses.append(self.site + address if address.startswith("/") else address)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            self.open.reverse()
            self.open.remove(tag)
            self.open.reverse()
        if tag == "a" and self.addresses:
            self.addresses.pop()

    def handle_data(self, data: str) -> None:
        """Lines end between elements only."""
        is_between = data.isspace() and "\n" in data
        if not is_between and (data.strip() or self.found):
            self._add(data)

    def _deepest(self) -> int:
        """No rank of headings is left out: who hears the page would look for the missing one."""
        return 3 if any(block.level == 2 for block in self.found) else 2

    def _begin(self, kind: str, level: int, values: dict[str, str]) -> None:
        self.found.append(Block(kind, level, values.get("lang", ""), values.get("dir") or "ltr", [[]]))

    def _point(self, values: dict[str, str]) -> None:
        """A point continues its list where that is in the same language."""
        kind = next((_LISTS[tag] for tag in reversed(self.open) if tag in _LISTS), "bullets")
        last = self.found[-1] if self.found else None
        if last is None or last.kind != kind or last.language != values.get("lang", ""):
            self._begin(kind, 0, values)
        elif last.points[-1]:
            last.points.append([])

    def _add(self, text: str) -> None:
        if not self.found:
            self._begin("text", 0, {})
        line = " ".join(text.split("\n"))
        self.found[-1].points[-1].append(
            Run(
                isolated(line) if "bdi" in self.open else line,
                "strong" in self.open,
                "em" in self.open,
                self.addresses[-1] if self.addresses else "",
            )
        )
