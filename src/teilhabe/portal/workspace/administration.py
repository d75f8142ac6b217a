"""Django's administration pages as a window: they show what the policies let the administrator see, and change nothing.

Every write of the office is an `Action`; on these pages there would be none, so they have no way to write.
"""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import VIEW, policy_of
from teilhabe.core.access.routes import user_of

LEFT_OUT = frozenset({"login", "logout", "password_change", "password_change_done"})
"""Pages that our accounts have themselves, with second factor and log."""


class Administration(AdminSite):
    site_title = site_header = _("Teilhabe: Datenbank")
    index_title = _("Ansehen, nicht ändern")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Libraries bring pages of their own on which everything could be changed: they are left out."""
        if admin_class is not None and issubclass(admin_class, Window):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        return [each for each in super().get_urls() if getattr(each, "name", None) not in LEFT_OUT]


class Window(ModelAdmin[Any]):
    """One model to look at."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return policy_of(self.model).reach(user_of(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return policy_of(self.model).allows(user_of(request), VIEW)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
