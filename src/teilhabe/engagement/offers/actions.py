"""Writes about an offer: taken by hand, looked after, moved on, made a volunteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.models import Person
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.users.models import User
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.policies import KEEPERS
from teilhabe.engagement.offers.taking import Offered, take
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.engagement.volunteers.policies import VOLUNTEERS
from teilhabe.engagement.volunteers.taking import person_by_contact, volunteer_of
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive

State = Offer.State
CHANGEABLE = frozenset(
    {
        "kind",
        "name",
        "contact_kind",
        "contact",
        "language",
        "text",
        "note",
        "fields",
        "week",
        "districts",
        "item",
        "condition",
        "quantity",
        "pick_up",
    }
)
LONGEST_WAIT = timedelta(days=366)
FIRST_LOOK = timedelta(days=14)
"""After this time somebody looks at whether a new volunteer has found a task."""


@dataclass(frozen=True, kw_only=True)
class TakeOffer(Action[Offer]):
    """By hand: on the telephone, at the counter, out of a message."""

    verb = ADD
    sentence = _("hat ein Angebot aufgenommen")
    unlogged = CHANGEABLE | {"contact_key"}
    offered: Offered
    person: Person | None = None
    assigned_to: User | None = None

    @property
    def target(self) -> type[Offer]:
        return Offer

    def _label_before(self) -> str:
        """No name: what somebody said is kept in one place only."""
        return str(_("Angebot"))

    def perform(self) -> Offer:
        offer = take(self.offered)
        offer.person, offer.assigned_to = self.person or offer.person, self.assigned_to or offer.assigned_to
        offer.save(update_fields=["person", "assigned_to"])
        return offer


@dataclass(frozen=True, kw_only=True)
class _OfOffer(Action[Offer]):
    verb = CHANGE
    unlogged = CHANGEABLE | {"contact_key"}
    offer: Offer

    @property
    def target(self) -> Offer:
        return self.offer

    def _label_before(self) -> str:
        """Its number: the rest is what somebody said."""
        return str(_("Angebot Nr. %(number)s") % {"number": self.offer.pk})

    def set(self, **values: object) -> Offer:
        for name, value in values.items():
            setattr(self.offer, name, value)
        self.offer.save(update_fields=[*values])
        return self.offer


@dataclass(frozen=True, kw_only=True)
class ChangeOffer(_OfOffer):
    """`values` by name of field, those of `CHANGEABLE`."""

    sentence = _("hat „{target}“ geändert")
    values: Mapping[str, Any]

    def perform(self) -> Offer:
        return self.set(**{name: value for name, value in self.values.items() if name in CHANGEABLE})


@dataclass(frozen=True, kw_only=True)
class AssignOffer(_OfOffer):
    """`assigned_to` looks after it from now on; None: nobody does."""

    sentence = _("hat die Zuständigkeit für „{target}“ geändert")
    assigned_to: User | None

    def perform(self) -> Offer:
        if self.assigned_to is not None and not self.assigned_to.standing.roles & KEEPERS.keys():
            raise InputError(
                "Diese Person darf sich nicht um Angebote kümmern. Bitte wählen Sie jemand anderen.",
                "This person may not look after offers. Please choose somebody else.",
            )
        return self.set(assigned_to=self.assigned_to)


@dataclass(frozen=True, kw_only=True)
class GoOn(_OfOffer):
    """What becomes of it next. What waits for a task has a day on which somebody looks again; what is closed, a reason.

    InputError where that is missing, or the day is over or further off than a year.
    """

    sentence = _("hat „{target}“ weitergeführt")
    state: str
    follow_up_on: date | None = None
    reason: str = ""

    def perform(self) -> Offer:
        is_open = self.state in Offer.OPEN
        if is_open:
            self._check_day(timezone.localdate())
        elif self.state == State.CLOSED and not self.reason:
            raise InputError("Bitte sagen Sie, warum das Angebot geschlossen wird.", "Please say why it is closed.")
        now = timezone.now()
        return self.set(
            state=self.state,
            follow_up_on=self.follow_up_on if is_open else None,
            reason=self.reason if self.state == State.CLOSED else "",
            contacted_at=self.offer.contacted_at or (None if self.state == State.NEW else now),
            closed_at=None if is_open else now,
        )

    def _check_day(self, today: date) -> None:
        if self.state == State.WAITING and self.follow_up_on is None:
            raise InputError(
                "Wann soll jemand wieder nach dem Angebot sehen? Bitte wählen Sie einen Tag.",
                "When should somebody look at the offer again? Please choose a day.",
            )
        if self.follow_up_on and not today <= self.follow_up_on <= today + LONGEST_WAIT:
            raise InputError(
                "Bitte wählen Sie einen Tag zwischen heute und in einem Jahr.",
                "Please choose a day between today and a year from now.",
            )


@dataclass(frozen=True, kw_only=True)
class MakeVolunteer(_OfOffer):
    """Whoever offers help is a volunteer from now on, with what they said; what we know of them already stays.

    `person` is who it is; without one, whoever is reached by the contact and bears the name, or somebody new.
    """

    sentence = _("hat aus „{target}“ eine ehrenamtliche Person gemacht")
    person: Person | None = None

    def is_allowed(self) -> bool:
        return super().is_allowed() and (isinstance(self.by, Operator) or VOLUNTEERS.allows(self.by, ADD))

    def perform(self) -> Offer:
        offer = self.offer
        if offer.kind != Offer.Kind.HELP:
            raise InputError("Nur wer Zeit anbietet, wird aufgenommen.", "Only who offers time is taken in.")
        person = self.person or offer.person or self._new_person()
        _tell(volunteer_of(person), offer)
        today = timezone.localdate()
        return self.set(
            person=person,
            state=State.WAITING,
            follow_up_on=today + FIRST_LOOK,
            contacted_at=offer.contacted_at or timezone.now(),
        )

    def _new_person(self) -> Person:
        offer = self.offer
        if not offer.contact_kind:
            if not offer.name:
                raise InputError(
                    "Das Angebot hat weder Namen noch Kontaktweg. Bitte ergänzen Sie zuerst, wer es ist.",
                    "The offer has neither a name nor a contact. Please add first who it is.",
                )
            given, _space, family = offer.name.strip().rpartition(" ")
            return Person.objects.create(given_name=given, family_name=family, preferred_language=offer.language)
        return person_by_contact(offer.name, offer.contact_kind, offer.contact, offer.language)


def _tell(volunteer: Volunteer, offer: Offer) -> None:
    """Fill in what nobody has said yet."""
    told = {"week": offer.week, "wishes": offer.fields, "districts": offer.districts}
    new = {name: value for name, value in told.items() if value and not getattr(volunteer, name)}
    for name, value in new.items():
        setattr(volunteer, name, value)
    volunteer.save(update_fields=[*new])
    person = volunteer.person
    if offer.language and offer.language not in person.languages:
        person.languages = [*person.languages, offer.language]
        person.save(update_fields=["languages"])


@dataclass(frozen=True, kw_only=True)
class OpenConversation(_OfOffer):
    """A conversation in the inbox, in which the offer is answered: with snippets, in every language.

    The offer that comes back has one.
    """

    sentence = _("hat zu „{target}“ ein Gespräch begonnen")

    def perform(self) -> Offer:
        if self.offer.conversation is not None:
            return self.offer
        return self.set(conversation=self._begun())

    def _begun(self) -> Conversation:
        offer = self.offer
        received = receive(
            Incoming(
                way=offer.way,  # type: ignore[arg-type]  # one of its values
                external_id=f"offer {offer.pk}",
                text=offer.text,
                at=offer.created_at,
                sender=Sender(offer.name, offer.contact_kind, offer.contact),
                subject_line=str(offer),
                language=offer.language,
            )
        )
        assert received.entry is not None  # made just now, or a moment ago
        return received.entry.conversation
