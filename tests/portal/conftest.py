"""The site on which these tests run."""

from tests.monitoring.site import published, site

__all__ = ["published", "site"]
