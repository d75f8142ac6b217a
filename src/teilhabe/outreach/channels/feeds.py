"""Atom and JSON Feed, one for each language and category: they follow the website, and a dispatch says since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from teilhabe.errors import InputError
from teilhabe.outreach.channels.channel import Draft, Limits, Receipt
from teilhabe.outreach.channels.drafting import Source, source_of
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.channels.showing import as_paragraphs
from teilhabe.outreach.channels.website import item_of
from teilhabe.outreach.content.models import InfoItem


class NotPublishedYet(Exception):
    """It is not on the website yet, where feeds take it from; worth another attempt."""


class Feeds:
    """What programs read that people have subscribed with; facts are read at each look, as on the website."""

    key = "feeds"
    label: str | Promise = _("Feeds (Atom, JSON)")
    limits = Limits(is_own_text=False)
    can_correct = True
    can_recall = False

    def is_ready(self) -> str:
        return ""

    def draft(self, item: InfoItem, language: str) -> Draft:
        reading = source_of(item, language).reading
        return Draft(language, reading.summary or reading.text, reading.title, item=item)

    def complaints(self, draft: Draft, planned_at: datetime | None) -> Sequence[InputError]:
        return ()

    def preview(self, draft: Draft) -> SafeString:
        return format_html("<p><strong>{}</strong></p>{}", draft.title, as_paragraphs(draft.text))

    def send(self, dispatch: Dispatch) -> Receipt:
        receipt = self.find(dispatch)
        if receipt is None:
            raise NotPublishedYet
        return receipt

    def find(self, dispatch: Dispatch) -> Receipt | None:
        try:
            source = source_of(item_of(dispatch), dispatch.language)
        except InputError:
            return None
        return Receipt(f"feed {source.edition.pk}", _address(source))

    def correct(self, dispatch: Dispatch, correction: Dispatch) -> Receipt:
        return self.send(correction)

    def recall(self, dispatch: Dispatch) -> None:
        """It goes with the page of the website."""


def _address(source: Source) -> str:
    """The feed of its first category, else of everything."""
    key = next(iter(source.reading.categories), "")
    with override(source.site_language):
        return reverse("information:category_atom", kwargs={"key": key}) if key else reverse("information:feed_atom")
