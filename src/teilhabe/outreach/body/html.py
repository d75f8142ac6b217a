"""Segments to the HTML of a page: points and steps that follow each other become one list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from teilhabe.outreach.body.blocks import Kind
from teilhabe.outreach.body.inline import as_html, inline_html

_TAGS = {Kind.HEADING: "h2", Kind.SUBHEADING: "h3", Kind.PARAGRAPH: "p", Kind.POINT: "li", Kind.STEP: "li"}
_LISTS = {Kind.POINT: "ul", Kind.STEP: "ol"}


@dataclass(frozen=True)
class Shown:
    """A segment as readers get it; `language` and `is_rtl` only where it is not in the language of the page.

    `is_old` says that the original has changed since.
    """

    key: str
    kind: Kind
    text: str
    language: str = ""
    is_rtl: bool = False
    is_old: bool = False


def page_html(segments: Iterable[Shown]) -> str:
    """Safe HTML without title and summary; facts stay as markers for `inline.fill`."""
    body = [segment for segment in segments if segment.kind in _TAGS]
    return "\n".join(_grouped(body))


def _grouped(segments: Iterable[Shown]) -> Iterator[str]:
    for kind, group in groupby(segments, key=lambda segment: segment.kind):
        blocks = [_block(segment) for segment in group]
        if kind in _LISTS:
            yield f"<{_LISTS[kind]}>\n" + "\n".join(blocks) + f"\n</{_LISTS[kind]}>"
        else:
            yield from blocks


def _block(segment: Shown) -> str:
    tag = _TAGS[segment.kind]
    return f'<{tag} id="s-{as_html(segment.key)}"{_attributes(segment)}>{inline_html(segment.text)}</{tag}>'


def _attributes(segment: Shown) -> str:
    foreign = (
        f' lang="{as_html(segment.language)}" dir="{"rtl" if segment.is_rtl else "ltr"}"' if segment.language else ""
    )
    return foreign + (' class="is-old"' if segment.is_old else "")
