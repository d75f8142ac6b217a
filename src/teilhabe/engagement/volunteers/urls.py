"""The addresses of volunteers in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.engagement.volunteers.views import skills, standing, volunteers

app_name = "volunteers"
urlpatterns = [
    path("", volunteers.volunteers, name="volunteers"),
    path(_("neu/"), volunteers.volunteer_add, name="volunteer_add"),
    path(_("faehigkeiten/"), skills.skills, name="skills"),
    path(_("faehigkeiten/neu/"), skills.skill_add, name="skill_add"),
    path(_("faehigkeiten/anfangen/"), skills.skills_begin, name="skills_begin"),
    path(_("faehigkeiten/<int:skill>/"), skills.skill, name="skill"),
    path(_("abwesenheiten/<int:absence>/entfernen/"), standing.absence_remove, name="absence_remove"),
    path(_("person/<uuid:person>/"), volunteers.volunteer_of, name="volunteer_of"),
    path("<int:volunteer>/", volunteers.volunteer, name="volunteer"),
    path(_("<int:volunteer>/aendern/"), volunteers.volunteer_change, name="volunteer_change"),
    path(_("<int:volunteer>/aktiv/"), standing.activate, name="activate"),
    path(_("<int:volunteer>/pause/"), standing.pause, name="pause"),
    path(_("<int:volunteer>/ende/"), standing.end, name="end"),
    path(_("<int:volunteer>/stimmt/"), standing.confirmed, name="confirmed"),
    path(_("<int:volunteer>/fragen/"), standing.ask, name="ask"),
    path(_("<int:volunteer>/links/"), standing.revoke, name="revoke"),
    path(_("<int:volunteer>/abwesenheit/"), standing.absence_add, name="absence_add"),
]
