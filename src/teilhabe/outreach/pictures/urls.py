"""The addresses of pictures in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.pictures.views import appearances, files, pictures

app_name = "pictures"
urlpatterns = [
    path("", pictures.pictures, name="pictures"),
    path(_("neu/"), pictures.picture_add, name="picture_add"),
    path("<int:picture>/", pictures.picture, name="picture"),
    path(_("<int:picture>/datei/<int:width>/"), files.kept, name="file"),
    path(_("<int:picture>/aendern/"), pictures.picture_change, name="picture_change"),
    path(_("<int:picture>/ersetzen/"), pictures.picture_replace, name="picture_replace"),
    path(_("<int:picture>/loeschen/"), pictures.picture_delete, name="picture_delete"),
    path(_("<int:picture>/zu-sehen/"), appearances.appearance_add, name="appearance_add"),
    path(_("zu-sehen/<int:appearance>/widerrufen/"), appearances.appearance_withdraw, name="appearance_withdraw"),
    path(_("zu-sehen/<int:appearance>/entfernen/"), appearances.appearance_remove, name="appearance_remove"),
]
