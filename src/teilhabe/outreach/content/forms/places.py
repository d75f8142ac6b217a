"""Where a place is, when it is open, how it is reached: facts that are there already, chosen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import language_choices
from teilhabe.outreach.content.models import Fact, PlaceDetails
from teilhabe.outreach.facts.values import FactKind

CONTACTS = (FactKind.PHONE, FactKind.MAIL, FactKind.LINK)
ACCESSIBLE = {"yes": True, "no": False, "": None}


def _fact(label: Any, kind: FactKind) -> forms.ModelChoiceField[Fact]:
    facts = Fact.objects.filter(kind=kind)
    return forms.ModelChoiceField(label=label, queryset=facts, required=False, empty_label=_("noch keine"))


class PlaceForm(forms.Form):
    address = _fact(_("Anschrift"), FactKind.ADDRESS)
    hours = _fact(_("Öffnungszeiten"), FactKind.HOURS)
    contacts = forms.ModelMultipleChoiceField(
        label=_("Kontaktwege"),
        queryset=Fact.objects.filter(kind__in=CONTACTS),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
    )
    languages = forms.MultipleChoiceField(
        label=_("Sprachen vor Ort"),
        choices=language_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
    )
    is_accessible = forms.ChoiceField(
        label=_("Barrierefrei"),
        choices=[("", _("nicht bekannt")), ("yes", _("ja")), ("no", _("nein"))],
        required=False,
    )
    latitude = forms.FloatField(label=_("Breite"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(label=_("Länge"), min_value=-180, max_value=180, required=False)

    @classmethod
    def initial_of(cls, details: PlaceDetails) -> dict[str, Any]:
        kept = {name: getattr(details, name) for name in ("address", "hours", "languages", "latitude", "longitude")}
        accessible = next(code for code, value in ACCESSIBLE.items() if value is details.is_accessible)
        return {**kept, "contacts": details.contacts.all(), "is_accessible": accessible}

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        del data["contacts"]
        return {**data, "is_accessible": ACCESSIBLE[data["is_accessible"]]}

    def contacts_chosen(self) -> list[Fact]:
        return list(self.cleaned_data["contacts"])
