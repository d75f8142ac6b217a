"""What the composer asks: the text of each channel in each language, its picture, and when."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.channels.channel import Channel, Draft
from teilhabe.outreach.channels.truth import told_again
from teilhabe.outreach.content.forms.fields import moment
from teilhabe.outreach.languages import is_rtl, language_of
from teilhabe.outreach.pictures.models import Picture
from teilhabe.outreach.pictures.selectors import usable


class TextForm(forms.Form):
    """One text; `facts` are those it told when it was shown, so that a change meanwhile is noticed."""

    title = forms.CharField(label=_("Titel"), max_length=300, required=False)
    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 9}))
    picture = forms.ModelChoiceField(
        Picture.objects.none(), label=_("Bild"), required=False, empty_label=_("ohne Bild")
    )
    picture_text = forms.CharField(
        label=_("Bildbeschreibung"),
        max_length=1000,
        required=False,
        help_text=_(
            "Was auf dem Bild zu sehen ist, für alle, die es nicht sehen. Ohne sie geht das Bild nicht hinaus."
        ),
    )
    facts = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, channel: Channel, draft: Draft, prefix: str) -> None:
        shown = {name: getattr(draft, name) for name in ("title", "text", "picture", "picture_text")}
        super().__init__(data, prefix=prefix, initial={**shown, "facts": json.dumps(draft.facts)})
        self._draft = draft
        self._keep_what_the_channel_takes(channel)
        direction = "rtl" if is_rtl(language_of(draft.language)) else "ltr"
        for name in ("title", "text", "picture_text"):
            if name in self.fields:
                self.fields[name].widget.attrs.update({"lang": language_of(draft.language), "dir": direction})

    def _keep_what_the_channel_takes(self, channel: Channel) -> None:
        limits = channel.limits
        if not limits.has_title:
            del self.fields["title"]
        if limits.has_picture:
            self.fields["picture"].queryset = usable().order_by("name")  # type: ignore[attr-defined]  # a choice of rows
        else:
            del self.fields["picture"], self.fields["picture_text"]
        if limits.longest_text:
            self.fields["text"].widget.attrs["data-longest"] = limits.longest_text

    def clean_text(self) -> str:
        """Browsers send lines with two characters at their end; facts are looked for with one."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def draft(self) -> Draft:
        """The draft with what was written; unchecked, because its channel says what stands against it."""
        given: dict[str, Any] = dict(self.cleaned_data) if self.is_bound and self.is_valid() else {}
        facts = _read(given.pop("facts", None))
        draft = replace(self._draft, **given)
        if not given:
            return draft
        told = facts if facts is not None else draft.facts
        return replace(draft, facts=told | told_again(f"{draft.title}\n{draft.text}", draft.item, draft.language, told))


class WhenForm(forms.Form):
    planned_at = moment(_("Zeitpunkt"), _("Leer: sofort."))


def _read(written: Any) -> dict[str, str] | None:
    """None where somebody has meddled with the hidden field."""
    try:
        told = json.loads(written or "null")
    except ValueError:
        return None
    is_sound = isinstance(told, dict) and all(isinstance(value, str) for value in told.values())
    return {str(key): value for key, value in told.items()} if is_sound else None
