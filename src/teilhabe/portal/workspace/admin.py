"""What administrators may look at in Django's administration pages; people and their data are not among it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.admin import register

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.jobs.models import Job
from teilhabe.core.users.models import Membership, Organisation, User
from teilhabe.monitoring.models import Publication
from teilhabe.portal.workspace.administration import Window


@register(User)
class UserWindow(Window):
    list_display = ("name", "email", "is_active", "last_login", "created_at")
    list_filter = ("is_active",)
    search_fields = ("name", "email")
    exclude: ClassVar[list[str]] = ["password"]
    ordering = ("name",)


@register(Membership)
class MembershipWindow(Window):
    list_display = ("user", "role", "organisation")
    list_filter = ("role",)
    list_select_related = ("user", "organisation")


@register(Organisation)
class OrganisationWindow(Window):
    list_display = ("name", "is_active", "created_at")
    list_filter = ("is_active",)
    search_fields = ("name",)


@register(AuditEntry)
class AuditEntryWindow(Window):
    list_display = ("at", "user", "operator", "action", "target_model", "target_key")
    list_filter = ("action",)
    list_select_related = ("user",)


@register(Job)
class JobWindow(Window):
    list_display = ("task", "key", "attempts", "lease_holder", "lease_until", "last_error")
    list_select_related = ("task",)


@register(Publication)
class PublicationWindow(Window):
    list_display = ("city", "release_id", "published_at", "published_by", "withdrawn_at")
    list_filter = ("city",)
