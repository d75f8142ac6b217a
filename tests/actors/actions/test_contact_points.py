"""One way is preferred; members keep those of their organisation, people their own."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.actors.people import make_person
from tests.cast import Cast

from teilhabe.actors.actions.contact_points import (
    AddContactPoint,
    ChangeContactPoint,
    PreferContactPoint,
    RemoveContactPoint,
)
from teilhabe.actors.models import ContactPoint
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db


def _preferred(**owner: object) -> list[str]:
    return list(ContactPoint.objects.filter(is_preferred=True, **owner).values_list("value", flat=True))


def test_a_new_preferred_way_takes_the_place_of_the_old_one(cast: Cast) -> None:
    person, coordinator = make_person(), cast.user(Role.COORDINATOR)
    assert _preferred(person=person) == ["0171 3920012"]
    AddContactPoint(by=coordinator, owner=person, kind="phone", value="030 23125001", is_preferred=True).run()
    assert _preferred(person=person) == ["030 23125001"]
    mail = person.contact_points.get(kind="mail")
    PreferContactPoint(by=coordinator, contact_point=mail).run()
    assert _preferred(person=person) == ["ayse@musterstadt.example"]


def test_the_first_way_is_the_preferred_one(cast: Cast) -> None:
    coordinator = cast.user(Role.COORDINATOR)
    AddContactPoint(by=coordinator, owner=cast.organisation, kind="mail", value="post@verein.example").run()
    assert _preferred(organisation=cast.organisation) == ["post@verein.example"]


def test_when_the_preferred_way_goes_the_oldest_one_left_takes_its_place(cast: Cast) -> None:
    person = make_person()
    RemoveContactPoint(by=cast.user(Role.COORDINATOR), contact_point=person.contact_points.get(kind="mobile")).run()
    assert _preferred(person=person) == ["ayse@musterstadt.example"]


def test_a_changed_number_is_found_under_its_new_key(cast: Cast) -> None:
    mobile = make_person().contact_points.get(kind="mobile")
    ChangeContactPoint(
        by=cast.user(Role.COORDINATOR), contact_point=mobile, kind="mobile", value="0171/39200-99", is_preferred=True
    ).run()
    assert ContactPoint.objects.get(pk=mobile.pk).key == "+491713920099"


def test_a_way_that_reaches_nobody_changes_nothing(cast: Cast) -> None:
    person = make_person()
    with pytest.raises(InputError):
        AddContactPoint(by=cast.user(Role.COORDINATOR), owner=person, kind="mail", value="ayse@").run()
    assert person.contact_points.count() == 2


def test_members_keep_the_ways_to_their_own_organisation_and_no_other(cast: Cast) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    point = AddContactPoint(by=member, owner=cast.organisation, kind="web", value="verein.example").run()
    assert point.value == "https://verein.example"
    with pytest.raises(PermissionDenied):
        AddContactPoint(by=member, owner=cast.other_organisation, kind="web", value="verein.example").run()
    foreign = ContactPoint.objects.create(organisation=cast.other_organisation, kind="mail", value="a@fremd.example")
    with pytest.raises(PermissionDenied):
        RemoveContactPoint(by=member, contact_point=foreign).run()


def test_members_never_touch_the_private_numbers_of_their_people(cast: Cast) -> None:
    member, person = cast.user(Role.ORGANISATION_MEMBER), make_person(organisation=cast.organisation)
    with pytest.raises(PermissionDenied):
        AddContactPoint(by=member, owner=person, kind="mobile", value="0171 3920077").run()
    with pytest.raises(PermissionDenied):
        RemoveContactPoint(by=member, contact_point=person.contact_points.get(kind="mobile")).run()


def test_volunteers_keep_their_own_ways_and_no_others(cast: Cast) -> None:
    volunteer = cast.user(Role.VOLUNTEER)
    own, other = make_person(user=volunteer), make_person("Omar", "Haddad")
    AddContactPoint(by=volunteer, owner=own, kind="messenger", value="@ayse").run()
    with pytest.raises(PermissionDenied):
        AddContactPoint(by=volunteer, owner=other, kind="messenger", value="@omar").run()
    with pytest.raises(PermissionDenied):
        ChangeContactPoint(
            by=volunteer, contact_point=other.contact_points.get(kind="mail"), kind="mail", value="x@y.example"
        ).run()
