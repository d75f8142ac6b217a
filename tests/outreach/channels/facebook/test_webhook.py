"""The webhook lets in what Facebook signed and nothing else; whatever comes, however often, has one effect."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings
from tests.peers.graph import (
    PAGE,
    SECRET,
    WORD,
    Facebook,
    Post,
    call_of,
    comment_change,
    message_event,
    signed,
)

from teilhabe.core.jobs.working import work_off
from teilhabe.outreach.channels.facebook.events import Comment, Message, Removal, Visibility, read
from teilhabe.outreach.channels.facebook.handling import REMOVED, handle
from teilhabe.outreach.channels.facebook.models import CommentState, Event
from teilhabe.outreach.inbox.models import Arrival, Conversation, Entry, Way

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
ADDRESS = "/facebook/webhook"


def told(body: bytes, headers: dict[str, str] | None = None) -> int:
    given = signed(body) if headers is None else headers
    return Client().post(ADDRESS, body, content_type="application/json", headers=given).status_code


def tell_all(bodies: Iterable[bytes]) -> None:
    for body in bodies:
        assert told(body) == 200
    work_off()


def effect() -> list[tuple[Any, ...]]:
    """What is in the inbox, whatever the numbers of its rows."""
    rows = Entry.objects.order_by("at", "external_id", "text").select_related("conversation")
    keys = ("external_id", "text", "at", "sender_name", "sender_key")
    return [
        (
            *(getattr(row, key) for key in keys),
            row.hidden_at is not None,
            row.attachments.count(),
            *(getattr(row.conversation, key) for key in ("way", "path", "sender_name", "sender_key", "created_at")),
        )
        for row in rows
    ]


# The handshake and the signature.


def test_the_handshake_gives_the_challenge_back_to_whoever_knows_the_word(facebook: Facebook) -> None:
    asked = {"hub.mode": "subscribe", "hub.verify_token": WORD, "hub.challenge": "1158201444"}
    answer = Client().get(ADDRESS, asked)
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    assert answer["Content-Type"].startswith("text/plain")
    for wrong in ({"hub.verify_token": "raten"}, {"hub.mode": "unsubscribe"}, {"hub.verify_token": ""}):
        assert Client().get(ADDRESS, {**asked, **wrong}).status_code == 403


def test_without_settings_neither_handshake_nor_call_gets_in(settings: Settings) -> None:
    settings.FACEBOOK_APP_SECRET = settings.FACEBOOK_VERIFY_TOKEN = ""
    body = call_of()
    assert Client().get(ADDRESS, {"hub.mode": "subscribe", "hub.verify_token": ""}).status_code == 403
    assert told(body, signed(body, "")) == 403


def test_only_the_raw_bytes_count(facebook: Facebook) -> None:
    body = json.dumps({"object": "page", "entry": [], "text": "Grüße"}, ensure_ascii=False).encode()
    assert told(body) == 200
    respaced = json.dumps(json.loads(body)).encode()
    assert told(respaced, signed(body)) == 403
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "header",
    [
        "",
        "sha256=",
        "sha256=" + "0" * 64,
        "sha1=" + hmac.new(SECRET.encode(), call_of(at=1), hashlib.sha1).hexdigest(),
        hmac.new(SECRET.encode(), call_of(at=1), hashlib.sha256).hexdigest(),
        "sha256=ü",
    ],
)
def test_a_wrong_signature_is_refused_and_leaves_nothing(facebook: Facebook, header: str) -> None:
    assert told(call_of(at=1), {"X-Hub-Signature-256": header} if header else {}) == 403
    assert not Event.objects.exists()


def test_a_call_is_kept_as_it_came_and_worked_on_later(facebook: Facebook) -> None:
    assert told(call_of(comment_change(facebook.comment("Wann ist offen?")))) == 200
    assert not Entry.objects.exists()
    work_off()
    assert Entry.objects.get().text == "Wann ist offen?"
    assert Event.objects.get().body == "", "what it said stands in the inbox and nowhere else"


def test_nonsense_that_is_signed_is_taken_and_forgotten(facebook: Facebook) -> None:
    bodies = (b"", b"{", b"[]", b'{"object":"page","entry":[{"id":7,"changes":"x"}]}', b"\xff\xfe", b"[" * 100_000)
    tell_all(bodies)
    assert not Conversation.objects.exists()
    assert Event.objects.filter(handled_at=None).count() == 0


# One effect, however often and in whatever order.


def thread(facebook: Facebook) -> list[bytes]:
    """Two threads of three people with edits, hiding, removal, attachments and messages, as single calls."""
    first = facebook.comment("Wann ist offen?", "70001")
    reply = facebook.comment("Montags, glaube ich.", "70002", under=first.id)
    second = facebook.comment("Ihr seid alle Betrüger", "70003")
    gone = facebook.comment("Meine Nummer ist 0631 1234", "70004")
    edited = Post(reply.id, "Dienstags!", reply.author, reply.thread, reply.created)
    letter, other = facebook.write("Hallo?", "80001"), facebook.write("Noch etwas", "80001")
    now = int(first.created)
    picture = {"attachments": [{"type": "image", "payload": {"url": "https://cdn.example/1.jpg"}}]}
    names = {"70001": "Amal", "70002": "Ben", "70003": "Cem", "70004": "Dana"}
    for number, each in enumerate((first, reply, second, gone, letter, other)):
        each.created += number
    edited.created = reply.created

    def change(comment: Post, verb: str, at: int) -> bytes:
        return call_of(comment_change(comment, verb, name=names[comment.author]), at=at)

    return [
        change(first, "add", now), change(reply, "add", now + 1), change(edited, "edited", now + 60),
        change(second, "add", now + 2), change(second, "hide", now + 70), change(second, "unhide", now + 80),
        change(second, "hide", now + 90), change(gone, "add", now + 3), change(gone, "remove", now + 100),
        call_of(messaging=(message_event(letter),), at=now), call_of(messaging=(message_event(other, **picture),)),
    ]  # fmt: skip


def test_replayed_doubled_and_reordered_a_hundred_times_it_is_one_effect(facebook: Facebook) -> None:
    bodies = thread(facebook)
    tell_all(bodies)
    once = effect()
    texts = [(row[0], row[1]) for row in once]
    assert len(texts) == 7
    assert sum(text == str(REMOVED) for _id, text in texts) <= 1
    Entry.objects.all().delete()
    for number in range(100):
        for model in (Arrival, Conversation, CommentState):
            model.objects.all().delete()
        mixed = bodies * 2
        random.Random(number).shuffle(mixed)  # an order, no secret
        for body in mixed:
            for each in read(body, PAGE):
                handle(each)
        assert visible(effect()) == visible(once), f"order {number}"


def visible(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without what was removed: whether its empty entry is there depends on whether we ever saw it."""
    return [row for row in rows if row[1] != str(REMOVED)]


