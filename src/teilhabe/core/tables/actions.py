"""What is written about lists: views that a user keeps, and that rows left the house as a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT
from teilhabe.core.audit.action import Action
from teilhabe.core.audit.values import Values
from teilhabe.core.tables.models import SavedView
from teilhabe.core.tables.selectors import views_of
from teilhabe.core.users.models import User
from teilhabe.errors import InputError

VIEWS_PER_LIST = 20


@dataclass(frozen=True, kw_only=True)
class SaveView(Action[SavedView]):
    """Keep filters and order of a list under a name that the user has not given yet."""

    verb = ADD
    sentence = _("hat die Ansicht „{target}“ gespeichert")
    user: User
    table: str
    name: str
    query: str

    @property
    def target(self) -> type[SavedView]:
        return SavedView

    def perform(self) -> SavedView:
        others = views_of(self.user, self.table)
        if others.count() >= VIEWS_PER_LIST:
            raise InputError(
                f"Sie haben schon {VIEWS_PER_LIST} Ansichten dieser Liste. Bitte löschen Sie zuerst eine.",
                f"You already have {VIEWS_PER_LIST} views of this list. Please delete one first.",
            )
        name = free_name(self.name, others.values_list("name", flat=True))
        return SavedView.objects.create(user=self.user, table=self.table, name=name, query=self.query)


@dataclass(frozen=True, kw_only=True)
class ChangeView(Action[SavedView]):
    """Give a view another name, or let it show something else."""

    verb = CHANGE
    sentence = _("hat die Ansicht „{target}“ geändert")
    view: SavedView
    name: str
    query: str

    @property
    def target(self) -> SavedView:
        return self.view

    def perform(self) -> SavedView:
        others = views_of(self.view.user, self.view.table).exclude(pk=self.view.pk)
        self.view.name = free_name(self.name, others.values_list("name", flat=True))
        self.view.query = self.query
        self.view.save(update_fields=["name", "query"])
        return self.view


@dataclass(frozen=True, kw_only=True)
class DeleteView(Action[None]):
    verb = DELETE
    sentence = _("hat die Ansicht „{target}“ gelöscht")
    view: SavedView

    @property
    def target(self) -> SavedView:
        return self.view

    def perform(self) -> None:
        SavedView.objects.filter(pk=self.view.pk).delete()


@dataclass(frozen=True, kw_only=True)
class ExportRows(Action[None]):
    """Recorded before the file is sent; what was searched for is not: it may name a person."""

    verb = EXPORT
    sentence = _("hat eine Liste als Datei ausgegeben")
    rows_of: type[Model]
    table: str
    format: str
    rows: int

    @property
    def target(self) -> type[Model]:
        return self.rows_of

    def perform(self) -> None:
        """The file is made outside: nothing of the database changes."""

    def after(self, row: Model | type[Model]) -> Values:
        return {"list": self.table, "format": self.format, "rows": self.rows}


def free_name(name: str, taken: Iterable[str]) -> str:
    """The name without blanks around it; InputError where there is none or it is taken, in whatever case."""
    stripped = " ".join(name.split())
    if not stripped:
        raise InputError("Bitte geben Sie der Ansicht einen Namen.", "Please give the view a name.")
    if stripped.casefold() in {each.casefold() for each in taken}:
        raise InputError(
            f"Sie haben schon eine Ansicht mit dem Namen „{stripped}“.", f"You already have a view named “{stripped}”."
        )
    return stripped
