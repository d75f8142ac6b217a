"""What must not happen inside a request: asking the machine for a translation."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from teilhabe.core.jobs.job import PermanentFailure, job
from teilhabe.outreach.inbox.machine import translated
from teilhabe.outreach.inbox.models import Entry
from teilhabe.outreach.translation.machines.machine import MachineFailure
from teilhabe.outreach.translation.machines.settings import machine

UNKNOWN = "auto"
"""What a machine is told that shall find out the language itself."""


@job(max_attempts=3, label=_("Nachricht maschinell übersetzen"), in_transaction=False)
def suggest_translation(entry_id: int, target: str) -> None:
    """Puts the machine's translation beside the text, marked as such; what somebody wrote meanwhile stays."""
    entry = Entry.objects.select_related("conversation").filter(pk=entry_id, translation="").first()
    chosen = machine()
    if entry is None or chosen is None:
        return
    source = entry.language or entry.conversation.language or UNKNOWN
    try:
        text = translated(entry.text, source, target, chosen)
    except MachineFailure as failure:
        if failure.reason in ("language", "refused"):
            raise PermanentFailure(failure.reason) from failure
        raise
    suggested = Entry.objects.filter(Q(translation=""), pk=entry.pk).first()
    if suggested is not None:
        suggested.translation, suggested.translation_language = text, target
        suggested.is_machine_translation, suggested.translated_by = True, None
        suggested.save(
            update_fields=["translation", "translation_language", "is_machine_translation", "translated_by"]
        )  # fmt: skip
