"""A list of the workspace, declared as data: columns, filters, search; shown as a page or exported.

PEOPLE = Table(
    name="people",
    title=_("Personen"),
    columns=(
        Column("name", _("Name"), order_by=("family_name", "given_name"), address=lambda p: p.get_absolute_url()),
        Column("languages", _("Sprachen"), value=lambda p: ", ".join(p.languages)),
    ),
    filters=(Choice("district", _("Stadtteil"), lookup="district", choices=district_choices),),
    search=("search_key__contains", fold),
    order=("name",),
)

@permitted(Person, VIEW)
def people(request):
    return PEOPLE.respond(request, PERSONS.reach(user_of(request)))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise

Label = str | Promise
ROWS_PER_PAGE = 50


def _plain(text: str) -> str:
    return text


@dataclass(frozen=True)
class Column:
    """`value` reads the cell from a row (else the attribute `name`); `order_by` are lookups, none: not sortable."""

    name: str
    label: Label
    value: Callable[[Any], Any] | None = None
    order_by: tuple[str, ...] = ()
    address: Callable[[Any], str] | None = None
    is_number: bool = False
    only_exported: bool = False

    def cell(self, row: Model) -> Any:
        return self.value(row) if self.value else getattr(row, self.name)


@dataclass(frozen=True)
class Choice:
    """A filter with a fixed set of values: `lookup=value`; `choices` is read at each request."""

    name: str
    label: Label
    lookup: str
    choices: Callable[[], Sequence[tuple[str, Label]]]

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        known = {code for code, _label in self.choices()}
        return rows.filter(**{self.lookup: value}) if value in known else rows


@dataclass(frozen=True)
class BulkAction:
    """Something done with the chosen rows; `run` gets the request's user and the rows and returns what to tell.

    With `question` the page asks first, naming the number of rows; `undo` makes it good again and is offered after.
    """

    name: str
    label: Label
    verb: str
    run: Callable[[Any, QuerySet[Any]], str]
    question: Label = ""
    undo: Callable[[Any, Sequence[Any]], str] | None = None
    is_dangerous: bool = False


@dataclass(frozen=True)
class Table:
    """`search` is a lookup and how the typed text is prepared for it; `add` the address that makes a new row."""

    name: str
    title: Label
    columns: tuple[Column, ...]
    filters: tuple[Choice, ...] = ()
    search: tuple[str, Callable[[str], str]] = ("", _plain)
    order: tuple[str, ...] = ("pk",)
    bulk: tuple[BulkAction, ...] = ()
    empty: Label = ""
    template: str = "tables/table.html"

    def respond(self, request: HttpRequest, rows: QuerySet[Any], **context: Any) -> HttpResponseBase:
        """The page of the list as its query string asks: `q`, a filter's name, `sort`, `page`."""
        chosen = self._sorted(self._narrowed(rows, request), request)
        page: Page[Any] = Paginator(chosen, ROWS_PER_PAGE).get_page(request.GET.get("page"))
        shown = [(row, [(column, column.cell(row)) for column in self.columns]) for row in page]
        return render(request, self.template, {"table": self, "page": page, "rows": shown, **context})

    def _narrowed(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        lookup, prepare = self.search
        if lookup and (text := request.GET.get("q", "").strip()):
            rows = rows.filter(**{lookup: prepare(text)})
        for each in self.filters:
            if value := request.GET.get(each.name, ""):
                rows = each.narrow(rows, value)
        return rows

    def _sorted(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        asked = request.GET.get("sort", "")
        column = next((c for c in self.columns if c.order_by and c.name == asked.removeprefix("-")), None)
        if column is None:
            return rows.order_by(*self.order, "pk")
        sign = "-" if asked.startswith("-") else ""
        return rows.order_by(*(f"{sign}{lookup}" for lookup in column.order_by), "pk")
