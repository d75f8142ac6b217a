from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.duplicates import views

# Included by the URLs of actors, and part of their namespace.
urlpatterns = [
    path("", views.duplicates, name="duplicates"),
    path(_("<uuid:person>/mit/<uuid:other>/"), views.merge, name="merge"),
    path(_("<int:pair>/verschieden/"), views.tell_apart, name="tell_apart"),
    path(_("zusammengefuehrt/<int:merge>/"), views.undo_merge, name="undo_merge"),
]
