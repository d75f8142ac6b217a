"""Answers of the API: open to every program, recognised by a tag, compressed where that can be read."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from teilhabe.outreach.content.published import Shelf
from teilhabe.portal.api.listing import FORMAT

LEAST_COMPRESSED = 1000
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def tag(request: HttpRequest, current: Shelf, *more: str) -> str:
    """Of a state of the contents and of everything that was asked; `more` where the answer depends on more."""
    asked = "\n".join((settings.PUBLIC_ADDRESS, request.get_full_path(), FORMAT, *more))
    digest = hashlib.blake2b(asked.encode(), digest_size=6).hexdigest()
    return f'W/"{current.stamp}-{digest}"'


def tag_of(request: HttpRequest, content: bytes) -> str:
    """Of what is told itself, where no state of the contents stands for it."""
    asked = f"{settings.PUBLIC_ADDRESS}\n{request.get_full_path()}\n".encode()
    return f'W/"{hashlib.blake2b(asked + content, digest_size=12).hexdigest()}"'


def answer(request: HttpRequest, etag: str, make: Callable[[], bytes]) -> HttpResponseBase:
    """304 without making anything where the program has it already; `make` gives JSON, compressed or not."""
    known = get_conditional_response(request, etag=etag)
    if known is not None and known.status_code == 304:
        return _opened(known, etag)
    response = HttpResponse(make(), content_type="application/json; charset=utf-8")
    return _opened(_encoded(request, response), etag)


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def problem(status: int, sentence: str, more: Mapping[str, Any] | None = None) -> HttpResponse:
    response = HttpResponse(as_json({"detail": sentence, **(more or {})}), status=status)
    response.headers["Content-Type"] = "application/json; charset=utf-8"
    _open(response)
    return response


def _encoded(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    is_compressed = response.content[:2] == b"\x1f\x8b"
    wants = "gzip" in request.headers.get("Accept-Encoding", "")
    if wants and not is_compressed and len(response.content) > LEAST_COMPRESSED:
        response.content, is_compressed = gzip.compress(response.content, 4, mtime=0), True
    if is_compressed and not wants:
        response.content, is_compressed = gzip.decompress(response.content), False
    if is_compressed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _opened(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    _open(response)
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def _open(response: HttpResponseBase) -> None:
    for name, value in OPEN.items():
        response.headers[name] = value
