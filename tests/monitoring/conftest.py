"""The site on which these tests run, and who works on it."""

from tests.monitoring.site import published, site
from tests.office import cast

__all__ = ["cast", "published", "site"]
