"""A text as readers would see it, before anybody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from teilhabe.outreach.body.blocks import Block, Kind
from teilhabe.outreach.body.html import Shown, page_html
from teilhabe.outreach.body.inline import as_html, fill, inline_html
from teilhabe.outreach.body.parts import SILENT, parts
from teilhabe.outreach.content.comparing import keyed
from teilhabe.outreach.content.fact_readings import facts_as_html
from teilhabe.outreach.content.models import Revision
from teilhabe.outreach.languages import is_rtl


@dataclass(frozen=True)
class Preview:
    """Safe HTML, the facts filled in; a fact that nobody knows stands there as a marked word."""

    language: str
    title: SafeString
    summary: SafeString
    html: SafeString

    @property
    def direction(self) -> str:
        return "rtl" if is_rtl(self.language) else "ltr"


def preview(blocks: Iterable[Block], language: str) -> Preview:
    """One query."""
    shown = [Shown(f"v{place}", block.kind, block.text) for place, block in enumerate(blocks)]
    facts = facts_as_html(language)

    def filled(html: str) -> SafeString:
        return mark_safe(fill(html, facts, _unknown))  # noqa: S308  # made by body.html and fact_html, which escape

    title, summary = (next((inline_html(each.text) for each in shown if each.kind is kind), "") for kind in _HEAD)
    return Preview(language, filled(title), filled(summary), filled(page_html(shown)))


def preview_of(revision: Revision, language: str) -> Preview:
    spoken = [each for each in keyed(revision.content) if each.text not in SILENT]
    return preview([block for each in spoken for block in parts(each.kind, each.text)], language)


_HEAD = (Kind.TITLE, Kind.SUMMARY)


def _unknown(key: str) -> str:
    return f'<mark class="unknown-fact">{as_html(key)}</mark>'
