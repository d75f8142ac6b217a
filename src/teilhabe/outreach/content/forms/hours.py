"""The editor of opening hours: a week as a table, days on which it is closed, a note. Works without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from teilhabe.core.language import page_language
from teilhabe.outreach.content.forms.facts import FactForm
from teilhabe.outreach.facts.hours import week_of
from teilhabe.outreach.facts.shape import clock
from teilhabe.outreach.facts.values import FactKind, Value
from teilhabe.outreach.wording.reading import WEEKDAYS, weekday

LEAST_SPANS, FREE_CLOSURES = 2, 2
NOTES = {"de": _("auf Deutsch"), "en": _("auf Englisch")}


@dataclass(frozen=True)
class DayRow:
    """One line of the table: the name of a day and its pairs of fields."""

    name: str
    spans: list[tuple[forms.BoundField, forms.BoundField]]


class HoursForm(FactForm):
    kind = FactKind.HOURS

    def __init__(self, *args: Any, former: Any = None, **kwargs: Any) -> None:
        value = former.value if former is not None else {"weekly": [], "closed": [], "note": {}}
        self.others = value  # languages that the form does not show stay
        self.spans = max(LEAST_SPANS, *(len(day) for day in week_of(value)))
        self.closures = self._rows_sent(args) or len(value["closed"]) + FREE_CLOSURES
        super().__init__(*args, former=former, **kwargs)
        for name, field in self._fields():
            self.fields[name] = field
        self.order_fields(["name"])

    def _rows_sent(self, args: tuple[Any, ...]) -> int:
        """As many lines as the page had that was sent."""
        sent = args[0] if args and args[0] else {}
        rows = [int(name[7:-5]) for name in sent if name.startswith("closed_") and name.endswith("_from")
                and name[7:-5].isdecimal()]  # fmt: skip
        return min(max(rows, default=-1) + 1, 100)

    def _fields(self) -> Iterator[tuple[str, forms.Field]]:
        for code in WEEKDAYS:
            for number in range(self.spans):
                day = weekday(WEEKDAYS.index(code), page_language())
                yield f"{code}_{number}_from", _time(_("%(day)s ab") % {"day": day})
                yield f"{code}_{number}_to", _time(_("%(day)s bis") % {"day": day})
        for number in range(self.closures):
            yield f"closed_{number}_from", _day(_("geschlossen ab"))
            yield f"closed_{number}_to", _day(_("geschlossen bis"))
            for language, label in NOTES.items():
                yield f"closed_{number}_{language}", _words(_("Grund %(language)s") % {"language": label})
        for language, label in NOTES.items():
            yield f"note_{language}", _words(_("Hinweis %(language)s") % {"language": label})

    @classmethod
    def initial_of(cls, value: Value) -> dict[str, Any]:
        found: dict[str, Any] = {f"note_{language}": text for language, text in value["note"].items()}
        for code, spans in zip(WEEKDAYS, week_of(value), strict=True):
            for number, (begins, ends) in enumerate(spans):
                found[f"{code}_{number}_from"] = clock(begins)
                found[f"{code}_{number}_to"] = "00:00" if clock(ends) == "24:00" else clock(ends)
        for number, row in enumerate(value["closed"]):
            found |= {f"closed_{number}_{end}": row[end] for end in ("from", "to")}
            found |= {f"closed_{number}_{language}": text for language, text in row["reason"].items()}
        return found

    def value(self) -> dict[str, Any]:
        note = {**self.others["note"], **{language: self._said(f"note_{language}") for language in NOTES}}
        return {"weekly": list(self._weekly()), "closed": list(self._closed()), "note": note}

    def _said(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    def _weekly(self) -> Iterator[dict[str, Any]]:
        for code in WEEKDAYS:
            for number in range(self.spans):
                begins, ends = self._said(f"{code}_{number}_from"), self._said(f"{code}_{number}_to")
                if begins or ends:  # a clock cannot show 24:00
                    yield {"days": [code], "from": begins, "to": "24:00" if ends == "00:00" else ends}

    def _closed(self) -> Iterator[dict[str, Any]]:
        reasons = {(row["from"], row["to"]): row["reason"] for row in self.others["closed"]}
        for number in range(self.closures):
            first, last = self._said(f"closed_{number}_from"), self._said(f"closed_{number}_to")
            if first or last:
                typed = {language: self._said(f"closed_{number}_{language}") for language in NOTES}
                yield {"from": first, "to": last, "reason": {**reasons.get((first, last), {}), **typed}}

    def week(self) -> list[DayRow]:
        """The table, for the template."""
        pairs = range(self.spans)
        return [
            DayRow(
                weekday(number, page_language()),
                [(self[f"{code}_{pair}_from"], self[f"{code}_{pair}_to"]) for pair in pairs],
            )
            for number, code in enumerate(WEEKDAYS)
        ]

    def closed_rows(self) -> list[list[forms.BoundField]]:
        parts = ("from", "to", *NOTES)
        return [[self[f"closed_{number}_{part}"] for part in parts] for number in range(self.closures)]

    def notes(self) -> list[forms.BoundField]:
        return [self[f"note_{language}"] for language in NOTES]

    def kept(self) -> list[forms.BoundField]:
        return [self[name] for name in ("source", "check_by", "owner")]


def _time(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=5, required=False, widget=forms.TimeInput(attrs={"type": "time"}))


def _day(label: Any) -> forms.CharField:
    widget = forms.DateInput(attrs={"type": "date"})
    return forms.CharField(label=label, max_length=10, required=False, widget=widget)


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=300, required=False)
