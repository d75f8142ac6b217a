"""The public addresses of information."""

from __future__ import annotations

from teilhabe.portal.information import delivery_urls, feedback_urls

app_name = "information"
urlpatterns = [*delivery_urls.urlpatterns, *feedback_urls.urlpatterns]
