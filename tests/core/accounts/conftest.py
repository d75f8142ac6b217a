"""A city's office in which nobody has tried to sign in yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from pytest_django import Settings

FAST = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture(autouse=True)
def no_attempts(db: None, settings: Settings) -> Iterator[None]:
    settings.PASSWORD_HASHERS = [FAST]
    cache.clear()
    yield
    cache.clear()
