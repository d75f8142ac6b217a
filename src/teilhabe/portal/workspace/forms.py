"""Forms of the workspace itself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.portal.workspace.models import MailChoice


class MailChoiceForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("Wann sollen wir Ihnen schreiben, was auf Sie wartet?"),
        help_text=_("Die E-Mail nennt nur, wie viel wartet, und keine Namen. Wartet nichts, kommt keine."),
        choices=MailChoice.Rhythm.choices,
        widget=forms.RadioSelect,
    )
