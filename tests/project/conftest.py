"""The site on which these tests run, and offices that are called as from a shell."""

from tests.core.backup.offices_fixtures import empty_office, new_office
from tests.monitoring.site import published, site
from tests.office import cast

__all__ = ["cast", "empty_office", "new_office", "published", "site"]
