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
_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_TIGHT = frozenset({Kind.POINT, Kind.STEP})


def one_line(text: str) -> str:
    """Spaces and line ends become single spaces; protected spaces stay, French and German typography needs them."""
    return " ".join(filter(None, _SPACES.split(text)))


def split(text: str) -> list[Block]:
    """The blocks of a text; lines of one paragraph are joined, lists inside lists are levelled."""
    return [block for block in _walk(_PARSER.parse(text)) if block.text.strip()]


def _walk(tokens: Iterable[Token]) -> Iterator[Block]:
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
                yield Block(heading or (lists[-1] if lists else Kind.PARAGRAPH), one_line(token.content))


def join(blocks: Iterable[Block]) -> str:
    """The text that `split` reads back as the same blocks; titles and summaries are fields of their own."""
    kept = [block for block in blocks if block.kind not in (Kind.TITLE, Kind.SUMMARY)]
    text = "".join(
        _written(block) + ("\n" if block.kind in _TIGHT and block.kind is following.kind else "\n\n")
        for block, following in pairwise(kept)
    )
    return text + (_written(kept[-1]) + "\n" if kept else "")


def _written(block: Block) -> str:
    text = block.text
    if block.kind is Kind.PARAGRAPH and split(text) != [block]:
        text = f"\\{text}"  # it begins like a heading or a point
    return _MARKS.get(block.kind, "") + text
