"""Writes about mails that could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.outreach.inbox.mailbox.models import SetAside


@dataclass(frozen=True, kw_only=True)
class Settle(Action[SetAside]):
    """Somebody has seen to it in the mail program; settling twice changes nothing."""

    verb = CHANGE
    sentence = _("hat sich um „{target}“ gekümmert")
    mail: SetAside

    @property
    def target(self) -> SetAside:
        return self.mail

    def perform(self) -> SetAside:
        stored = SetAside.objects.get(pk=self.mail.pk)
        if stored.settled_at is None:
            stored.settled_at = timezone.now()
            stored.save(update_fields=["settled_at"])
        return stored
