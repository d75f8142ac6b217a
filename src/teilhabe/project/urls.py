"""Every address of the site: the workspace and the portal first, then the cities."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from teilhabe.portal.views import health

handler500 = "teilhabe.project.failures.failed"

urlpatterns = [
    path("healthz", health, name="health"),
    # Without a language, so that a provider has to know one address only.
    path("oidc/", include("teilhabe.core.accounts.single_sign_on_urls")),
    # Without a language, so that every language of the site shares what a browser keeps.
    path("medien/", include("teilhabe.outreach.pictures.media_urls", namespace="media")),
    path("api/v1/", include("teilhabe.portal.api.urls")),
    *i18n_patterns(
        path(_("konto/"), include("teilhabe.core.accounts.urls")),
        path(_("buero/"), include("teilhabe.portal.workspace.urls", namespace="workspace")),
        path(_("buero/"), include("teilhabe.actors.urls", namespace="actors")),
        path(
            _("buero/verwaltung/konten/"), include("teilhabe.core.accounts.administration_urls", namespace="accounts")
        ),
        path(_("buero/verwaltung/auftraege/"), include("teilhabe.core.jobs.urls", namespace="jobs")),
        path(_("buero/datenschutz/"), include("teilhabe.core.privacy.urls", namespace="privacy")),
        path(_("buero/ansichten/"), include("teilhabe.core.tables.urls", namespace="tables")),
        path(_("buero/verwaltung/daten/"), admin.site.urls),
        path(_("buero/informationen/"), include("teilhabe.outreach.content.urls", namespace="content")),
        path(_("buero/bilder/"), include("teilhabe.outreach.pictures.urls", namespace="pictures")),
        path(_("buero/uebersetzen/"), include("teilhabe.outreach.translation.urls", namespace="translation")),
        path(_("buero/rueckmeldungen/"), include("teilhabe.outreach.feedback.urls", namespace="feedback")),
        path(_("informationen/"), include("teilhabe.portal.information.urls", namespace="information")),
        path("", include("teilhabe.portal.urls")),
        path("", include("teilhabe.monitoring.urls")),
    ),
]
