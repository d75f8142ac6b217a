"""A policy is a table of roles; what it says decides which rows somebody reaches."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast

from teilhabe.actors.models import Affiliation, Person
from teilhabe.core.access.policy import (
    ADD,
    CHANGE,
    DELETE,
    EXPORT,
    OWN,
    OWN_ORGANISATION,
    VIEW,
    Policy,
    everywhere,
    policies,
    policy_of,
    register,
)
from teilhabe.core.users.models import Membership, User
from teilhabe.core.users.roles import Role

pytestmark = pytest.mark.django_db

POLICY = Policy(
    Person,
    {VIEW: {**everywhere(Role.COORDINATOR), Role.ORGANISATION_MEMBER: OWN_ORGANISATION, Role.VOLUNTEER: OWN}},
    organisation="affiliations__organisation",
    owner="user",
)

People = tuple[Person, Person]


@pytest.fixture
def people(cast: Cast) -> People:
    """One person of the cast's organisation, one of the other."""
    ours, theirs = Person.objects.create(family_name="Unser"), Person.objects.create(family_name="Deren")
    Affiliation.objects.create(person=ours, organisation=cast.organisation)
    Affiliation.objects.create(person=theirs, organisation=cast.other_organisation)
    return ours, theirs


def test_a_role_with_all_reaches_every_row(cast: Cast, people: People) -> None:
    assert set(POLICY.reach(cast.user(Role.COORDINATOR))) == set(people)


def test_a_member_reaches_the_rows_of_their_organisation_only(cast: Cast, people: People) -> None:
    ours, theirs = people
    member = cast.user(Role.ORGANISATION_MEMBER)
    assert list(POLICY.reach(member)) == [ours]
    assert POLICY.may(member, VIEW, ours)
    assert not POLICY.may(member, VIEW, theirs)


def test_a_member_of_two_organisations_finds_no_row_twice(cast: Cast, people: People) -> None:
    ours, theirs = people
    member = cast.user(Role.ORGANISATION_MEMBER)
    Membership.objects.create(user=member, role=Role.ORGANISATION_MEMBER, organisation=cast.other_organisation)
    Affiliation.objects.create(person=ours, organisation=cast.other_organisation)
    member = User.objects.get(pk=member.pk)  # what somebody holds is read once per object
    assert sorted(POLICY.reach(member), key=str) == [theirs, ours]


def test_a_volunteer_reaches_themselves_only(cast: Cast, people: People) -> None:
    volunteer = cast.user(Role.VOLUNTEER)
    assert not POLICY.reach(volunteer).exists()
    people[1].user = volunteer
    people[1].save()
    assert list(POLICY.reach(volunteer)) == [people[1]]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.AUDITOR, Role.ADMINISTRATOR, Role.STATISTICIAN])
def test_a_role_without_a_grant_reaches_nothing(cast: Cast, people: People, role: Role) -> None:
    assert not POLICY.allows(cast.user(role), VIEW)
    assert not POLICY.reach(cast.user(role)).exists()
    assert not POLICY.may(cast.user(role), VIEW, people[0])


@pytest.mark.parametrize("verb", [ADD, CHANGE, DELETE])
def test_a_verb_that_is_not_granted_is_refused(cast: Cast, people: People, verb: str) -> None:
    assert not POLICY.allows(cast.user(Role.COORDINATOR), verb)


def test_a_deactivated_user_reaches_nothing(cast: Cast, people: People) -> None:
    coordinator = cast.user(Role.COORDINATOR)
    coordinator.is_active = False
    assert not POLICY.reach(coordinator).exists()


def test_what_somebody_holds_is_read_in_one_query(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    with django_assert_num_queries(1):
        assert member.standing.organisations == {cast.organisation.pk}
        assert not member.standing.is_staff


def test_a_policy_that_leads_nowhere_is_refused() -> None:
    for scope, missing in ((OWN, "owner"), (OWN_ORGANISATION, "organisation")):
        with pytest.raises(ValueError, match=missing):
            register(Policy(ContentType, {VIEW: {Role.EDITOR: scope}}))
    with pytest.raises(ValueError, match="already"):
        register(POLICY)
    with pytest.raises(KeyError):
        policy_of(ContentType)


def test_the_auditor_reads_and_changes_nothing_but_their_own() -> None:
    granted = {
        (policy.model.__name__, verb)
        for policy in policies()
        for verb, held in policy.grants.items()
        if held.get(Role.AUDITOR) not in (None, OWN)
    }
    assert {(model, verb) for model, verb in granted if verb not in (VIEW, EXPORT)} == set()
