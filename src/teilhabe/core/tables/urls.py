from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.core.tables import views

app_name = "tables"
urlpatterns = [
    path(_("speichern/"), views.save_view, name="save_view"),
    path("<int:view>/", views.view, name="view"),
    path(_("<int:view>/loeschen/"), views.delete_view, name="delete_view"),
]
