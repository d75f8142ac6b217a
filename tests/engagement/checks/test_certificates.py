"""From the letter that asks for a certificate of conduct to the deletion of its record."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.mail.models import Message
from teilhabe.core.users.roles import Role
from teilhabe.engagement.checks.actions import RecordInspection, RequestCertificate
from teilhabe.engagement.checks.jobs import delete_inspections, remind_of_certificates
from teilhabe.engagement.checks.letters import letter
from teilhabe.engagement.checks.models import CertificateRequest, Inspection
from teilhabe.engagement.opportunities.models import Opportunity, Requirement
from teilhabe.engagement.placements.models import Assignment
from teilhabe.engagement.volunteers.extensions import HOLDINGS, Holding
from teilhabe.engagement.volunteers.models import Volunteer
from teilhabe.errors import InputError

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def opportunity(cast: Cast) -> Opportunity:
    made = make_opportunity(cast.organisation, "Hausaufgaben begleiten")
    Requirement.objects.create(opportunity=made, kind="check", code="conduct")
    return made


@pytest.fixture
def client(cast: Cast, site: None) -> Client:
    return cast.client(Role.COORDINATOR)


def _page(name: str, **kwargs: object) -> str:
    return reverse(f"checks:{name}", kwargs=kwargs)


def _assign(volunteer: Volunteer, opportunity: Opportunity, ends_on: date | None = None) -> None:
    begins = localdate() - timedelta(days=400)
    Assignment.objects.create(
        volunteer=volunteer, opportunity=opportunity, task="Lesen", starts_on=begins, ends_on=ends_on
    )


def _seen(volunteer: Volunteer, days_ago: int = 0, *, has_entry: bool = False) -> Inspection:
    day = localdate() - timedelta(days=days_ago)
    return Inspection.objects.create(volunteer=volunteer, inspected_on=day, certificate_date=day, has_entry=has_entry)


def test_who_works_where_it_is_asked_for_is_missing_one_until_it_was_inspected(
    cast: Cast, client: Client, opportunity: Opportunity
) -> None:
    volunteer = make_volunteer()
    assert "fehlt" not in client.get(_page("volunteer", volunteer=volunteer.pk)).text
    _assign(volunteer, opportunity)
    assert "Einsatz ohne Führungszeugnis" in client.get(reverse("workspace:start")).text
    client.post(_page("request_add", volunteer=volunteer.pk), {"opportunity": opportunity.pk})
    text = client.get(_page("volunteer", volunteer=volunteer.pk)).text
    assert "angefordert" in text
    assert "Hausaufgaben begleiten" in text
    today = f"{localdate():%Y-%m-%d}"
    given = {"inspected_on": today, "certificate_date": today, "has_entry": "no"}
    client.post(_page("inspection_add", volunteer=volunteer.pk), given)
    assert not CertificateRequest.objects.exists()
    assert "liegt vor" in client.get(_page("volunteer", volunteer=volunteer.pk)).text


def test_a_record_has_three_facts_and_no_place_for_more() -> None:
    stored = {field.name for field in Inspection._meta.get_fields()} - {"id", "volunteer"}
    assert stored == {"inspected_on", "certificate_date", "has_entry"}


def test_a_certificate_that_is_too_old_is_refused_and_one_of_the_last_day_is_not(cast: Cast) -> None:
    by, volunteer, seen = cast.user(Role.COORDINATOR), make_volunteer(), date(2026, 5, 24)
    with pytest.raises(InputError, match="must not be issued before 24/02/2026"):
        RecordInspection(
            by=by, volunteer=volunteer, inspected_on=seen, certificate_date=date(2026, 2, 23), has_entry=False
        ).run()
    RecordInspection(
        by=by, volunteer=volunteer, inspected_on=seen, certificate_date=date(2026, 2, 24), has_entry=False
    ).run()


def test_only_the_coordination_may_know_of_it(cast: Cast, site: None, opportunity: Opportunity) -> None:
    volunteer = make_volunteer(user=cast.user(Role.VOLUNTEER))
    record = _seen(volunteer, has_entry=True)
    for role in (Role.HEAD_OF_OFFICE, Role.EDITOR, Role.VOLUNTEER, Role.ORGANISATION_MEMBER):
        assert cast.client(role).get(_page("inspection", inspection=record.pk)).status_code in (403, 404), role
    text = cast.client(Role.HEAD_OF_OFFICE).get(_page("volunteer", volunteer=volunteer.pk)).text
    assert "Führungszeugnis" not in text
    with pytest.raises(PermissionDenied):
        RequestCertificate(by=cast.user(Role.HEAD_OF_OFFICE), volunteer=volunteer, opportunity=opportunity).run()


def test_who_looks_at_the_facts_is_logged_and_the_log_repeats_none_of_them(cast: Cast, client: Client) -> None:
    volunteer = make_volunteer()
    today = f"{localdate():%Y-%m-%d}"
    given = {"inspected_on": today, "certificate_date": today, "has_entry": "yes"}
    client.post(_page("inspection_add", volunteer=volunteer.pk), given)
    text = client.get(_page("inspection", inspection=Inspection.objects.get().pk)).text
    assert "nicht einsetzen" in text
    read = AuditEntry.objects.get(action="engagement.ReadInspection")
    assert read.user == cast.user(Role.COORDINATOR)
    told = {name for detail in AuditDetail.objects.all() for values in (detail.before, detail.after) for name in values}
    assert not told & {"inspected_on", "certificate_date", "has_entry"}


def test_no_list_tells_of_an_entry(client: Client, opportunity: Opportunity) -> None:
    _seen(make_volunteer("Amal"), has_entry=True)
    text = client.get(_page("certificates")).text
    assert "bitte nachsehen" in text
    assert str(localdate().year + 5) not in text


def test_suggestions_count_a_certificate_for_five_years_and_never_one_with_an_entry() -> None:
    good, old, bad = make_volunteer("A"), make_volunteer("B"), make_volunteer("C")
    _seen(good, 1800)
    _seen(old, 1850)
    _seen(bad, has_entry=True)
    assert HOLDINGS.collect([good.pk, old.pk, bad.pk]) == [Holding(good.pk, "check", "conduct")]


def test_who_does_not_bring_it_is_reminded_once(opportunity: Opportunity) -> None:
    late, timely = make_volunteer("A", mail="a@beispiel.invalid"), make_volunteer("B", mail="b@beispiel.invalid")
    past, today = localdate() - timedelta(days=60), localdate()
    CertificateRequest.objects.create(volunteer=late, opportunity=opportunity, requested_on=past, due_on=today - DAY)
    CertificateRequest.objects.create(volunteer=timely, opportunity=opportunity, requested_on=past, due_on=today)
    remind_of_certificates.func()
    remind_of_certificates.func()
    assert [message.to for message in Message.objects.all()] == ["a@beispiel.invalid"]


def test_records_go_three_months_after_the_end_and_not_a_day_later(opportunity: Opportunity) -> None:
    today = localdate()
    ended = {name: make_volunteer(name) for name in ("over", "not yet", "runs", "never")}
    for name, days in (("over", 93), ("not yet", 88)):
        _assign(ended[name], opportunity, today - timedelta(days=days))
    _assign(ended["runs"], opportunity)
    for volunteer in ended.values():
        _seen(volunteer, 200)
    delete_inspections.func()
    assert {str(each) for each in Inspection.objects.all()} == {"not yet", "runs"}
    assert AuditEntry.objects.filter(action="engagement.DeleteInspection").count() == 2


def test_the_letter_asks_for_it_and_saves_the_fee(client: Client, opportunity: Opportunity) -> None:
    volunteer = make_volunteer("Amal Probe")
    client.post(_page("request_add", volunteer=volunteer.pk), {"opportunity": opportunity.pk})
    asked = CertificateRequest.objects.get()
    words = str(letter(asked))
    for told in ("Amal Probe", "Hausaufgaben begleiten", "Verein Probe", "13 Euro", "§ 72a"):
        assert told in words
    answer = client.get(_page("letter", certificate=asked.pk))
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_is_asked_for_once(cast: Cast, opportunity: Opportunity) -> None:
    by, volunteer = cast.user(Role.COORDINATOR), make_volunteer()
    RequestCertificate(by=by, volunteer=volunteer, opportunity=opportunity).run()
    with pytest.raises(InputError, match="asked for a certificate already"):
        RequestCertificate(by=by, volunteer=volunteer, opportunity=opportunity).run()


def test_the_list_takes_the_same_few_queries_however_many_there_are(
    client: Client, opportunity: Opportunity, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        _seen(make_volunteer(f"Probe{number:02}"))
    client.get(_page("certificates"))
    with django_assert_max_num_queries(12):
        text = client.get(_page("certificates")).text
    assert text.count("liegt vor") >= 50
