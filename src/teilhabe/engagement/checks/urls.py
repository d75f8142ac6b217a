"""The addresses of certificates and declarations in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.checks import views

app_name = "checks"
urlpatterns = [
    path("", views.certificates, name="certificates"),
    path("<int:volunteer>/", views.volunteer, name="volunteer"),
    path(_("<int:volunteer>/anfordern/"), views.request_add, name="request_add"),
    path(_("<int:volunteer>/eingesehen/"), views.inspection_add, name="inspection_add"),
    path(_("<int:volunteer>/unterschrieben/"), views.sign, name="sign"),
    path(_("anforderungen/<int:certificate>/brief/"), views.letter, name="letter"),
    path(_("anforderungen/<int:certificate>/erinnern/"), views.remind, name="remind"),
    path(_("anforderungen/<int:certificate>/zurueckziehen/"), views.withdraw, name="withdraw"),
    path(_("vermerke/<int:inspection>/"), views.inspection, name="inspection"),
    path(_("vermerke/<int:inspection>/loeschen/"), views.inspection_delete, name="inspection_delete"),
    path(_("erklaerungen/"), views.texts, name="texts"),
    path(_("erklaerungen/neu/"), views.text_add, name="text_add"),
    path(_("erklaerungen/<int:text>/"), views.text, name="text"),
]
