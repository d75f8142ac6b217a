"""Whatever comes in, however often and in whatever order, is one entry of the conversation it belongs to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.jobs.models import Job
from teilhabe.outreach.inbox.jobs import suggest_translation
from teilhabe.outreach.inbox.models import Arrival, Conversation, Entry, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
AMAL = Sender("Amal", "mail", "Amal@Example.org")


def mail(number: int, *, answers: tuple[str, ...] = (), **more: object) -> Incoming:
    known = {"way": Way.MAIL, "external_id": f"<{number}@example.org>", "text": f"Text {number}", "sender": AMAL}
    return Incoming(**{**known, "at": MORNING + timedelta(hours=number), "answers": answers, **more})  # type: ignore[arg-type]  # a table of its fields


def conversation_of(incoming: Incoming) -> Conversation:
    entry = receive(incoming).entry
    assert entry is not None
    return entry.conversation


def test_the_same_message_a_hundred_times_is_one_entry() -> None:
    first = receive(mail(1))
    again = [receive(mail(1)) for _time in range(100)]
    assert [first.is_new, *(each.is_new for each in again)] == [True] + [False] * 100
    assert {each.entry for each in again} == {first.entry}
    assert (Conversation.objects.count(), Entry.objects.count(), Arrival.objects.count()) == (1, 1, 1)


def test_an_answer_joins_the_nearest_message_that_we_know() -> None:
    conversation_of(mail(1))
    second = conversation_of(mail(2))
    answer = mail(3, answers=("<unknown@example.org>", "<2@example.org>", "<1@example.org>"))
    assert conversation_of(answer) == second


def test_the_token_of_the_address_counts_more_than_what_a_mail_says_it_answers() -> None:
    first, _second = conversation_of(mail(1)), conversation_of(mail(2))
    answer = mail(3, answers=("<2@example.org>",), reply_token=first.reply_token)
    assert conversation_of(answer) == first


def test_what_answers_a_merged_conversation_joins_the_one_that_stays() -> None:
    first, second = conversation_of(mail(1)), conversation_of(mail(2))
    Conversation.objects.filter(pk=first.pk).update(merged_into=second)
    assert conversation_of(mail(3, answers=("<1@example.org>",))) == second


def test_a_new_message_opens_what_was_done() -> None:
    conversation_of(mail(1))
    Conversation.objects.update(state=Conversation.State.DONE, closed_at=MORNING + timedelta(hours=1))
    conversation = conversation_of(mail(2, answers=("<1@example.org>",)))
    assert (conversation.state, conversation.closed_at) == (Conversation.State.OPEN, None)


def test_a_messenger_is_one_thread_for_each_sender() -> None:
    ways = {"way": Way.MESSENGER, "continues": True, "sender": Sender("A", "messenger", "4711")}
    first, second = conversation_of(mail(1, **ways)), conversation_of(mail(2, **ways))
    other = conversation_of(mail(3, **{**ways, "sender": Sender("B", "messenger", "4712")}))
    assert first == second != other


@pytest.mark.parametrize("holders", [0, 1, 2])
def test_a_sender_is_known_where_exactly_one_person_has_the_address(holders: int) -> None:
    for number in range(holders):
        person = Person.objects.create(family_name=f"Muster {number}")
        ContactPoint.objects.create(person=person, kind=ContactPoint.Kind.MAIL, value="amal@example.org")
    assert (conversation_of(mail(1)).person is not None) == (holders == 1)


def test_a_thread_of_several_people_says_of_each_entry_who_wrote_it() -> None:
    conversation_of(mail(1))
    conversation_of(mail(2, answers=("<1@example.org>",), sender=Sender("Ben", "mail", "ben@example.org")))
    assert [entry.sender_name for entry in Entry.objects.all()] == ["Amal", "Ben"]
    assert Conversation.objects.get().sender_name == "Amal"


def test_a_conversation_begins_with_its_earliest_message_whichever_came_first() -> None:
    conversation_of(mail(5))
    assert conversation_of(mail(2, answers=("<5@example.org>",))).created_at == MORNING + timedelta(hours=2)


@pytest.mark.parametrize(
    ("more", "is_translated"),
    [
        ({"language": "ar"}, True),
        ({"language": "uk", "way": Way.MESSENGER}, True),
        ({"language": "de"}, False),
        ({"language": "de-simple"}, False),
        ({"language": ""}, False),
        ({"language": "ar", "is_spam": True}, False),
        ({"language": "ar", "is_automatic": True}, False),
        ({"language": "ar", "text": ""}, False),
    ],
)
def test_with_always_what_a_person_writes_in_another_language_is_translated_as_it_arrives(
    settings: Settings, more: dict[str, object], is_translated: bool
) -> None:
    settings.TRANSLATION_ADDRESS, settings.TRANSLATION_OF_MESSAGES = "http://127.0.0.1:9", "always"
    for _again in range(2):
        receive(mail(1, **{"text": "سؤال", **more}))  # type: ignore[arg-type]  # a table of its fields
    waiting = Job.objects.filter(task__task_path=suggest_translation.module_path)
    assert waiting.count() == is_translated


def test_without_a_machine_nothing_waits_to_be_translated() -> None:
    receive(mail(1, text="سؤال", language="ar"))
    assert not Job.objects.exists()
