"""A segment as HTML whose facts, links and kept words no machine touches, and back to markup. Pure.

`Rufen Sie {telefon} an` is sent as `Rufen Sie <span translate="no" id="p0">{telefon}</span> an`. What comes back
counts only if each of these spans is there exactly once; their content is put back from the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from teilhabe.outreach.body.inline import FACT
from teilhabe.outreach.translation.glossary import Entry, find

LINK = re.compile(r"\[|\]\([^()\s]*\)|\*\*|\*")
_SPAN = re.compile(r"<span\b[^>]*\bid=[\"']?p(\d+)[\"']?[^>]*>.*?</span\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


def protect(text: str, kept: Iterable[Entry] = (), language: str = "de") -> tuple[str, list[str]]:
    """The HTML to send, and what stands behind its spans."""
    spans = sorted({*(m.span() for m in FACT.finditer(text)), *(m.span() for m in LINK.finditer(text))})
    for found in find(text, [each for each in kept if each.is_kept], language):
        if all(found.end <= start or end <= found.start for start, end in spans):
            spans.append((found.start, found.end))
    place, html, pieces = 0, "", list[str]()
    for start, end in sorted(spans):
        html += escape(text[place:start], quote=False)
        html += f'<span translate="no" id="p{len(pieces)}">{escape(text[start:end], quote=False)}</span>'
        pieces.append(text[start:end])
        place = end
    return html + escape(text[place:], quote=False), pieces


def restore(html: str, pieces: list[str]) -> str | None:
    """The markup; None where the machine lost or doubled something protected."""
    found = [int(number) for number in _SPAN.findall(html)]
    if sorted(found) != list(range(len(pieces))):
        return None
    parts = _SPAN.split(html)
    text = "".join(pieces[int(part)] if place % 2 else _words(part) for place, part in enumerate(parts))
    return " ".join(text.split()) or None


def _words(html: str) -> str:
    """Plain text; markup that only a machine could have put there is made harmless."""
    return re.sub(r"[{}\[\]*]", "", unescape(_TAG.sub("", html)))
