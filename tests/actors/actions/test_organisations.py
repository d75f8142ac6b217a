"""Members write their own organisation's entry; whether it is listed the office decides."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.actors.people import make_person
from tests.cast import Cast

from teilhabe.actors.actions.affiliations import AddAffiliation, RemoveAffiliation
from teilhabe.actors.actions.organisations import AddOrganisation, ChangeEntry, ChangeOrganisation
from teilhabe.actors.models import Affiliation, Partner
from teilhabe.actors.selectors.organisations import entry_of
from teilhabe.core.users.models import Organisation
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db


def test_a_new_organisation_has_its_entry_and_a_name_of_its_own(cast: Cast) -> None:
    editor = cast.user(Role.EDITOR)
    added = AddOrganisation(by=editor, name="Lernhaus", entry={"fields": ["education"], "is_listed": True}).run()
    assert (added.partner.fields, added.partner.is_listed) == (["education"], True)
    with pytest.raises(InputError, match="already"):
        AddOrganisation(by=editor, name="Lernhaus", entry={}).run()


def test_members_change_their_own_entry_but_do_not_list_it(cast: Cast) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    entry = entry_of(cast.organisation)
    ChangeEntry(by=member, partner=entry, entry={"description": "Kaffee und Tee", "is_listed": True}).run()
    stored = Partner.objects.get(organisation=cast.organisation)
    assert (stored.description, stored.is_listed, stored.search_key) == (
        "Kaffee und Tee",
        False,
        "verein probe kaffee und tee",
    )
    with pytest.raises(PermissionDenied):
        ChangeEntry(by=member, partner=entry_of(cast.other_organisation), entry={"description": "Fremd"}).run()


def test_members_do_not_end_the_work_with_their_organisation(cast: Cast) -> None:
    member = cast.user(Role.ORGANISATION_MEMBER)
    ChangeOrganisation(by=member, row=cast.organisation, name="Verein Neu", is_active=False).run()
    stored = Organisation.objects.get(pk=cast.organisation.pk)
    assert (stored.name, stored.is_active) == ("Verein Neu", True)
    with pytest.raises(InputError, match="already"):
        ChangeOrganisation(by=member, row=cast.organisation, name="Verein Fremd", is_active=True).run()


def test_a_person_belongs_to_an_organisation_once(cast: Cast) -> None:
    coordinator, person = cast.user(Role.COORDINATOR), make_person()
    entered = AddAffiliation(
        by=coordinator, person=person, organisation_row=cast.organisation, function="Vorsitz"
    ).run()
    with pytest.raises(InputError, match="already"):
        AddAffiliation(by=coordinator, person=person, organisation_row=cast.organisation).run()
    with pytest.raises(PermissionDenied):
        RemoveAffiliation(by=cast.user(Role.ORGANISATION_MEMBER), affiliation=entered).run()
    RemoveAffiliation(by=coordinator, affiliation=entered).run()
    assert not Affiliation.objects.exists()
