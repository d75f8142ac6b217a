"""The one door for offers: whichever way one came, it is taken once.

No Action: nobody known to us acts here. The offer is its own record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from teilhabe.actors.models import Person
from teilhabe.engagement.offers.deadlines import answer_by
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.taking import known_person
from teilhabe.engagement.week import NEVER
from teilhabe.outreach.inbox.models import Conversation, Way


@dataclass(frozen=True, kw_only=True)
class Offered:
    """What somebody offers, as they said it; `kind` is one of `Offer.Kind`, `contact_kind` of `ContactPoint.Kind`.

    `ticket` is by what the same offer is known again when a form is sent twice.
    """

    kind: str
    text: str
    way: str = Way.FORM
    name: str = ""
    contact_kind: str = ""
    contact: str = ""
    language: str = ""
    fields: tuple[str, ...] = ()
    week: int = NEVER
    districts: tuple[str, ...] = ()
    item: str = ""
    condition: str = ""
    quantity: int | None = None
    pick_up: str = ""
    conversation: Conversation | None = None
    opportunity: Opportunity | None = None
    ticket: str = ""


def take(offered: Offered) -> Offer:
    """The new offer, or the one that the same form has made before."""
    try:
        with transaction.atomic():
            return _made(offered, timezone.localdate())
    except IntegrityError:
        known = Offer.objects.filter(ticket=offered.ticket).exclude(ticket="").first()
        if known is None:
            raise
        return known


def _made(offered: Offered, today: date) -> Offer:
    conversation = offered.conversation
    return Offer.objects.create(
        kind=offered.kind,
        way=offered.way,
        name=offered.name[:200],
        contact_kind=offered.contact_kind,
        contact=offered.contact[:300],
        person=conversation.person if conversation and conversation.person else _known(offered),
        language=offered.language,
        text=offered.text,
        fields=list(offered.fields),
        week=offered.week,
        districts=list(offered.districts),
        item=offered.item[:200],
        condition=offered.condition,
        quantity=offered.quantity,
        pick_up=offered.pick_up[:300],
        conversation=conversation,
        opportunity=offered.opportunity,
        ticket=offered.ticket,
        due_on=answer_by(today),
    )


def _known(offered: Offered) -> Person | None:
    return known_person(offered.name, offered.contact_kind, offered.contact) if offered.contact else None
