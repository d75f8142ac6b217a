"""The channel: a dispatch per language, a mail of its own for every reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from teilhabe.errors import InputError
from teilhabe.outreach.body.inline import facts_in
from teilhabe.outreach.channels.channel import AudienceForm, Draft, Limits, Receipt, Refused
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.newsletter import sending
from teilhabe.outreach.newsletter.audience import readers, readers_of
from teilhabe.outreach.newsletter.composing import preview
from teilhabe.outreach.newsletter.forms import ReadersForm
from teilhabe.outreach.newsletter.selectors import KEY
from teilhabe.outreach.newsletter.writing import issue
from teilhabe.outreach.pictures.jpeg import has_file


class Newsletter:
    key = KEY
    label: str | Promise = _("Rundbrief")
    limits = Limits(longest_text=50_000, longest_title=200, has_title=True, has_picture=True)
    can_correct = False
    can_recall = False

    def is_ready(self) -> str:
        if settings.PUBLIC_ADDRESS or settings.DEMO:
            return ""
        return gettext("Ohne die Adresse der Website (PUBLIC_ADDRESS) kann niemand den Rundbrief abbestellen.")

    def audience_form(self, data: QueryDict | None, language: str, languages: Sequence[str]) -> AudienceForm:
        return ReadersForm(data, languages=languages)

    def reach(self, audience: Mapping[str, object], language: str) -> str:
        count = sum(1 for _key in readers(audience, language))
        return ngettext("%(count)s Person", "%(count)s Personen", count) % {"count": count}

    def draft(self, item: InfoItem, language: str) -> Draft:
        return issue([item], language)

    def complaints(self, draft: Draft, planned_at: datetime | None) -> Sequence[InputError]:
        found = []
        if not draft.title.strip():
            found.append(InputError("Der Betreff fehlt.", "The subject is missing."))
        if draft.picture is not None and not draft.picture_text.strip():
            found.append(
                InputError(
                    "Das Bild im Rundbrief braucht eine Beschreibung für alle, die es nicht sehen.",
                    "The picture in the newsletter needs a description for those who cannot see it.",
                )
            )
        if draft.picture is not None and not has_file(draft.picture):
            found.append(
                InputError(
                    "Die Bilddatei fehlt. Wählen Sie ein anderes Bild.", "The file is missing. Choose another picture."
                )
            )
        for key in facts_in(f"{draft.title} {draft.text}"):
            found.append(
                InputError(
                    f"Im Rundbrief wird „{{{key}}}“ nicht eingesetzt: Schreiben Sie die Angabe in Worten.",
                    f"The newsletter does not fill in “{{{key}}}”: write the fact in words.",
                )
            )
        return found

    def preview(self, draft: Draft) -> SafeString:
        return preview(draft)

    def send(self, dispatch: Dispatch) -> Receipt:
        """Only orders it: the mails go out one by one, and their outcome stands with them."""
        if reason := self.is_ready():
            raise Refused(reason)
        if next(iter(readers_of(dispatch)), None) is None:
            raise Refused(gettext("Zurzeit liest niemand den Rundbrief in dieser Sprache und zu diesen Themen."))
        with transaction.atomic():
            sending.order(dispatch)
        return self._receipt(dispatch)

    def find(self, dispatch: Dispatch) -> Receipt | None:
        """Our own queue knows for sure."""
        return self._receipt(dispatch) if sending.is_ordered(dispatch) else None

    def correct(self, dispatch: Dispatch, correction: Dispatch) -> Receipt:
        raise Refused(gettext("Was in den Postfächern liegt, ändert niemand mehr. Schreiben Sie eine Berichtigung."))

    def recall(self, dispatch: Dispatch) -> None:
        raise Refused(gettext("Was in den Postfächern liegt, holt niemand zurück."))

    def _receipt(self, dispatch: Dispatch) -> Receipt:
        return Receipt(f"{KEY} {dispatch.pk}")
