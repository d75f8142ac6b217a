"""The page of a row, wherever in the workspace it lies."""

from __future__ import annotations

from django.db.models import Model
from django.urls import reverse

from teilhabe.core.users.models import Organisation, User

PAGES: dict[type[Model], tuple[str, str]] = {
    Organisation: ("actors:organisation", "organisation"),
    User: ("accounts:user", "user_row"),
}
"""Rows of the lowest rooms, which know no page themselves: the route and its argument."""


def has_page(model: type[Model]) -> bool:
    return model in PAGES or hasattr(model, "get_absolute_url")


def address_of(row: Model) -> str:
    """Where the row is shown; only for models that have a page."""
    if type(row) in PAGES:
        name, argument = PAGES[type(row)]
        return reverse(name, kwargs={argument: row.pk})
    return str(row.get_absolute_url())  # type: ignore[attr-defined]  # `has_page` was asked
