"""What the tests of the API share."""

from __future__ import annotations

import pytest
from tests.office import cast, site

from teilhabe.outreach.content.published import forget

__all__ = ["cast", "site"]


@pytest.fixture(autouse=True)
def no_shelves_of_other_tests() -> None:
    forget()
