"""Opportunities that are public, within a user's reach, and due to be asked about."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet
from django.utils import timezone

from teilhabe.core.access.policy import ADD, ALL
from teilhabe.core.users.models import Organisation, User
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.opportunities.policies import OPPORTUNITIES
from teilhabe.engagement.rules.periods import later
from teilhabe.engagement.rules.tables import value_on
from teilhabe.outreach.languages import language_of


def listed() -> QuerySet[Opportunity]:
    """What stands on the website: wanted now, not over, of an organisation that the office works with."""
    today = timezone.localdate()
    return Opportunity.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        state=Opportunity.State.OPEN,
        is_listed=True,
        organisation__is_active=True,
    )


def opportunities_of(user: User) -> QuerySet[Opportunity]:
    """Within the user's reach, with the organisation."""
    return OPPORTUNITIES.reach(user).select_related("organisation")


def organisations_for(user: User) -> QuerySet[Organisation]:
    """For whom the user may add an opportunity, by name."""
    active = Organisation.objects.filter(is_active=True).order_by("name")
    is_office = ALL in OPPORTUNITIES.scopes(user, ADD)
    return active if is_office else active.filter(pk__in=user.standing.organisations)


def matching(text: str) -> QuerySet[Opportunity]:
    """Keys of opportunities in which every word of the text stands: title, task, place or organisation."""
    places = ("title", "task", "place", "district", "organisation__name", "translations__title")
    words = [reduce(lambda a, b: a | b, (Q(**{f"{at}__icontains": word}) for at in places)) for word in text.split()]
    found = Opportunity.objects.filter(reduce(and_, words, Q()))
    return found.values("pk")  # type: ignore[return-value]  # rows with one column, for use as a sub-query


def title_in(opportunity: Opportunity, site_language: str) -> str:
    """In the reader's language where somebody translated it, else as it was written; reads prefetched rows."""
    code = language_of(site_language)
    return next((each.title for each in opportunity.translations.all() if each.language == code), opportunity.title)


def to_ask(today: date) -> QuerySet[Opportunity]:
    """Wanted for long without a word of the organisation, and not asked about since."""
    since = later(today, months=-value_on("freshness.opportunities", today))
    stale = Opportunity.objects.filter(state=Opportunity.State.OPEN, checked_on__lte=since)
    return stale.filter(asked_at=None)


def unanswered(today: date) -> QuerySet[Opportunity]:
    """Asked about a while ago, and nobody said that it is still right."""
    since = later(today, months=-value_on("freshness.opportunities_answer", today))
    return Opportunity.objects.filter(state=Opportunity.State.OPEN, asked_at__date__lte=since)


def waiting_for_the_office() -> QuerySet[Opportunity]:
    return Opportunity.objects.filter(state=Opportunity.State.SUBMITTED)


def paused_without_answer() -> QuerySet[Opportunity]:
    """Paused by the machine: somebody should ask the organisation."""
    return Opportunity.objects.filter(state=Opportunity.State.PAUSED, asked_at__isnull=False)
