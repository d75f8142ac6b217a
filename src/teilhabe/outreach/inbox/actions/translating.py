"""The decision whether a machine may read a conversation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from teilhabe.errors import InputError
from teilhabe.outreach.inbox.actions.conversations import OfConversation
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.selectors.pages import entries_of
from teilhabe.outreach.inbox.translating import have_translated
from teilhabe.outreach.translation.machines.settings import is_set_up


@dataclass(frozen=True, kw_only=True)
class LetMachineRead(OfConversation):
    """What was said goes to the translation service, and what will be said in this conversation."""

    sentence = _("lässt „{target}“ maschinell übersetzen")

    def perform(self) -> Conversation:
        stored = self.fresh()
        if not is_set_up():
            raise InputError("Es ist kein Übersetzungsdienst eingestellt.", "No translation service is set up.")
        stored.goes_to_machine = True
        stored.save(update_fields=["goes_to_machine"])
        have_translated(entries_of(stored))
        return stored


@dataclass(frozen=True, kw_only=True)
class KeepFromMachine(OfConversation):
    """Nothing more of it goes there; translations that stand beside a text stay."""

    sentence = _("lässt „{target}“ nicht mehr maschinell übersetzen")

    def perform(self) -> Conversation:
        stored = self.fresh()
        stored.goes_to_machine = False
        stored.save(update_fields=["goes_to_machine"])
        return stored
