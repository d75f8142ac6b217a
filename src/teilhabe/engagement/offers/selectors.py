"""Offers within a user's reach, who has to look at which of them today, and what the page of one shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from teilhabe.actors.duplicates.selectors import Similar, similar_people
from teilhabe.core.users.models import User
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.policies import KEEPERS, OFFERS
from teilhabe.engagement.rules.tables import value_on
from teilhabe.engagement.volunteers.models import Volunteer

SEARCHED = ("name", "contact", "text", "item", "note")
MOST_WORDS, MOST_OTHERS = 6, 5


def offers_of(user: User) -> QuerySet[Offer]:
    return OFFERS.reach(user)


def listed(user: User) -> QuerySet[Offer]:
    """With what a list shows; `next_on` is the day on which somebody must look at it, open ones have `turn` 0."""
    rows = offers_of(user).select_related("assigned_to", "person").annotate(next_on=Coalesce("follow_up_on", "due_on"))
    return rows.annotate(turn=Case(When(is_open(), then=0), default=1, output_field=IntegerField()))


def is_open() -> Q:
    return Q(state__in=Offer.OPEN)


def in_sight(today: date) -> Q:
    """Open, and not put off to a later day."""
    return is_open() & (Q(follow_up_on=None) | Q(follow_up_on__lte=today))


def is_overdue(today: date) -> Q:
    """The day of the answer, or the one on which somebody wanted to look again, is over."""
    return is_open() & (Q(follow_up_on__lt=today) | Q(follow_up_on=None, due_on__lt=today))


def is_nobodys() -> Q:
    """Of nobody, or of somebody who is no longer there to look after it."""
    keepers = User.objects.filter(is_active=True, memberships__role__in=KEEPERS)
    return Q(assigned_to=None) | ~Q(assigned_to__in=keepers.values("pk"))


def is_escalated(today: date) -> Q:
    """Overdue for so long that the head of office should know."""
    since = today - timedelta(days=value_on("offers.escalated", today))
    return is_open() & (Q(follow_up_on__lt=since) | Q(follow_up_on=None, due_on__lt=since))


def counts(user: User) -> Mapping[str, int]:
    """How many wait and for whom, in one query."""
    today = localdate()
    late = Q(created_at__date__lt=today - timedelta(days=value_on("offers.late", today)))
    return offers_of(user).aggregate(
        open=Count("pk", filter=is_open()),
        mine=Count("pk", filter=in_sight(today) & Q(assigned_to=user)),
        mine_overdue=Count("pk", filter=is_overdue(today) & Q(assigned_to=user)),
        nobodys=Count("pk", filter=in_sight(today) & is_nobodys()),
        nobodys_overdue=Count("pk", filter=is_overdue(today) & is_nobodys()),
        nobodys_late=Count("pk", filter=in_sight(today) & is_nobodys() & late),
        overdue=Count("pk", filter=is_overdue(today)),
        escalated=Count("pk", filter=is_escalated(today)),
    )


def matching(text: str) -> QuerySet[Offer]:
    """Offers that name every word, in whichever of their texts."""
    found = Offer.objects.all()
    for word in text.split()[:MOST_WORDS]:
        found = found.filter(reduce(or_, (Q(**{f"{field}__icontains": word}) for field in SEARCHED)))
    return found.values("pk")  # type: ignore[return-value]  # rows with one column, for use as a sub-query


@dataclass(frozen=True)
class OfferPage:
    """`similar` are people who may be the one who offers; `others` further offers of the same contact."""

    offer: Offer
    volunteer: Volunteer | None
    similar: list[Similar]
    others: list[Offer]
    is_overdue: bool


def offer_page(user: User, offer: Offer) -> OfferPage:
    """In at most seven queries."""
    next_on = offer.follow_up_on or offer.due_on
    known = Volunteer.objects.filter(person=offer.person_id).first() if offer.person_id else None
    others = offers_of(user).filter(contact_key=offer.contact_key).exclude(pk=offer.pk)
    return OfferPage(
        offer=offer,
        volunteer=known,
        similar=[] if offer.person_id or not offer.is_open else who_it_may_be(offer),
        others=list(others[:MOST_OTHERS]) if offer.contact_key else [],
        is_overdue=offer.is_open and next_on < localdate(),
    )


def who_it_may_be(offer: Offer) -> list[Similar]:
    """People who have this contact or a name like it."""
    given, _space, family = offer.name.strip().rpartition(" ")
    key = offer.contact_key.partition(":")[2]
    return similar_people(given, family, [key] if key else [])
