"""Writes about categories; readers find their way by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.errors import InputError
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import Category

FIELDS = frozenset({"kind", "key", "parent", "names", "icon", "position"})


@dataclass(frozen=True, kw_only=True)
class AddCategory(Action[Category]):
    verb = ADD
    sentence = _("hat die Rubrik „{target}“ angelegt")
    values: Mapping[str, Any]

    @property
    def target(self) -> type[Category]:
        return Category

    def perform(self) -> Category:
        _refuse_taken(str(self.values["key"]))
        made = Category.objects.create(**{name: value for name, value in self.values.items() if name in FIELDS})
        stamp()
        return made


@dataclass(frozen=True, kw_only=True)
class ChangeCategory(Action[Category]):
    """Names in languages that `values` does not know stay."""

    verb = CHANGE
    sentence = _("hat die Rubrik „{target}“ geändert")
    category: Category
    values: Mapping[str, Any]

    @property
    def target(self) -> Category:
        return self.category

    def perform(self) -> Category:
        if "key" in self.values:
            _refuse_taken(str(self.values["key"]), self.category)
        for name in FIELDS & set(self.values):
            setattr(self.category, name, self.values[name])
        _refuse_circle(self.category)
        self.category.save()
        stamp()
        return self.category


@dataclass(frozen=True, kw_only=True)
class RemoveCategory(Action[None]):
    verb = DELETE
    sentence = _("hat die Rubrik „{target}“ gelöscht")
    category: Category

    @property
    def target(self) -> Category:
        return self.category

    def perform(self) -> None:
        if self.category.items.exists() or self.category.children.exists():
            raise InputError(
                "In dieser Rubrik stehen noch Informationen oder andere Rubriken. Ordnen Sie die zuerst anders ein.",
                "This category still holds items or other categories. Put those elsewhere first.",
            )
        self.category.delete()
        stamp()


def _refuse_taken(key: str, own: Category | None = None) -> None:
    others = Category.objects.exclude(pk=own.pk) if own else Category.objects.all()
    if others.filter(key=key).exists():
        raise InputError(
            f"Den Schlüssel „{key}“ hat schon eine andere Rubrik.", f"Another category has the key “{key}” already."
        )


def _refuse_circle(category: Category) -> None:
    above, seen = category.parent, {category.pk}
    while above is not None:
        if above.pk in seen:
            raise InputError("Eine Rubrik kann nicht in sich selbst liegen.", "A category cannot lie within itself.")
        seen.add(above.pk)
        above = above.parent
