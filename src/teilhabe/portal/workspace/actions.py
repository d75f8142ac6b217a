"""What people decide about their workspace."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import CHANGE
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.portal.workspace.models import MailChoice


@dataclass(frozen=True, kw_only=True)
class ChooseMail(Action[MailChoice]):
    """Whoever acts chooses for themselves; there is no choice for others."""

    verb = CHANGE
    sentence = _("hat gewählt, wann E-Mail-Nachrichten kommen: {target}")
    by: User
    rhythm: MailChoice.Rhythm

    @property
    def target(self) -> type[MailChoice]:
        return MailChoice

    def perform(self) -> MailChoice:
        choice, _made = MailChoice.objects.update_or_create(user=self.by, defaults={"rhythm": self.rhythm})
        return choice
