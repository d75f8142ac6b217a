"""Forms about opportunities: made for a phone, so what is always needed comes first and asks for little."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.choices import language_choices
from teilhabe.actors.forms import fields as shared
from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.extensions import REQUIRABLES
from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.opportunities.values import OFFICE, Asked, requirements_of
from teilhabe.engagement.opportunities.wording import Names
from teilhabe.engagement.volunteers.forms.fields import LanguagesField, WeekField
from teilhabe.engagement.volunteers.models import Level, Skill

Kind = Requirement.Kind
GERMAN = "de"


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    control = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=control, required=False, help_text=help_text)


def _skills() -> list[tuple[str, str]]:
    names = Names.now().skills
    return [(key, names[key]) for key in Skill.objects.filter(is_offered=True).values_list("key", flat=True)]


def _others() -> list[tuple[str, str]]:
    return [(f"{each.kind}:{each.code}", each.name) for each in REQUIRABLES.collect()]


def _several(label: Any, choices: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"})
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget, help_text=help_text)


def _at_least(help_text: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=_("So viele reichen"), min_value=1, max_value=500, required=False, help_text=help_text
    )


class OpportunityForm(forms.Form):
    """What, when, where, whom: in this order, with sensible answers given already."""

    title = forms.CharField(
        label=_("Was wird gemacht?"), max_length=200, help_text=_("Kurz, zum Beispiel: Sprachcafé begleiten.")
    )
    task = forms.CharField(
        label=_("Was ist zu tun?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Was tut man, mit wem, und was hat man davon? Zwei, drei Sätze genügen."),
    )
    kind = forms.ChoiceField(label=_("Wie oft?"), choices=Opportunity.Kind.choices, initial=Opportunity.Kind.LONG_TERM)
    places = forms.IntegerField(label=_("Wie viele Menschen suchen Sie?"), min_value=1, max_value=500, initial=1)
    hours_per_week = forms.IntegerField(
        label=_("Stunden in der Woche, ungefähr"), min_value=1, max_value=40, required=False
    )
    week = WeekField(label=_("Wann in der Woche?"), help_text=_("Wo mehrere Zeiten möglich sind, alle ankreuzen."))
    starts_on = _day(_("Beginnt am"), _("Leer: ab sofort."))
    ends_on = _day(_("Endet am"), _("Leer: auf Dauer."))
    place = forms.CharField(label=_("Wo?"), max_length=300, required=False, help_text=_("Straße oder Haus."))
    district = shared.district()
    is_remote = forms.BooleanField(label=_("Geht auch von zu Hause"), required=False)
    german = forms.ChoiceField(
        label=_("Deutsch, mindestens"), choices=[("", _("egal")), *Level.choices], required=False
    )
    languages = LanguagesField(label=_("Andere Sprachen, die man können muss"), required=False)
    languages_at_least = _at_least(_("Leer: alle müssen diese Sprachen können. 1: einer im Team genügt."))
    skills = _several(_("Was man können muss"), _skills)
    skills_at_least = _at_least(_("Leer: alle müssen es können."))
    minimum_age = forms.IntegerField(label=_("Mindestalter"), min_value=10, max_value=99, required=False)
    others = _several(
        _("Was vorliegen muss"),
        _others,
        _("Wer Kinder oder Jugendliche betreut, braucht meist ein erweitertes Führungszeugnis (§ 72a SGB VIII)."),
    )
    fields_of_action = shared.fields_of_action()
    contact_name = forms.CharField(label=_("Ansprechperson"), max_length=200, required=False)
    contact = forms.CharField(label=_("Telefon oder E-Mail der Ansprechperson"), max_length=200, required=False)
    expenses = forms.CharField(
        label=_("Auslagen"), max_length=200, required=False, help_text=_("Zum Beispiel: Fahrkarte wird bezahlt.")
    )
    insurance = forms.CharField(label=_("Wer versichert?"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends_on", ValidationError(_("Das Ende liegt vor dem Anfang.")))
        return given

    def values(self) -> dict[str, Any]:
        """By name of the model's field, without those that this form does not ask for."""
        given = {**self.cleaned_data, "fields": self.cleaned_data["fields_of_action"]}
        return {name: given[name] for name in OFFICE if name in given}

    def requirements(self) -> list[Asked]:
        return list(self._requirements())

    def _requirements(self) -> Iterator[Asked]:
        given = self.cleaned_data
        if given["german"]:
            yield Asked(Kind.LANGUAGE, GERMAN, given["german"])
        for code, level in given["languages"].items():
            if code != GERMAN:
                yield Asked(Kind.LANGUAGE, code, level, at_least=given["languages_at_least"])
        for code in given["skills"]:
            yield Asked(Kind.SKILL, code, at_least=given["skills_at_least"])
        if given["minimum_age"]:
            yield Asked(Kind.AGE, number=given["minimum_age"])
        for chosen in given["others"]:
            kind, _colon, code = chosen.partition(":")
            yield Asked(kind, code)

    @classmethod
    def initial_of(cls, opportunity: Opportunity) -> dict[str, Any]:
        own = {name: getattr(opportunity, name) for name in OFFICE if hasattr(opportunity, name)}
        return {**own, "fields_of_action": opportunity.fields, **_initial(requirements_of(opportunity))}


def _initial(asked: Iterable[Asked]) -> dict[str, Any]:
    rows = list(asked)
    languages = [each for each in rows if each.kind == Kind.LANGUAGE]
    others = [each for each in languages if each.code != GERMAN]
    skills = [each for each in rows if each.kind == Kind.SKILL]
    plain = {Kind.LANGUAGE, Kind.SKILL, Kind.AGE}
    return {
        "german": next((each.level for each in languages if each.code == GERMAN), ""),
        "languages": {each.code: each.level for each in others},
        "languages_at_least": next((each.at_least for each in others), None),
        "skills": [each.code for each in skills],
        "skills_at_least": next((each.at_least for each in skills), None),
        "minimum_age": next((each.number for each in rows if each.kind == Kind.AGE), None),
        "others": [f"{each.kind}:{each.code}" for each in rows if each.kind not in plain],
    }


class OfficeOpportunityForm(OpportunityForm):
    """What the office decides as well."""

    priority = forms.TypedChoiceField(
        label=_("Dringlichkeit"), choices=Opportunity.Priority.choices, coerce=int, initial=Opportunity.Priority.NORMAL
    )
    is_listed = forms.BooleanField(label=_("Auf der Webseite zeigen"), required=False, initial=True)


class OrganisationForm(forms.Form):
    """For whom an opportunity is entered; asked only where there is a choice."""

    organisation = forms.ModelChoiceField(label=_("Organisation"), queryset=Organisation.objects.none())

    def __init__(self, organisations: QuerySet[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations


class RemarkForm(forms.Form):
    """What the office wants changed before it publishes."""

    remark = forms.CharField(
        label=_("Was soll sich ändern?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Der Text geht per E-Mail an die Organisation."),
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Sprache"), choices=lambda: [pair for pair in language_choices() if pair[0] != GERMAN]
    )


class TranslationForm(forms.Form):
    """Title and task in one language; both empty takes them away."""

    title = forms.CharField(label=_("Titel"), max_length=200, required=False, widget=forms.TextInput({"dir": "auto"}))
    task = forms.CharField(
        label=_("Was ist zu tun?"), max_length=5000, required=False, widget=forms.Textarea({"rows": 6, "dir": "auto"})
    )
