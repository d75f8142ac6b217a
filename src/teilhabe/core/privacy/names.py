"""What pages and documents about privacy call a model and its fields.

Our own models name themselves. For those of libraries, which do so in English or in the words of programmers, an app's
`personal.py` gives the names by which the office knows them.
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
    """One row, several rows, and fields by their name in the model; fields left out keep their own."""

    one: Text
    many: Text
    fields: Mapping[str, Text] = field(default_factory=dict)


_GIVEN: dict[type[Model], Names] = {}


def give_names(model: type[Model], one: Text, many: Text, **fields: Text) -> None:
    """How the office calls the rows and fields of a library's model."""
    _GIVEN[model] = Names(one, many, fields)


def model_name(model: type[Model], count: int = 1) -> str:
    """In the current language, for one row or for several."""
    given = _GIVEN.get(model) or Names(model._meta.verbose_name or "", model._meta.verbose_name_plural or "")
    return str(given.one if count == 1 else given.many)


def field_name(model: type[Model], lookup: str) -> str:
    """In the current language; a lookup (`task__finished_at`) has the name of the field it ends at."""
    *way, last = lookup.split("__")
    for step in way:
        related: Any = model._meta.get_field(step).related_model
        model = related
    given = _GIVEN.get(model)
    own = getattr(model._meta.get_field(last), "verbose_name", last)
    return str(given.fields.get(last, own) if given else own)
