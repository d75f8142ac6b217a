"""The addresses of the translation workspace in the workspace."""

from __future__ import annotations

from django.urls import path
from django.utils.translation import gettext_lazy as _

from teilhabe.outreach.translation.views import coverage, exchange, glossary, machine, workspace

app_name = "translation"
urlpatterns = [
    path("", coverage.coverage, name="coverage"),
    path(_("schaetzungen/"), coverage.estimates, name="estimates"),
    path(_("fassung/<int:variant>/"), workspace.workspace, name="workspace"),
    path(_("fassung/<int:variant>/veroeffentlichen/"), workspace.publish, name="publish"),
    path(_("fassung/<int:variant>/maschine/"), machine.ask, name="machine"),
    path(_("fassung/<int:variant>/datei/<slug:kind>/"), exchange.variant_file, name="variant_file"),
    path(_("information/<int:item>/beginnen/"), workspace.begin, name="begin"),
    path(_("dateien/"), exchange.exchange, name="exchange"),
    path(_("dateien/uebernehmen/"), exchange.take, name="take"),
    path(_("dateien/sprache/"), exchange.language_file, name="language_file"),
    path(_("glossar/"), glossary.terms, name="terms"),
    path(_("glossar/neu/"), glossary.term_add, name="term_add"),
    path(_("glossar/liste/"), glossary.terms_import, name="terms_import"),
    path(_("glossar/csv/"), glossary.terms_export, name="terms_export"),
    path(_("glossar/<int:term>/"), glossary.term, name="term"),
    path(_("glossar/<int:term>/loeschen/"), glossary.term_delete, name="term_delete"),
    path(_("speicher/"), glossary.memory, name="memory"),
    path(_("speicher/<int:remembered>/loeschen/"), glossary.forget, name="forget"),
]
