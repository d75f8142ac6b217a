"""What the office does with a conversation, and that the log says so without repeating what people wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.cast import Cast
from tests.outreach.inbox.conversations import MONDAY, WAY, answerable, ask

from teilhabe.actors.models import Person
from teilhabe.core.audit.models import AuditDetail
from teilhabe.core.users.roles import Role
from teilhabe.errors import InputError
from teilhabe.outreach.inbox.actions.conversations import (
    AssignConversation,
    ChangeConversation,
    CloseConversation,
    LinkPerson,
    MergeInto,
    Part,
    ReopenConversation,
    SplitOff,
    ThrowAway,
)
from teilhabe.outreach.inbox.actions.entries import (
    AddNote,
    AnswerConversation,
    NoteArrival,
    SendAgain,
    TranslateEntry,
)
from teilhabe.outreach.inbox.models import Conversation, Entry, Way
from teilhabe.outreach.inbox.receiving import Sender
from teilhabe.outreach.inbox.selectors.pages import conversation_page, entries_of, last_said

pytestmark = pytest.mark.django_db
State, Delivery = Conversation.State, Entry.Delivery


def fresh(conversation: Conversation) -> Conversation:
    return Conversation.objects.get(pk=conversation.pk)


def test_an_answer_goes_on_its_way_and_closes_or_waits(cast: Cast) -> None:
    editor = cast.user(Role.EDITOR)
    for is_done, state in ((True, State.DONE), (False, State.WAITING)):
        conversation = ask(number=1 + is_done)
        with answerable() as sent:
            AnswerConversation(
                by=editor, conversation=conversation, way=WAY, text="Im Rathaus.", is_done=is_done
            ).run()  # fmt: skip
        stored, entry = fresh(conversation), conversation.entries.get(kind="answer")
        assert (stored.state, stored.assigned_to, stored.answered_at) == (state, editor, entry.at)
        assert (stored.closed_at is not None) is is_done
        assert [each.pk for each in sent] == [entry.pk]
        assert (entry.delivery, entry.author, entry.text) == (Delivery.WAITING, editor, "Im Rathaus.")


def test_the_person_reads_their_language_with_german_beside_or_german_alone(cast: Cast) -> None:
    by, first, second = cast.user(Role.EDITOR), ask(number=1, language="ar"), ask(number=2, language="ar")
    with answerable():
        AnswerConversation(by=by, conversation=first, way=WAY, text="نعم", language="ar", original="Ja").run()
        AnswerConversation(by=by, conversation=second, way=WAY, text=" ", language="ar", original="Ja").run()
    both, german = first.entries.get(kind="answer"), second.entries.get(kind="answer")
    assert (both.text, both.language, both.translation, both.translation_language) == ("نعم", "ar", "Ja", "de")
    assert (german.text, german.language, german.translation) == ("Ja", "de", "")


@pytest.mark.parametrize(
    ("text", "way", "problem"), [(" ", WAY, "missing"), ("x", "fax", "way"), ("x" * 21, WAY, "1 characters too long")]
)
def test_an_answer_that_cannot_go_out_changes_nothing(cast: Cast, text: str, way: str, problem: str) -> None:
    conversation = ask()
    with answerable(longest=20) as sent, pytest.raises(InputError, match=problem):
        AnswerConversation(by=cast.user(Role.EDITOR), conversation=conversation, way=way, text=text).run()
    assert not sent
    assert fresh(conversation).state == State.OPEN
    assert not conversation.entries.filter(kind="answer").exists()


def test_a_way_that_has_closed_is_not_offered_and_takes_nothing(cast: Cast) -> None:
    conversation, over = ask(), timezone.now() - timedelta(seconds=1)
    with answerable(until=over), pytest.raises(InputError, match="way"):
        AnswerConversation(by=cast.user(Role.EDITOR), conversation=conversation, way=WAY, text="x").run()


def test_whoever_has_not_read_the_newest_does_not_answer_past_it(cast: Cast) -> None:
    conversation, editor = ask(), cast.user(Role.EDITOR)
    seen = last_said(list(entries_of(conversation)))
    with answerable():
        AddNote(by=editor, conversation=conversation, text="Eine Notiz stört niemanden.").run()
        AnswerConversation(by=editor, conversation=conversation, way=WAY, text="Erste", seen=seen).run()
        with pytest.raises(InputError, match="Somebody else has answered"):
            AnswerConversation(by=editor, conversation=conversation, way=WAY, text="Zweite", seen=seen).run()
        seen = last_said(list(entries_of(conversation)))
        ask("Noch etwas", 2, answers=("<1@probe.example>",))
        with pytest.raises(InputError, match="written again"):
            AnswerConversation(by=editor, conversation=conversation, way=WAY, text="Dritte", seen=seen).run()


def test_what_is_written_again_is_due_again(cast: Cast) -> None:
    conversation = ask()
    assert conversation.due_at == MONDAY + timedelta(days=3, hours=1)  # Thursday
    CloseConversation(by=cast.user(Role.EDITOR), conversation=conversation, closing="noted").run()
    Conversation.objects.update(closed_at=MONDAY + timedelta(hours=2))
    again = ask("Und noch etwas", 24 * 4, answers=("<1@probe.example>",))
    assert (again.pk, again.state, again.due_at) == (conversation.pk, State.OPEN, MONDAY + timedelta(days=9))


def test_closed_and_thrown_away_can_be_opened_again(cast: Cast) -> None:
    conversation, by = ask(), cast.user(Role.COORDINATOR)
    states = []
    for action in (
        CloseConversation(by=by, conversation=conversation, closing="elsewhere"),
        ReopenConversation(by=by, conversation=conversation),
        ThrowAway(by=by, conversation=conversation),
        ReopenConversation(by=by, conversation=conversation),
    ):
        action.run()
        stored = fresh(conversation)
        states.append((stored.state, stored.closing, stored.closed_at is None))
    assert states == [("done", "elsewhere", False), ("open", "", True), ("spam", "", False), ("open", "", True)]


def test_only_those_who_answer_can_be_made_responsible(cast: Cast) -> None:
    conversation, by = ask(), cast.user(Role.HEAD_OF_OFFICE)
    AssignConversation(by=by, conversation=conversation, assigned_to=cast.user(Role.EDITOR)).run()
    assert fresh(conversation).assigned_to == cast.user(Role.EDITOR)
    with pytest.raises(InputError):
        AssignConversation(by=by, conversation=conversation, assigned_to=cast.user(Role.AUDITOR)).run()
    AssignConversation(by=by, conversation=conversation, assigned_to=None).run()
    assert fresh(conversation).assigned_to is None


def test_nobody_else_writes(cast: Cast) -> None:
    conversation = ask()
    for role in set(Role) - {Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR}:
        with pytest.raises(PermissionDenied):
            ThrowAway(by=cast.user(role), conversation=conversation).run()
    assert fresh(conversation).state == State.OPEN


def test_what_is_merged_is_shown_together_and_parted_without_loss(cast: Cast) -> None:
    kept, merged, by = ask("Erstes", 1), ask("Zweites", 2), cast.user(Role.EDITOR)
    CloseConversation(by=by, conversation=kept).run()
    MergeInto(by=by, conversation=merged, other=kept).run()
    page = conversation_page(by, fresh(kept))
    assert [shown.entry.text for shown in page.entries] == ["Erstes", "Zweites"]
    assert [each.pk for each in page.merged] == [merged.pk]
    assert page.conversation.state == State.OPEN  # what still waited for an answer goes on waiting
    joined = ask("Antwort auf das Zweite", 3, answers=("<2@probe.example>",))
    assert joined.pk == kept.pk
    Part(by=by, conversation=merged).run()
    assert [entry.text for entry in entries_of(fresh(merged))] == ["Zweites"]


def test_merging_goes_neither_in_circles_nor_in_chains(cast: Cast) -> None:
    first, second, third, by = ask("A", 1), ask("B", 2), ask("C", 3), cast.user(Role.EDITOR)
    MergeInto(by=by, conversation=first, other=second).run()
    with pytest.raises(InputError, match="into itself"):
        MergeInto(by=by, conversation=second, other=fresh(first)).run()
    MergeInto(by=by, conversation=second, other=third).run()
    assert {each.merged_into_id for each in Conversation.objects.exclude(pk=third.pk)} == {third.pk}
    with pytest.raises(InputError, match="merged into another"):
        CloseConversation(by=by, conversation=first).run()


def test_split_off_contributions_are_a_conversation_with_the_same_person(cast: Cast) -> None:
    conversation, by = ask("Kita?", 1), cast.user(Role.EDITOR)
    ask("Und Wohngeld?", 2, answers=("<1@probe.example>",))
    first, second = conversation.entries.all()
    made = SplitOff(by=by, conversation=conversation, entries=[second], subject_line="Wohngeld").run()
    assert (made.sender_key, made.subject_line, made.created_at) == (conversation.sender_key, "Wohngeld", second.at)
    assert made.reply_token != conversation.reply_token
    assert [*conversation.entries.all()] == [first]
    assert ask("Danke", 3, answers=("<2@probe.example>",)).pk == made.pk
    for chosen in ([], [first]):
        with pytest.raises(InputError):
            SplitOff(by=by, conversation=conversation, entries=chosen).run()
    MergeInto(by=by, conversation=made, other=conversation).run()
    assert len(entries_of(fresh(conversation))) == 3


def test_the_same_from_the_same_sender_within_days_is_noticed(cast: Cast) -> None:
    by, first = cast.user(Role.EDITOR), ask("Wo ist das  Amt?", 1)
    again, other, late = ask("wo ist das amt?", 2), ask("Etwas anderes", 3), ask("Wo ist das Amt?", 24 * 30)
    ask("Wo ist das Amt?", 4, sender=Sender("Jemand", "mail", "jemand@probe.example"))
    page = conversation_page(by, again)
    assert [each.pk for each in page.doubles] == [first.pk]
    assert {each.pk for each in page.others} == {other.pk, late.pk}


def test_a_person_is_linked_counted_as_contacted_and_taken_off_again(cast: Cast) -> None:
    person, conversation, by = Person.objects.create(family_name="Haddad"), ask(), cast.user(Role.COORDINATOR)
    Person.objects.update(last_contact_at=MONDAY - timedelta(days=900))
    LinkPerson(by=by, conversation=conversation, person=person).run()
    person.refresh_from_db()
    assert (fresh(conversation).person, person.last_contact_at) == (person, conversation.last_entry_at)
    LinkPerson(by=by, conversation=conversation, person=None).run()
    assert fresh(conversation).person is None


def test_a_translation_stands_beside_and_the_text_stays(cast: Cast) -> None:
    entry, by = ask("سؤال", language="ar").entries.get(), cast.user(Role.EDITOR)
    TranslateEntry(by=by, entry=entry, text=" Eine Frage ").run()
    entry.refresh_from_db()
    assert (entry.text, entry.translation, entry.translated_by) == ("سؤال", "Eine Frage", by)
    TranslateEntry(by=by, entry=entry, text="").run()
    entry.refresh_from_db()
    assert (entry.translation, entry.translation_language, entry.translated_by) == ("", "", None)


@pytest.mark.parametrize("delivery", [Delivery.FAILED, Delivery.UNDECIDED])
def test_what_did_not_arrive_is_sent_again_or_known_to_have_arrived_by_a_person(cast: Cast, delivery: str) -> None:
    conversation, by = ask(), cast.user(Role.EDITOR)
    with answerable() as sent:
        AnswerConversation(by=by, conversation=conversation, way=WAY, text="Ja").run()
        entry = conversation.entries.get(kind="answer")
        with pytest.raises(InputError):
            SendAgain(by=by, entry=entry).run()
        Entry.objects.filter(pk=entry.pk).update(delivery=delivery, delivery_error="kein Anschluss", way=Way.MESSENGER)
        with pytest.raises(InputError):
            SendAgain(by=by, entry=entry).run()  # that way cannot be gone here
        NoteArrival(by=by, entry=entry).run()
        entry.refresh_from_db()
    assert (entry.delivery, entry.delivery_error) == (Delivery.SENT, "")
    assert len(sent) == 1


def test_what_was_said_on_the_telephone_is_only_noted(cast: Cast) -> None:
    conversation = ask(way=Way.PHONE)
    AnswerConversation(by=cast.user(Role.EDITOR), conversation=conversation, way=Way.PHONE, text="Ja").run()
    entry = conversation.entries.get(kind="answer")
    assert (entry.way, entry.delivery, entry.delivered_at is None) == (Way.PHONE, "", False)


def test_the_log_repeats_nothing_that_people_wrote(cast: Cast) -> None:
    secret = "Wassilissa"
    conversation = ask(secret, language="ru", subject_line=secret, sender=Sender(secret, "mail", f"{secret}@x.example"))
    editor = cast.user(Role.EDITOR)
    ChangeConversation(by=editor, conversation=conversation, values={"subject_line": secret, "is_urgent": True}).run()
    AddNote(by=editor, conversation=conversation, text=secret).run()
    TranslateEntry(by=editor, entry=conversation.entries.first(), text=secret).run()  # type: ignore[arg-type]  # there is one
    with answerable():
        AnswerConversation(by=editor, conversation=conversation, way=WAY, text=secret, original=secret).run()
    logged = [f"{each.target_label} {each.before} {each.after}".lower() for each in AuditDetail.objects.all()]
    assert len(logged) == 4
    assert not [each for each in logged if secret.lower() in each]
    assert fresh(conversation).is_urgent
