"""What the tests of public information share."""

from __future__ import annotations

import pytest
from tests.office import cast, site

from teilhabe.monitoring import rendered
from teilhabe.monitoring import views as monitoring_views
from teilhabe.monitoring.rendered import RenderedPages
from teilhabe.outreach.content.published import forget
from teilhabe.portal import views as portal_views
from teilhabe.portal.information import frame

__all__ = ["cast", "site"]


@pytest.fixture(autouse=True)
def nothing_kept_of_other_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their stamps and ours count from the same number."""
    forget()
    for module in (rendered, frame, portal_views, monitoring_views):
        monkeypatch.setattr(module, "PAGES", RenderedPages(2**24), raising=False)
