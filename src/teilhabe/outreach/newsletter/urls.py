"""The addresses of the newsletter in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.newsletter import views

app_name = "newsletter"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.overview, name="overview"),
    path(_("neue-ausgabe/"), views.issue_add, name="issue_add"),
    path(_("adresse-loeschen/"), views.erase, name="erase"),
    path(_("<int:dispatch>/entscheiden/"), views.decide, name="decide"),
    path(_("<int:dispatch>/weiter/"), views.go_on, name="go_on"),
    path(_("<int:dispatch>/probe/"), views.proof, name="proof"),
]
