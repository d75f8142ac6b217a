"""Reads of the audit log for those who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from teilhabe.core.audit.models import AuditDetail, AuditEntry
from teilhabe.core.audit.policies import AUDIT_LOG
from teilhabe.core.audit.wording import Reference, references
from teilhabe.core.users.models import User


def readable_entries(user: User) -> QuerySet[AuditEntry]:
    """The entries that this user may read, each with who acted and what it was about."""
    entries: QuerySet[AuditEntry] = AUDIT_LOG.reach(user)
    return entries.select_related("user", "detail")


def entries_of(model: type[Model], key: str, most: int) -> list[AuditEntry]:
    """The last entries about one row, the newest first, each with who acted and what it was about."""
    entries = AuditEntry.objects.filter(target_model=model._meta.label_lower, target_key=key)
    return list(entries.select_related("user", "detail").order_by("-pk")[:most])


def names_of(entries: Iterable[AuditEntry]) -> dict[Reference, str]:
    """What the rows are called today to which changes refer: one query for each of their models."""
    found: dict[Reference, str] = {}
    for label, group in groupby(sorted(references(entries)), key=lambda reference: reference[0]):
        rows: QuerySet[Any] = apps.get_model(label)._default_manager.filter(pk__in=[key for _label, key in group])
        found.update({(label, str(row.pk)): str(row) for row in rows})
    return found


def people_who_acted() -> QuerySet[User]:
    """Everybody with an account who did anything that was logged."""
    return User.objects.filter(pk__in=AuditEntry.objects.values("user")).order_by("name", "pk")


def label_of(model: str, key: str) -> str:
    """What a row was called when somebody last acted on it; "" where that was redacted or never happened."""
    details = AuditDetail.objects.filter(entry__target_model=model, entry__target_key=key).exclude(target_label="")
    return details.order_by("-pk").values_list("target_label", flat=True).first() or ""


def detailed(entry: AuditEntry) -> AuditEntry:
    """The same entry with who acted and what it was about."""
    return AuditEntry.objects.select_related("user", "detail").get(pk=entry.pk)


def newest_entry() -> int:
    """The key of the newest entry, 0 where there is none: while it stays the same, no action took place."""
    return AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
