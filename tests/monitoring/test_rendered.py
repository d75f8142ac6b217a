"""Rendered pages are kept within a bound and sent so that browsers need not load them twice."""

from __future__ import annotations

import gzip

from django.test import RequestFactory

from teilhabe.monitoring.rendered import Rendered, RenderedPages, html, respond

PAGE = html("<p>Teilhabe</p>")


def _sized(size: int) -> Rendered:
    return Rendered(b"x" * size, b"", "text/html", 'W/"x"')


def test_a_page_is_rendered_once() -> None:
    pages, calls = RenderedPages(10_000), []
    for _ in range(3):
        pages.get(("a",), lambda: calls.append(1) or PAGE)  # type: ignore[func-returns-value]
    assert len(calls) == 1


def test_the_page_unused_for_longest_is_dropped_first() -> None:
    pages = RenderedPages(100)
    for name in ("a", "b"):
        pages.get((name,), lambda: _sized(50))
    pages.get(("a",), lambda: _sized(50))
    pages.get(("c",), lambda: _sized(50))
    calls: list[str] = []

    def remember(name: str) -> Rendered:
        calls.append(name)
        return _sized(50)

    for name in ("a", "c", "b"):
        pages.get((name,), lambda name=name: remember(name))  # type: ignore[misc]
    assert calls == ["b"]
    assert pages.size == 100


def test_a_page_larger_than_all_room_is_sent_but_not_kept() -> None:
    pages = RenderedPages(10)
    assert pages.get(("a",), lambda: _sized(50)).size == 50
    assert pages.size == 0


def test_a_browser_that_reads_gzip_gets_gzip() -> None:
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip, br"})
    response = respond(request, PAGE)
    assert gzip.decompress(response.content) == PAGE.body  # type: ignore[attr-defined]
    assert response.headers["Vary"] == "Accept-Encoding"


def test_a_browser_that_does_not_gets_plain_text() -> None:
    response = respond(RequestFactory().get("/"), PAGE)
    assert response.content == PAGE.body  # type: ignore[attr-defined]
    assert "Content-Encoding" not in response.headers


def test_a_browser_that_has_the_page_gets_304() -> None:
    request = RequestFactory().get("/", headers={"if-none-match": PAGE.etag})
    response = respond(request, PAGE)
    assert response.status_code == 304
    assert response.headers["Cache-Control"] == "public, no-cache"


def test_equal_pages_have_equal_tags() -> None:
    assert html("a").etag == html("a").etag != html("b").etag
