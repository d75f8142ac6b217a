"""What the address of a list asks for: search, filters, order and page, as far as it can be understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from teilhabe.core.tables.columns import Column
from teilhabe.core.tables.filters import Chip, Filter, choice_of

Search = tuple[str, Callable[[str], Any]]


@dataclass(frozen=True)
class RemovableChip:
    """A chip and the query string of the list without it."""

    text: str
    query: str


@dataclass(frozen=True)
class SortableColumn:
    """The head of a column: `direction` is "ascending", "descending" or "" and `query` sorts by it."""

    column: Column
    direction: str
    query: str


@dataclass(frozen=True)
class Asked:
    """One reading of a query string against the columns and filters of a list."""

    params: QueryDict
    columns: Sequence[Column]
    filters: Sequence[Filter]
    search: Search
    order: tuple[str, ...]

    @cached_property
    def form(self) -> forms.Form:
        form = forms.Form(self.params, use_required_attribute=False)
        if self.search[0]:
            form.fields["q"] = forms.CharField(label=_("Suchen"), max_length=200, required=False)
        for each in self.filters:
            form.fields.update(each.fields())
        form.fields["sort"] = choice_of(_("Reihenfolge"), self._orders())
        form.is_valid()
        return form

    def _orders(self) -> Iterator[tuple[str, str]]:
        yield "", _("wie üblich")
        for column in self.columns:
            if column.order_by:
                yield column.name, _("%(column)s aufsteigend") % {"column": column.label}
                yield f"-{column.name}", _("%(column)s absteigend") % {"column": column.label}

    @property
    def text(self) -> str:
        return str(self.form.cleaned_data.get("q") or "").strip()

    @property
    def sort(self) -> str:
        return str(self.form.cleaned_data.get("sort") or "")

    @property
    def is_understood(self) -> bool:
        return not self.form.errors

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text) or any(each.condition(self.form.cleaned_data) is not None for each in self.filters)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that match search and filters; what could not be understood narrows nothing and is said."""
        lookup, prepare = self.search
        if lookup and self.text:
            rows = rows.filter(**{lookup: prepare(self.text)})
        for each in self.filters:
            rows = each.narrow(rows, self.form.cleaned_data)
        return rows

    def arrange(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """In the order asked for, else in the list's own; rows that are equal in it stand by their key."""
        lookups = self._lookups(self.sort) if self.sort else [each for o in self.order for each in self._lookups(o)]
        return rows.order_by(*lookups, "pk")

    def _lookups(self, order: str) -> tuple[str, ...]:
        column = next((c for c in self.columns if c.order_by and c.name == order.removeprefix("-")), None)
        return column.lookups(descending=order.startswith("-")) if column else (order,)

    @cached_property
    def query(self) -> str:
        """What is asked for, without the page and in one fixed writing: equal views have equal query strings."""
        kept = QueryDict(mutable=True)
        for name in self.form.fields:
            if values := [value for value in self.params.getlist(name) if value]:
                kept.setlist(name, sorted(values))
        return kept.urlencode()

    def changed(self, **values: str) -> str:
        """The query string with other values; "" takes a parameter out."""
        query = QueryDict(self.query, mutable=True)
        for name, value in values.items():
            query.pop(name, None)
            if value:
                query[name] = value
        return query.urlencode()

    def chips(self) -> list[RemovableChip]:
        chosen = [Chip(_("Suche: „%(text)s“") % {"text": self.text}, "q")] if self.text else []
        chosen += [chip for each in self.filters for chip in each.chips(self.form.cleaned_data)]
        return [RemovableChip(chip.text, self._without(chip)) for chip in chosen]

    def _without(self, chip: Chip) -> str:
        query = QueryDict(self.query, mutable=True)
        rest = [value for value in query.getlist(chip.field) if chip.value and value != chip.value]
        query.setlist(chip.field, rest)
        return query.urlencode()

    def heads(self) -> list[SortableColumn]:
        current = self.sort or next(iter(self.order), "")
        return [self._head(column, current) for column in self.columns if not column.only_exported]

    def _head(self, column: Column, current: str) -> SortableColumn:
        if not column.order_by or current.removeprefix("-") != column.name:
            return SortableColumn(column, "", self.changed(sort=column.name))
        is_descending = current.startswith("-")
        turned = column.name if is_descending else f"-{column.name}"
        return SortableColumn(column, "descending" if is_descending else "ascending", self.changed(sort=turned))

    def reset(self) -> Asked:
        """The same list with nothing asked for."""
        return replace(self, params=QueryDict())
