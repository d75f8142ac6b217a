"""What of the inbox a translation service gets to read: what people wrote leaves the house for it.

Somebody decides so for a conversation, and what comes later belongs to it; or the office has decided so for all
(`TRANSLATION_OF_MESSAGES=always`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from teilhabe.core.jobs.job import enqueue
from teilhabe.outreach.inbox.jobs import suggest_translation
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.outreach.languages import language_of
from teilhabe.outreach.translation.machines.settings import is_set_up

GERMAN, ALWAYS = "de", "always"


def untranslated(entries: Iterable[Entry]) -> list[Entry]:
    """What came in, is not known to be German, and has no translation beside it."""
    return [
        entry
        for entry in entries
        if entry.kind == Entry.Kind.INCOMING
        and entry.text
        and not entry.translation
        and language_of(entry.language) != GERMAN
    ]


def have_translated(entries: Iterable[Entry]) -> None:
    """In the background, in the caller's transaction."""
    for entry in untranslated(entries):
        enqueue(suggest_translation, entry.pk, GERMAN)


def translate_at_once(entry: Entry) -> None:
    """A contribution that has just arrived, where that is decided and a person wrote it."""
    if is_set_up() and not entry.is_automatic and _is_decided(entry):
        have_translated([entry])


def _is_decided(entry: Entry) -> bool:
    """For all conversations only where the language is known: a machine that guesses translates German too."""
    conversation = entry.conversation
    if conversation.state == Conversation.State.SPAM:
        return False
    return conversation.goes_to_machine or (bool(entry.language) and settings.TRANSLATION_OF_MESSAGES == ALWAYS)
