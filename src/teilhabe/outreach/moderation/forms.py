"""The forms of moderation: why, what is left of a text, to whom it went."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.moderation.models import Evidence


class ReasonForm(forms.Form):
    reason = forms.ChoiceField(label=_("Grund"), choices=Evidence.Reason.choices)
    note = forms.CharField(
        label=_("Notiz"),
        help_text=_("Für Leitung, Rechtsamt oder Polizei: worum es ging und was Sie getan haben."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TakeOutForm(forms.Form):
    text = forms.CharField(
        label=_("Was übrig bleibt"),
        help_text=_("Löschen Sie Namen, Adressen, Schule und alles, woran man das Kind erkennt."),
        required=False,
        max_length=30_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class PassOnForm(forms.Form):
    path = forms.ChoiceField(label=_("Weitergegeben an"), choices=Evidence.Path.choices, required=False)
    note = forms.CharField(label=_("Notiz"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
