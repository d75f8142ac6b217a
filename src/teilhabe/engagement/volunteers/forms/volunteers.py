"""The forms about one volunteer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import district_choices
from teilhabe.actors.forms.fields import clean_reaching, fields_of_action
from teilhabe.actors.forms.people import NewPersonForm
from teilhabe.actors.reaching import MAIL, MOBILE
from teilhabe.engagement.volunteers.choices import skill_choices
from teilhabe.engagement.volunteers.forms.fields import LanguagesField, WeekField
from teilhabe.engagement.volunteers.models import Kind, Volunteer
from teilhabe.engagement.volunteers.selectors import is_minor

DAY = "%Y-%m-%d"
IN_COLUMNS = {"class": "choices-in-columns"}


def day_field(label: Any, **options: Any) -> forms.DateField:
    control = forms.DateInput(format=DAY, attrs={"type": "date"})
    return forms.DateField(label=label, widget=control, input_formats=[DAY], **options)


class OwnVolunteerForm(forms.Form):
    """What volunteers say about themselves."""

    language_levels = LanguagesField(label=_("Sprachen"), required=False)
    week = WeekField(help_text=_("Kreuzen Sie an, wann es meistens passt."))
    hours_per_week = forms.IntegerField(
        label=_("Stunden in der Woche, höchstens"), min_value=1, max_value=40, required=False
    )
    most_assignments = forms.IntegerField(
        label=_("Einsätze zur gleichen Zeit, höchstens"), min_value=1, max_value=10, initial=1
    )
    kinds = forms.MultipleChoiceField(
        label=_("Arten von Einsätzen"),
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=IN_COLUMNS),
        help_text=_("Nichts angekreuzt heißt: alles ist recht."),
    )
    wishes = fields_of_action(_("Nichts angekreuzt heißt: alles ist recht."))
    skills = forms.MultipleChoiceField(
        label=_("Fähigkeiten"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=IN_COLUMNS),
    )
    districts = forms.MultipleChoiceField(
        label=_("Stadtteile"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=IN_COLUMNS),
        help_text=_("Nichts angekreuzt heißt: in der ganzen Stadt."),
    )
    limits = forms.CharField(
        label=_("Was nicht geht"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Zum Beispiel „keine Treppen“ oder „nicht in den Ferien“. Nichts über Krankheiten."),
    )

    def __init__(self, *args: Any, held: Volunteer | None = None, **options: Any) -> None:
        """`held` are the details as they are: what is no longer offered stays to be chosen."""
        super().__init__(*args, **options)
        for name, choices in (("skills", skill_choices()), ("districts", district_choices())):
            kept = [(each, each) for each in getattr(held, name, ()) if each not in dict(choices)]
            self.fields[name].choices = [*choices, *kept]  # type: ignore[attr-defined]  # declared above
            if not choices and not kept:
                del self.fields[name]

    @classmethod
    def initial_of(cls, volunteer: Volunteer) -> dict[str, Any]:
        values = {name: getattr(volunteer, name) for name in cls.base_fields if hasattr(volunteer, name)}
        levels = volunteer.language_levels
        return {**values, "language_levels": {code: levels.get(code, "") for code in volunteer.person.languages}}

    def values(self) -> dict[str, Any]:
        """As the actions take them."""
        found = {name: value for name, value in self.cleaned_data.items() if name in self.told()}
        levels = found["language_levels"]
        return {
            **found,
            "languages": list(levels),
            "language_levels": {code: level for code, level in levels.items() if level},
        }

    def told(self) -> set[str]:
        """The fields that belong to the volunteer."""
        return set(OwnVolunteerForm.base_fields)


class VolunteerForm(OwnVolunteerForm):
    """The same as the office keeps it."""

    since = day_field(_("Dabei seit"), initial=localdate)
    born_on = day_field(
        _("Geboren am"), required=False, help_text=_("Nur nötig, wenn die Person noch nicht 18 ist oder es anbietet.")
    )
    guardian_name = forms.CharField(
        label=_("Sorgeberechtigte Person"), max_length=200, required=False, help_text=_("Nur bei Personen unter 18.")
    )
    guardian_agreed_on = day_field(
        _("Einverständnis liegt vor seit"),
        required=False,
        help_text=_("Ohne das Einverständnis wird niemand unter 18 vermittelt."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        today = localdate()
        if is_minor(cleaned.get("born_on"), today) and not cleaned.get("guardian_name"):
            self.add_error("guardian_name", _("Die Person ist noch nicht 18. Wer ist für sie sorgeberechtigt?"))
        for name in ("born_on", "guardian_agreed_on"):
            if cleaned.get(name) and cleaned[name] > today:
                self.add_error(name, _("Dieser Tag liegt in der Zukunft."))
        return cleaned

    def told(self) -> set[str]:
        return set(VolunteerForm.base_fields)


class NewVolunteerForm(VolunteerForm):
    """Somebody new: who they are and how to reach them, then what they can do."""

    WAYS = (("mobile", MOBILE), ("mail", MAIL))

    given_name = NewPersonForm.base_fields["given_name"]
    family_name = NewPersonForm.base_fields["family_name"]
    mobile = NewPersonForm.base_fields["mobile"]
    mail = NewPersonForm.base_fields["mail"]
    preferred_language = NewPersonForm.base_fields["preferred_language"]
    district = NewPersonForm.base_fields["district"]
    field_order = ("given_name", "family_name", "mobile", "mail", "preferred_language", "district")

    def clean(self) -> dict[str, Any]:
        for name, kind in self.WAYS:
            clean_reaching(self, kind, name)
        return super().clean()

    def contact_points(self) -> list[tuple[str, str]]:
        """Pairs of kind and value, as they were filled in."""
        return [(kind, self.cleaned_data[name]) for name, kind in self.WAYS if self.cleaned_data.get(name)]

    def person_values(self) -> dict[str, Any]:
        names = ("given_name", "family_name", "preferred_language", "district")
        return {name: self.cleaned_data[name] for name in names}


class PauseForm(forms.Form):
    until = day_field(
        _("Pause bis"), required=False, help_text=_("Am Tag danach geht es von selbst weiter. Leer: bis auf Weiteres.")
    )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until and until < localdate():
            raise forms.ValidationError(_("Dieser Tag ist schon vorbei."))
        return until


class EndForm(forms.Form):
    reason = forms.ChoiceField(label=_("Warum?"), choices=Volunteer.Reason.choices, widget=forms.RadioSelect)


class AbsenceForm(forms.Form):
    first_day = day_field(_("Von"))
    last_day = day_field(_("Bis"))


class SkillForm(forms.Form):
    de = forms.CharField(label=_("Name auf Deutsch"), max_length=100)
    en = forms.CharField(label=_("Name auf Englisch"), max_length=100, required=False)
    ar = forms.CharField(
        label=_("Name auf Arabisch"), max_length=100, required=False, widget=forms.TextInput(attrs={"dir": "rtl"})
    )

    def names(self) -> dict[str, str]:
        return {language: self.cleaned_data[language] for language in ("de", "en", "ar")}


class KnownSkillForm(SkillForm):
    is_offered = forms.BooleanField(
        label=_("Wird zur Auswahl gestellt"),
        required=False,
        help_text=_("Ohne Haken bleibt sie bei allen stehen, die sie schon haben."),
    )
