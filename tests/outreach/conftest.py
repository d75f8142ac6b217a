"""What the tests of outreach share."""

from __future__ import annotations

from tests.office import cast, site

__all__ = ["cast", "site"]
