"""Where else somebody is named: in the queue, in saved searches, in sessions, in the words of the audit log.

What says who it belongs to is found by key. The rest is found by what only this human being is called: mail addresses,
numbers, the full name. A name or number that somebody else bears too is left out: it would lead to the wrong person.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote_plus, unquote_plus

from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast

from teilhabe.core.extensions import Slot
from teilhabe.core.privacy.declarations import PersonalData, declarations
from teilhabe.core.privacy.subjects import Human, rows_of

LEAST_LETTERS = 6
"""A shorter word would be found in the middle of everything."""


@dataclass(frozen=True)
class Traces:
    """By what a human being is recognised in a text."""

    human: Human
    words: frozenset[str]

    def are_in(self, text: str) -> bool:
        """Whether the text names them: as whole words, whatever the case, also in the query of an address."""
        folded = text.casefold()
        return bool(self.words) and any(self._pattern.search(each) for each in (folded, unquote_plus(folded)))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ordered = sorted((word.casefold() for word in self.words), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")


FORGETTING: Slot[[Traces], int] = Slot("what else to erase")
"""Files and other stores outside the declarations; each answers how many things it removed."""


def traces_of(human: Human) -> Traces:
    """Read before anything is erased."""
    words = {str(subject.key) for subject in human}
    for declared in declarations():
        if declared.identifying:
            words |= set(_words_of(declared, human))
    return Traces(human, frozenset(words))


def _words_of(declared: PersonalData, human: Human) -> Iterator[str]:
    rows = rows_of(declared, human)
    for row in rows:
        own = {name: str(getattr(row, name) or "").strip() for name in declared.identifying}
        shared = {name for name, text in own.items() if text and _is_borne_by_others(declared, rows, name, text)}
        yield from (text for name, text in own.items() if name not in shared and _is_distinct(text))
        if declared.subject == "" and not shared and _is_distinct(str(row)):
            yield str(row)


def _is_distinct(text: str) -> bool:
    """Addresses, numbers and full names; a single word may be a street or a trade as well."""
    return len(text) >= LEAST_LETTERS and (" " in text or not text.isalpha())


def _is_borne_by_others(declared: PersonalData, rows: QuerySet[Any], name: str, text: str) -> bool:
    others = declared.model._base_manager.exclude(pk__in=rows.values("pk"))
    return others.filter(**{name: text}).exists()


def rows_that_mention(declared: PersonalData, traces: Traces) -> QuerySet[Any]:
    """The rows in whose `mentions` they are named."""
    rows = declared.model._base_manager.all()
    if not declared.mentions or not traces.words:
        return rows.none()
    as_text = {f"{name}_as_text": Cast(name, TextField()) for name in declared.mentions}
    anywhere = Q()
    for form in {form for word in traces.words for form in _forms(word)}:
        for name in as_text:
            anywhere |= Q(**{f"{name}__icontains": form})
    candidates = rows.annotate(**as_text).filter(anywhere)
    return rows.filter(pk__in=[row.pk for row in candidates if traces.are_in(_text(row, declared.mentions))])


def _forms(word: str) -> set[str]:
    """As it stands in a text, in JSON, in the query of an address."""
    return {word, json.dumps(word)[1:-1], quote_plus(word)}


def _text(row: Model, names: tuple[str, ...]) -> str:
    values = [getattr(row, name) for name in names]
    return "\n".join(v if isinstance(v, str) else json.dumps(v, ensure_ascii=False, default=str) for v in values)
