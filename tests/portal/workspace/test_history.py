"""Every page of one row leads to who changed it, for those who look after all rows of its kind."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.actions import ChangeOpportunity
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.volunteers.actions import ChangeVolunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def changed(cast: Cast) -> Opportunity:
    made = make_opportunity(cast.organisation, place="Altstadt")
    ChangeOpportunity(by=cast.user(Role.COORDINATOR), opportunity=made, values={"place": "Bahnhof"}).run()
    return made


def _address(row: Opportunity) -> str:
    return f"/de/buero/verlauf/opportunities.opportunity:{row.pk}/"


def test_the_page_of_a_row_leads_to_who_changed_what(cast: Cast, changed: Opportunity) -> None:
    client = cast.client(Role.COORDINATOR)
    assert f'href="{_address(changed)}"' in client.get(changed.get_absolute_url()).content.decode()
    page = client.get(_address(changed)).content.decode()
    assert "Ehrenamtskoordination hat am" in page
    assert "<bdi>Altstadt</bdi> → <bdi>Bahnhof</bdi>" in page


def test_readers_of_the_log_are_led_to_the_log(cast: Cast, changed: Opportunity) -> None:
    page = cast.client(Role.AUDITOR, None).get(changed.get_absolute_url())
    target = f"/de/buero/protokoll/?target=opportunities.opportunity%3A{changed.pk}"
    assert page.status_code == 404 or target in page.content.decode()


@pytest.mark.parametrize("role", [Role.ORGANISATION_MEMBER, Role.EDITOR, Role.VOLUNTEER])
def test_whoever_does_not_keep_all_rows_reads_no_history(cast: Cast, changed: Opportunity, role: Role) -> None:
    client = cast.client(role)
    assert client.get(_address(changed)).status_code == 404
    assert "/verlauf/" not in client.get(changed.get_absolute_url()).content.decode()


def test_of_people_it_tells_that_they_were_changed_and_not_what_they_said(cast: Cast) -> None:
    volunteer = make_volunteer("Probe")
    by = cast.user(Role.COORDINATOR)
    ChangeVolunteer(by=by, volunteer=volunteer, values={"limits": "kann nicht heben"}).run()
    page = cast.client(Role.COORDINATOR).get(f"/de/buero/verlauf/volunteers.volunteer:{volunteer.pk}/").content.decode()
    assert "die Angaben von „Probe“ zum Ehrenamt geändert" in " ".join(page.split())
    assert "heben" not in page


@pytest.mark.parametrize("target", ["probe", "opportunities.opportunity:0", "nichts.nirgends:1", "auth.group:1"])
def test_what_is_not_there_has_no_history(cast: Cast, target: str) -> None:
    assert cast.client(Role.COORDINATOR).get(f"/de/buero/verlauf/{target}/").status_code == 404


def test_a_long_history_asks_little_of_the_database(
    cast: Cast, changed: Opportunity, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        values = {"place": f"Ort {number}"}
        ChangeOpportunity(by=cast.user(Role.COORDINATOR), opportunity=changed, values=values).run()
    client = cast.client(Role.COORDINATOR)
    client.get(_address(changed))
    with django_assert_max_num_queries(20):
        client.get(_address(changed))
