"""The dates of an event, with its recurrence in plain choices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from teilhabe.core.language import page_language
from teilhabe.outreach.calendar.occurrences import Happening
from teilhabe.outreach.calendar.recurrence import (
    LAST,
    MONTHLY,
    MOST_COUNT,
    MOST_INTERVAL,
    WEEKLY,
    Recurrence,
    parse,
    write,
)
from teilhabe.outreach.content.models import EventDates, InfoItem
from teilhabe.outreach.wording.reading import WEEKDAYS, weekday

ONCE, MONTH_DAY, MONTH_WEEKDAY, MONTH_LAST = "once", "month_day", "month_weekday", "month_last"
FOREVER, UNTIL, COUNT = "forever", "until", "count"


def _weekdays() -> list[tuple[str, str]]:
    return [(str(number), weekday(number, page_language())) for number in range(len(WEEKDAYS))]


def _day(label: Any, *, is_needed: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(
        label=label, widget=widget, input_formats=["%Y-%m-%d"], required=is_needed, help_text=help_text
    )


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, required=False)


class DatesForm(forms.Form):
    """`values` are what `SaveDates` wants."""

    first_day = _day(_("Erster Tag"))
    starts = _time(_("Beginn (Uhrzeit)"))
    last_day = _day(_("Letzter Tag"), is_needed=False, help_text=_("Nur wenn sie länger als einen Tag dauert."))
    ends = _time(_("Ende (Uhrzeit)"))
    is_all_day = forms.BooleanField(label=_("ganztägig"), required=False)
    repeats = forms.ChoiceField(
        label=_("Wiederholung"),
        choices=[
            (ONCE, _("findet einmal statt")),
            (WEEKLY, _("jede Woche an Wochentagen")),
            (MONTH_DAY, _("jeden Monat am selben Tag, zum Beispiel am 15.")),
            (MONTH_WEEKDAY, _("jeden Monat am selben Wochentag, zum Beispiel am 2. Dienstag")),
            (MONTH_LAST, _("jeden Monat am letzten solchen Wochentag")),
        ],
        widget=forms.RadioSelect,
        initial=ONCE,
    )
    days = forms.MultipleChoiceField(
        label=_("An diesen Tagen"),
        choices=_weekdays,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
        help_text=_("Nur bei „jede Woche“; ohne Wahl der Wochentag des ersten Tages."),
    )
    interval = forms.IntegerField(
        label=_("Nur jedes wievielte Mal"), min_value=1, max_value=MOST_INTERVAL, required=False,
        help_text=_("2 heißt: alle zwei Wochen oder Monate. Leer heißt: jedes Mal."),
    )  # fmt: skip
    stops = forms.ChoiceField(
        label=_("Die Wiederholung endet"),
        choices=[(FOREVER, _("vorerst nicht")), (UNTIL, _("an einem Tag")), (COUNT, _("nach einer Anzahl"))],
        widget=forms.RadioSelect,
        initial=FOREVER,
        required=False,
    )
    until = _day(_("Letzter möglicher Tag"), is_needed=False)
    count = forms.IntegerField(label=_("Anzahl"), min_value=1, max_value=MOST_COUNT, required=False)
    exceptions = forms.CharField(
        label=_("Fällt aus am"), required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=3000,
        help_text=_("Ein Tag je Zeile, zum Beispiel 24.12.2026."),
    )  # fmt: skip
    place = forms.ModelChoiceField(
        label=_("Ort"), queryset=InfoItem.objects.none(), required=False, empty_label=_("keiner aus der Liste"),
        help_text=_("Ein Ort mit eigener Seite."),
    )  # fmt: skip
    place_text = forms.CharField(label=_("Anderer Ort"), max_length=300, required=False)
    registration = forms.URLField(label=_("Anmeldung"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places  # type: ignore[attr-defined]  # a ModelChoiceField

    @classmethod
    def initial_of(cls, dates: EventDates) -> dict[str, Any]:
        starts, ends = localtime(dates.starts_at), localtime(dates.ends_at)
        found = {
            "first_day": starts.date(), "starts": starts.time(), "ends": ends.time(), "is_all_day": dates.is_all_day,
            "last_day": ends.date() if ends.date() != starts.date() else None,
            "exceptions": "\n".join(f"{date.fromisoformat(each):%d.%m.%Y}" for each in dates.exceptions),
            "place": dates.place_id, "place_text": dates.place_text, "registration": dates.registration,
        }  # fmt: skip
        return {**found, **(_initial_of_rule(parse(dates.recurrence)) if dates.recurrence else {})}

    def clean_exceptions(self) -> list[str]:
        lines = re.split(r"[\s,;]+", self.cleaned_data["exceptions"].strip())
        return [_read_day(line) for line in lines if line]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("is_all_day") and not self.errors:
            for name in ("starts", "ends"):
                if data.get(name) is None:
                    self.add_error(name, _("Wann? Tragen Sie eine Uhrzeit ein, oder wählen Sie „ganztägig“."))
        self._clean_end(data)
        return data

    def _clean_end(self, data: dict[str, Any]) -> None:
        if data.get("repeats") == ONCE:
            return
        for name in (UNTIL, COUNT):
            if data.get("stops") == name and not data.get(name) and name not in self.errors:
                self.add_error(name, _("Wann endet die Wiederholung? Tragen Sie es ein."))

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        last = data["last_day"] or data["first_day"]
        is_whole = data["is_all_day"]
        starts = datetime.combine(data["first_day"], time() if is_whole else data["starts"])
        ends = datetime.combine(last, time() if is_whole else data["ends"])
        if not is_whole and not data["last_day"] and ends < starts:
            ends += timedelta(days=1)  # past midnight
        kept = {name: data[name] for name in ("is_all_day", "place", "place_text", "registration")}
        return {
            **kept,
            "starts_at": make_aware(starts),
            "ends_at": make_aware(ends),
            "recurrence": self._rule(),
            "exceptions": data["exceptions"] if data["repeats"] != ONCE else [],
        }

    def happening(self) -> Happening:
        """As it is typed, to show its next dates."""
        values = self.values()
        without = frozenset(map(date.fromisoformat, values["exceptions"]))
        return Happening(values["starts_at"], values["ends_at"], values["is_all_day"], values["recurrence"], without)

    def _rule(self) -> str:
        data, first = self.cleaned_data, self.cleaned_data["first_day"]
        if data["repeats"] == ONCE:
            return ""
        place = LAST if data["repeats"] == MONTH_LAST else (first.day - 1) // 7 + 1
        return write(
            Recurrence(
                frequency=WEEKLY if data["repeats"] == WEEKLY else MONTHLY,
                interval=data["interval"] or 1,
                days=self._days(first),
                nth=place if data["repeats"] in (MONTH_WEEKDAY, MONTH_LAST) else 0,
                month_day=first.day if data["repeats"] == MONTH_DAY else 0,
                until=data["until"] if data["stops"] == UNTIL else None,
                count=data["count"] or 0 if data["stops"] == COUNT else 0,
            )
        )

    def _days(self, first: date) -> tuple[int, ...]:
        repeats = self.cleaned_data["repeats"]
        if repeats == WEEKLY:
            return tuple(sorted(int(number) for number in self.cleaned_data["days"])) or (first.weekday(),)
        return () if repeats == MONTH_DAY else (first.weekday(),)


def _initial_of_rule(rule: Recurrence) -> dict[str, Any]:
    monthly = MONTH_LAST if rule.nth == LAST else MONTH_WEEKDAY if rule.nth else MONTH_DAY
    return {
        "repeats": WEEKLY if rule.frequency == WEEKLY else monthly,
        "days": [str(number) for number in rule.days],
        "interval": rule.interval if rule.interval > 1 else None,
        "stops": UNTIL if rule.until else COUNT if rule.count else FOREVER,
        "until": rule.until,
        "count": rule.count or None,
    }


def _read_day(line: str) -> str:
    formats: Iterable[str] = ("%d.%m.%Y", "%Y-%m-%d")
    for each in formats:
        try:
            return datetime.strptime(line, each).date().isoformat()  # noqa: DTZ007  # a day has no offset
        except ValueError:
            continue
    raise forms.ValidationError(
        _("„%(line)s“ ist kein Tag. Schreiben Sie ihn zum Beispiel so: 24.12.2026."), params={"line": line[:20]}
    )
