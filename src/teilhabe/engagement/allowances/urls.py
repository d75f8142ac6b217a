"""The addresses of lump sums in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.allowances import views

app_name = "allowances"
urlpatterns = [
    path("", views.totals, name="totals"),
    path(_("zahlungen/"), views.payments, name="payments"),
    path(_("zahlungen/<int:payment>/entfernen/"), views.payment_remove, name="payment_remove"),
    path("<int:volunteer>/", views.volunteer, name="volunteer"),
    path(_("<int:volunteer>/neu/"), views.payment_add, name="payment_add"),
]
