"""Reads of the glossary."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from teilhabe.outreach.content.models import Variant
from teilhabe.outreach.translation.glossary import Entry
from teilhabe.outreach.translation.models import Term


def entries_for(source_language: str, language: str) -> list[Entry]:
    """The terms of a source language that say something for this target; one query."""
    return list(_entries(source_language, language))


def _entries(source_language: str, language: str) -> Iterator[Entry]:
    for term in Term.objects.filter(language=source_language):
        translation = term.text if term.is_kept else str(term.translations.get(language, ""))
        if translation:
            yield Entry(term.text, translation, term.note, term.is_kept)


def entries_of(variant: Variant) -> list[Entry]:
    source = variant.translated_from
    return entries_for(source.language, variant.language) if source else []


def matching_terms(text: str) -> QuerySet[Term]:
    """Terms whose text or explanation holds these letters."""
    return Term.objects.filter(Q(text__icontains=text) | Q(note__icontains=text))
