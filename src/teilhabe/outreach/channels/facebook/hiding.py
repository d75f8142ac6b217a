"""Comments are hidden, shown and deleted on Facebook as the inbox says; where Facebook will not, the inbox says so."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from teilhabe.outreach.channels.facebook.client import Graph
from teilhabe.outreach.channels.facebook.failures import FacebookFailure, Gone
from teilhabe.outreach.inbox.models import Entry


def change_visibility(api: Graph, entry: Entry) -> None:
    """As the entry says now, however often it changed its mind; repeating it changes nothing."""
    is_hidden = entry.hidden_at is not None
    try:
        api.post(entry.external_id, is_hidden="true" if is_hidden else "false")
    except Gone:
        return
    except FacebookFailure as failure:
        if failure.is_passing:
            raise
        entry.hidden_at = None if is_hidden else timezone.now()
        entry.save(update_fields=["hidden_at"])
        _note(entry, _("Auf Facebook hat sich nichts geändert: %(why)s") % {"why": failure.told()})


def remove(api: Graph, entry: Entry) -> None:
    """For good; it is no failure if it is gone already."""
    try:
        api.delete(entry.external_id)
    except Gone:
        return
    except FacebookFailure as failure:
        if failure.is_passing:
            raise
        _note(entry, _("Auf Facebook steht der Kommentar noch: %(why)s") % {"why": failure.told()})


def _note(entry: Entry, text: str) -> None:
    """Where those who work on the conversation see it."""
    Entry.objects.create(conversation_id=entry.conversation_id, kind=Entry.Kind.NOTE, way=entry.way, text=text)
