"""Answers go back by mail, into the thread in which the person asked; how far they got is noted at the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email.utils import parseaddr

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from teilhabe.core.mail.models import Message
from teilhabe.core.mail.sending import OUTCOMES, Thread, post, send_again
from teilhabe.outreach.inbox.extensions import BOUNCES, REPLY_WAYS, Bounce, ReplyWay
from teilhabe.outreach.inbox.losing import lose
from teilhabe.outreach.inbox.models import Conversation, Entry, Way

Delivery = Entry.Delivery
MOST_ANSWERED = 20
MOST_QUOTED_LINES = 40
_ANSWERS = ("re:", "aw:", "antw:", "sv:", "rif:", "tr:")


@REPLY_WAYS.fill
def by_mail(conversation: Conversation) -> Iterator[ReplyWay]:
    if conversation.sender_key.startswith("mail:") and conversation.sender_address:
        yield ReplyWay(Way.MAIL, _("E-Mail an %(address)s") % {"address": conversation.sender_address}, send)


def send(entry: Entry) -> None:
    """Puts it into the outbox; its Message-ID is fixed and stored now, and stays the same for every attempt."""
    earlier = Message.objects.filter(message_id=entry.external_id).first() if entry.external_id else None
    if earlier is not None:
        send_again(earlier)
        return
    conversation = entry.conversation
    language = entry.language or conversation.language or "de"
    with override(language):
        subject_line, body = _subject_line(entry), _body(entry)
    message = post(
        conversation.sender_address,
        subject_line,
        body,
        language=language,
        subject=conversation.person_id,
        thread=Thread(reply_address(conversation), _thread(conversation), entry.is_automatic),
    )
    entry.external_id = message.message_id
    entry.save(update_fields=["external_id"])


def reply_address(conversation: Conversation) -> str:
    """Where the next mail finds this conversation: our address with its token behind a plus."""
    name, _at, domain = settings.INBOX_ADDRESS.rpartition("@")
    if not name:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return f"{name}+{conversation.reply_token}@{domain}"


def _thread(conversation: Conversation) -> tuple[str, ...]:
    """Message-IDs of the mails so far, oldest first: the first, which gives the thread its name, and the latest."""
    known = conversation.entries.filter(way=Way.MAIL).exclude(external_id="").order_by("at", "pk")
    ids = list(known.values_list("external_id", flat=True))
    return tuple(ids if len(ids) <= MOST_ANSWERED else [ids[0], *ids[1 - MOST_ANSWERED :]])


def _subject_line(entry: Entry) -> str:
    """Of what a program answers as RFC 3834 (3.1.5) recommends."""
    subject_line = entry.conversation.subject_line or _("Ihre Frage")
    if entry.is_automatic:
        return f"Auto: {subject_line}"
    return subject_line if subject_line.lower().startswith(_ANSWERS) else f"Re: {subject_line}"


def _body(entry: Entry) -> str:
    signature = "\n".join(filter(None, ("-- ", settings.OFFICE_NAME, settings.PUBLIC_ADDRESS)))
    return "\n\n".join(filter(None, (entry.text, signature, _repeated(entry))))


def _repeated(entry: Entry) -> str:
    """What the person last wrote, so that they know what is answered.

    Not by a program: whoever forged an address must not have us send their words to it.
    """
    if entry.is_automatic:
        return ""
    asked = entry.conversation.entries.filter(kind=Entry.Kind.INCOMING).order_by("at", "pk").last()
    if asked is None or not asked.text.strip():
        return ""
    lines = asked.text.splitlines()
    cut = [*lines[:MOST_QUOTED_LINES], *(["…"] if len(lines) > MOST_QUOTED_LINES else [])]
    written = _("Am %(day)s schrieben Sie:") % {"day": f"{timezone.localtime(asked.at):%d.%m.%Y}"}
    return "\n".join((written, *(f"> {line}" for line in cut)))


@OUTCOMES.fill
def note_outcome(message: Message) -> Iterable[int]:
    """At the answer that this mail is."""
    answers = _answers((message.message_id,))
    if message.sent_at is not None:
        yield answers.update(delivery=Delivery.SENT, delivered_at=message.sent_at, delivery_error="")
    elif message.refused_at is not None:
        yield lose(answers, _why(message))


def _why(message: Message) -> str:
    if message.reply_code is None:
        return _("Der Mailserver war auch nach mehr als zwei Tagen nicht zu erreichen.")
    return _("Der Mailserver nimmt sie nicht an (Antwort %(code)s).") % {"code": message.reply_code}


@BOUNCES.fill
def note_bounced_answer(bounce: Bounce) -> Iterable[str]:
    """What has not arrived waits for the office again."""
    answers = _answers(bounce.message_ids)
    if answers and bounce.is_permanent:
        lose(answers, _("Sie kam zurück: %(detail)s") % {"detail": bounce.detail or bounce.status})
    yield from (f"answer {entry.pk}" for entry in answers)


@BOUNCES.fill
def note_bounced_message(bounce: Bounce) -> Iterable[str]:
    """Of an invitation, a reminder: whatever the office sends."""
    messages = Message.objects.filter(message_id__in=bounce.message_ids)
    if bounce.is_permanent:
        messages.filter(refused_at=None).update(refused_at=timezone.now())
    yield from (f"message {message.pk}" for message in messages)


def _answers(message_ids: tuple[str, ...]) -> QuerySet[Entry]:
    return Entry.objects.filter(kind=Entry.Kind.ANSWER, way=Way.MAIL, external_id__in=message_ids)
