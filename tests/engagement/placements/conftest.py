"""What the tests of placements share: a site that knows its address, so that mails have links."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _address(settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://teilhabe.example"
