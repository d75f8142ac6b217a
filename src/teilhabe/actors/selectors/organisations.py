"""Organisations within a user's reach, and the directory of partners that everybody may read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from teilhabe.actors.folding import fold
from teilhabe.actors.models import Affiliation, ContactPoint, Partner
from teilhabe.actors.policies import AFFILIATIONS, CONTACT_POINTS, ORGANISATIONS, PARTNERS, keeps
from teilhabe.actors.selectors.people import holds, known_districts, ordered
from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.users.models import Organisation, User


def organisations_of(user: User) -> QuerySet[Organisation]:
    """Organisations within the user's reach."""
    return ORGANISATIONS.reach(user)


def organisations_listed(user: User) -> QuerySet[Organisation]:
    """The same with what a list shows of them, in the same query."""
    return organisations_of(user).select_related("partner")


def matching_organisations(text: str) -> QuerySet[Organisation]:
    """Keys of organisations whose name or description has every word of the text."""
    words = fold(text).split()
    by_entry = reduce(and_, (Q(partner__search_key__contains=word) for word in words), Q())
    found = Organisation.objects.filter(by_entry | Q(name__icontains=text.strip()))
    return found.values("pk")  # type: ignore[return-value]  # rows with one column, for use as a sub-query


def entry_of(organisation: Organisation) -> Partner:
    """The organisation's entry as a partner; an empty one, not stored yet, where it has none."""
    return Partner.objects.filter(organisation=organisation).first() or Partner(organisation=organisation)


@dataclass(frozen=True)
class OrganisationPage:
    """What the user may see of an organisation, and what they may do with it."""

    organisation: Organisation
    entry: Partner
    contact_points: list[ContactPoint]
    affiliations: list[Affiliation]
    members: list[User]
    may_change: bool
    may_reach: bool
    """Whether they may change the ways to reach it."""
    keeps_people: bool


def organisation_page(user: User, organisation: Organisation) -> OrganisationPage:
    """In at most eight queries. How to reach an organisation is known to all who may see it."""
    may_change = ORGANISATIONS.may(user, CHANGE, organisation)
    affiliations = AFFILIATIONS.reach(user).filter(
        organisation=organisation, person__erased_at=None, person__merged_into=None
    )
    members = User.objects.filter(memberships__organisation=organisation, is_active=True) if may_change else ()
    return OrganisationPage(
        organisation=organisation,
        entry=entry_of(organisation),
        contact_points=list(ordered(ContactPoint.objects.filter(organisation=organisation))),
        affiliations=list(affiliations.select_related("person").order_by("person__family_name", "pk")),
        members=sorted(set(members), key=str),
        may_change=may_change,
        may_reach=may_change and CONTACT_POINTS.allows(user, ADD),
        keeps_people=keeps(user, AFFILIATIONS),
    )


def directory(field: str = "", district: str = "", language: str = "") -> QuerySet[Partner]:
    """Partners that stand in the public directory, by name; a partner without districts works in the whole city."""
    listed = Partner.objects.filter(is_listed=True, organisation__is_active=True)
    for name, code in (("fields", field), ("languages", language)):
        if code:
            listed = listed.filter(holds(name, code))
    if district:
        listed = listed.filter(holds("districts", district) | Q(districts=[]))
    with_contacts = listed.select_related("organisation").prefetch_related("organisation__contact_points")
    return with_contacts.order_by("organisation__name")


def districts_of_partners() -> list[str]:
    """The districts in which a listed partner works."""
    lists = Partner.objects.filter(is_listed=True, organisation__is_active=True).values_list("districts", flat=True)
    return sorted({district for districts in lists for district in districts})


def all_districts() -> list[str]:
    """Every district that a person or a partner was given."""
    lists = Partner.objects.values_list("districts", flat=True)
    return sorted({*known_districts(), *(district for districts in lists for district in districts)})


def empty_entries(user: User) -> int:
    """How many of the user's own organisations say nothing about themselves in the directory."""
    own = user.standing.organisations
    return len(own) - PARTNERS.reach(user).filter(organisation__in=own).exclude(description="").count() if own else 0
