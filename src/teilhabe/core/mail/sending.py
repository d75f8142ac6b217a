"""The one way to send a mail: `post` stores it and enqueues a job, in the caller's transaction."""

from __future__ import annotations

from email.utils import make_msgid
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from teilhabe.core.jobs.job import enqueue, job
from teilhabe.core.mail.models import Message


def post(to: str, subject_line: str, body: str, *, language: str = "de", subject: UUID | None = None) -> Message:
    """Store a mail and have the worker send it; `subject` is the key of the person or account it is about."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    message = Message.objects.create(
        to=to,
        subject_line=subject_line,
        body=body,
        language=language,
        subject=subject,
        message_id=make_msgid(domain=domain),
    )
    enqueue(send, message.pk, key=f"mail {message.pk}")
    return message


@job(max_attempts=8)
def send(message_pk: int) -> None:
    """Hand it to the mail server; the constant Message-ID lets receivers drop a second copy after a crash."""
    message = Message.objects.filter(pk=message_pk, sent_at=None).first()
    if message is None:
        return  # sent already, or erased meanwhile
    EmailMessage(message.subject_line, message.body, to=[message.to], headers={"Message-ID": message.message_id}).send()
    message.sent_at = timezone.now()
    message.save(update_fields=["sent_at"])
