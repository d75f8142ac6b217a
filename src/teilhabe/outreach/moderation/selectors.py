"""Reads about moderation: what can be done with an entry, and whether evidence is still what was secured."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.models import Entry
from teilhabe.outreach.moderation.extensions import HIDERS, Hider
from teilhabe.outreach.moderation.models import Evidence
from teilhabe.outreach.moderation.policies import EVIDENCE
from teilhabe.outreach.moderation.sealing import digest_of

MINORS_KEPT = timedelta(days=14)
"""So long evidence with data of minors is kept where it went to nobody."""


def hiders_of(entry: Entry) -> list[Hider]:
    return HIDERS.collect(entry)


def is_authentic(evidence: Evidence) -> bool:
    """Whether its checksum is that of what it shows."""
    told = (evidence.text, evidence.said_at, evidence.address, evidence.sender_name, evidence.sender_key)
    return evidence.digest == digest_of(*told)


def evidence_for(user: User) -> QuerySet[Evidence]:
    rows: QuerySet[Evidence] = EVIDENCE.reach(user)
    return rows.select_related("taken_by", "entry", "entry__conversation")


def waiting_for_head() -> QuerySet[Evidence]:
    return Evidence.objects.filter(escalated_to=Evidence.Path.HEAD)


def minors_over() -> QuerySet[Evidence]:
    """Evidence with data of minors that nobody asked for."""
    before = timezone.now() - MINORS_KEPT
    return Evidence.objects.filter(reason=Evidence.Reason.MINOR, escalated_to="", taken_at__lt=before)
