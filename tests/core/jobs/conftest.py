"""A clock that the tests turn."""

from __future__ import annotations

import pytest
from django.utils import timezone
from tests.core.jobs.clock import Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock(timezone.now())
    monkeypatch.setattr(timezone, "now", stopped)
    return stopped
