"""The public addresses of delivery: feeds, calendars, paper. They are the same words in every language."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from teilhabe.portal.information.documents import views as documents
from teilhabe.portal.information.feeds import views as feeds

urlpatterns: list[URLPattern | URLResolver] = [
    path("feed.atom", feeds.atom, name="feed_atom"),
    path("feed.json", feeds.json, name="feed_json"),
    path("termine.ics", feeds.dates, name="calendar"),
    path("rubrik/<slug:key>/feed.atom", feeds.atom, name="category_atom"),
    path("rubrik/<slug:key>/feed.json", feeds.json, name="category_json"),
    path("rubrik/<slug:key>/termine.ics", feeds.dates, name="category_calendar"),
    path("termine/<slug:key>.ics", feeds.event, name="event_calendar"),
    path("heft.pdf", documents.bundle, name="bundle"),
    path("seite/<slug:key>.pdf", documents.document, name="document"),
]
