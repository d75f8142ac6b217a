"""Rendered pages, kept per release, path and language; a release never changes, so that they never grow stale."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

Key = tuple[str, ...]


@dataclass(frozen=True)
class Rendered:
    """The bytes of one page, plain and compressed, and the tag by which a browser recognises them."""

    body: bytes
    compressed: bytes
    content_type: str
    etag: str

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed)


def rendered(body: bytes, content_type: str) -> Rendered:
    tag = hashlib.sha256(body).hexdigest()[:20]
    return Rendered(body, gzip.compress(body, compresslevel=6, mtime=0), content_type, f'W/"{tag}"')


class RenderedPages:
    """At most `capacity` bytes of pages; the one unused for longest goes first. Safe to share between threads."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.size = 0
        self._pages: OrderedDict[Key, Rendered] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key, render: Callable[[], Rendered]) -> Rendered:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
                return self._pages[key]
        page = render()
        self._keep(key, page)
        return page

    def _keep(self, key: Key, page: Rendered) -> None:
        with self._lock:
            if key not in self._pages and page.size <= self.capacity:
                self._pages[key] = page
                self.size += page.size
            while self.size > self.capacity:
                _, dropped = self._pages.popitem(last=False)
                self.size -= dropped.size


PAGES = RenderedPages(settings.PAGE_CACHE_MEGABYTES * 2**20)
"""The pages of this process."""


def html(text: str) -> Rendered:
    return rendered(text.encode(), "text/html; charset=utf-8")


def respond(request: HttpRequest, page: Rendered) -> HttpResponseBase:
    """The page, compressed where the browser can read that; 304 where it has it already."""
    compress = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(page.compressed if compress else page.body, content_type=page.content_type)
    if compress:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["ETag"] = page.etag
    # Browsers ask each time whether the page still holds: a withdrawn figure must be gone at once.
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ("Accept-Encoding",))
    return get_conditional_response(request, etag=page.etag, response=response) or response
