"""What the inbox hides, Facebook hides; where it will not, the inbox does not pretend."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.outreach.channels.facebook.queue import run_all
from tests.peers.graph import PAGE, Facebook, Post, Refusal, call_of, comment_change

from teilhabe.core.users.models import User
from teilhabe.core.users.roles import Role
from teilhabe.outreach.channels.facebook.events import read
from teilhabe.outreach.channels.facebook.handling import handle
from teilhabe.outreach.inbox.models import Entry
from teilhabe.outreach.moderation.actions import DeleteOutside, HideEntry, ShowEntry
from teilhabe.outreach.moderation.models import Evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(cast: Cast) -> User:
    return cast.user(Role.EDITOR)


def commented(facebook: Facebook) -> tuple[Post, Entry]:
    comment = facebook.comment("Verschwindet alle von hier")
    for told in read(call_of(comment_change(comment)), PAGE):
        handle(told)
    return comment, Entry.objects.get(kind=Entry.Kind.INCOMING)


def test_a_comment_is_hidden_shown_and_deleted_there(facebook: Facebook, editor: User) -> None:
    comment, entry = commented(facebook)
    HideEntry(by=editor, entry=entry, reason="hate").run()
    assert not comment.is_hidden, "nothing goes out within a request"
    run_all()
    assert comment.is_hidden
    assert Evidence.objects.get().address == f"https://www.facebook.com/{comment.id}"
    ShowEntry(by=editor, entry=entry).run()
    run_all()
    assert not comment.is_hidden
    DeleteOutside(by=editor, entry=entry).run()
    run_all()
    assert facebook.comments == {}


def test_a_passing_trouble_delays_and_a_refusal_is_told_in_the_conversation(facebook: Facebook, editor: User) -> None:
    comment, entry = commented(facebook)
    facebook.refusals.append(Refusal(2))
    HideEntry(by=editor, entry=entry, reason="hate").run()
    run_all()
    assert comment.is_hidden
    facebook.refusals.append(Refusal(200))
    ShowEntry(by=editor, entry=entry).run()
    run_all()
    entry.refresh_from_db()
    assert entry.hidden_at is not None, "there it is hidden still"
    assert "Berechtigung" in Entry.objects.get(kind=Entry.Kind.NOTE).text


def test_what_is_gone_already_is_no_failure(facebook: Facebook, editor: User) -> None:
    _comment, entry = commented(facebook)
    facebook.comments.clear()
    HideEntry(by=editor, entry=entry, reason="hate").run()
    DeleteOutside(by=editor, entry=entry).run()
    run_all()
    assert not Entry.objects.filter(kind=Entry.Kind.NOTE).exists()


def test_what_a_moderator_does_on_facebook_itself_is_seen_here(facebook: Facebook) -> None:
    comment, entry = commented(facebook)
    for verb, hidden in (("hide", True), ("unhide", False)):
        at = int(comment.created) + (10 if hidden else 20)
        for told in read(call_of(comment_change(comment, verb), at=at), PAGE):
            handle(told)
        entry.refresh_from_db()
        assert (entry.hidden_at is not None) == hidden