def test_the_same_call_a_hundred_times_is_one_event(facebook: Facebook) -> None:
    body = call_of(comment_change(facebook.comment("Hallo")))
    tell_all([body] * 100)
    assert (Event.objects.count(), Entry.objects.count()) == (1, 1)


def test_the_same_comment_in_other_batches_is_one_entry(facebook: Facebook) -> None:
    first, second = facebook.comment("Eins"), facebook.comment("Zwei")
    tell_all(
        [
            call_of(comment_change(first), comment_change(second)),
            call_of(comment_change(second)),
            call_of(comment_change(first), at=5),
        ]
    )
    assert sorted(Entry.objects.values_list("text", flat=True)) == ["Eins", "Zwei"]


def test_a_thread_is_one_conversation_of_whoever_began_it(facebook: Facebook) -> None:
    first = facebook.comment("Frage", "70001")
    reply = facebook.comment("Antwort", "70002", under=first.id)
    tell_all([call_of(comment_change(reply, name="Ben")), call_of(comment_change(first, name="Amal"))])
    conversation = Conversation.objects.get()
    assert (conversation.way, conversation.sender_name) == (Way.COMMENT, "Amal")
    assert set(conversation.entries.values_list("sender_name", flat=True)) == {"Amal", "Ben"}
    assert conversation.path == f"https://www.facebook.com/{first.id}"


def test_one_odd_entry_of_a_batch_keeps_back_no_other(facebook: Facebook) -> None:
    good = comment_change(facebook.comment("Gut"))
    nameless = {"field": "feed", "value": {"item": "comment", "verb": "add"}}
    odd = {"id": PAGE, "time": "x", "changes": [None, {"field": "feed"}, nameless, good]}
    foreign = {"id": "999", "changes": [comment_change(facebook.comment("Fremde Seite"))]}
    body = json.dumps({"object": "page", "entry": [odd, foreign]}).encode()
    tell_all([body])
    assert [entry.text for entry in Entry.objects.all()] == ["Gut"]


