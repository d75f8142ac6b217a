"""Facebook lists a moment later what it has taken: what is missing then is not sent again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from tests.outreach.channels.facebook.queue import run_all
from tests.outreach.channels.facebook.test_answering import answered, asked
from tests.outreach.channels.facebook.test_channel import delivered, dispatch
from tests.peers.graph import PAGE, Facebook, Refusal

from teilhabe.outreach.channels.facebook import settling
from teilhabe.outreach.channels.facebook.answering import TRIED
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.inbox.models import Entry, Way

pytestmark = pytest.mark.django_db
LAG_SECONDS = 90
State = Dispatch.State


@pytest.fixture(autouse=True)
def _waits(facebook: Facebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "SETTLES", timedelta(minutes=2))
    facebook.listed_after_seconds = LAG_SECONDS


def _later(facebook: Facebook, seconds: float = LAG_SECONDS) -> None:
    """So much time passes, for all that was said and tried."""
    for each in (*facebook.posts.values(), *facebook.comments.values(), *facebook.messages.values()):
        each.created -= seconds
    for row in Dispatch.objects.exclude(attempted_at=None):
        Dispatch.objects.filter(pk=row.pk).update(attempted_at=row.attempted_at - timedelta(seconds=seconds))
    for entry in Entry.objects.filter(external_id__startswith=TRIED):
        moment = int(entry.external_id.removeprefix(TRIED)) - int(seconds)
        Entry.objects.filter(pk=entry.pk).update(external_id=f"{TRIED}{moment}")


def test_a_post_that_is_not_listed_yet_is_waited_for_and_found(facebook: Facebook) -> None:
    facebook.silences = 1
    row = delivered(dispatch())
    assert (row.state, len(facebook.posts)) == (State.UNDECIDED, 1), "a person is shown it meanwhile"
    _later(facebook)
    run_all(1)
    row.refresh_from_db()
    assert (row.state, list(facebook.posts)) == (State.SENT, [row.external_id])
    assert facebook.writes() == [("POST", f"{PAGE}/feed")]


def test_a_post_that_is_not_there_is_sent_again_once_it_would_be_listed(facebook: Facebook) -> None:
    facebook.refusals.append(Refusal(2))
    row = delivered(dispatch())
    assert (row.state, facebook.posts) == (State.SENDING, {})
    _later(facebook, 121)
    run_all(1)
    row.refresh_from_db()
    assert (row.state, len(facebook.posts)) == (State.SENT, 1)


def test_the_time_to_wait_begins_anew_with_every_attempt(facebook: Facebook) -> None:
    facebook.refusals.append(Refusal(2))
    row = delivered(dispatch())
    _later(facebook, 121)
    facebook.silences = 1
    run_all(3)
    row.refresh_from_db()
    assert row.attempted_at is not None
    assert row.attempted_at > timezone.now() - timedelta(minutes=1)
    assert (row.state, len(facebook.posts)) == (State.UNDECIDED, 1)


@pytest.mark.parametrize("way", [Way.COMMENT, Way.MESSENGER])
def test_an_answer_that_is_not_listed_yet_is_waited_for_and_found(facebook: Facebook, way: str) -> None:
    conversation = asked(facebook, way)
    facebook.silences = 1
    entry = answered(conversation, way)
    said = [each for each in (*facebook.comments.values(), *facebook.messages.values()) if each.author == PAGE]
    assert (entry.delivery, len(said)) == (Entry.Delivery.WAITING, 1)
    _later(facebook)
    run_all(1)
    entry.refresh_from_db()
    assert (entry.delivery, entry.external_id) == (Entry.Delivery.SENT, said[0].id)
    assert len(facebook.writes()) == 1


def test_before_it_is_sent_again_an_answer_notes_the_new_attempt(facebook: Facebook) -> None:
    conversation = asked(facebook)
    facebook.refusals.append(Refusal(2))
    entry = answered(conversation)
    assert entry.delivery == Entry.Delivery.WAITING
    _later(facebook, 121)
    facebook.silences = 1
    run_all(2)
    entry.refresh_from_db()
    tried_at = datetime.fromtimestamp(int(entry.external_id.removeprefix(TRIED)), tz=UTC)
    assert tried_at > timezone.now() - timedelta(minutes=1)
    assert len([each for each in facebook.comments.values() if each.author == PAGE]) == 1
