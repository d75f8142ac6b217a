"""Refuses every route that declares nobody, and guards those of libraries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from teilhabe.core.access.routes import access_of, refuse


class DeclaredAccess:
    """The check finds undeclared routes before anybody else does; should one slip through, nobody gets in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        access = access_of(match) if match else None
        if access is None:
            raise PermissionDenied
        return refuse(request, access)