def test_what_we_said_ourselves_and_what_is_no_word_stays_out(facebook: Facebook) -> None:
    own = facebook.comment("Antwort der Stadt", PAGE)
    like = {"field": "feed", "value": {"item": "reaction", "verb": "add", "reaction_type": "like", "post_id": "1"}}
    post = {"field": "feed", "value": {"item": "status", "verb": "add", "message": "Neues", "post_id": "1"}}
    echo, read_note = message_event(facebook.write("Echo"), is_echo=True), {"sender": {"id": "1"}, "read": {}}
    tell_all([call_of(comment_change(own), like, post, messaging=(echo, read_note))])
    assert not Entry.objects.exists()


def test_messages_of_one_person_are_one_conversation_and_files_are_named(facebook: Facebook) -> None:
    picture = {"attachments": [{"type": "image", "payload": {"url": "https://cdn.example/1.jpg"}}]}
    letters = [message_event(facebook.write(text, "80001"), **picture) for text in ("Hallo", "Noch etwas")]
    other = message_event(facebook.write("Guten Tag", "80002"))
    tell_all([call_of(messaging=(letters[0], other)), call_of(messaging=(letters[1],))])
    assert sorted(each.entries.count() for each in Conversation.objects.filter(way=Way.MESSENGER)) == [1, 2]
    assert Entry.objects.filter(attachments__media_type="image").count() == 2


def test_what_somebody_deletes_goes_here_too_whenever_it_comes(facebook: Facebook) -> None:
    comment, late = facebook.comment("Peinlich", "70001"), facebook.comment("Auch", "70002")
    tell_all([call_of(comment_change(comment)), call_of(comment_change(comment, "remove"))])
    tell_all([call_of(comment_change(late, "remove")), call_of(comment_change(late))])
    assert [entry.text for entry in Entry.objects.all()] == [str(REMOVED)]
    assert not Conversation.objects.filter(subject_line__contains="Peinlich").exists()
    letter = facebook.write("Zurückgenommen")
    tell_all(
        [
            call_of(messaging=(message_event(letter),)),
            call_of(messaging=(message_event(letter, is_deleted=True),), at=9),
        ]
    )
    assert not Entry.objects.filter(text__contains="Zurück").exists()


def test_an_edit_stands_beside_what_was_said_before(facebook: Facebook) -> None:
    comment = facebook.comment("Bis 17 Uhr?", "70001")
    edited = Post(comment.id, "Bis 18 Uhr?", comment.author, "", comment.created)
    tell_all([call_of(comment_change(comment)), call_of(comment_change(edited, "edited"), at=int(comment.created) + 9)])
    assert list(Entry.objects.values_list("text", flat=True)) == ["Bis 17 Uhr?", "Bis 18 Uhr?"]
    assert Conversation.objects.count() == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(
            ["object", "entry", "id", "time", "changes", "field", "value", "item", "verb", "comment_id", "from",
             "messaging", "sender", "message", "mid", "text", "attachments", "payload", "timestamp", "created_time"]
        ), inner, max_size=4,
    ),
    max_leaves=8,
)  # fmt: skip
VALUE = st.fixed_dictionaries(
    {"item": st.just("comment"), "comment_id": JSON, "verb": st.sampled_from(["add", "edited", "hide", "remove"])},
    optional={"from": JSON, "message": JSON, "created_time": JSON, "parent_id": JSON},
)
CHANGE = st.fixed_dictionaries({"field": st.just("feed"), "value": VALUE | JSON})
ENTRY = st.fixed_dictionaries(
    {"id": st.just(PAGE), "changes": st.lists(CHANGE, max_size=3)}, optional={"messaging": JSON, "time": JSON}
)
CALL = st.fixed_dictionaries({"object": st.just("page"), "entry": st.lists(ENTRY, max_size=3)})


@given(st.binary(max_size=50) | (JSON | CALL).map(lambda each: json.dumps(each).encode()))
def test_whatever_is_told_is_read_or_left_out(body: bytes) -> None:
    for each in read(body, PAGE):
        assert isinstance(each, Comment | Message | Visibility | Removal)
        each_id = each.message_id if isinstance(each, Message) else getattr(each, "comment_id", "") or each.external_id
        assert 0 < len(each_id) <= 300
