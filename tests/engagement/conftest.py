"""What the tests of engagement share."""

from __future__ import annotations

from tests.office import cast, site

__all__ = ["cast", "site"]
