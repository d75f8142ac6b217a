"""What changed between two states of a text: per segment, and inside a segment per word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from teilhabe.outreach.body.blocks import Kind
from teilhabe.outreach.body.segments import Keyed, segment_hash


class Fate(StrEnum):
    """What became of a segment, or of some words of it."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Words:
    """A run of words that share their fate: never CHANGED."""

    fate: Fate
    text: str


@dataclass(frozen=True)
class Compared:
    """One segment; its words without the removed ones say what it says now, without the added ones what it said."""

    key: str
    kind: Kind
    fate: Fate
    words: tuple[Words, ...]


MOST_PAIRS = 4_000_000
"""Of words: longer paragraphs are shown as replaced, because comparing them would keep the page waiting."""
_TOKENS = re.compile(r"\s+|\{[^{}\s]*\}|\w+|[^\w\s]")


def keyed(content: Iterable[Mapping[str, Any]]) -> list[Keyed]:
    """The `content` of a revision as segments."""
    return [Keyed(str(each["key"]), Kind(str(each["kind"])), str(each["text"])) for each in content]


def compare(before: Sequence[Keyed], after: Sequence[Keyed]) -> list[Compared]:
    """Every segment of `after` in its order, and those that went where they stood; who only moved is the same."""
    former = {each.key: each for each in before}
    kept = {each.key for each in after}
    compared = list(_gone_before(before, 0, kept))
    for each in after:
        compared.append(_pair(former.get(each.key), each))
        if each.key in former:
            compared += _gone_before(before, before.index(former[each.key]) + 1, kept)
    return compared


def _gone_before(before: Sequence[Keyed], start: int, kept: set[str]) -> Iterator[Compared]:
    """Those that are gone from `start` on, up to the next one that stayed."""
    for each in before[start:]:
        if each.key in kept:
            return
        yield Compared(each.key, each.kind, Fate.REMOVED, (Words(Fate.REMOVED, each.text),))


def _pair(former: Keyed | None, now: Keyed) -> Compared:
    if former is None:
        return Compared(now.key, now.kind, Fate.ADDED, (Words(Fate.ADDED, now.text),))
    is_same = former.kind is now.kind and segment_hash(former.text) == segment_hash(now.text)
    if is_same:
        return Compared(now.key, now.kind, Fate.SAME, (Words(Fate.SAME, now.text),))
    return Compared(now.key, now.kind, Fate.CHANGED, tuple(words(former.text, now.text)))


def words(before: str, after: str) -> Iterator[Words]:
    """The text as runs of kept, removed and added words; a run of changed words is not torn apart by lone blanks."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) * len(new) > MOST_PAIRS:
        yield from _runs(before, after)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    removed = added = ""
    for operation, start, end, first, last in matcher.get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[first:last])
        if operation == "equal" and not (gone.isspace() and (removed or added)):
            yield from _runs(removed, added)
            yield Words(Fate.SAME, come)
            removed = added = ""
        else:
            removed, added = removed + gone, added + come
    yield from _runs(removed, added)


def _runs(removed: str, added: str) -> Iterator[Words]:
    if removed:
        yield Words(Fate.REMOVED, removed)
    if added:
        yield Words(Fate.ADDED, added)


def changed_only(compared: Iterable[Compared]) -> list[Compared]:
    return [each for each in compared if each.fate is not Fate.SAME]
