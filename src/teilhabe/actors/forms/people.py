"""The forms about a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import language_choices, organisation_choices
from teilhabe.actors.forms import fields
from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.reaching import MAIL, MOBILE, PHONE, POST


def _language_or_none() -> list[tuple[str, Any]]:
    return [("", _("nicht bekannt")), *language_choices()]


class OwnDetailsForm(forms.Form):
    """What people tell about themselves."""

    given_name = forms.CharField(label=_("Vorname"), max_length=200, required=False)
    family_name = forms.CharField(
        label=_("Nachname"), max_length=200, help_text=_("Wer nur einen Namen hat: bitte hier eintragen.")
    )
    preferred_language = forms.ChoiceField(
        label=_("Bevorzugte Sprache"),
        choices=_language_or_none,
        required=False,
        help_text=_("Für Gespräche und Briefe."),
    )
    district = fields.district()
    languages = fields.languages(_("Alle Sprachen, in denen man sich gut verständigen kann."))

    @classmethod
    def initial_of(cls, person: Person) -> dict[str, Any]:
        return {name: getattr(person, name) for name in cls.base_fields if hasattr(person, name)}


class PersonForm(OwnDetailsForm):
    """The same as the office keeps it, with a note."""

    note = forms.CharField(
        label=_("Notiz"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nur was Sie für Ihre Aufgabe brauchen. Die Person kann die Notiz jederzeit lesen wollen."),
    )


class NewPersonForm(PersonForm):
    """A person with the first ways to reach them."""

    WAYS = (("mobile", MOBILE), ("mail", MAIL), ("phone", PHONE), ("post", POST))

    mobile = forms.CharField(label=_("Mobiltelefon"), max_length=60, required=False)
    mail = forms.CharField(label=_("E-Mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telefon"), max_length=60, required=False)
    post = forms.CharField(label=_("Anschrift"), max_length=500, required=False)
    field_order = (
        "given_name", "family_name", "mobile", "mail", "phone", "post", "district", "preferred_language", "languages",
        "note",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name, kind in self.WAYS:
            fields.clean_reaching(self, kind, name)
        return self.cleaned_data

    def contact_points(self) -> list[tuple[str, str]]:
        """Pairs of kind and value, as they were filled in."""
        return [(kind, self.cleaned_data[name]) for name, kind in self.WAYS if self.cleaned_data.get(name)]


class ContactPointForm(forms.Form):
    kind = forms.ChoiceField(label=_("Art"), choices=ContactPoint.Kind.choices)
    value = forms.CharField(
        label=_("Angabe"),
        max_length=500,
        help_text=_("Nummern mit Vorwahl, zum Beispiel 0631 1234567 oder +49 171 1234567."),
    )
    label = forms.CharField(
        label=_("Bezeichnung"), max_length=100, required=False, help_text=_("Zum Beispiel „Arbeit“ oder „abends“.")
    )
    is_preferred = forms.BooleanField(label=_("Bevorzugter Weg"), required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        fields.clean_reaching(self, self.cleaned_data.get("kind", ""), "value")
        return self.cleaned_data


class AffiliationForm(forms.Form):
    organisation = forms.ChoiceField(label=_("Organisation"), choices=organisation_choices)
    function = forms.CharField(
        label=_("Aufgabe"), max_length=200, required=False, help_text=_("Zum Beispiel „Vorsitz“ oder „Kursleitung“.")
    )


class AccountForm(forms.Form):
    email = forms.EmailField(
        label=_("E-Mail-Adresse des Kontos"),
        help_text=_("Die Person sieht und ändert dann ihre eigenen Angaben, sobald sie angemeldet ist."),
    )
