"""Every test here finds the lists of `lists.py` under their addresses."""

from __future__ import annotations

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _lists(settings: Settings, site: object) -> None:
    settings.ROOT_URLCONF = "tests.core.tables.lists"
