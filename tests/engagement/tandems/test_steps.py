"""A tandem from the request to its ending and back to waiting; nothing of it is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.actors.models import Person
from teilhabe.core.extensions import WAITING
from teilhabe.core.users.roles import Role
from teilhabe.engagement.hours.models import HourEntry
from teilhabe.engagement.tandems.actions import AddClient, Leave
from teilhabe.engagement.tandems.models import Client, Tandem
from teilhabe.engagement.tandems.selectors import suggested_clients, suggested_volunteers
from teilhabe.engagement.tandems.steps import (
    AgreeTandem,
    DeclineTandem,
    EndTandem,
    Meet,
    NoteCheckIn,
    NoteMeeting,
    ProposeTandem,
)
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db


def _client(cast: Cast, name: str = "Lina", **profile: object) -> Client:
    person = Person.objects.create(given_name=name, family_name="Probe")
    return AddClient(by=cast.user(Role.COORDINATOR), person=person, profile=profile).run()


def _agreed(cast: Cast, client: Client, volunteer: Volunteer, days: int = 0) -> Tandem:
    by = cast.user(Role.COORDINATOR)
    tandem = Meet(by=by, tandem=ProposeTandem(by=by, client=client, volunteer=volunteer).run()).run()
    programme = make_opportunity(cast.organisation, kind="tandem", places=5)
    return AgreeTandem(by=by, tandem=tandem, starts_on=localdate() - timedelta(days=days), programme=programme).run()


def test_a_tandem_goes_from_request_to_ending_and_the_client_waits_again(cast: Cast) -> None:
    by, client = cast.user(Role.COORDINATOR), _client(cast)
    tandem = _agreed(cast, client, make_volunteer(), days=20)
    NoteMeeting(by=by, tandem=tandem, day=localdate(), minutes=90, mood="good").run()
    assert HourEntry.objects.get().state == HourEntry.State.APPROVED
    NoteCheckIn(by=by, tandem=tandem, outcome="well").run()
    assert tandem.check_ins.get(done_on=None).due_on == tandem.agreed_on + timedelta(weeks=6)  # type: ignore[operator]  # it has been agreed
    EndTandem(by=by, tandem=tandem, ended_on=localdate(), ending="planned", goes_on=True).run()
    client.refresh_from_db()
    tandem.refresh_from_db()
    assert client.state == Client.State.WAITING
    assert not tandem.check_ins.filter(done_on=None).exists()
    assert tandem.assignment is not None
    assert tandem.assignment.ends_on == localdate()


def test_a_talk_is_followed_by_a_check_in_within_a_week(cast: Cast) -> None:
    tandem = _agreed(cast, _client(cast), make_volunteer())
    NoteCheckIn(by=cast.user(Role.COORDINATOR), tandem=tandem, outcome="talk").run()
    assert tandem.check_ins.get(done_on=None).due_on == localdate() + timedelta(weeks=1)


def test_whoever_is_declined_waits_again_and_nobody_has_two_tandems_at_once(cast: Cast) -> None:
    by, client = cast.user(Role.COORDINATOR), _client(cast)
    tandem = ProposeTandem(by=by, client=client, volunteer=make_volunteer()).run()
    with pytest.raises(InputError):
        ProposeTandem(by=by, client=client, volunteer=make_volunteer("Andere")).run()
    with pytest.raises(InputError):
        Leave(by=by, client=client).run()
    DeclineTandem(by=by, tandem=tandem, side="client", reason="time").run()
    client.refresh_from_db()
    assert client.state == Client.State.WAITING


def test_only_the_coordinator_of_the_client_proposes(cast: Cast) -> None:
    client = _client(cast)
    with pytest.raises(PermissionDenied):
        ProposeTandem(by=cast.user(Role.HEAD_OF_OFFICE), client=client, volunteer=make_volunteer()).run()


def test_due_check_ins_and_waiting_clients_wait_on_the_start_page_of_their_coordinator(cast: Cast) -> None:
    _client(cast, "Wartet")
    tandem = _agreed(cast, _client(cast), make_volunteer())
    tandem.check_ins.update(due_on=localdate())
    counts = {each.count for each in WAITING.collect(cast.user(Role.COORDINATOR)) if "patenschaften" in each.address}
    assert counts == {1}
    found = [each for each in WAITING.collect(cast.user(Role.HEAD_OF_OFFICE)) if "patenschaften" in each.address]
    assert not found


def test_suggestions_go_both_ways_with_reasons_and_what_is_missing(cast: Cast) -> None:
    client = _client(cast, language_levels={"ar": "native"}, topics=["german"], wished_gender="female")
    volunteer = make_volunteer(languages=["ar"], kinds=["tandem"])
    make_volunteer("Andere", languages=["de"], kinds=["long term"])
    (found,) = suggested_volunteers(client)
    assert found.who == volunteer
    assert found.lacks
    assert "Arabisch" in found.reasons[0]
    (back,) = suggested_clients(volunteer, cast.user(Role.COORDINATOR))
    assert back.who == client
    assert back.score == found.score


@pytest.mark.parametrize("route", ["tandems:clients", "tandems:tandems"])
def test_the_queries_of_a_list_do_not_grow_with_its_rows(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries, route: str
) -> None:
    by, browser = cast.user(Role.COORDINATOR), cast.client(Role.COORDINATOR)
    for number in range(12):
        ProposeTandem(by=by, client=_client(cast, f"P{number}"), volunteer=make_volunteer(f"V{number}")).run()
    browser.get(reverse(route))
    with django_assert_max_num_queries(15):
        assert browser.get(reverse(route)).status_code == 200
