"""The forms with which a text is written, reviewed and published."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content.actions.texts import written_of
from teilhabe.outreach.content.actions.writing import LONGEST_TITLE, MOST_CHARACTERS, Written
from teilhabe.outreach.content.forms import fields
from teilhabe.outreach.content.models import Revision, Variant


class TextForm(forms.Form):
    """A whole text; `version` is the state with which the editor began."""

    title = forms.CharField(label=_("Titel"), max_length=LONGEST_TITLE)
    summary = forms.CharField(
        label=_("Zusammenfassung"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ein bis zwei Sätze: worum es geht und für wen."),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "true"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, variant: Variant, revision: Revision | None) -> TextForm:
        written = written_of(revision) if revision else Written("")
        initial = {
            "title": written.title, "summary": written.summary, "text": written.text, "version": variant.version,
        }  # fmt: skip
        form = cls(initial=initial)
        for name in ("title", "summary", "text"):
            form.fields[name].widget.attrs["lang"] = variant.language
        return form

    def written(self) -> Written:
        given = self.cleaned_data
        return Written(given["title"], given["summary"], given["text"])


def draft_of(data: Any) -> Written:
    """What stands in the fields, whole or not: for previews."""
    title, summary, text = (str(data.get(name, ""))[: MOST_CHARACTERS + 1] for name in ("title", "summary", "text"))
    return Written(title, summary, text)


class AskForm(forms.Form):
    note = forms.CharField(
        label=_("Was soll geprüft werden?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zum Beispiel: „Bitte die neuen Gebühren ansehen.“"),
    )


class DecisionForm(forms.Form):
    note = forms.CharField(
        label=_("Anmerkung"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wenn Sie zurückgeben: was ist zu ändern?"),
    )


class PublishForm(forms.Form):
    """Now, or at a moment to come."""

    NOW, LATER = "now", "later"
    when = forms.ChoiceField(
        label=_("Wann?"), choices=((NOW, _("Sofort")), (LATER, _("Zu einem Zeitpunkt"))), widget=forms.RadioSelect
    )
    moment = fields.moment(_("Zeitpunkt"), _("Nur nötig, wenn nicht sofort."))

    def clean(self) -> dict[str, Any]:
        super().clean()
        moment = self.cleaned_data.get("moment")
        if self.cleaned_data.get("when") != self.LATER or self.errors:
            return self.cleaned_data
        if moment is None:
            self.add_error("moment", _("Nennen Sie den Zeitpunkt."))
        elif moment <= timezone.now():
            self.add_error("moment", _("Dieser Zeitpunkt ist schon vorbei."))
        return self.cleaned_data
