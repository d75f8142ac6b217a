"""The navigation of the workspace, as the apps fill it for this user."""

from __future__ import annotations

from typing import Any

from django.template import Library

from teilhabe.core.extensions import NAVIGATION

register = Library()


@register.inclusion_tag("workspace/_navigation.html", takes_context=True)
def office_navigation(context: dict[str, Any]) -> dict[str, Any]:
    request = context["request"]
    items = NAVIGATION.collect(request.user) if request.user.is_authenticated else []
    return {"items": items, "request": request, "user": request.user}
