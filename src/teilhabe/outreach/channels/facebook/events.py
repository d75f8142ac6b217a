"""What a call of the webhook tells, as values: comments, messages, what became of them. Pure, and never fails:
what is not understood is left out, so that one odd entry of a batch does not keep back the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

YEAR_3000 = 32_503_680_000
MOST_CHARACTERS = 20_000
"""Facebook takes 8,000 for a comment and 2,000 for a message."""


@dataclass(frozen=True)
class File:
    """Something beside the words; `kind` is image, video, audio, file, sticker or what Facebook will call it."""

    kind: str
    address: str


@dataclass(frozen=True)
class Comment:
    """Somebody's comment as it reads at `at`; `thread` is the first comment of its thread, maybe itself."""

    comment_id: str
    post_id: str
    parent_id: str
    author_id: str
    author_name: str
    text: str
    at: datetime
    is_edit: bool = False
    files: tuple[File, ...] = ()

    @property
    def thread(self) -> str:
        return self.comment_id if self.parent_id in ("", self.post_id) else self.parent_id


@dataclass(frozen=True)
class Message:
    """Somebody's message on Messenger; `author_id` is their number for this page only."""

    message_id: str
    author_id: str
    text: str
    at: datetime
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Visibility:
    """A comment was hidden or shown again, by whomever."""

    comment_id: str
    is_hidden: bool
    at: datetime


@dataclass(frozen=True)
class Removal:
    """A comment or message is gone from Facebook."""

    external_id: str
    at: datetime


Told = Comment | Message | Visibility | Removal


def read(body: bytes, page: str) -> list[Told]:
    """What concerns our page and was not said by it, in the order in which it is told."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return []
    if not isinstance(content, dict) or content.get("object") != "page":
        return []
    entries = [each for each in _objects(content.get("entry")) if _text(each.get("id")) == page]
    return [told for entry in entries for told in _of_entry(entry, page)]


def _of_entry(entry: Mapping[str, Any], page: str) -> Iterator[Told]:
    at = _moment(entry.get("time"))
    for change in _objects(entry.get("changes")):
        value = change.get("value")
        if change.get("field") == "feed" and isinstance(value, dict) and value.get("item") == "comment":
            yield from _of_comment(value, page, at)
    for event in (*_objects(entry.get("messaging")), *_objects(entry.get("standby"))):
        yield from _of_message(event, page)


def _of_comment(value: Mapping[str, Any], page: str, told_at: datetime) -> Iterator[Told]:
    comment_id, verb = _text(value.get("comment_id")), value.get("verb")
    if not comment_id:
        return
    if verb in ("hide", "unhide"):
        yield Visibility(comment_id, verb == "hide", told_at)
    elif verb == "remove":
        yield Removal(comment_id, told_at)
    elif verb in ("add", "edit", "edited"):
        yield from _written(value, comment_id, page, told_at)


def _written(value: Mapping[str, Any], comment_id: str, page: str, told_at: datetime) -> Iterator[Comment]:
    author = value.get("from")
    author = author if isinstance(author, dict) else {}
    is_edit = value.get("verb") != "add"
    if _text(author.get("id")) != page:
        yield Comment(
            comment_id=comment_id,
            post_id=_text(value.get("post_id")),
            parent_id=_text(value.get("parent_id")),
            author_id=_text(author.get("id")),
            author_name=_text(author.get("name")),
            text=_text(value.get("message"), MOST_CHARACTERS),
            at=told_at if is_edit else _moment(value.get("created_time"), told_at),
            is_edit=is_edit,
            files=tuple(File(kind, _text(value.get(kind), 2000)) for kind in ("photo", "video") if value.get(kind)),
        )


def _of_message(event: Mapping[str, Any], page: str) -> Iterator[Told]:
    sender, message = event.get("sender"), event.get("message")
    author = _text(sender.get("id")) if isinstance(sender, dict) else ""
    if not isinstance(message, dict) or not author or author == page or message.get("is_echo"):
        return  # read and delivery notes, reactions, and what we said ourselves
    message_id, at = _text(message.get("mid")), _moment(event.get("timestamp"))
    if not message_id:
        return
    if message.get("is_deleted"):
        yield Removal(message_id, at)
        return
    yield Message(message_id, author, _text(message.get("text"), MOST_CHARACTERS), at, tuple(_files(message)))


def _files(message: Mapping[str, Any]) -> Iterator[File]:
    for each in _objects(message.get("attachments")):
        payload = each.get("payload")
        yield File(_text(each.get("type")), _text(payload.get("url"), 2000) if isinstance(payload, dict) else "")


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(value: object, most: int = 300) -> str:
    """Text as a database takes it; numbers of Facebook come as text or as numbers."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)[:most] if abs(value) < 10**40 else ""
    if not isinstance(value, str):
        return ""
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:most]


def _moment(value: object, otherwise: datetime | None = None) -> datetime:
    """Seconds or thousandths since 1970; the beginning of time where there is none."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < YEAR_3000 * 1000:
        return otherwise or datetime.fromtimestamp(0, tz=UTC)
    return datetime.fromtimestamp(value / 1000 if value >= YEAR_3000 else value, tz=UTC)
