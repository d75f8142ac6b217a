"""What is filled in about clients and tandems."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.forms.fields import district
from teilhabe.core.users.models import User
from teilhabe.engagement.hours.models import MINUTES_OF_A_DAY
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.tandems.models import AgeGroup, CheckIn, Client, Gender, Meeting, Tandem, Topic
from teilhabe.engagement.tandems.selectors import coordinators, programmes
from teilhabe.engagement.volunteers.forms.fields import LanguagesField, WeekField

ANY = ("", _("egal"))
UNKNOWN = ("", _("nicht bekannt"))


def _day(label: Any) -> forms.DateField:
    control = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=control, input_formats=["%Y-%m-%d"], initial=localdate)


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"})
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget)


def _one(label: Any, choices: Any, none: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[none, *choices], required=False)


class ClientForm(forms.Form):
    """Who asks, and what they wish; all of it may be left open."""

    language_levels = LanguagesField(label=_("Sprachen"), required=False)
    age_group = _one(_("Alter"), AgeGroup.choices, UNKNOWN)
    gender = _one(_("Geschlecht"), Gender.choices, UNKNOWN)
    topics = _several(_("worum es geht"), Topic.choices)
    week = WeekField()
    district = district()
    wished_gender = _one(_("gewünschtes Geschlecht"), Gender.choices, ANY)
    wished_ages = _several(_("gewünschtes Alter"), AgeGroup.choices)
    way = _one(_("wie die Anfrage kam"), Client.Way.choices, UNKNOWN)
    programme = forms.ModelChoiceField(
        Opportunity.objects.none(), label=_("Programm"), required=False, empty_label=_("steht noch nicht fest")
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        field: Any = self.fields["programme"]
        field.queryset = programmes()


class AddClientForm(ClientForm):
    note = forms.CharField(
        label=_("kurze Notiz zur Situation"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nur Sie lesen das. Nichts über Gesundheit, Religion oder das Asylverfahren."),
    )  # fmt: skip


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label=_("An wen?"))

    def __init__(self, client: Client, data: Any = None) -> None:
        super().__init__(data)
        field: Any = self.fields["to"]
        field.queryset = coordinators().exclude(clients=client)


class AgreeForm(forms.Form):
    starts_on = _day(_("ab wann"))
    programme = forms.ModelChoiceField(
        Opportunity.objects.none(), label=_("Programm"),
        help_text=_("Eine offene Einsatzmöglichkeit der Art „Patenschaft“: Sie versichert und sammelt die Stunden."),
    )  # fmt: skip

    def __init__(self, tandem: Tandem, data: Any = None) -> None:
        super().__init__(data, initial={"programme": tandem.client.programme_id})
        field: Any = self.fields["programme"]
        field.queryset = programmes()


class DeclineForm(forms.Form):
    side = forms.ChoiceField(label=_("Wer sagt nein?"), choices=Tandem.Side.choices)
    reason = forms.ChoiceField(label=_("Warum?"), choices=Tandem.Reason.choices)


class EndForm(forms.Form):
    ended_on = _day(_("letzter Tag"))
    ending = forms.ChoiceField(label=_("Warum endet es?"), choices=Tandem.Ending.choices)
    goes_on = forms.BooleanField(label=_("Die begleitete Person sucht jemand anderen"), required=False)


class CheckInForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Wie läuft es?"), choices=CheckIn.Outcome.choices, widget=forms.RadioSelect)


class MeetingForm(forms.Form):
    day = _day(_("Tag"))
    minutes = forms.IntegerField(label=_("Minuten"), min_value=1, max_value=MINUTES_OF_A_DAY, initial=60)
    mood = _one(_("wie es war"), Meeting.Mood.choices, ("", _("ohne Angabe")))


class WishesForm(forms.Form):
    gender = _one(_("Geschlecht"), Gender.choices, UNKNOWN)
    topics = _several(_("worum es gehen darf"), Topic.choices)
    wished_gender = _one(_("gewünschtes Geschlecht"), Gender.choices, ANY)
    wished_ages = _several(_("gewünschtes Alter"), AgeGroup.choices)
