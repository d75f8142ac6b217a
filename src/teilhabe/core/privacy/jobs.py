"""The nightly work: delete what is due, write down who must stay erased, wipe the traces from the files."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.audit.action import Operator
from teilhabe.core.jobs.job import daily, job, schedule
from teilhabe.core.privacy.actions import end_terms
from teilhabe.core.privacy.models import DeletionProof
from teilhabe.core.privacy.retention import due
from teilhabe.core.privacy.scrubbing import rewrite
from teilhabe.core.privacy.tombstones import write_tombstones


@job(max_attempts=3, label=_("Löschen, was fällig ist"), in_transaction=False)
def delete_what_is_due() -> None:
    end_terms(list(due(timezone.localdate())), Operator("Löschfristen"))
    write_tombstones()


@job(max_attempts=3, label=_("Gelöschtes aus der Datenbankdatei entfernen"), in_transaction=False)
def wipe_traces() -> None:
    """Only after something was deleted: it holds up everybody who writes for a moment."""
    if DeletionProof.objects.filter(at__gte=timezone.now() - timedelta(days=1), rows__gt=0).exists():
        rewrite()


schedule(delete_what_is_due, daily(at="03:15"))
schedule(wipe_traces, daily(at="03:45"))
