"""What people decide about their workspace, and the demonstration with invented people."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE
from teilhabe.core.audit.action import Action, Operator
from teilhabe.core.audit.values import Values
from teilhabe.core.users.models import User
from teilhabe.portal.workspace.demonstration import fill
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


@dataclass(frozen=True, kw_only=True)
class MakeDemonstration(Action[int]):
    """Invented accounts, people and work, in a database that `demonstration.is_empty`; the number of people."""

    verb = ADD
    sentence = _("hat die Vorführung mit erfundenen Personen angelegt")
    by: Operator
    persons: int

    @property
    def target(self) -> type[User]:
        return User

    def perform(self) -> int:
        return fill(self.persons)

    def after(self, row: Model | type[Model]) -> Values:
        return {"people": self.persons}
