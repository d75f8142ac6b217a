"""What can be changed in a letter before it is printed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ThanksForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Eine leere Zeile trennt Absätze. Gespeichert wird der Brief nicht."),
    )
