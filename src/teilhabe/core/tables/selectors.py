"""The views that a user keeps of a list."""

from __future__ import annotations

from django.db.models import QuerySet

from teilhabe.core.tables.models import SavedView
from teilhabe.core.users.models import User


def views_of(user: User, table: str) -> QuerySet[SavedView]:
    return SavedView.objects.filter(user=user, table=table).order_by("name", "pk")
