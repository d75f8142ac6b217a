"""Writes about facts: one change, and every text that names the fact reads right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.errors import InputError
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import Fact
from teilhabe.outreach.content.selectors.facts import former_values, uses_of
from teilhabe.outreach.facts.values import FactKind, checked

FIELDS = frozenset({"key", "name", "kind", "value", "source", "check_by", "owner"})


@dataclass(frozen=True, kw_only=True)
class AddFact(Action[Fact]):
    verb = ADD
    sentence = _("hat die Angabe „{target}“ angelegt")
    values: Mapping[str, Any]

    @property
    def target(self) -> type[Fact]:
        return Fact

    def perform(self) -> Fact:
        values = {name: value for name, value in self.values.items() if name in FIELDS}
        values["value"] = checked(FactKind(values["kind"]), values["value"])
        return Fact.objects.create(**values)


@dataclass(frozen=True, kw_only=True)
class ChangeFact(Action[Fact]):
    """Its kind and key stay: texts rely on both."""

    verb = CHANGE
    sentence = _("hat die Angabe „{target}“ geändert")
    fact: Fact
    values: Mapping[str, Any]

    @property
    def target(self) -> Fact:
        return self.fact

    def perform(self) -> Fact:
        for name in (FIELDS - {"key", "kind"}) & set(self.values):
            setattr(self.fact, name, self.values[name])
        self.fact.value = checked(FactKind(self.fact.kind), self.fact.value)
        self.fact.changed_at = timezone.now()
        self.fact.save()
        stamp()
        return self.fact


@dataclass(frozen=True, kw_only=True)
class UndoFactChange(Action[Fact]):
    """What the last change replaced holds again."""

    verb = CHANGE
    sentence = _("hat die letzte Änderung der Angabe „{target}“ zurückgenommen")
    fact: Fact

    @property
    def target(self) -> Fact:
        return self.fact

    def perform(self) -> Fact:
        former = former_values(self.fact)
        if former is None:
            raise InputError(
                "Es gibt keine Änderung, die sich zurücknehmen lässt.", "There is no change that can be undone."
            )
        for name, value in former.items():
            setattr(self.fact, name, value)
        self.fact.changed_at = timezone.now()
        self.fact.save()
        stamp()
        return self.fact


@dataclass(frozen=True, kw_only=True)
class RemoveFact(Action[None]):
    verb = DELETE
    sentence = _("hat die Angabe „{target}“ gelöscht")
    fact: Fact

    @property
    def target(self) -> Fact:
        return self.fact

    def perform(self) -> None:
        if uses_of(self.fact):
            raise InputError(
                "Diese Angabe steht noch in Texten. Nehmen Sie sie dort zuerst heraus.",
                "This fact still stands in texts. Take it out of them first.",
            )
        self.fact.delete()
