"""What is due goes in the night, with a proof; what is not due stays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from tests.cast import Cast
from tests.core.privacy.people import make_person, make_volunteer

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.audit.action import Operator
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.jobs.job import SCHEDULE
from teilhabe.core.mail.models import Message
from teilhabe.core.privacy.actions import EraseSubject, end_terms
from teilhabe.core.privacy.jobs import delete_what_is_due
from teilhabe.core.privacy.models import DeletionProof, Tombstone
from teilhabe.core.privacy.retention import due
from teilhabe.core.users.models import User

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = Operator("Löschfristen")


def people_due(on: date) -> QuerySet[Person]:
    return next(each.rows for each in due(on) if each.declared.model is Person)


def session(key: str, expire_date: datetime) -> Session:
    return Session.objects.create(session_key=key, session_data="", expire_date=expire_date)


def test_a_person_is_due_the_day_after_two_years_without_contact() -> None:
    person = make_person()
    Person.objects.update(last_contact_at=datetime(2024, 2, 29, 12, tzinfo=BERLIN))
    assert not people_due(date(2026, 2, 28)).exists()
    assert list(people_due(date(2026, 3, 1))) == [person]


def test_the_day_is_that_of_the_office_and_not_of_greenwich() -> None:
    make_person()
    Person.objects.update(last_contact_at=datetime(2024, 7, 2, 0, 30, tzinfo=BERLIN))  # 1 July in UTC
    assert not people_due(date(2026, 7, 2)).exists()
    assert people_due(date(2026, 7, 3)).exists()


def test_somebody_who_still_signs_in_is_not_due() -> None:
    person = make_person(years_ago=3)
    user = make_volunteer(person)
    assert people_due(timezone.localdate()).exists()
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    assert not people_due(timezone.localdate()).exists()


def test_a_merged_duplicate_ends_with_the_one_that_stayed() -> None:
    kept = make_person()
    make_person(family_name="Doppelt", years_ago=3, merged_into=kept)
    assert not people_due(timezone.localdate()).exists()


def test_the_night_erases_whom_it_is_due_for_and_proves_it_without_a_name() -> None:
    make_person(years_ago=3)
    stays = make_person("Bilal", "Bleibt")
    delete_what_is_due.call()
    erased = Person.objects.exclude(pk=stays.pk).get()
    assert (erased.family_name, erased.note, str(erased)) == ("", "", "gelöschte Person")
    assert list(ContactPoint.objects.values_list("person", flat=True)) == [stays.pk]
    assert Tombstone.objects.get().subject == erased.pk
    proofs = {(proof.model, proof.rule, proof.rows) for proof in DeletionProof.objects.all()}
    assert {("actors.person", "term", 1), ("actors.contactpoint", "term", 1), ("actors.consent", "term", 1)} <= proofs


def test_a_second_night_finds_nothing_left() -> None:
    make_person(years_ago=3)
    delete_what_is_due.call()
    before = DeletionProof.objects.count()
    delete_what_is_due.call()
    assert DeletionProof.objects.count() == before


def test_what_is_over_goes_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teilhabe.core.privacy.actions.BATCH", 2)
    for number in range(5):
        session(str(number), timezone.now() - timedelta(days=3))
    fresh = session("fresh", timezone.now())
    counts = end_terms(list(due(timezone.localdate())), NIGHT)
    assert list(Session.objects.all()) == [fresh]
    assert sum(counts.values()) == 5
    assert sorted(DeletionProof.objects.values_list("rows", flat=True)) == [1, 2, 2]


def test_the_words_of_a_sent_mail_go_after_thirty_days_if_nothing_stops_it() -> None:
    sent = {"to": "a@probe.example", "subject_line": "x", "body": "y"}
    long_ago = timezone.now() - timedelta(days=32)
    old = Message.objects.create(**sent, message_id="1", created_at=long_ago, sent_at=long_ago)
    Message.objects.create(**sent, message_id="2", sent_at=timezone.now())
    Message.objects.create(**sent, message_id="3")
    end_terms(list(due(timezone.localdate())), NIGHT)
    assert Message.objects.exclude(pk=old.pk).filter(body="y").count() == 2
    assert not Message.objects.filter(pk=old.pk, body="y").exists()


def test_the_words_of_the_log_go_after_three_years_and_the_fact_stays(cast: Cast) -> None:
    make_person(years_ago=3)
    delete_what_is_due.call()
    entries = AuditEntry.objects.count()
    in_four_years = timezone.localdate() + timedelta(days=4 * 366)
    end_terms([each for each in due(in_four_years) if each.declared.model.__name__ == "AuditDetail"], NIGHT)
    assert AuditEntry.objects.count() == entries + 1  # the entry about this
    assert EraseSubject.logged_as() in set(AuditEntry.objects.values_list("action", flat=True))


def test_the_worker_does_it_every_night() -> None:
    assert SCHEDULE[delete_what_is_due.module_path][1].at == "03:15"
