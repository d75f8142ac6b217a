"""Every address of the site: the portal first, then the cities."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from teilhabe.portal.views import health

urlpatterns = [
    path("healthz", health, name="health"),
    *i18n_patterns(
        path("", include("teilhabe.portal.urls")),
        path("", include("teilhabe.monitoring.urls")),
    ),
]
