"""What the outbox tells the doctor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.core.extensions import DOCTOR, Examined
from teilhabe.core.mail.models import Message

TOO_LONG = timedelta(hours=1)


@DOCTOR.fill
def outbox() -> Iterator[Examined]:
    waiting = Message.objects.filter(sent_at=None, refused_at=None, created_at__lt=timezone.now() - TOO_LONG).count()
    text = _("E-Mails warten seit mehr als einer Stunde: %(count)s. Nimmt der Mailserver (MAIL_URL) sie an?")
    yield Examined(not waiting, text % {"count": waiting} if waiting else _("Keine E-Mail wartet lange"), True)


@DOCTOR.fill
def mail_server() -> Iterator[Examined]:
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        text = _("Kein Mailserver (MAIL_URL): E-Mails bleiben als Dateien in %(folder)s liegen.")
        yield Examined(False, text % {"folder": settings.VAR_DIR / "mail"}, is_warning=True)
