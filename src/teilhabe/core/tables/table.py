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

The view takes GET and, where the list has bulk actions, POST. The first column should lead to the row: `address`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from teilhabe.core.access.policy import EXPORT, policy_of
from teilhabe.core.tables import exports
from teilhabe.core.tables.actions import VIEWS_PER_LIST, ExportRows
from teilhabe.core.tables.asked import Asked, Search
from teilhabe.core.tables.bulk import AT_ONCE, Bulk, BulkAction, actions_for, offered_undo
from teilhabe.core.tables.columns import Column, Label, label_of
from teilhabe.core.tables.filters import Choice, DateSpan, Filter, Several, Text, YesNo
from teilhabe.core.tables.rows import rows_html
from teilhabe.core.tables.selectors import views_of
from teilhabe.core.users.models import User

__all__ = [
    "BulkAction", "Choice", "Column", "DateSpan", "Filter", "Label", "Several", "Table", "Text", "YesNo", "label_of",
]  # fmt: skip

ROWS_PER_PAGE = 50


def _plain(text: str) -> str:
    return text


@dataclass(frozen=True)
class Table:
    """`search` is a lookup and how the typed text is prepared for it; `order` are lookups or names of columns.

    `name` identifies the list in saved views and in the audit log; `empty` is said while there are no rows at all.
    """

    name: str
    title: Label
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    search: Search = ("", _plain)
    order: tuple[str, ...] = ("pk",)
    bulk: tuple[BulkAction, ...] = ()
    empty: Label = ""
    template: str = "tables/table.html"

    def respond(
        self, request: HttpRequest, rows: QuerySet[Any], *, links: Sequence[tuple[Label, str]] = (), **context: Any
    ) -> HttpResponseBase:
        """The page, the file or the change that the request asks for.

        `links` are labels and addresses beside the title, the first one the most important ("Person eintragen").
        """
        asked = Asked(request.GET, self.columns, self.filters, self.search, self.order)
        found = asked.arrange(asked.narrow(rows))
        user = request.user if isinstance(request.user, User) else None
        bulk = actions_for(user, rows.model, self.bulk) if user and self.bulk else []
        if request.method == "POST":
            return Bulk(self.name, request, bulk, rows, found).respond()
        if user and request.GET.get("export") in exports.FORMATS:
            return self._export(user, request.GET["export"], found)
        page: Page[Any] = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
        shown_page = {**self._page(page, asked), **self._offers(user, rows.model, asked)}
        shown_page |= {"bulk": bulk, "undo": offered_undo(request, self.name) if user else None, "links": links}
        shown_page["rows"] = rows_html(self.columns, page, can_be_chosen=bool(bulk))
        return render(request, self.template, {**shown_page, **context})

    def _page(self, page: Page[Any], asked: Asked) -> dict[str, Any]:
        return {
            "table": self,
            "asked": asked,
            "chips": asked.chips(),
            "filters_chosen": len(asked.chips()) - bool(asked.text),
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
            "page_query": f"{asked.query}&" if asked.query else "",
            "at_once": AT_ONCE,
        }

    def _offers(self, user: User | None, model: type[Model], asked: Asked) -> dict[str, Any]:
        """What this user can do with the list as a whole: take it out as a file, keep what it shows as a view."""
        if user is None:
            return {}
        views = list(views_of(user, self.name))
        return {
            "exports": exports.FORMATS if policy_of(model).allows(user, EXPORT) else {},
            "views": views,
            "current_view": next((view for view in views if view.query == asked.query), None),
            "may_save": bool(asked.query) and len(views) < VIEWS_PER_LIST,
        }

    def _export(self, user: User, kind: str, found: QuerySet[Any]) -> HttpResponseBase:
        """The rows of all pages, as far as the user may take them out of the house."""
        policy = policy_of(found.model)
        if not policy.allows(user, EXPORT):
            raise PermissionDenied
        rows = found.filter(pk__in=policy.reach(user, EXPORT).order_by().values("pk"))
        ExportRows(by=user, rows_of=found.model, table=self.name, format=kind, rows=rows.count()).run()
        return exports.respond(kind, str(self.title), self.columns, rows)
