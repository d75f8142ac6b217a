"""Writes about snippets: the texts for answers that come again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE
from teilhabe.core.audit.action import Action
from teilhabe.errors import InputError
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.inbox.models import Snippet


@dataclass(frozen=True, kw_only=True)
class _Written(Action[Snippet]):
    """`texts` by language; German is always there, empty ones are left out."""

    name: str
    texts: Mapping[str, str] = field(default_factory=dict)
    topic: Category | None = None

    def put_into(self, snippet: Snippet) -> Snippet:
        name = " ".join(self.name.split())
        if Snippet.objects.filter(name__iexact=name).exclude(pk=snippet.pk).exists():
            raise InputError(
                "Einen Textbaustein mit diesem Namen gibt es schon.", "There is a snippet with this name already."
            )
        texts = {language: text.strip() for language, text in self.texts.items() if text.strip()}
        if "de" not in texts:
            raise InputError("Der deutsche Text fehlt.", "The German text is missing.")
        snippet.name, snippet.texts, snippet.topic, snippet.changed_at = name, texts, self.topic, timezone.now()
        snippet.save()
        return snippet


@dataclass(frozen=True, kw_only=True)
class AddSnippet(_Written):
    verb = ADD
    sentence = _("hat den Textbaustein „{target}“ angelegt")

    @property
    def target(self) -> type[Snippet]:
        return Snippet

    def perform(self) -> Snippet:
        return self.put_into(Snippet())


@dataclass(frozen=True, kw_only=True)
class ChangeSnippet(_Written):
    verb = CHANGE
    sentence = _("hat den Textbaustein „{target}“ geändert")
    snippet: Snippet

    @property
    def target(self) -> Snippet:
        return self.snippet

    def perform(self) -> Snippet:
        return self.put_into(Snippet.objects.get(pk=self.snippet.pk))


@dataclass(frozen=True, kw_only=True)
class DeleteSnippet(Action[None]):
    verb: ClassVar[str] = DELETE
    sentence = _("hat den Textbaustein „{target}“ gelöscht")
    snippet: Snippet

    @property
    def target(self) -> Snippet:
        return self.snippet

    def perform(self) -> None:
        Snippet.objects.filter(pk=self.snippet.pk).delete()
