"""Answers to offers in four languages, put among the snippets of the inbox by one press, if the office wants them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD
from teilhabe.core.audit.action import Action
from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.actions.snippets import AddSnippet
from teilhabe.outreach.inbox.models import Snippet
from teilhabe.outreach.inbox.policies import SNIPPETS

FILE = Path(__file__).with_name("snippets.toml")


def offered_snippets() -> dict[str, dict[str, str]]:
    """The texts by language, by name of the snippet."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["snippet"]
    return {each.pop("name"): {language: text.strip() for language, text in each.items()} for each in entries}


def are_missing(user: User) -> bool:
    """Whether none of them is there and the user may add them."""
    return SNIPPETS.allows(user, ADD) and not Snippet.objects.filter(name__in=offered_snippets()).exists()


@dataclass(frozen=True, kw_only=True)
class AddOfferSnippets(Action[None]):
    """Those that are there already stay as somebody has written them."""

    verb = ADD
    sentence = _("hat die Textbausteine für Angebote angelegt")

    @property
    def target(self) -> type[Snippet]:
        return Snippet

    def perform(self) -> None:
        known = set(Snippet.objects.values_list("name", flat=True))
        for name, texts in offered_snippets().items():
            if name not in known:
                AddSnippet(by=self.by, name=name, texts=texts).run()
