"""Mails about what waits come as each person chose, and none comes where nothing waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings
from tests.cast import Cast
from tests.portal.workspace.slots import only

from teilhabe.core.access.policy import policy_of
from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.extensions import WAITING, Waiting
from teilhabe.core.jobs.job import SCHEDULE
from teilhabe.core.jobs.models import Job
from teilhabe.core.mail.models import Message
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.portal.workspace.actions import ChooseMail
from teilhabe.portal.workspace.jobs import digest, tell_what_is_urgent, write_digest
from teilhabe.portal.workspace.models import MailChoice
from teilhabe.portal.workspace.selectors import who_gets_the_digest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

Rhythm = MailChoice.Rhythm
MONDAY, SATURDAY = (datetime(2026, 11, day, 7, tzinfo=ZoneInfo("Europe/Berlin")) for day in (23, 28))
PAGE = "/de/buero/nachrichten/"


@pytest.fixture
def waiting() -> Iterator[list[Waiting]]:
    """What waits for everybody; a test may change it."""
    entries = [Waiting("neue Angebote", 3, "/de/buero/angebote/", detail="von Ben Probe")]
    with only(WAITING, lambda _user: entries):
        yield entries


def _run_digest(at: datetime, users: list[User]) -> None:
    with patch("django.utils.timezone.now", return_value=at):
        digest.func()
    for user in users:
        if Job.objects.filter(key=f"digest {at.date()} {user.pk}").exists():
            write_digest.func(str(user.pk))


def test_the_digest_is_scheduled_for_the_morning() -> None:
    assert SCHEDULE[digest.module_path][1].at == "07:00"
    assert SCHEDULE[tell_what_is_urgent.module_path][1].minutes == 10


def test_the_digest_counts_what_waits_and_names_nobody(cast: Cast, waiting: list[Waiting], settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://teilhabe.example"
    user = cast.user(Role.COORDINATOR)
    _run_digest(MONDAY, [user])
    mail = Message.objects.get()
    assert (mail.to, mail.subject, mail.subject_line) == (user.email, user.pk, "Heute warten 3 Sachen auf Sie")
    assert "3 × neue Angebote\nhttps://teilhabe.example/de/buero/angebote/" in mail.body
    assert "https://teilhabe.example/de/buero/nachrichten/" in mail.body
    assert "Ben Probe" not in mail.body


def test_the_digest_speaks_the_language_of_its_reader(cast: Cast, waiting: list[Waiting]) -> None:
    user = cast.user(Role.COORDINATOR)
    user.language = "en"
    user.save()
    _run_digest(MONDAY, [user])
    mail = Message.objects.get()
    assert mail.subject_line == "3 things wait for you today"
    assert "All at one glance:\n/en/" in mail.body


def test_the_digest_of_somebody_whose_language_the_office_does_not_write_is_english(
    cast: Cast, waiting: list[Waiting]
) -> None:
    user = cast.user(Role.COORDINATOR)
    user.language = "ar"
    user.save()
    _run_digest(MONDAY, [user])
    mail = Message.objects.get()
    assert (mail.language, mail.subject_line) == ("en", "3 things wait for you today")
    assert mail.body.startswith("Hello ")


def test_no_digest_where_nothing_waits_at_the_weekend_or_where_somebody_said_never(
    cast: Cast, waiting: list[Waiting]
) -> None:
    user, silent = cast.user(Role.COORDINATOR), cast.user(Role.EDITOR)
    ChooseMail(by=silent, rhythm=Rhythm.NEVER).run()
    _run_digest(SATURDAY, [user, silent])
    _run_digest(MONDAY, [silent])
    waiting.clear()
    _run_digest(MONDAY, [user])
    assert not Message.objects.exists()


def test_a_second_run_on_the_same_day_writes_to_nobody_again(cast: Cast, waiting: list[Waiting]) -> None:
    cast.user(Role.COORDINATOR)
    with patch("django.utils.timezone.now", return_value=MONDAY):
        digest.func()
        digest.func()
    assert Job.objects.filter(key__startswith="digest").count() == 1


def test_those_who_may_not_sign_in_or_hold_no_role_get_no_mail(cast: Cast) -> None:
    gone = cast.user(Role.COORDINATOR)
    gone.is_active = False
    gone.save()
    User.objects.create_user("nobody@probe.example")
    assert list(who_gets_the_digest()) == []


def test_the_urgent_is_told_at_once_and_once_to_those_who_want_it(cast: Cast, waiting: list[Waiting]) -> None:
    ChooseMail(by=cast.user(Role.COORDINATOR), rhythm=Rhythm.AT_ONCE).run()
    ChooseMail(by=cast.user(Role.EDITOR), rhythm=Rhythm.DAILY).run()
    tell_what_is_urgent.func()
    assert not Message.objects.exists()
    waiting.append(Waiting("Fristen von heute", 1, "/de/buero/fristen/", is_urgent=True))
    tell_what_is_urgent.func()
    tell_what_is_urgent.func()
    mail = Message.objects.get()
    assert mail.to == cast.user(Role.COORDINATOR).email
    assert "Fristen von heute" in mail.body
    assert "neue Angebote" not in mail.body


def test_more_of_the_urgent_is_told_again(cast: Cast, waiting: list[Waiting]) -> None:
    ChooseMail(by=cast.user(Role.COORDINATOR), rhythm=Rhythm.AT_ONCE).run()
    for count in (1, 2, 0, 1):
        waiting[:] = [Waiting("Fristen", count, "/f/", is_urgent=True)]
        tell_what_is_urgent.func()
    assert Message.objects.count() == 3


@pytest.mark.parametrize("role", Role)
def test_everybody_chooses_for_themselves(cast: Cast, role: Role) -> None:
    client = cast.client(role)
    assert 'value="daily" ' in client.get(PAGE).content.decode()
    answer = client.post(PAGE, {"rhythm": "never"}, follow=True).content.decode()
    assert "Ihre Wahl ist gespeichert." in answer
    assert MailChoice.objects.get(user=cast.user(role)).rhythm == Rhythm.NEVER
    assert AuditEntry.objects.get().action == ChooseMail.logged_as()


def test_nobody_sees_the_choice_of_somebody_else(cast: Cast) -> None:
    ChooseMail(by=cast.user(Role.EDITOR), rhythm=Rhythm.NEVER).run()
    assert not policy_of(MailChoice).reach(cast.user(Role.ADMINISTRATOR)).exists()


def test_who_lost_all_roles_chooses_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        ChooseMail(by=User.objects.create_user("nobody@probe.example"), rhythm=Rhythm.NEVER).run()


def test_an_unknown_choice_is_refused(cast: Cast) -> None:
    assert cast.client(Role.EDITOR).post(PAGE, {"rhythm": "hourly"}).status_code == 200
    assert not MailChoice.objects.exists()
