"""Light markup to blocks and back: paragraphs, two ranks of headings, points, numbered steps. One block, one segment.

    ## Was Sie brauchen
    Ihren **Ausweis**. Fragen beantwortet [die Beratung](https://www.example.org): {telefon-beratung}.

    - Ausweis
    - Mietvertrag

It is a part of CommonMark without HTML, read by markdown-it-py; `{key}` stands for a typed fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token


class Kind(StrEnum):
    """What a block is; every variant has exactly one title and at most one summary."""

    TITLE = "title"
    SUMMARY = "summary"
    HEADING = "heading"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    POINT = "point"
    STEP = "step"


@dataclass(frozen=True)
class Block:
    """`text` is inline markup on one line."""

    kind: Kind
    text: str


_PARSER = MarkdownIt("zero").enable(["heading", "list"])
_MARKS = {Kind.HEADING: "## ", Kind.SUBHEADING: "### ", Kind.POINT: "- ", Kind.STEP: "1. "}
_SPACES = re.compile(r"[ \t\r\n\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""With every line end that some program knows: a text from a word processor brings them, and PO files break at them."""
_NUMBER = re.compile(r"^(\d+)([.)])")
_TIGHT = frozenset({Kind.POINT, Kind.STEP})


def one_line(text: str) -> str:
    """Spaces and line ends become single spaces, NUL nothing: PostgreSQL keeps none.

    Protected spaces inside stay, French and German typography needs them.
    """
    return " ".join(filter(None, _SPACES.split(text.replace("\0", "")))).strip()


def split(text: str) -> list[Block]:
    """The blocks of a text; lines of one paragraph are joined, lists inside lists are levelled."""
    return [block for _line, block in located(text)]


def located(text: str) -> list[tuple[int, Block]]:
    """The same, each with the line on which it begins, counted from 1."""
    return [(line, block) for line, block in _walk(_PARSER.parse(text)) if block.text.strip()]


def _walk(tokens: Iterable[Token]) -> Iterator[tuple[int, Block]]:
    lists: list[Kind] = []
    heading: Kind | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(Kind.POINT if token.type.startswith("bullet") else Kind.STEP)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "heading_open":
                heading = Kind.HEADING if token.tag in ("h1", "h2") else Kind.SUBHEADING
            case "heading_close":
                heading = None
            case "inline":
                kind = heading or (lists[-1] if lists else Kind.PARAGRAPH)
                yield (token.map or [0])[0] + 1, Block(kind, one_line(token.content))


def join(blocks: Iterable[Block]) -> str:
    """The text that `split` reads back as the same blocks; titles and summaries are fields of their own."""
    kept = [block for block in blocks if block.kind not in (Kind.TITLE, Kind.SUMMARY)]
    text = "".join(
        _written(block) + ("\n" if block.kind in _TIGHT and block.kind is following.kind else "\n\n")
        for block, following in pairwise(kept)
    )
    return text + (_written(kept[-1]) + "\n" if kept else "")


def _written(block: Block) -> str:
    """With its mark, and with a backslash where it would be read as something else: a heading, a point, a step."""
    mark = _MARKS.get(block.kind, "")
    readings = ((text, split(mark + text)) for text in _escapes(block.text))
    return mark + next((text for text, found in readings if found == [Block(block.kind, text)]), block.text)


def _escapes(text: str) -> Iterator[str]:
    yield text
    yield _NUMBER.sub(r"\1\\\2", text)
    yield f"\\{text}"
    yield f"{text[:-1]}\\{text[-1:]}"
