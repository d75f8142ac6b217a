"""The offices of these tests."""

from tests.core.backup.offices_fixtures import empty_office, new_office, office, template

__all__ = ["empty_office", "new_office", "office", "template"]
