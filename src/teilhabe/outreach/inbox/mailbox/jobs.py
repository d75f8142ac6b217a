"""Every minute somebody looks into the mailbox; every night files that belong to no message are removed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import daily, every, job, schedule
from teilhabe.outreach.inbox.files.storing import sweep
from teilhabe.outreach.inbox.mailbox.fetching import fetch_new
from teilhabe.outreach.inbox.models import Attachment


@job(max_attempts=1, label=_("E-Mails abholen"), in_transaction=False)
def fetch_mail() -> None:
    """One attempt: the next one comes a minute later anyway."""
    fetch_new()


@job(max_attempts=3, label=_("Verwaiste Anhänge entfernen"), in_transaction=False)
def remove_orphans() -> None:
    sweep(set(Attachment.objects.exclude(file="").values_list("file", flat=True)))


schedule(fetch_mail, every(1))
schedule(remove_orphans, daily("03:50"))
