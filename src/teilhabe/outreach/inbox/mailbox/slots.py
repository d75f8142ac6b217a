"""What the mailbox adds to the start page and tells the doctor; its ways to answer and its bounces."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.extensions import DOCTOR, WAITING, Examined, Waiting
from teilhabe.core.jobs.beside import BESIDE, Listener
from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.mailbox import answering
from teilhabe.outreach.inbox.mailbox.listening import listen_to_mailbox
from teilhabe.outreach.inbox.mailbox.models import Mailbox, SetAside
from teilhabe.outreach.inbox.mailbox.policies import SET_ASIDE

__all__ = ["answering"]


@BESIDE.fill
def news_of_the_mailbox() -> Iterator[Listener]:
    if settings.IMAP is not None:
        yield listen_to_mailbox


@WAITING.fill
def mails_set_aside(user: User) -> Iterator[Waiting]:
    if SET_ASIDE.allows(user, CHANGE):
        count = SetAside.objects.filter(settled_at=None).count()
        label = ngettext("E-Mail ließ sich nicht lesen", "E-Mails ließen sich nicht lesen", count)
        yield Waiting(label, count, reverse("mailbox:set_aside"), is_urgent=True)


@WAITING.fill
def mailbox_in_trouble(user: User) -> Iterator[Waiting]:
    """Whoever answers should know why no mail comes."""
    if SET_ASIDE.allows(user, CHANGE):
        for mailbox in Mailbox.objects.exclude(trouble=""):
            detail = Mailbox.Trouble(mailbox.trouble).label
            label = _("Es kommen keine E-Mails an")
            yield Waiting(label, 1, reverse("mailbox:set_aside"), detail=str(detail), is_urgent=True)


@DOCTOR.fill
def mailbox_is_read() -> Iterator[Examined]:
    if settings.IMAP is None:
        yield Examined(False, _("Kein Postfach (IMAP_ADDRESS): E-Mails kommen nicht in den Posteingang."), True)
        return
    mailbox = Mailbox.objects.filter(name=settings.IMAP.name).first()
    if mailbox is None or (mailbox.checked_at is None and not mailbox.trouble):
        yield Examined(False, _("Ins Postfach hat noch niemand gesehen. Läuft der Worker?"), True)
        return
    if mailbox.trouble:
        since = timezone.localtime(mailbox.troubled_since)
        told = {"trouble": Mailbox.Trouble(mailbox.trouble).label, "since": f"{since:%d.%m.%Y %H:%M}"}
        yield Examined(False, _("Postfach: %(trouble)s Seit %(since)s. Bitte prüfen Sie IMAP_ADDRESS.") % told)
        return
    yield Examined(True, _("Das Postfach wird gelesen"))


@DOCTOR.fill
def every_mail_is_read() -> Iterator[Examined]:
    count = SetAside.objects.filter(settled_at=None).count()
    told = _("E-Mails, die sich nicht lesen ließen und im Postfach liegen: %(count)s.") % {"count": count}
    yield Examined(not count, told if count else _("Jede E-Mail ließ sich lesen"), True)
