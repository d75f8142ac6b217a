"""Writes about the glossary: add, change, delete, take over a list, take it out as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from teilhabe.core.access.policy import ADD, CHANGE, DELETE, EXPORT
from teilhabe.core.audit.action import Action
from teilhabe.core.audit.values import Values
from teilhabe.errors import InputError
from teilhabe.outreach.translation.models import Term

FIELDS = ("language", "text", "translations", "note", "is_kept")


@dataclass(frozen=True, kw_only=True)
class AddTerm(Action[Term]):
    verb = ADD
    sentence = _("hat den Begriff „{target}“ ins Glossar aufgenommen")
    values: Mapping[str, Any]

    @property
    def target(self) -> type[Term]:
        return Term

    def perform(self) -> Term:
        _refuse_double(self.values)
        return Term.objects.create(**{name: self.values[name] for name in FIELDS if name in self.values})


@dataclass(frozen=True, kw_only=True)
class ChangeTerm(Action[Term]):
    verb = CHANGE
    sentence = _("hat den Begriff „{target}“ geändert")
    term: Term
    values: Mapping[str, Any]

    @property
    def target(self) -> Term:
        return self.term

    def perform(self) -> Term:
        _refuse_double(self.values, self.term)
        for name in FIELDS:
            if name in self.values:
                setattr(self.term, name, self.values[name])
        self.term.save()
        return self.term


@dataclass(frozen=True, kw_only=True)
class DeleteTerm(Action[None]):
    verb = DELETE
    sentence = _("hat den Begriff „{target}“ aus dem Glossar gelöscht")
    term: Term

    @property
    def target(self) -> Term:
        return self.term

    def perform(self) -> None:
        self.term.delete()


def _refuse_double(values: Mapping[str, Any], term: Term | None = None) -> None:
    same = Term.objects.filter(language=values.get("language", "de"), text=values["text"])
    if (same.exclude(pk=term.pk) if term else same).exists():
        raise InputError(
            f"„{values['text']}“ steht schon im Glossar. Ändern Sie den Eintrag dort.",
            f"“{values['text']}” is in the glossary already. Change the entry there.",
        )


@dataclass(frozen=True, kw_only=True)
class ImportTerms(Action[int]):
    """A list of terms: new ones are added, known ones take the list's translations beside their others."""

    verb = ADD
    sentence = _("hat Einträge ins Glossar übernommen")
    rows: Sequence[Mapping[str, Any]]

    @property
    def target(self) -> type[Term]:
        return Term

    def perform(self) -> int:
        known = {(term.language, term.text): term for term in Term.objects.all()}
        for row in self.rows:
            term = known.get((row["language"], row["text"])) or Term(language=row["language"], text=row["text"])
            term.translations = {**term.translations, **row["translations"]}
            term.note, term.is_kept = row["note"] or term.note, row["is_kept"]
            term.save()
            known[term.language, term.text] = term
        return len(self.rows)

    def after(self, row: object) -> Values:
        return {"terms": len(self.rows)}


@dataclass(frozen=True, kw_only=True)
class ExportTerms(Action[None]):
    """The glossary leaves the house as a file."""

    verb = EXPORT
    sentence = _("hat das Glossar ausgeführt")

    @property
    def target(self) -> type[Term]:
        return Term

    def perform(self) -> None:
        """Nothing changes."""
