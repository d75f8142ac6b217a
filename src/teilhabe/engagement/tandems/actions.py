"""Writes about clients: who asks, who looks after them, and when they go. The log knows pseudonyms only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import ADD, CHANGE, VIEW
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.tandems.models import Client, ClientIdentity, Tandem, VolunteerWishes
from teilhabe.engagement.tandems.pseudonyms import new_pseudonym
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

PROFILE = (
    "language_levels", "age_group", "gender", "wished_ages", "wished_gender", "topics", "week", "district", "way",
    "programme",
)  # fmt: skip
UNLOGGED = frozenset(PROFILE)
"""All of them together could tell who it is."""


@dataclass(frozen=True, kw_only=True)
class AddClient(Action[Client]):
    """Somebody asks to be accompanied: they get a pseudonym, and whoever enters it looks after them."""

    verb = ADD
    sentence = _("hat eine Anfrage um Begleitung eingetragen: {target}")
    unlogged = UNLOGGED
    person: Person
    profile: Mapping[str, Any]
    note: str = ""

    @property
    def target(self) -> type[Client]:
        return Client

    def perform(self) -> Client:
        owner = self.by.pk if isinstance(self.by, User) else None
        taken = set(Client.objects.values_list("pseudonym", flat=True))
        made = Client.objects.create(pseudonym=new_pseudonym(taken), coordinator_id=owner, **self.profile)
        ClientIdentity.objects.create(client=made, person=self.person, note=self.note.strip())
        return made


@dataclass(frozen=True, kw_only=True)
class _OfClient(Action[Client]):
    verb = CHANGE
    unlogged = UNLOGGED
    client: Client

    @property
    def target(self) -> Client:
        return self.client


@dataclass(frozen=True, kw_only=True)
class ChangeClient(_OfClient):
    sentence = _("hat die Angaben zu „{target}“ geändert")
    profile: Mapping[str, Any]

    def perform(self) -> Client:
        for name, value in self.profile.items():
            setattr(self.client, name, value)
        self.client.save(update_fields=list(self.profile))
        return self.client


@dataclass(frozen=True, kw_only=True)
class HandOver(_OfClient):
    """To another coordinator, who reads the name from then on; the head of office may do so without reading it."""

    sentence = _("hat die Begleitung von „{target}“ jemand anderem übergeben")
    to: User

    def is_allowed(self) -> bool:
        is_head = isinstance(self.by, User) and self.by.is_active and Role.HEAD_OF_OFFICE in self.by.standing.roles
        return is_head or super().is_allowed()

    def perform(self) -> Client:
        if Role.COORDINATOR not in self.to.standing.roles:
            raise InputError(
                f"{self.to} gehört nicht zur Ehrenamtskoordination.", f"{self.to} does not coordinate volunteers."
            )
        self.client.coordinator = self.to
        self.client.save(update_fields=["coordinator"])
        self.client.tandems.filter(state__in=Tandem.LIVE).update(coordinator=self.to)
        return self.client


@dataclass(frozen=True, kw_only=True)
class Leave(_OfClient):
    """Nobody is looked for any more."""

    sentence = _("hat die Anfrage von „{target}“ beendet")

    def perform(self) -> Client:
        if self.client.tandems.filter(state__in=Tandem.LIVE).exists():
            raise InputError(
                f"Für {self.client} läuft eine Patenschaft. Beenden Sie zuerst diese.",
                f"{self.client} is part of a tandem. End that first.",
            )
        self.client.state, self.client.left_on = Client.State.LEFT, localdate()
        self.client.save(update_fields=["state", "left_on"])
        return self.client


@dataclass(frozen=True, kw_only=True)
class WaitAgain(_OfClient):
    """Somebody who left asks again."""

    sentence = _("hat die Anfrage von „{target}“ wieder aufgenommen")

    def perform(self) -> Client:
        self.client.state, self.client.left_on = Client.State.WAITING, None
        self.client.save(update_fields=["state", "left_on"])
        return self.client


@dataclass(frozen=True, kw_only=True)
class ReadIdentity(Action[ClientIdentity]):
    """The coordinator looks up who it is: the log says who and when, and not whom."""

    verb = VIEW
    sentence = _("hat nachgesehen, wer „{target}“ ist")
    identity: ClientIdentity

    @property
    def target(self) -> ClientIdentity:
        return self.identity

    def perform(self) -> ClientIdentity:
        return self.identity


@dataclass(frozen=True, kw_only=True)
class NoteWishes(Action[VolunteerWishes]):
    """What a volunteer wishes for tandems."""

    verb = ADD
    sentence = _("hat Wünsche für Patenschaften eingetragen: {target}")
    volunteer: Volunteer
    wishes: Mapping[str, Any]

    @property
    def target(self) -> type[VolunteerWishes]:
        return VolunteerWishes

    def perform(self) -> VolunteerWishes:
        return VolunteerWishes.objects.update_or_create(volunteer=self.volunteer, defaults=dict(self.wishes))[0]
