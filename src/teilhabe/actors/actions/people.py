"""Writes about one person: add, change, note that we talked, tie to an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.actors.policies import PERSONS, keeps
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.users.models import User
from teilhabe.errors import InputError

OWN_FIELDS = frozenset({"given_name", "family_name", "preferred_language", "languages", "district"})
"""What people may change about themselves."""
FIELDS = OWN_FIELDS | {"note"}


@dataclass(frozen=True, kw_only=True)
class AddPerson(Action[Person]):
    """`values` by name of field; the first of the contact points (kind, value) becomes the preferred one."""

    verb = ADD
    sentence = _("hat die Person „{target}“ angelegt")
    values: Mapping[str, Any]
    contact_points: Sequence[tuple[str, str]] = field(default=())

    @property
    def target(self) -> type[Person]:
        return Person

    def perform(self) -> Person:
        person = Person.objects.create(**_known(self.values, FIELDS))
        for place, (kind, value) in enumerate(self.contact_points):
            ContactPoint.objects.create(person=person, kind=kind, value=value, is_preferred=place == 0)
        return person


@dataclass(frozen=True, kw_only=True)
class ChangePerson(Action[Person]):
    verb = CHANGE
    sentence = _("hat die Person „{target}“ geändert")
    person: Person
    values: Mapping[str, Any]

    @property
    def target(self) -> Person:
        return self.person

    def perform(self) -> Person:
        is_kept = isinstance(self.by, Operator) or keeps(self.by, PERSONS)
        values = _known(self.values, FIELDS if is_kept else OWN_FIELDS)
        for name, value in values.items():
            setattr(self.person, name, value)
        self.person.save(update_fields=[*values])
        return self.person


@dataclass(frozen=True, kw_only=True)
class _Kept(Action[Person]):
    """What only those do who look after people for the office."""

    person: Person

    @property
    def target(self) -> Person:
        return self.person

    def is_allowed(self) -> bool:
        return super().is_allowed() and (isinstance(self.by, Operator) or keeps(self.by, PERSONS))


@dataclass(frozen=True, kw_only=True)
class NoteContact(_Kept):
    """We talked today; how long a person's data are kept counts from the last contact."""

    verb = CHANGE
    sentence = _("hat mit „{target}“ gesprochen")

    def perform(self) -> Person:
        self.person.last_contact_at = timezone.now()
        self.person.save(update_fields=["last_contact_at"])
        return self.person


@dataclass(frozen=True, kw_only=True)
class TieAccount(_Kept):
    """The account with this mail address is the person's own: whoever signs in with it sees and changes their data."""

    verb = CHANGE
    sentence = _("hat „{target}“ mit einem Konto verbunden")
    email: str

    def perform(self) -> Person:
        user = User.objects.filter(email=self.email.strip().lower(), is_active=True).first()
        if user is None:
            raise InputError(
                "Mit dieser Adresse gibt es kein Konto. Ein Konto entsteht durch eine Einladung.",
                "There is no account with this address. An account comes from an invitation.",
            )
        if Person.objects.filter(user=user).exclude(pk=self.person.pk).exists():
            raise InputError(
                "Dieses Konto gehört schon zu einer anderen Person.",
                "This account belongs to another person already.",
            )
        self.person.user = user
        self.person.save(update_fields=["user"])
        return self.person


@dataclass(frozen=True, kw_only=True)
class UntieAccount(_Kept):
    verb = CHANGE
    sentence = _("hat „{target}“ von einem Konto getrennt")

    def perform(self) -> Person:
        self.person.user = None
        self.person.save(update_fields=["user"])
        return self.person


def _known(values: Mapping[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name in fields}
