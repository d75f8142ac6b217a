"""The one way to send a mail: `post` stores it and enqueues a job, in the caller's transaction."""

from __future__ import annotations

from email.utils import make_msgid
from smtplib import SMTPDataError, SMTPRecipientsRefused
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import PermanentFailure, enqueue, job
from teilhabe.core.mail.models import Message
from teilhabe.errors import InputError


class Undeliverable(PermanentFailure):
    """The mail server will not take this mail, now or later."""


def post(to: str, subject_line: str, body: str, *, language: str = "de", subject: UUID | None = None) -> Message:
    """Store a mail and have the worker send it; `subject` is the key of the person or account it is about.

    InputError where `to` is no address. Line breaks in the subject become spaces: nobody adds headers through it.
    """
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = Message.objects.create(
        to=_address(to),
        subject_line=" ".join(subject_line.split())[:300],
        body=body,
        language=language,
        subject=subject,
        message_id=make_msgid(domain=domain),
    )
    enqueue(send, message.pk, key=f"mail {message.pk}")
    return message


@job(max_attempts=17, label=_("E-Mail versenden"), in_transaction=False)
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
    message.sent_at, message.refused_at, message.reply_code = timezone.now(), None, None
    message.save(update_fields=["sent_at", "refused_at", "reply_code"])


def composed(message: Message) -> EmailMessage:
    """Plain text, marked as written by a machine, so that no out-of-office note answers it (RFC 3834)."""
    headers = {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
    }
    return EmailMessage(message.subject_line, message.body, to=[message.to], headers=headers)


def _note_refusal(message: Message, code: int) -> None:
    """Undeliverable for a permanent reply (RFC 5321, 4.2.1: 5yz); others are worth another attempt."""
    message.reply_code = code
    message.refused_at = timezone.now() if code >= 500 else None
    message.save(update_fields=["reply_code", "refused_at"])
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
