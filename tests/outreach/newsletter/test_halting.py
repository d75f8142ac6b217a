"""An issue whose job was given up is seen by those who send it, and goes on when one of them says so."""

from __future__ import annotations

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.core.jobs.clock import Clock
from tests.office import site
from tests.outreach.newsletter.conftest import PickyLetterbox, dispatch, reader

from teilhabe.core.extensions import WAITING
from teilhabe.core.jobs.models import Job
from teilhabe.core.jobs.queue import LEASE, claim
from teilhabe.core.jobs.working import work_off
from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.newsletter import sending
from teilhabe.outreach.newsletter.halting import NOT_TAKEN_OVER

__all__ = ["site"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def _waits_for(user: User) -> list[str]:
    return [each.address for each in WAITING.collect(user) if each.count and "nicht weiter versandt" in each.label]


def _kill_every_worker(made: Dispatch, clock: Clock) -> None:
    """Each takes the job and is not heard of any more, until its attempts are used up."""
    sending.order(made)
    for attempt in range(Job.objects.get().max_attempts):
        assert claim(f"worker {attempt}") is not None
        clock.forward(seconds=LEASE.total_seconds() + 1)
    assert claim("one more") is None


def test_an_issue_that_killed_every_worker_waits_for_those_who_send_it_until_they_have_it_go_on(
    cast: Cast, letterbox: PickyLetterbox, clock: Clock
) -> None:
    amal, made, editor = reader("amal"), dispatch(), cast.user(Role.EDITOR)
    _kill_every_worker(made, clock)
    assert _waits_for(editor) == [made.get_absolute_url()]
    assert _waits_for(cast.user(Role.AUDITOR)) == []
    client = cast.client(Role.EDITOR)
    assert "geht nicht von selbst weiter" in client.get(made.get_absolute_url()).text
    address = reverse("newsletter:go_on", kwargs={"dispatch": made.pk})
    assert "Der Versand geht weiter." in client.post(address, follow=True).text
    assert _waits_for(editor) == []
    work_off()
    assert letterbox.recipients == [amal.address]
    assert "läuft schon oder ist fertig" in client.post(address, follow=True).text
    assert letterbox.recipients == [amal.address]


def test_a_job_that_no_worker_takes_over_is_told_of_too(cast: Cast, clock: Clock) -> None:
    reader("amal")
    made = dispatch()
    sending.order(made)
    claim("the last worker")
    clock.forward(seconds=(LEASE + NOT_TAKEN_OVER).total_seconds())
    assert _waits_for(cast.user(Role.EDITOR)) == []
    clock.forward(seconds=1)
    assert _waits_for(cast.user(Role.EDITOR)) == [made.get_absolute_url()]


def test_an_issue_of_which_all_mails_are_out_waits_for_nobody(
    cast: Cast, letterbox: PickyLetterbox, clock: Clock
) -> None:
    reader("amal")
    made = dispatch()
    sending.address(made)
    sending.send_some(made, 0, 10)
    _kill_every_worker(made, clock)
    assert _waits_for(cast.user(Role.EDITOR)) == []
