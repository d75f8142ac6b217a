"""The addresses of what is handed out."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.recognition import views

app_name = "recognition"
urlpatterns = [
    path("", views.recognised, name="list"),
    path(_("beauftragung/<int:assignment>/"), views.commission, name="commission"),
    path(_("bestaetigung/<int:volunteer>/"), views.confirmation, name="confirmation"),
    path(_("ehrenamtskarte/<int:volunteer>/"), views.card, name="card"),
    path(_("dank/<int:volunteer>/"), views.thanks, name="thanks"),
]
