"""The addresses of placements in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.placements.views import assignments, deciding, proposals, suggesting

app_name = "placements"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", assignments.assignments, name="assignments"),
    path("<int:assignment>/", assignments.assignment, name="assignment"),
    path(_("<int:assignment>/nachgefragt/"), assignments.follow_up, name="follow_up"),
    path(_("<int:assignment>/beenden/"), assignments.end, name="end"),
    path(_("vorschlaege/"), proposals.proposals, name="proposals"),
    path(_("vorschlaege/<int:proposal>/"), proposals.proposal, name="proposal"),
    path(_("vorschlaege/<int:proposal>/fragen/"), proposals.ask, name="ask"),
    path(_("vorschlaege/<int:proposal>/zusage/"), proposals.willing, name="note_willing"),
    path(_("vorschlaege/<int:proposal>/absage/"), proposals.decline, name="decline"),
    path(_("vorschlaege/<int:proposal>/vereinbaren/"), proposals.agree, name="agree"),
    path(_("vorschlaege/<int:proposal>/wieder/"), proposals.resume, name="resume"),
    path(_("vorschlaege/<int:proposal>/notiz/"), proposals.note, name="note"),
    path(_("passt-zu/<int:opportunity>/"), suggesting.suggestions, name="suggestions"),
    path(_("passt-fuer/<int:volunteer>/"), suggesting.suitable, name="suitable"),
    path(_("wer-moechte/<int:opportunity>/"), deciding.willing, name="willing"),
]
