from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.actors.transfer import views

# Included by the URLs of actors, and part of their namespace.
urlpatterns = [
    path("", views.upload, name="import"),
    path("<int:people_import>/", views.page, name="import_page"),
    path(_("<int:people_import>/spalten/"), views.columns, name="import_columns"),
    path(_("<int:people_import>/verwerfen/"), views.discard, name="import_discard"),
    path(_("<int:people_import>/rueckgaengig/"), views.undo_import, name="import_undo"),
    path(_("<int:people_import>/bericht.csv"), views.report, name="import_report"),
    path(_("visitenkarten.vcf"), views.cards, name="cards"),
    path(_("visitenkarte/<uuid:person>.vcf"), views.person_card, name="person_card"),
]
