"""What Facebook tells becomes entries of the inbox: once, however often and in whatever order it is told."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.channels.facebook.events import Comment, File, Message, Removal, Told, Visibility
from teilhabe.outreach.channels.facebook.models import CommentState
from teilhabe.outreach.inbox.files.checking import Refusal
from teilhabe.outreach.inbox.models import Attachment, Conversation, Entry, Way
from teilhabe.outreach.inbox.receiving import Incoming, Sender, receive
from teilhabe.outreach.moderation.rewriting import rewrite

SITE = "https://www.facebook.com"
PERSON = "messenger"
LONGEST_SUBJECT = 80
REMOVED = _("[auf Facebook gelöscht]")
WAYS = (Way.COMMENT, Way.MESSENGER)


def handle(told: Told) -> None:
    """In one transaction with the lock of what it is about."""
    with transaction.atomic():
        match told:
            case Comment():
                _note_comment(told)
            case Message():
                _note_message(told)
            case Visibility():
                _note_visibility(told)
            case Removal():
                _note_removal(told)


def _note_comment(comment: Comment) -> None:
    """An edit is an entry of its own beside what it read before; one that changes no word is none."""
    state = _state(comment.comment_id)
    if state.removed_at or _is_known(comment):
        return
    version = f"{comment.comment_id}#{_digest(comment.text)}" if comment.is_edit else comment.comment_id
    thread = _state(comment.thread)  # locks the thread, so that two workers begin it once
    incoming = Incoming(
        way=Way.COMMENT,
        external_id=version,
        text=comment.text,
        subject_line=_beginning(comment.text),
        at=comment.at,
        sender=Sender(comment.author_name, PERSON if comment.author_id else "", comment.author_id),
        path=_path(thread.external_id),
        reply_token=_token_of_thread(thread.external_id),
    )
    received = receive(incoming)
    if received.entry is not None and received.is_new:
        _complete(received.entry, comment, state)


def _is_known(comment: Comment) -> bool:
    """Whether this is how we know the comment already, as it was added or by an edit."""
    return Entry.objects.filter(way=Way.COMMENT, external_id=comment.comment_id, text=comment.text).exists()


def _complete(entry: Entry, comment: Comment, state: CommentState) -> None:
    """The comment's own number on each of its versions, what was said of it before, and who began the thread."""
    entry.external_id = comment.comment_id
    entry.hidden_at = state.shown_at if state.is_hidden else None
    entry.save(update_fields=["external_id", "hidden_at"])
    _keep(entry, comment.files)
    if comment.thread == comment.comment_id and not comment.is_edit:
        conversation = entry.conversation
        conversation.sender_name, conversation.sender_key = entry.sender_name, entry.sender_key
        conversation.sender_address, conversation.subject_line = comment.author_id, _beginning(comment.text)
        conversation.save(update_fields=["sender_name", "sender_key", "sender_address", "subject_line"])


def _beginning(text: str) -> str:
    """What stands for a subject in lists: on Facebook there is none."""
    return Truncator(" ".join(text.split())).chars(LONGEST_SUBJECT)


def _path(thread: str) -> str:
    return f"{SITE}/{thread}"


def _token_of_thread(thread: str) -> str:
    """By which the entry finds the conversation of its thread, whichever comment of it came first."""
    known = Conversation.objects.filter(way=Way.COMMENT, path=_path(thread)).order_by("pk").first()
    return known.reply_token if known else ""


def _note_message(message: Message) -> None:
    state = _state(message.message_id)
    if state.removed_at:
        return
    _state(f"messenger {message.author_id}")  # one conversation for each person, begun once
    incoming = Incoming(
        way=Way.MESSENGER,
        external_id=message.message_id,
        text=message.text,
        subject_line=_beginning(message.text),
        at=message.at,
        sender=Sender("", PERSON, message.author_id),
        continues=True,
    )
    received = receive(incoming)
    if received.entry is not None and received.is_new:
        _keep(received.entry, message.files)


def _note_visibility(visibility: Visibility) -> None:
    """The latest change counts."""
    state = _state(visibility.comment_id)
    if state.shown_at is not None and state.shown_at >= visibility.at:
        return
    state.is_hidden, state.shown_at = visibility.is_hidden, visibility.at
    state.save(update_fields=["is_hidden", "shown_at"])
    for entry in _entries(visibility.comment_id):
        if (entry.hidden_at is not None) != visibility.is_hidden:
            entry.hidden_at = visibility.at if visibility.is_hidden else None
            entry.save(update_fields=["hidden_at"])


def _note_removal(removal: Removal) -> None:
    """What is gone from Facebook goes here too, with what was attached; evidence has a copy of its own."""
    state = _state(removal.external_id)
    if state.removed_at:
        return
    state.removed_at = removal.at
    state.save(update_fields=["removed_at"])
    for entry in _entries(removal.external_id):
        empty(entry, removal.at)


def empty(entry: Entry, at: datetime) -> None:
    rewrite(entry, str(REMOVED))
    entry.hidden_at = entry.hidden_at or at
    entry.save(update_fields=["hidden_at"])


def _entries(external_id: str) -> list[Entry]:
    return list(
        Entry.objects.select_for_update().filter(way__in=WAYS, external_id=external_id, kind=Entry.Kind.INCOMING)
    )


def _keep(entry: Entry, files: tuple[File, ...]) -> None:
    """That there is something, without fetching it: an address of Meta's CDN ends after some days."""
    for number, file in enumerate(files[:20], 1):
        name = f"{file.kind[:40] or 'file'}-{number}"
        Attachment.objects.create(entry=entry, name=name, media_type=file.kind[:40], size=0, refused=Refusal.ELSEWHERE)


def _state(external_id: str) -> CommentState:
    """Locked until the transaction ends: what concerns the same comment is handled one after the other."""
    CommentState.objects.get_or_create(external_id=external_id)
    return CommentState.objects.select_for_update().get(external_id=external_id)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
