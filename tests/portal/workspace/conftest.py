"""Who these tests know."""

from tests.office import cast, site

__all__ = ["cast", "site"]
