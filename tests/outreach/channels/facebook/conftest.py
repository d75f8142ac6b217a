"""Facebook on loopback, and an office that is connected with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from pytest_django import Settings
from tests.peers.graph import PAGE, SECRET, TOKEN, WORD, Facebook, graph_server

from teilhabe.outreach.channels.facebook import settling


@pytest.fixture
def facebook(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Facebook]:
    """It lists at once what it has taken; what waits for that is tried in `test_settling`."""
    monkeypatch.setattr(settling, "SETTLES", timedelta(0))
    with graph_server() as server:
        settings.FACEBOOK_ADDRESS = server.address
        settings.FACEBOOK_PAGE, settings.FACEBOOK_TOKEN = PAGE, TOKEN
        settings.FACEBOOK_APP_SECRET, settings.FACEBOOK_VERIFY_TOKEN = SECRET, WORD
        settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
        cache.clear()
        yield server
        cache.clear()
