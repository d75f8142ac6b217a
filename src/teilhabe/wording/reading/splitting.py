"""Prose in sentences: a full stop behind an abbreviation or an ordinal ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from teilhabe.wording.reading.page import clean

_END = re.compile(r"[.!?][\"“”»«)]*(?=\s|$)|:(?=\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:d|h|u|a|z|B|i|e|g|v|H|o|s|S|ca|Nr|bzw|Mio|Mrd|Tsd|St|Dr|Art|Abs|vgl|rd|inkl|exkl|approx|no|vs|Qu|Hj|Bew"
    r"|Jan|Feb|Mär|Apr|Aug|Sep|Sept|Okt|Nov|Dez)\.)$"
)
_QUOTED_SHORT = re.compile(r"[„“«\"][^\s„“”»«\"]{1,12}\.[“”»\"]$")
"""A short name in quotation marks that ends with a full stop of its own: „C-Bew.“."""
_ORDINAL_BEFORE = re.compile(r"(?<![\d.,])\d{1,2}\.$")
_ORDINAL_BEHIND = re.compile(
    r"\s(?:Quintil|Quartil|Dezil|Generation|Quartal|Halbjahr|Klasse|Kalenderwoche|Lebensjahr|Platz|Rang|Stelle|Jahrgang"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Schuljahr|Stufe|Mal"
    r"|Jahrhundert|Sitzung|bis|und|-|[a-zäöü])"
)
_MARKUP = re.compile(r"^\s{0,3}(?:#{1,6}\s+|[-*+]\s+|>\s?|\d{1,2}[.)]\s+(?=\S))")
_IMAGE_OR_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a Markdown text without its marks; of headings and list entries each is one."""
    held: list[str] = []
    is_code = False
    for line in text.splitlines():
        is_fence = line.lstrip().startswith(("```", "~~~"))
        is_code ^= is_fence
        starts = is_fence or not line.strip() or bool(_MARKUP.match(line)) or line.lstrip().startswith("|")
        if starts and held:
            yield " ".join(held)
            held = []
        if line.strip() and not is_fence and not is_code:
            held.append(_IMAGE_OR_LINK.sub(r"\1", _MARKUP.sub("", line)).strip())
        if line.startswith("#") and held:
            yield " ".join(held)
            held = []
    if held:
        yield " ".join(held)


def sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph, cleaned."""
    text = clean(paragraph)
    start = 0
    for match in _END.finditer(text):
        if not _goes_on(text[start : match.end()], text[match.end() :]):
            yield text[start : match.end()].strip()
            start = match.end()
    if rest := text[start:].strip():
        yield rest


def _goes_on(sentence: str, behind: str) -> bool:
    if _QUOTED_SHORT.search(sentence) or _ABBREVIATION.search(sentence) or re.match(r"\s[a-zäöü]", behind):
        return not sentence.endswith(("!", "?"))
    return bool(_ORDINAL_BEFORE.search(sentence) and _ORDINAL_BEHIND.match(behind))
