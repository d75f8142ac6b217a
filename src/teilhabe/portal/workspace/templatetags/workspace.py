"""The frame of the workspace: the navigation as the apps fill it for this user, and what the account menu shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.template import Library
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from teilhabe.core.access.policy import VIEW
from teilhabe.core.access.routes import access_of
from teilhabe.core.audit.policies import AUDIT_LOG
from teilhabe.core.extensions import NAVIGATION, NavigationItem
from teilhabe.core.users.models import User
from teilhabe.portal.workspace.addresses import has_page
from teilhabe.portal.workspace.selectors import keeps_history

register = Library()


@register.inclusion_tag("workspace/_navigation.html", takes_context=True)
def office_navigation(context: dict[str, Any]) -> dict[str, Any]:
    request = context["request"]
    items = NAVIGATION.collect(request.user)
    current = current_item(items, request.path)
    return {
        "groups": grouped(items),
        "current": current,
        "is_exact": current is not None and current.address == request.path,
    }


def grouped(items: list[NavigationItem]) -> list[tuple[str, list[NavigationItem]]]:
    """The daily work first and without a heading, the administration last; groups without a page are left out."""
    headings = {"work": "", "volunteering": _("Ehrenamt"), "administration": _("Verwaltung")}
    found = [(heading, nested([item for item in items if item.group == group])) for group, heading in headings.items()]
    return [(heading, members) for heading, members in found if members]


def nested(items: list[NavigationItem]) -> list[NavigationItem]:
    """In the order of the apps, but a page below another one follows it, whichever app brings it."""
    start = reverse("workspace:start")

    def place(item: NavigationItem) -> tuple[int, bool]:
        above = [number for number, each in enumerate(items) if each.address != start and _is_below(item.address, each)]
        top = min(above, key=lambda number: len(items[number].address), default=items.index(item))
        return top, items[top] is not item

    return sorted(items, key=place)


def current_item(items: list[NavigationItem], path: str) -> NavigationItem | None:
    """The page itself, or the list to which it belongs: the item with the longest address that leads to it."""
    start = reverse("workspace:start")
    leading = [item for item in items if path == item.address or (item.address != start and _is_below(path, item))]
    return max(leading, key=lambda item: len(item.address), default=None)


def _is_below(path: str, item: NavigationItem) -> bool:
    return path.startswith(item.address)


@register.filter
def initials(user: User) -> str:
    """At most two letters that stand for a name: "Anna Maria Muster" is AM."""
    words = [word for word in str(user).replace("-", " ").split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


@register.simple_tag(takes_context=True)
def history_address(context: dict[str, Any]) -> str:
    """Where to read what happened to the row that this page shows; "" where it shows none, or not to this user."""
    user, match = context["request"].user, context["request"].resolver_match
    access = access_of(match) if match else None
    if access is None or access.model is None or access.verb != VIEW or not access.key or not has_page(access.model):
        return ""
    target = f"{access.model._meta.label_lower}:{match.kwargs[access.key]}"
    if AUDIT_LOG.allows(user, VIEW):
        return f"{reverse('workspace:log')}?{urlencode({'target': target})}"
    return reverse("workspace:history", kwargs={"target": target}) if keeps_history(user, access.model) else ""


@register.filter
def account_pages(user: User) -> list[NavigationItem]:
    """What belongs to the person who is signed in, not to their work."""
    return [NavigationItem(label, address) for label, address in _own_pages(user) if address]


def _own_pages(user: User) -> list[tuple[str, str]]:
    mine = {"model": "users.user", "key": str(user.pk)}
    return [
        (_("Mein Konto"), _address("account")),
        (_("Meine Daten"), _address("privacy:subject", **mine)),
        (_("E-Mail-Nachrichten"), _address("workspace:notifications")),
    ]


def _address(name: str, **arguments: str) -> str:
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return ""
