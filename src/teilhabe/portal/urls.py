"""The addresses of the portal."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.portal import partners, views

urlpatterns = [
    path("", views.start, name="start"),
    path(_("partner/"), partners.partners, name="partners"),
    path(_("barrierefreiheit/"), views.accessibility, name="accessibility"),
    path(_("impressum/"), views.legal_notice, name="legal_notice"),
    path(_("datenschutz/"), views.privacy, name="privacy"),
]
