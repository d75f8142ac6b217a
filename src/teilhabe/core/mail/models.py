"""Mail that waits to be sent or has been sent; the worker sends it, never a request."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.language import account_languages


class Message(models.Model):
    """One mail to one address; its content is emptied once it is sent and its time is over."""

    to = models.EmailField(_("an"))
    subject_line = models.CharField(_("Betreff"), max_length=300)
    body = models.TextField(_("Text"))
    language = models.CharField(_("Sprache"), max_length=16, default="de", choices=account_languages)
    # The person or account it is about, so that erasing them erases this too.
    subject = models.UUIDField(_("betroffene Person"), null=True, db_index=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)
    # Of a mail that a person of the office wrote: where the answer goes, and the mails that it answers, oldest first.
    reply_to = models.EmailField(_("Antwort an"), max_length=320, blank=True)
    answers = models.TextField(_("antwortet auf"), blank=True)
    # A program's answer to what a person wrote; without it a mail into a thread is a person's.
    is_automatic_reply = models.BooleanField(_("antwortet von selbst"), default=False)
    # Files that go with it (see `attachments`), until it is sent.
    attachments = models.JSONField(_("Anhänge"), default=list, blank=True)
    created_at = models.DateTimeField(_("angelegt am"), default=timezone.now)
    sent_at = models.DateTimeField(_("versandt am"), null=True)
    # The mail server's last answer where it did not take it, and when it refused it for good or we gave up.
    reply_code = models.PositiveSmallIntegerField(_("Antwort des Mailservers"), null=True)
    refused_at = models.DateTimeField(_("abgelehnt am"), null=True)

    class Meta:
        verbose_name = _("E-Mail")
        verbose_name_plural = _("E-Mails")

    def __str__(self) -> str:
        return self.subject_line

    @property
    def subject_id(self) -> uuid.UUID | None:
        return self.subject
