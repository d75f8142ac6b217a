"""Every address of the site: the workspace and the portal first, then the cities."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.moderation.views import netiquette
from teilhabe.portal.views import health

handler500 = "teilhabe.project.failures.failed"

urlpatterns = [
    path("healthz", health, name="health"),
    # Without a language, so that a provider has to know one address only.
    path("oidc/", include("teilhabe.core.accounts.single_sign_on_urls")),
    # Without a language, so that every language of the site shares what a browser keeps.
    path("medien/", include("teilhabe.outreach.pictures.media_urls", namespace="media")),
    # Without a language, because Facebook is told one address only.
    path("facebook/", include("teilhabe.outreach.channels.facebook.urls", namespace="facebook")),
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
        path(_("buero/posteingang/"), include("teilhabe.outreach.inbox.urls", namespace="inbox")),
        path(_("buero/notieren/"), include("teilhabe.outreach.inbox.counter.urls", namespace="counter")),
        path(_("buero/postfach/"), include("teilhabe.outreach.inbox.mailbox.urls", namespace="mailbox")),
        path(_("buero/anhaenge/"), include("teilhabe.outreach.inbox.attachments.urls", namespace="attachments")),
        path(_("buero/rundbrief/"), include("teilhabe.outreach.newsletter.urls", namespace="newsletter")),
        path(_("rundbrief/"), include("teilhabe.portal.newsletter.urls", namespace="subscription")),
        path(_("buero/aussendungen/"), include("teilhabe.outreach.channels.urls", namespace="channels")),
        path(
            _("buero/facebook/"),
            include("teilhabe.outreach.channels.facebook.office_urls", namespace="facebook_office"),
        ),
        path(_("buero/beweise/"), include("teilhabe.outreach.moderation.urls", namespace="moderation")),
        path(_("buero/anerkennung/"), include("teilhabe.engagement.recognition.urls", namespace="recognition")),
        path(_("buero/aufwandspauschalen/"), include("teilhabe.engagement.allowances.urls", namespace="allowances")),
        path(_("buero/patenschaften/"), include("teilhabe.engagement.tandems.urls", namespace="tandems")),
        path(_("buero/nachweise/"), include("teilhabe.engagement.checks.urls", namespace="checks")),
        path(_("buero/ehrenamtliche/"), include("teilhabe.engagement.volunteers.urls", namespace="volunteers")),
        path(_("buero/angebote/"), include("teilhabe.engagement.offers.urls", namespace="offers")),
        path(_("buero/einsaetze/"), include("teilhabe.engagement.placements.urls", namespace="placements")),
        path(_("anfrage/"), include("teilhabe.engagement.placements.public_urls", namespace="placement_answer")),
        path(_("stimmt-das-noch/"), include("teilhabe.engagement.volunteers.public_urls", namespace="still_right")),
        path(
            _("buero/einsatzmoeglichkeiten/"),
            include("teilhabe.engagement.opportunities.urls", namespace="opportunities"),
        ),
        path(_("buero/schichten/"), include("teilhabe.engagement.shifts.urls", namespace="shifts")),
        path(_("buero/stunden/"), include("teilhabe.engagement.hours.urls", namespace="hours")),
        path(_("meine-einsaetze/"), include("teilhabe.engagement.shifts.own_urls", namespace="own_shifts")),
        path(
            _("buero/ehrenamt-in-zahlen/"),
            include("teilhabe.engagement.figures.urls", namespace="volunteering_figures"),
        ),
        path(_("mitmachen/"), include("teilhabe.portal.volunteering.urls", namespace="volunteering")),
        path(_("netiquette/"), netiquette, name="netiquette"),
        path(_("informationen/"), include("teilhabe.portal.information.urls", namespace="information")),
        path("", include("teilhabe.portal.urls")),
        path("", include("teilhabe.monitoring.urls")),
    ),
]
