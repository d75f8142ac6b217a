"""What tests of the office may ask for: a site without published releases, and the fixed cast."""

from __future__ import annotations

import pytest
from tests.cast import Cast, make_cast
from tests.monitoring.site import site

__all__ = ["cast", "site"]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()
