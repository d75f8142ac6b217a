"""Every answer carries the strict security headers, also a file and an error."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from django.test import Client

PATHS = (
    "/",
    "/de/",
    "/de/nichts/",
    "/healthz",
    "/static/site.css",
    "/de/probestadt/indikatoren/pop_total/",
    "/de/probestadt/indikatoren/pop_total.csv",
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_foreign_may_run_or_load(client: Client, published: Path, path: str) -> None:
    with closing(client.get(path)) as response:
        headers = response.headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/de/", "/de/probestadt/"])
def test_pages_tell_strangers_little_and_open_for_nobody(client: Client, published: Path, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/de/", "/de/probestadt/", "/de/probestadt/indikatoren/pop_total/"])
def test_no_page_needs_what_the_policy_forbids(client: Client, published: Path, path: str) -> None:
    page = client.get(path).content.decode()
    for forbidden in ("<style", " style=", " onclick=", "javascript:", "<script>"):
        assert forbidden not in page
