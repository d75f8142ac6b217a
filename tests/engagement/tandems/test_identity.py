"""Who is accompanied is known to their own coordinator only: no role, no list, no export and no log tells it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.actors.duplicates.actions import MergePeople
from teilhabe.actors.models import Person
from teilhabe.core.accounts.sessions import begin
from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.privacy.erasing import forget
from teilhabe.core.privacy.extract import as_json, extract_about
from teilhabe.core.privacy.subjects import human_behind
from teilhabe.core.users.models import Membership, User
from teilhabe.core.users.roles import Role
from teilhabe.engagement.tandems.actions import AddClient, HandOver
from teilhabe.engagement.tandems.models import Client, ClientIdentity, Tandem
from teilhabe.engagement.tandems.policies import IDENTITIES
from teilhabe.engagement.tandems.steps import ProposeTandem

pytestmark = pytest.mark.django_db
NAME, NOTE = "Verborgenes", "Sprichtgeheim"


def _asked(cast: Cast) -> tuple[Person, Client]:
    person = Person.objects.create(given_name="Probe", family_name=NAME)
    profile = {"language_levels": {"ar": "native"}, "topics": ["german"], "district": "Innenstadt"}
    by = cast.user(Role.COORDINATOR)
    return person, AddClient(by=by, person=person, profile=profile, note=NOTE).run()


def _second_coordinator() -> tuple[User, Browser]:
    user = User.objects.create_user("zweite@probe.example", name="Zweite Koordination")
    Membership.objects.create(user=user, role=Role.COORDINATOR)
    browser = Browser()
    browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    begin(session, with_second_factor=True)
    session.save()
    return user, browser


def _entries() -> list[int]:
    return list(AuditEntry.objects.filter(target_model__startswith="tandems.").values_list("pk", flat=True))


def _pages(client: Client, tandem: Tandem) -> list[str]:
    """Wherever a tandem or a client is shown, taken out or logged."""
    lists = [reverse("tandems:clients"), reverse("tandems:tandems")]
    exports = [f"{each}?export=csv" for each in lists]
    log = [reverse("workspace:log"), *(reverse("workspace:entry", args=[each]) for each in _entries())]
    return [*lists, *exports, client.get_absolute_url(), tandem.get_absolute_url(), *log]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COORDINATOR], ids=str)
def test_no_other_role_opens_the_identity(cast: Cast, role: Role) -> None:
    _person, client = _asked(cast)
    address = reverse("tandems:identity", args=[client.identity.pk])
    assert cast.client(role).get(address).status_code in (403, 404)
    assert not IDENTITIES.reach(cast.user(role)).exists()


def test_another_coordinator_does_not_open_it(cast: Cast) -> None:
    _person, client = _asked(cast)
    user, browser = _second_coordinator()
    assert browser.get(reverse("tandems:identity", args=[client.identity.pk])).status_code == 404
    assert not IDENTITIES.reach(user).exists()


def test_its_own_coordinator_opens_it_and_the_log_names_the_pseudonym_only(cast: Cast) -> None:
    person, client = _asked(cast)
    answer = cast.client(Role.COORDINATOR).get(reverse("tandems:identity", args=[client.identity.pk]))
    assert NAME in answer.content.decode()
    assert NOTE in answer.content.decode()
    assert AuditEntry.objects.filter(action="engagement.ReadIdentity").count() == 1
    for entry in AuditDetail.objects.all():
        told = f"{entry.target_label} {entry.before} {entry.after}"
        assert NAME not in told
        assert NOTE not in told
        assert str(person.pk) not in told
        assert entry.subject != person.pk


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HEAD_OF_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR], ids=str)
def test_lists_pages_files_and_the_log_tell_the_pseudonym_only(cast: Cast, role: Role) -> None:
    _person, client = _asked(cast)
    by, volunteer = cast.user(Role.COORDINATOR), make_volunteer("Patin")
    tandem = ProposeTandem(by=by, client=client, volunteer=volunteer).run()
    for page in _pages(client, tandem):
        answer = cast.client(role).get(page)
        told = answer.getvalue().decode("utf-8", "replace")
        assert not {word for word in (NAME, NOTE) if word in told}, page


def test_the_page_of_the_person_leads_to_the_pseudonym_for_their_coordinator_only(cast: Cast) -> None:
    person, client = _asked(cast)
    page = person.get_absolute_url()
    _user, other = _second_coordinator()
    assert client.pseudonym in cast.client(Role.COORDINATOR).get(page).content.decode()
    for browser in (other, cast.client(Role.HEAD_OF_OFFICE)):
        assert client.pseudonym not in browser.get(page).content.decode()


def test_what_others_take_out_about_the_person_leaves_it_out(cast: Cast) -> None:
    person, _client = _asked(cast)
    human, (other, _browser) = human_behind(person), _second_coordinator()
    for reader in (other, cast.user(Role.HEAD_OF_OFFICE), cast.user(Role.ADMINISTRATOR), None):
        assert NOTE not in str(as_json(extract_about(human, reader)))
        assert "tandems" not in str(as_json(extract_about(human, reader)))
    assert NOTE in str(as_json(extract_about(human, cast.user(Role.COORDINATOR))))
    person.user = cast.user(Role.VOLUNTEER)
    person.save()
    assert NOTE in str(as_json(extract_about(human_behind(person), person.user)))


def test_a_merge_of_two_entries_tells_nobody_else_and_leaves_the_way_to_the_name(cast: Cast) -> None:
    person, client = _asked(cast)
    kept = Person.objects.create(given_name="Probe", family_name="Doppelt")
    MergePeople(by=cast.user(Role.HEAD_OF_OFFICE), kept=kept, merged=person).run()
    other, browser = _second_coordinator()
    for reader in (other, cast.user(Role.HEAD_OF_OFFICE), cast.user(Role.ADMINISTRATOR)):
        assert "tandems" not in str(as_json(extract_about(human_behind(kept), reader)))
    assert client.pseudonym not in browser.get(kept.get_absolute_url()).content.decode()
    assert client.pseudonym in cast.client(Role.COORDINATOR).get(kept.get_absolute_url()).content.decode()
    forget(human_behind(kept), timezone.now())
    assert not ClientIdentity.objects.exists()


def test_the_head_of_office_hands_over_without_reading(cast: Cast) -> None:
    _person, client = _asked(cast)
    head, (other, browser) = cast.user(Role.HEAD_OF_OFFICE), _second_coordinator()
    HandOver(by=head, client=client, to=other).run()
    address = reverse("tandems:identity", args=[client.identity.pk])
    assert NAME in browser.get(address).content.decode()
    assert cast.client(Role.COORDINATOR).get(address).status_code == 404
    assert cast.client(Role.HEAD_OF_OFFICE).get(address).status_code == 403


def test_erasure_ends_the_identity_and_empties_the_wishes(cast: Cast) -> None:
    person, client = _asked(cast)
    forget(human_behind(person), timezone.now())
    client.refresh_from_db()
    assert not ClientIdentity.objects.exists()
    assert (client.language_levels, client.topics, client.district) == ({}, [], "")


def test_the_programme_of_another_organisation_tells_its_members_nothing(cast: Cast) -> None:
    _person, client = _asked(cast)
    client.programme = make_opportunity(cast.organisation, kind="tandem")
    client.save()
    member = cast.client(Role.ORGANISATION_MEMBER)
    assert member.get(client.get_absolute_url()).status_code == 403
