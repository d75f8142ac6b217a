"""What a list can be narrowed by: each filter brings its controls and says in words what is chosen.

`lookup` is a lookup of Django, or a function from the chosen value to a Q where a lookup is not enough.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db.models import Q, QuerySet
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from teilhabe.core.tables.columns import Label, shown

FIRST_DAY = date(1, 1, 2)
"""The day before begins, in our time zone, in a year that no calendar of a computer has."""

Lookup = str | Callable[[Any], Q]
Fields = dict[str, forms.Field]
Chosen = Mapping[str, Any]

YES, NO = gettext_lazy("ja"), gettext_lazy("nein")


class Menu(forms.Select):
    """Written straight: a template for each of some hundred options took a tenth of the time of a page."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = self.format_value(value)
        lines = ((key, mark_safe(" selected") if str(key) in chosen else "", label) for key, label in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', lines)
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(attrs or {}), options)


def choice_of(label: str, choices: Iterable[tuple[str, Label]]) -> forms.ChoiceField:
    """One of these or none, as a menu."""
    return forms.ChoiceField(label=label, choices=list(choices), required=False, widget=Menu)


@dataclass(frozen=True)
class Chip:
    """One thing that is chosen; it goes when `value` leaves the parameter `field` ("" for all of it)."""

    text: str
    field: str
    value: str = ""


@dataclass(frozen=True)
class Filter(ABC):
    """`name` is the parameter in the address of the page."""

    name: str
    label: Label
    lookup: Lookup

    @abstractmethod
    def fields(self) -> Fields:
        """The controls by the parameters they set; none is required."""

    @abstractmethod
    def condition(self, chosen: Chosen) -> Q | None:
        """Which rows stay; None while nothing is chosen."""

    @abstractmethod
    def chips(self, chosen: Chosen) -> Iterator[Chip]: ...

    def narrow(self, rows: QuerySet[Any], chosen: Chosen) -> QuerySet[Any]:
        condition = self.condition(chosen)
        if condition is None:
            return rows
        if isinstance(self.lookup, str) and "__" not in self.lookup:
            return rows.filter(condition)
        # As a sub-query, so that a join over many related rows yields no row twice.
        return rows.filter(pk__in=rows.model._default_manager.filter(condition).values("pk"))

    def _matching(self, value: Any, comparison: str = "") -> Q:
        return self.lookup(value) if callable(self.lookup) else Q(**{f"{self.lookup}{comparison}": value})

    def _said(self, value: Any) -> str:
        return f"{self.label}: {value}"


@dataclass(frozen=True)
class Choice(Filter):
    """One of a fixed set of values; `choices` is read at each request."""

    choices: Callable[[], Sequence[tuple[str, Label]]]

    def fields(self) -> Fields:
        choices = [("", _("alle")), *self.choices()]
        return {self.name: choice_of(str(self.label), choices)}

    def condition(self, chosen: Chosen) -> Q | None:
        return self._matching(chosen[self.name]) if chosen.get(self.name) else None

    def chips(self, chosen: Chosen) -> Iterator[Chip]:
        if value := chosen.get(self.name):
            yield Chip(self._said(dict(self.choices())[value]), self.name)


@dataclass(frozen=True)
class Several(Filter):
    """Any of several values: a row stays that has one of them. A function as `lookup` gets the list."""

    choices: Callable[[], Sequence[tuple[str, Label]]]

    def fields(self) -> Fields:
        control = forms.CheckboxSelectMultiple()
        field = forms.MultipleChoiceField(label=str(self.label), choices=self.choices(), widget=control, required=False)
        return {self.name: field}

    def condition(self, chosen: Chosen) -> Q | None:
        return self._matching(chosen[self.name], "__in") if chosen.get(self.name) else None

    def chips(self, chosen: Chosen) -> Iterator[Chip]:
        labels = dict(self.choices())
        for value in chosen.get(self.name) or ():
            yield Chip(self._said(labels[value]), self.name, value)


@dataclass(frozen=True)
class YesNo(Filter):
    """Whether something is so; the lookup is compared with True or False."""

    yes: Label = YES
    no: Label = NO

    def fields(self) -> Fields:
        choices = [("", _("egal")), ("1", self.yes), ("0", self.no)]
        return {self.name: choice_of(str(self.label), choices)}

    def condition(self, chosen: Chosen) -> Q | None:
        return self._matching(chosen[self.name] == "1") if chosen.get(self.name) else None

    def chips(self, chosen: Chosen) -> Iterator[Chip]:
        if value := chosen.get(self.name):
            yield Chip(self._said(self.yes if value == "1" else self.no), self.name)


@dataclass(frozen=True)
class Text(Filter):
    """Rows that match a typed text, brought into the form in which it is compared by `prepare`."""

    prepare: Callable[[str], str] = str.strip

    def fields(self) -> Fields:
        return {self.name: forms.CharField(label=str(self.label), max_length=200, required=False)}

    def condition(self, chosen: Chosen) -> Q | None:
        return self._matching(self.prepare(chosen[self.name])) if chosen.get(self.name) else None

    def chips(self, chosen: Chosen) -> Iterator[Chip]:
        if value := chosen.get(self.name):
            yield Chip(self._said(f"„{value}“"), self.name)


@dataclass(frozen=True)
class DateSpan(Filter):
    """From a day to a day, both included, either open; `lookup` names a date, or with `is_moment` a point in time."""

    is_moment: bool = False

    def fields(self) -> Fields:
        return {
            f"{self.name}_from": _day(_("%(label)s ab") % {"label": self.label}),
            f"{self.name}_to": _day(_("%(label)s bis") % {"label": self.label}),
        }

    def condition(self, chosen: Chosen) -> Q | None:
        first, last = chosen.get(f"{self.name}_from"), chosen.get(f"{self.name}_to")
        if first is None and last is None:
            return None
        condition = Q()
        if first:
            condition &= self._matching(self._start(first), "__gte")
        if last and last < date.max:
            condition &= self._matching(self._start(last + timedelta(days=1)), "__lt")
        return condition

    def _start(self, day: date) -> date:
        return make_aware(datetime.combine(day, time.min)) if self.is_moment else day

    def chips(self, chosen: Chosen) -> Iterator[Chip]:
        for name, text in ((f"{self.name}_from", _("%(label)s ab")), (f"{self.name}_to", _("%(label)s bis"))):
            if day := chosen.get(name):
                yield Chip(f"{text % {'label': self.label}} {shown(day)}", name)


def _day(label: str) -> forms.DateField:
    control = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    known = MinValueValidator(FIRST_DAY)
    return forms.DateField(label=label, widget=control, input_formats=["%Y-%m-%d"], required=False, validators=[known])
