"""The addresses of information in the workspace."""

from __future__ import annotations

from teilhabe.outreach.content import event_urls, fact_urls

app_name = "content"
urlpatterns = [*fact_urls.urlpatterns, *event_urls.urlpatterns]
