"""Refuses every route that declares nobody, guards those of libraries, and lets no browser keep what is not public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from teilhabe.core.access.routes import access_of, refuse


class DeclaredAccess:
    """The check finds undeclared routes before anybody else does; should one slip through, nobody gets in.

    Computers in an office are shared: whoever comes next finds no page of ours by the browser's back button.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        access = access_of(request.resolver_match) if request.resolver_match else None
        if access is not None and access.kind != "public":
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponseBase | None:
        match = request.resolver_match
        access = access_of(match) if match else None
        if access is None:
            raise PermissionDenied
        return refuse(request, access)
