"""Forms about shifts."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.shifts.models import Shift
from teilhabe.engagement.shifts.scheduling import local_moment
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.outreach.calendar.recurrence import WEEKLY, Recurrence, write

EVERY_WEEK, EVERY_OTHER = "1", "2"


def _clock(label: Any) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}))


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)


class ShiftForm(forms.Form):
    """One shift: day, from, to; an end before the start is on the next day."""

    day = _day(_("Tag"))
    begins = _clock(_("von"))
    ends = _clock(_("bis"))
    places = forms.IntegerField(label=_("Plätze"), min_value=1, max_value=500, initial=1)
    place = forms.CharField(
        label=_("Treffpunkt"), max_length=300, required=False, help_text=_("Leer: wie bei der Einsatzmöglichkeit.")
    )
    note = forms.CharField(
        label=_("Hinweis"), max_length=300, required=False, help_text=_("Zum Beispiel: bitte Schürze mitbringen.")
    )

    def moments(self) -> tuple[datetime, datetime]:
        day: date = self.cleaned_data["day"]
        first: time = self.cleaned_data["begins"]
        last: time = self.cleaned_data["ends"]
        ends_on = day if last > first else day + timedelta(days=1)
        return local_moment(day, first), local_moment(ends_on, last)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("places", "place", "note")}

    @classmethod
    def initial_of(cls, shift: Shift) -> dict[str, Any]:
        begins, ends = localtime(shift.starts_at), localtime(shift.ends_at)
        clock = {"day": begins.date(), "begins": begins.time(), "ends": ends.time()}
        return {**clock, "places": shift.places, "place": shift.place, "note": shift.note}


class NewShiftForm(ShiftForm):
    """With how it comes again."""

    repeats = forms.ChoiceField(
        label=_("Wiederholen"),
        choices=[("", _("nein, nur dieses Mal")), (EVERY_WEEK, _("jede Woche")), (EVERY_OTHER, _("alle zwei Wochen"))],
        required=False,
    )
    until = _day(_("letzter Tag der Reihe"), required=False, help_text=_("Leer: bis Sie die Reihe beenden."))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("day"), given.get("until")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("until", ValidationError(_("Das Ende liegt vor dem Anfang.")))
        return given

    def rule(self) -> str:
        repeats = self.cleaned_data["repeats"]
        return write(Recurrence(WEEKLY, int(repeats), until=self.cleaned_data["until"])) if repeats else ""


class ChangeShiftForm(ShiftForm):
    """One or all that follow; asked only where there is a series."""

    following = forms.BooleanField(label=_("Auch alle späteren Termine dieser Reihe ändern"), required=False)


class WhoForm(forms.Form):
    """`may_except`: whether this user may take somebody for whom something is missing."""

    volunteer = forms.ModelChoiceField(label=_("Wer kommt?"), queryset=Volunteer.objects.none())
    despite = forms.CharField(
        label=_("Ausnahme, weil"),
        max_length=300,
        required=False,
        help_text=_("Nur wenn der Person etwas fehlt, was hier verlangt wird, und sie trotzdem kommen soll."),
    )

    def __init__(self, people: QuerySet[Volunteer], *args: Any, may_except: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_except:
            del self.fields["despite"]
        field = self.fields["volunteer"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class FollowingForm(forms.Form):
    following = forms.BooleanField(label=_("Auch alle späteren Termine dieser Reihe absagen"), required=False)


class IncidentForm(forms.Form):
    text = forms.CharField(
        label=_("Was ist geschehen?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Nur die Ehrenamtskoordination liest das. Nach vier Jahren wird es gelöscht."),
    )
