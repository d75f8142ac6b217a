"""The forms about an organisation and its entry in the directory."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.actions.organisations import ENTRY
from teilhabe.actors.forms import fields as shared
from teilhabe.actors.models import Partner


class OwnOrganisationForm(forms.Form):
    """What members write about their organisation."""

    name = forms.CharField(label=_("Name"), max_length=200)
    description = forms.CharField(
        label=_("Beschreibung"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Was bieten Sie an, für wen, wann und wo? Der Text steht im öffentlichen Verzeichnis."),
    )
    fields_of_action = shared.fields_of_action()
    districts = forms.CharField(
        label=_("Stadtteile"),
        max_length=1000,
        required=False,
        help_text=_("Mit Komma getrennt. Leer: in der ganzen Stadt."),
    )
    languages = shared.languages(_("Sprachen, in denen Sie beraten oder arbeiten."))

    def clean_districts(self) -> list[str]:
        names = (" ".join(name.split()) for name in self.cleaned_data["districts"].split(","))
        return list(dict.fromkeys(filter(None, names)))

    def entry(self) -> dict[str, Any]:
        """The values of the entry by name of field, without those that this form does not ask for."""
        given = {**self.cleaned_data, "fields": self.cleaned_data["fields_of_action"]}
        return {name: given[name] for name in ENTRY if name in given}

    @classmethod
    def initial_of(cls, entry: Partner) -> dict[str, Any]:
        return {
            "name": entry.organisation.name,
            "description": entry.description,
            "fields_of_action": entry.fields,
            "districts": ", ".join(entry.districts),
            "languages": entry.languages,
            "is_listed": entry.is_listed,
            "is_active": entry.organisation.is_active,
        }


class NewOrganisationForm(OwnOrganisationForm):
    """The office decides who stands in the directory."""

    is_listed = forms.BooleanField(label=_("Im öffentlichen Verzeichnis zeigen"), required=False)


class OrganisationForm(NewOrganisationForm):
    is_active = forms.BooleanField(
        label=_("Arbeitet mit uns"),
        required=False,
        help_text=_("Ohne dieses Häkchen steht die Organisation nicht mehr im Verzeichnis."),
    )
