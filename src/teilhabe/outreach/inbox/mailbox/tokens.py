"""HTML as pieces of text and tags, in one pass whose time is linear in its length, however broken the markup is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})([^<>]{0,5000})>")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{1,30})\s?=\s?(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\s"'>]{1,2000}))""")
_RAW = ("script", "style", "title", "textarea")
"""Elements in which everything up to their end is no markup."""


@dataclass(frozen=True)
class Tag:
    name: str
    is_end: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


def tokens(html: str) -> Iterator[Tag | str]:
    """Tags, and between them text with its entities resolved; comments and what is no tag at all are left out."""
    at, end = 0, len(html)
    while at < end:
        opening = html.find("<", at)
        if opening != at:
            yield unescape(html[at : opening if opening >= 0 else end])
            at = opening if opening >= 0 else end
            continue
        found = _TAG.match(html, at)
        if found is None:
            at = _past_no_tag(html, at)
            continue
        name = found[2].lower()
        at = found.end()
        if not found[1] and name in _RAW:
            at = _past(html, f"</{name}", at)
            at = html.find(">", at) + 1 or end
            continue
        yield Tag(name, bool(found[1]), {} if found[1] else _attributes(found[3]))


def _past_no_tag(html: str, at: int) -> int:
    """Behind a comment or a declaration; a single "<" is skipped."""
    if html.startswith("<!--", at):
        return min(_past(html, "-->", at) + 3, len(html))
    if html.startswith(("<!", "<?"), at):
        closing = html.find(">", at, at + 5000)
        return closing + 1 if closing >= 0 else at + 2
    return at + 1


def _past(html: str, mark: str, at: int) -> int:
    """Where the mark is found next; the end of everything where it is missing."""
    found = re.compile(re.escape(mark), re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)


def _attributes(text: str) -> dict[str, str]:
    return {found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(text)}
