"""The forms about consent."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import wording_choices
from teilhabe.actors.models import Consent

ADDRESSES = frozenset({"neu", "new"})
"""What follows the list of purposes in the addresses of our own pages."""


class ConsentForm(forms.Form):
    """How and when somebody agreed."""

    way = forms.ChoiceField(label=_("Weg"), choices=Consent.Way.choices, initial=Consent.Way.IN_PERSON)
    day = forms.DateField(
        label=_("Erteilt am"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )

    def given_at(self) -> datetime:
        """Now for today; noon for an earlier day, whose hour nobody knows."""
        day = self.cleaned_data["day"]
        noon = timezone.make_aware(datetime.combine(day, time(12)))
        return timezone.now() if day == timezone.localdate() else noon


class ConsentTextForm(forms.Form):
    """A new version, or the newest one in another language."""

    language = forms.ChoiceField(label=_("Sprache"), choices=wording_choices, initial="de")
    title = forms.CharField(label=_("Titel"), max_length=200)
    text = forms.CharField(
        label=_("Wortlaut"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Wofür, welche Angaben, wer sie bekommt, und dass man jederzeit widerrufen kann."),
    )


class NewPurposeForm(ConsentTextForm):
    purpose = forms.SlugField(
        label=_("Zweck"),
        max_length=60,
        help_text=_("Ein kurzes Kennwort aus Buchstaben ohne Umlaute, Ziffern und Bindestrichen: rundbrief."),
    )
    field_order = ("purpose", "language", "title", "text")

    def clean_purpose(self) -> str:
        purpose = str(self.cleaned_data["purpose"]).lower()
        if purpose in ADDRESSES:
            raise forms.ValidationError(_("Dieses Wort steht in einer Adresse. Bitte wählen Sie ein anderes."))
        return purpose
