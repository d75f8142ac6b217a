"""What pages and documents about privacy call a model and its fields.

Models name themselves and their fields. Where they do not, because they are a library's or a column is technical (the
audit log leaves those out), an app's `personal.py` gives the names by which people know them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Names:
    """One row, several rows, and fields by their name in the model; what is left out keeps its own name."""

    one: Text = ""
    many: Text = ""
    fields: Mapping[str, Text] = field(default_factory=dict)


_GIVEN: dict[type[Model], Names] = {}


def give_names(model: type[Model], one: Text = "", many: Text = "", **fields: Text) -> None:
    """How people call the rows and fields of a model."""
    _GIVEN[model] = Names(one, many, fields)


def model_name(model: type[Model], count: int = 1) -> str:
    """In the current language, for one row or for several."""
    given, meta = _GIVEN.get(model, Names()), model._meta
    return str(given.one or meta.verbose_name if count == 1 else given.many or meta.verbose_name_plural)


def field_name(model: type[Model], lookup: str) -> str:
    """In the current language; a lookup (`task__finished_at`) has the name of the field it ends at."""
    *way, last = lookup.split("__")
    for step in way:
        related: Any = model._meta.get_field(step).related_model
        model = related
    own = getattr(model._meta.get_field(last), "verbose_name", last)
    return str(_GIVEN.get(model, Names()).fields.get(last, own))
