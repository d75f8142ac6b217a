"""Writes about the ways to reach a person or an organisation; each has one preferred way at most."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.reaching import written
from teilhabe.core.access.policy import ADD, CHANGE, DELETE, policy_of
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.users.models import Organisation


@dataclass(frozen=True, kw_only=True)
class AddContactPoint(Action[ContactPoint]):
    """InputError where nobody could be reached with the value."""

    verb = ADD
    sentence = _("hat einen Kontaktweg hinzugefügt: {target}")
    owner: Person | Organisation
    kind: str
    value: str
    label: str = ""
    is_preferred: bool = False

    @property
    def target(self) -> type[ContactPoint]:
        return ContactPoint

    def is_allowed(self) -> bool:
        """Also: whether the owner is one they may change."""
        if isinstance(self.by, Operator):
            return True
        return super().is_allowed() and policy_of(type(self.owner)).may(self.by, CHANGE, self.owner)

    def perform(self) -> ContactPoint:
        side = "person" if isinstance(self.owner, Person) else "organisation"
        others = ContactPoint.objects.filter(**{side: self.owner})
        point = ContactPoint(
            **{side: self.owner},
            kind=self.kind,
            value=written(self.kind, self.value),
            label=self.label,
            is_preferred=self.is_preferred or not others.exists(),
        )
        if point.is_preferred:
            others.update(is_preferred=False)
        point.save()
        return point

    def organisation(self) -> Organisation | None:
        return self.owner if isinstance(self.owner, Organisation) else None


@dataclass(frozen=True, kw_only=True)
class _OfOne(Action[ContactPoint]):
    contact_point: ContactPoint

    @property
    def target(self) -> ContactPoint:
        return self.contact_point

    def organisation(self) -> Organisation | None:
        return self.contact_point.organisation


@dataclass(frozen=True, kw_only=True)
class ChangeContactPoint(_OfOne):
    verb = CHANGE
    sentence = _("hat einen Kontaktweg geändert: {target}")
    kind: str
    value: str
    label: str = ""
    is_preferred: bool = False

    def perform(self) -> ContactPoint:
        point = self.contact_point
        point.kind, point.value, point.label = self.kind, written(self.kind, self.value), self.label
        if self.is_preferred:
            _siblings(point).update(is_preferred=False)
        point.is_preferred = self.is_preferred
        point.save()
        return point


@dataclass(frozen=True, kw_only=True)
class PreferContactPoint(_OfOne):
    verb = CHANGE
    sentence = _("hat einen Kontaktweg zum bevorzugten gemacht: {target}")

    def perform(self) -> ContactPoint:
        _siblings(self.contact_point).update(is_preferred=False)
        self.contact_point.is_preferred = True
        self.contact_point.save(update_fields=["is_preferred"])
        return self.contact_point


@dataclass(frozen=True, kw_only=True)
class RemoveContactPoint(_OfOne):
    """If it was the preferred way, the oldest one that is left takes its place."""

    verb = DELETE
    sentence = _("hat einen Kontaktweg entfernt: {target}")

    def perform(self) -> ContactPoint:
        point, next_one = self.contact_point, _siblings(self.contact_point).order_by("pk").first()
        if point.is_preferred and next_one:
            next_one.is_preferred = True
            next_one.save(update_fields=["is_preferred"])
        ContactPoint.objects.filter(pk=point.pk).delete()
        return point


def _siblings(point: ContactPoint) -> QuerySet[ContactPoint]:
    same_owner = ContactPoint.objects.filter(person=point.person_id, organisation=point.organisation_id)
    return same_owner.exclude(pk=point.pk)
