"""The form for what somebody says: its fields in the order of a call, each reached by one key."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.inbox.choices import all_languages, answerers, topics
from teilhabe.outreach.inbox.counter.callers import sender
from teilhabe.outreach.inbox.models import Way
from teilhabe.outreach.languages import SIMPLE, own_name

MOST_CHARACTERS = 4000
NOBODY, OTHER = "", "other"
NO, TODAY, TOMORROW, ON_DAY = "", "today", "tomorrow", "day"
DONE = "done"


def _languages() -> list[tuple[str, str]]:
    """Those of the site as buttons, as they call themselves; all others in a list beside."""
    own = [(code, own_name(code)) for code, _name in settings.LANGUAGES if not code.endswith(SIMPLE)]
    return [*own, (OTHER, str(_("andere")))]


class NoteForm(forms.Form):
    use_required_attribute = False
    way = forms.ChoiceField(
        label=_("Wie?"),
        choices=((Way.PHONE, Way.PHONE.label), (Way.VISIT, Way.VISIT.label)),
        widget=forms.RadioSelect,
        initial=Way.PHONE,
    )
    caller = forms.CharField(
        label=_("Nummer oder Name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "data-caller": "", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Sprache"), choices=_languages, widget=forms.RadioSelect, initial="de", required=False
    )
    other_language = forms.ChoiceField(
        label=_("Andere Sprache"), choices=lambda: [("", "–"), *all_languages()], required=False
    )
    topic = forms.ChoiceField(label=_("Thema"), choices=lambda: [("", _("ohne")), *topics()], required=False)
    text = forms.CharField(
        label=_("Was möchte die Person?"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto", "data-enter": ""}),
        error_messages={"required": _("Bitte schreiben Sie in ein paar Worten, worum es geht.")},
    )
    call_back = forms.ChoiceField(
        label=_("Zurückrufen"),
        choices=((NO, _("nicht nötig")), (TODAY, _("heute")), (TOMORROW, _("morgen")), (ON_DAY, _("am …"))),
        widget=forms.RadioSelect,
        required=False,
        initial=NO,
    )
    day = forms.DateField(
        label=_("Tag des Rückrufs"), required=False, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )  # fmt: skip
    assigned_to = forms.ChoiceField(
        label=_("Darum kümmert sich"), choices=lambda: [("", _("niemand bisher")), *answerers()], required=False
    )
    is_done = forms.BooleanField(label=_("Schon beantwortet, nichts mehr zu tun"), required=False)
    ticket = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("day")
        if cleaned.get("call_back") == ON_DAY and day is None and "day" not in self.errors:
            self.add_error("day", _("Bitte wählen Sie den Tag des Rückrufs."))
        if day is not None and day < localdate():
            self.add_error("day", _("Dieser Tag ist schon vorbei."))
        if cleaned.get("language") == OTHER and not cleaned.get("other_language"):
            self.add_error("other_language", _("Bitte wählen Sie die Sprache."))
        return cleaned

    def values(self, person: Person | None) -> dict[str, Any]:
        """As the action takes them."""
        cleaned = self.cleaned_data
        language = cleaned["other_language"] if cleaned["language"] == OTHER else cleaned["language"]
        return {
            "ticket": cleaned["ticket"],
            "way": cleaned["way"],
            "text": cleaned["text"],
            "sender": sender(cleaned["caller"]),
            "person": person,
            "language": language,
            "topic": Category.objects.filter(pk=cleaned["topic"]).first() if cleaned["topic"] else None,
            "call_back_on": _day(cleaned["call_back"], cleaned["day"]),
            "assigned_to": User.objects.filter(pk=cleaned["assigned_to"]).first() if cleaned["assigned_to"] else None,
            "is_done": cleaned["is_done"],
        }


def _day(call_back: str, day: date | None) -> date | None:
    today = localdate()
    return {TODAY: today, TOMORROW: today + timedelta(days=1), ON_DAY: day}.get(call_back)
