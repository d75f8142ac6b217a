"""What an editor should look at before a text goes out, each with its place in what they typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from teilhabe.core.language import page_language
from teilhabe.outreach.body.blocks import Block, Kind
from teilhabe.outreach.body.inline import FACT, inline_html
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.text import Text

_BRACES = re.compile(r"\{[^{}\n]*\}?|\}")
_LINK = re.compile(r"(?<!\\)\[([^\[\]\n]*)\]\([^\s)]*\)?")
LONGEST_ADDRESS = 300
"""Characters that are looked at behind what may be a link: its address may hold brackets of its own."""
_FULL_LINK = re.compile('<a href="[^"]')
_FIELDS = {Kind.TITLE: "title", Kind.SUMMARY: "summary"}


@dataclass(frozen=True)
class Advice:
    """`start` and `end` count as text areas do: UTF-16 units, line ends as one; `is_wrong` where readers would see it.

    `quoted` is what stands there.
    """

    field: str
    start: int
    end: int
    quoted: str
    message: Text
    is_wrong: bool = False

    @property
    def told(self) -> str:
        return self.message.in_language(page_language())


@dataclass(frozen=True)
class Noted:
    """A finding of the plain language check: a part of the n-th block."""

    block: int
    start: int
    end: int
    message: Text


def mistakes(written: Written, facts: Collection[str]) -> list[Advice]:
    """Braces that are no fact, facts that nobody knows, links that lead nowhere safe."""
    found: list[Advice] = []
    for field, source in _sources(written).items():
        found += [_advice(field, source, *each, is_wrong=True) for each in _brace_mistakes(source, facts)]
        found += [_advice(field, source, *each, is_wrong=True) for each in _link_mistakes(source)]
    return found


def placed(written: Written, blocks: Sequence[Block], notes: Iterable[Noted]) -> list[Advice]:
    """The findings at their places in the fields; one whose words cannot be found points at the start of its field."""
    sources = _sources(written)
    spans = _spans(blocks, sources)
    found = []
    for note in notes:
        field, places = spans[note.block]
        start = places[note.start] if note.start < len(places) else 0
        end = places[note.end - 1] + 1 if 0 < note.end <= len(places) else start
        found.append(_advice(field, sources[field], start, end, note.message))
    return found


def _sources(written: Written) -> dict[str, str]:
    return {"title": written.title, "summary": written.summary, "text": written.text.replace("\r\n", "\n")}


def _brace_mistakes(source: str, facts: Collection[str]) -> Iterator[tuple[int, int, Text]]:
    for found in _BRACES.finditer(source):
        token = FACT.fullmatch(found[0])
        if token is None:
            yield (
                *found.span(),
                Text(
                    f"„{found[0]}“ ist keine Angabe. Angaben stehen so im Text: {{telefon-beratung}}.",
                    f"“{found[0]}” is no fact. Facts are written like this: {{telefon-beratung}}.",
                ),
            )
        elif token[1] not in facts:
            yield (
                *found.span(),
                Text(f"Die Angabe „{token[1]}“ gibt es nicht.", f"There is no fact “{token[1]}”."),
            )


def _link_mistakes(source: str) -> Iterator[tuple[int, int, Text]]:
    for found in _LINK.finditer(source):
        line = source[found.start() : found.end() + LONGEST_ADDRESS].partition("\n")[0]
        if _FULL_LINK.match(inline_html(line)):
            continue
        yield (
            *found.span(),
            Text(
                f"Der Link „{found[1]}“ führt nirgendwohin. Die Adresse muss mit https:// beginnen.",
                f"The link “{found[1]}” leads nowhere. Its address must begin with https://.",
            ),
        )


def _advice(field: str, source: str, start: int, end: int, message: Text, *, is_wrong: bool = False) -> Advice:
    return Advice(field, _units(source[:start]), _units(source[:end]), source[start:end], message, is_wrong)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _spans(blocks: Sequence[Block], sources: Mapping[str, str]) -> list[tuple[str, list[int]]]:
    """For each block its field, and for each of its characters the place in that field."""
    spans, cursor = [], 0
    single = {field: _single_spaced(source) for field, source in sources.items()}
    for block in blocks:
        field = _FIELDS.get(block.kind, "text")
        text, places = single[field]
        start = text.find(block.text, cursor if field == "text" else 0)
        spans.append((field, places[start : start + len(block.text)] if start >= 0 else []))
        if field == "text" and start >= 0:
            cursor = start + len(block.text)
    return spans


def _single_spaced(source: str) -> tuple[str, list[int]]:
    """The text with single spaces, and where each of its characters stood."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(source):
        if letter.isspace() and letters and letters[-1] == " ":
            continue
        letters.append(" " if letter.isspace() else letter)
        places.append(place)
    return "".join(letters), places
