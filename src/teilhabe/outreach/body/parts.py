"""One segment of a simpler version may be several paragraphs or points, and may say what several segments say.

Kept on one line, so that files, agencies and comparisons need to know nothing of it: `{+}` begins another block of the
same kind, `{•}` a point, `{#}` a step. `{^}` alone stands where the segment above says it all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from teilhabe.outreach.body.blocks import Block, Kind, join, one_line, split
from teilhabe.outreach.body.segments import LEFT_OUT, segment_hash

WITH_ABOVE = "{^}"
"""The text of a segment whose source the segment above says as well."""
SILENT = frozenset({LEFT_OUT, WITH_ABOVE})
"""Texts that readers never see."""

HEAD = frozenset({Kind.TITLE, Kind.SUMMARY})
_MARK = re.compile(r"\s*\{([+•#])\}\s*")
_KINDS = {"•": Kind.POINT, "#": Kind.STEP}
_MARKS = {Kind.POINT: "{•}", Kind.STEP: "{#}"}
_AFTER = {Kind.HEADING: Kind.PARAGRAPH, Kind.SUBHEADING: Kind.PARAGRAPH}


def parts(kind: Kind, text: str) -> list[Block]:
    """The blocks that readers get; a title or a summary stays one."""
    if "{" not in text:
        return [Block(kind, text)]
    if kind in HEAD:
        return [Block(kind, without_marks(text))]
    first, *rest = _MARK.split(text)
    marked = zip(rest[::2], rest[1::2], strict=True)
    found = [Block(kind, first), *(Block(_KINDS.get(mark, _AFTER.get(kind, kind)), part) for mark, part in marked)]
    return [block for block in found if block.text]


def without_marks(text: str) -> str:
    return one_line(_MARK.sub(" ", text))


def stored(written: str) -> str:
    """What somebody wrote in a field, with empty lines and lists as usual, on one line."""
    blocks = split(written)
    if len(blocks) < 2:
        return one_line(written)
    first, *rest = blocks
    opening = f"{_MARKS[first.kind]} " if first.kind in _MARKS else ""
    return opening + first.text + "".join(f" {_MARKS.get(block.kind, '{+}')} {block.text}" for block in rest)


def written(text: str) -> str:
    """What `stored` reads back as the same."""
    return join(parts(Kind.PARAGRAPH, text)).strip() if _MARK.search(text) else text


def said_by(source: Iterable[tuple[str, str]], texts: Mapping[str, str]) -> dict[str, str]:
    """Which segment of a variant says what each of its source says: its own, or the one above; none where missing.

    `source` are keys and kinds in their order, `texts` those of the variant by key. What is left out is passed over.
    """
    found: dict[str, str] = {}
    above = ""
    for key, kind in source:
        text = texts.get(key, "").strip()
        speaker = above if text == WITH_ABOVE else key if text else ""
        if speaker:
            found[key] = speaker
        if text != LEFT_OUT:
            above = "" if kind in HEAD else speaker
    return found


def made_from(hashes: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """By key of each segment that speaks: the hash over all that it says; `hashes` of the source in its order."""
    groups: dict[str, list[str]] = {}
    for key, value in hashes.items():
        if key in said:
            groups.setdefault(said[key], []).append(value)
    return {key: group[0] if len(group) == 1 else segment_hash(" ".join(group)) for key, group in groups.items()}
