"""The source as translators see it: terms and facts marked where they stand, changes since the last time by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from teilhabe.actors.text_changes import GONE, NEW, changes
from teilhabe.outreach.body.inline import FACT, fill, inline_html
from teilhabe.outreach.translation.glossary import Found

Span = tuple[int, int, SafeString]


def marked_source(text: str, terms: Iterable[Found], facts: Mapping[str, str]) -> SafeString:
    """The markup as it was written, with its facts explained and its terms marked; `facts` as plain text."""
    pieces = _pieces(text, sorted(_spans(text, terms, facts), key=lambda span: span[:2]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _spans(text: str, terms: Iterable[Found], facts: Mapping[str, str]) -> Iterator[Span]:
    in_facts = [match.span() for match in FACT.finditer(text)]
    for match in FACT.finditer(text):
        value = facts.get(match[1], "")
        yield match.start(), match.end(), format_html('<code class="fact-key" title="{}">{}</code>', value, match[0])
    for found in terms:
        if not any(start < found.end and found.start < end for start, end in in_facts):
            told = found.entry.translation
            marked = format_html('<mark class="term" title="{}">{}</mark>', told, text[found.start : found.end])
            yield found.start, found.end, marked


def _pieces(text: str, spans: Iterable[Span]) -> Iterator[SafeString]:
    place = 0
    for start, end, html in spans:
        yield format_html("{}{}", text[place:start], html)
        place = end
    yield format_html("{}", text[place:])


def filled(text: str, facts: Mapping[str, str]) -> SafeString:
    """The segment as readers see it; `facts` as safe HTML."""
    # Safe: inline_html escapes everything that people wrote, and facts come as HTML from their own kinds.
    return mark_safe(fill(inline_html(text), facts))  # noqa: S308  # as said


def has_markup(text: str) -> bool:
    return re.search(r"[{*\[]", text) is not None


def word_changes(former: str, present: str) -> SafeString:
    """What is gone is struck out, what is new is marked, both also told to those who hear the page."""
    marks = {GONE: "del", NEW: "ins"}
    return format_html_join(
        " ",
        "{}",
        (
            (_marked(marks[kind], piece) if kind in marks else format_html("{}", piece),)
            for kind, piece in changes(former, present)
        ),
    )


def _marked(tag: str, piece: str) -> SafeString:
    return format_html("<del>{}</del>", piece) if tag == "del" else format_html("<ins>{}</ins>", piece)
