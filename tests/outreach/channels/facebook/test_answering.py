"""Answers under comments and on Messenger: once, in time, and laid before a person where nobody can tell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.outreach.channels.facebook.queue import run_all
from tests.peers.graph import PAGE, Facebook, Refusal, call_of, comment_change, message_event

from teilhabe.outreach.channels.facebook.events import read
from teilhabe.outreach.channels.facebook.handling import handle
from teilhabe.outreach.inbox.extensions import REPLY_WAYS, ReplyWay
from teilhabe.outreach.inbox.models import Conversation, Entry, Way

pytestmark = pytest.mark.django_db
Delivery = Entry.Delivery


def asked(facebook: Facebook, way: str = Way.COMMENT) -> Conversation:
    """Somebody asks, there and here."""
    if way == Way.COMMENT:
        body = call_of(comment_change(facebook.comment("Wann ist offen?")))
    else:
        body = call_of(messaging=(message_event(facebook.write("Wann ist offen?")),))
    for told in read(body, PAGE):
        handle(told)
    return Conversation.objects.get()


def ways_of(conversation: Conversation) -> dict[str, ReplyWay]:
    return {way.key: way for way in REPLY_WAYS.collect(conversation) if way.key in (Way.COMMENT, Way.MESSENGER)}


def answered(conversation: Conversation, key: str = Way.COMMENT, text: str = "Bis 18 Uhr.") -> Entry:
    entry = Entry.objects.create(
        conversation=conversation, kind=Entry.Kind.ANSWER, way=key, text=text, delivery=Delivery.WAITING
    )
    ways_of(conversation)[key].send(entry)
    run_all()
    entry.refresh_from_db()
    return entry


def test_an_answer_stands_under_the_comment(facebook: Facebook) -> None:
    conversation = asked(facebook)
    entry = answered(conversation)
    reply = facebook.comments[entry.external_id]
    assert (entry.delivery, reply.message, reply.author) == (Delivery.SENT, "Bis 18 Uhr.", PAGE)
    assert reply.thread == conversation.entries.first().external_id  # type: ignore[union-attr]  # it has one


def test_an_answer_can_go_to_the_writer_alone(facebook: Facebook) -> None:
    entry = answered(asked(facebook), Way.MESSENGER)
    assert entry.delivery == Delivery.SENT
    assert facebook.messages[entry.external_id].thread == "70001"
    assert len(facebook.comments) == 1


def test_messenger_is_open_for_a_day_and_then_says_so(facebook: Facebook) -> None:
    conversation = asked(facebook, Way.MESSENGER)
    until = ways_of(conversation)[Way.MESSENGER].until
    assert until is not None
    assert timedelta(hours=23) < until - timezone.now() <= timedelta(hours=24)
    assert answered(conversation, Way.MESSENGER).delivery == Delivery.SENT
    facebook.last_wrote["80001"] -= 2 * 86400
    late = answered(conversation, Way.MESSENGER, "Zu spät")
    assert late.delivery == Delivery.FAILED
    assert "24 Stunden" in late.delivery_error


@pytest.mark.parametrize("way", [Way.COMMENT, Way.MESSENGER])
def test_where_the_answer_of_facebook_was_lost_nothing_is_said_twice(facebook: Facebook, way: str) -> None:
    conversation = asked(facebook, way)
    facebook.silences = 1
    entry = answered(conversation, way)
    said = [each for each in (*facebook.comments.values(), *facebook.messages.values()) if each.author == PAGE]
    assert entry.delivery == Delivery.SENT
    assert [each.id for each in said] == [entry.external_id]


def test_the_same_words_to_two_people_are_two_answers(facebook: Facebook) -> None:
    conversation = asked(facebook)
    first, second = answered(conversation), answered(conversation)
    assert first.external_id != second.external_id
    assert len(facebook.comments) == 3


def test_where_facebook_does_not_let_us_look_a_person_decides(facebook: Facebook) -> None:
    conversation = asked(facebook)
    facebook.silences = 1
    facebook.scopes = ("pages_manage_engagement",)
    entry = answered(conversation)
    assert entry.delivery == Delivery.UNDECIDED
    assert len(facebook.comments) == 2, "it is there, and nobody sends it again"


def test_what_facebook_refuses_is_told_beside_the_answer(facebook: Facebook) -> None:
    conversation = asked(facebook)
    facebook.refusals.append(Refusal(190, 463))
    entry = answered(conversation)
    assert entry.delivery == Delivery.FAILED
    assert "Token" in entry.delivery_error
    assert entry.external_id == ""


def test_without_a_page_nothing_is_offered(facebook: Facebook, settings: object) -> None:
    conversation = asked(facebook)
    settings.FACEBOOK_TOKEN = ""  # type: ignore[attr-defined]  # the fixture of pytest-django
    assert ways_of(conversation) == {}
