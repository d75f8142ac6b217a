"""The one way to send a mail: `post` stores it and enqueues a job, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import make_msgid
from html import escape
from smtplib import SMTPDataError, SMTPRecipientsRefused
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.codes.language import SPOKEN_LANGUAGES
from teilhabe.core.extensions import Slot
from teilhabe.core.jobs.job import PermanentFailure, enqueue, job
from teilhabe.core.mail.attachments import Attachment, restored, stored
from teilhabe.core.mail.models import Message
from teilhabe.errors import InputError


class Undeliverable(PermanentFailure):
    """The mail server will not take this mail, now or later."""


OUTCOMES: Slot[[Message], int] = Slot("who notes that a mail was sent or refused for good; each answers at how much")


@dataclass(frozen=True)
class Thread:
    """Of a mail that answers somebody: where answers go, and the Message-IDs of what it answers, oldest first.

    A person wrote it, unless it `is_automatic`.
    """

    reply_to: str = ""
    answers: tuple[str, ...] = ()
    is_automatic: bool = False


def post(
    to: str,
    subject_line: str,
    body: str,
    *,
    language: str = "de",
    subject: UUID | None = None,
    thread: Thread | None = None,
    attachments: Sequence[Attachment] = (),
) -> Message:
    """Store a mail and have the worker send it; `subject` is the key of the person or account it is about.

    InputError where `to` is no address, or the attachments are too large together. Line breaks in the subject become
    spaces: nobody adds headers through it.
    """
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    thread = thread or Thread()
    message = Message.objects.create(
        to=_address(to),
        subject_line=" ".join(subject_line.split())[:300],
        body=body,
        language=language,
        subject=subject,
        message_id=make_msgid(domain=domain),
        reply_to=thread.reply_to,
        answers=" ".join(thread.answers),
        is_automatic_reply=thread.is_automatic,
        attachments=stored(attachments),
    )
    enqueue(send, message.pk, key=f"mail {message.pk}")
    return message


def send_again(message: Message) -> None:
    """Another attempt at a mail that was refused, under the same Message-ID."""
    message.refused_at, message.reply_code, message.sent_at = None, None, None
    message.save(update_fields=["refused_at", "reply_code", "sent_at"])
    enqueue(send, message.pk)


@job(label=_("Vermerken, dass eine E-Mail nicht hinausging"))
def note_giving_up(message_pk: int) -> None:
    """No server took it in all the time: as good as refused, until somebody has it sent again."""
    message = Message.objects.filter(pk=message_pk, sent_at=None, refused_at=None).first()
    if message is not None:
        message.refused_at = timezone.now()
        message.save(update_fields=["refused_at"])
        OUTCOMES.collect(message)


@job(max_attempts=17, label=_("E-Mail versenden"), in_transaction=False, when_given_up=note_giving_up)
def send(message_pk: int) -> None:
    """Hand it to the mail server, for more than two days if need be, even where chance shortens every pause.

    The constant Message-ID lets receivers drop a second copy after a crash. Undeliverable where the server says so.
    """
    message = Message.objects.filter(pk=message_pk, sent_at=None).first()
    if message is None:
        return  # sent already, or erased meanwhile
    try:
        composed(message).send()
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        _note_refusal(message, _reply_code(error))
        raise
    message.sent_at, message.refused_at, message.reply_code, message.attachments = timezone.now(), None, None, []
    with transaction.atomic():
        message.save(update_fields=["sent_at", "refused_at", "reply_code", "attachments"])
        OUTCOMES.collect(message)


def composed(message: Message) -> EmailMultiAlternatives:
    """Plain text; with the same as HTML where the language runs from right to left, which plain text cannot say."""
    headers = {"Message-ID": message.message_id, "Content-Language": message.language, **_of_thread(message)}
    mail = EmailMultiAlternatives(message.subject_line, message.body, to=[message.to], headers=headers)
    spoken = SPOKEN_LANGUAGES.get(message.language)
    if spoken and spoken.is_rtl:
        mail.attach_alternative(_from_right_to_left(message), "text/html")
    for each in restored(message.attachments):
        mail.attach(each.name, each.content, each.content_type)
    return mail


def _of_thread(message: Message) -> dict[str, str]:
    """What no person wrote says so, so that no out-of-office note answers it (RFC 3834)."""
    headers = {} if message.reply_to else {"Auto-Submitted": "auto-generated"}
    if message.is_automatic_reply:
        headers = {"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
    if message.reply_to:
        headers["Reply-To"] = message.reply_to
    if message.answers:
        headers["In-Reply-To"] = message.answers.split()[-1]
        headers["References"] = message.answers
    return headers


def _from_right_to_left(message: Message) -> str:
    paragraphs = "".join(f'<p dir="auto">{escape(part)}</p>' for part in message.body.split("\n\n"))
    text = paragraphs.replace("\n", "<br>")
    return f'<html lang="{message.language}" dir="rtl"><body dir="rtl">{text}</body></html>'


def _note_refusal(message: Message, code: int) -> None:
    """Undeliverable for a permanent reply (RFC 5321, 4.2.1: 5yz); others are worth another attempt."""
    message.reply_code = code
    message.refused_at = timezone.now() if code >= 500 else None
    with transaction.atomic():
        message.save(update_fields=["reply_code", "refused_at"])
        if message.refused_at:
            OUTCOMES.collect(message)
    if message.refused_at:
        raise Undeliverable


def _reply_code(error: SMTPRecipientsRefused | SMTPDataError) -> int:
    if isinstance(error, SMTPDataError):
        return error.smtp_code
    return max(code for code, _reply in error.recipients.values())


def _address(to: str) -> str:
    try:
        validate_email(to)
    except ValidationError as error:
        raise InputError(
            "Das ist keine E-Mail-Adresse, an die sich etwas senden lässt.",
            "This is no e-mail address to which anything can be sent.",
        ) from error
    return to
