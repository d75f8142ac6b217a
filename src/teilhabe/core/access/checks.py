"""The routes of the site, and the check that each of them declares who may enter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from teilhabe.core.access.routes import Access, View, foreign_access


@dataclass(frozen=True)
class Route:
    """One pattern of the URLconf with its full name (`admin:index`), its parameters and its declaration."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    view: View
    access: Access | None


def routes() -> list[Route]:
    """Every route, also those of libraries, in the order in which they are tried."""
    return list(_walk(get_resolver(), "", "", ()))


def _walk(resolver: URLResolver, prefix: str, namespace: str, outer: tuple[str, ...]) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = f"{prefix}{entry.pattern}"
        parameters = (*outer, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            space = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, pattern, space, parameters)
        else:
            yield _route(entry, pattern, namespace, parameters)


def _route(entry: URLPattern, pattern: str, namespace: str, parameters: tuple[str, ...]) -> Route:
    name = f"{namespace}{entry.name or ''}"
    own = cast(Access | None, getattr(entry.callback, "access", None))
    return Route(name, pattern, parameters, entry.callback, own or foreign_access(name))


@register("access")
def every_route_declares_access(app_configs: Sequence[AppConfig] | None, **_options: Any) -> Sequence[CheckMessage]:
    return [
        Error(
            f"The route {route.pattern} ({route.name or route.view.__name__}) does not declare who may enter.",
            hint="Decorate its view with public, signed_in, staff or permitted, or declare() it if it is a library's.",
            id="access.E001",
        )
        for route in routes()
        if route.access is None
    ]
