"""The addresses of facts in the workspace."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.content.views import facts

urlpatterns: list[URLPattern | URLResolver] = [
    path(_("angaben/"), facts.facts, name="facts"),
    path(_("angaben/neu/"), facts.fact_kinds, name="fact_kinds"),
    path(_("angaben/neu/<slug:kind>/"), facts.fact_add, name="fact_add"),
    path(_("angaben/<int:fact>/"), facts.fact, name="fact"),
    path(_("angaben/<int:fact>/aendern/"), facts.fact_change, name="fact_change"),
    path(_("angaben/<int:fact>/zuruecknehmen/"), facts.fact_undo, name="fact_undo"),
    path(_("angaben/<int:fact>/loeschen/"), facts.fact_remove, name="fact_remove"),
]
