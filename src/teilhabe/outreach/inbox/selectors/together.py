"""Which conversations may belong together: of the same sender, about something similar, or found by a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.search.words import searchable
from teilhabe.outreach.inbox.selectors.lists import conversations_of, matching
from teilhabe.outreach.inbox.selectors.pages import of_same_sender

MOST = 10
NEAR = timedelta(days=90)
MOST_COMPARED = 2000
ALIKE = 75
"""Of 100: subject lines that share three words of four in any order are."""
SAME_SENDER, SIMILAR, FOUND = _("schreibt dieselbe Person"), _("ähnlicher Betreff"), _("gefunden")
_ANSWERED = re.compile(r"^\s*(?:(?:re|aw|antw|sv|wg|fwd?)\s*:\s*)+", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:nr\.?\s*)?(\d{1,18})\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A conversation that may belong to another one, and why it is offered."""

    conversation: Conversation
    why: str | Promise


def candidates(user: User, conversation: Conversation, typed: str) -> list[Candidate]:
    """What was looked for by words or by number; without that, what the same sender or a similar subject suggests."""
    if typed:
        return [Candidate(each, FOUND) for each in _found(user, conversation, typed)]
    same = [Candidate(each, SAME_SENDER) for each in of_same_sender(conversation) if not each.emptied_at]
    known = {each.conversation.pk for each in same}
    similar = [Candidate(each, SIMILAR) for each in _similar(user, conversation) if each.pk not in known]
    return [*same, *similar][:MOST]


def _others(user: User, conversation: Conversation) -> QuerySet[Conversation]:
    """Those that stand for themselves and can still be read."""
    rows = conversations_of(user).exclude(pk=conversation.pk).exclude(state=Conversation.State.SPAM)
    return rows.filter(emptied_at=None).defer("words").order_by("-last_entry_at")


def _found(user: User, conversation: Conversation, typed: str) -> QuerySet[Conversation]:
    number = _NUMBER.match(typed)
    asked = Q(pk=int(number[1])) if number else Q(pk__in=matching(typed))
    return _others(user, conversation).filter(asked)[:MOST]


def _similar(user: User, conversation: Conversation) -> Iterator[Conversation]:
    """The most alike first, among the latest around this one."""
    asked = _compared(conversation.subject_line)
    if not asked:
        return
    span = (conversation.created_at - NEAR, conversation.last_entry_at + NEAR)
    lines = _others(user, conversation).filter(last_entry_at__range=span).values_list("pk", "subject_line")
    alike = process.extract(
        asked,
        {key: _compared(line) for key, line in lines[:MOST_COMPARED]},
        scorer=fuzz.token_sort_ratio,
        score_cutoff=ALIKE,
        limit=MOST,
    )
    rows = Conversation.objects.defer("words").in_bulk([key for _line, _score, key in alike])
    yield from (rows[key] for _line, _score, key in alike)


def _compared(subject_line: str) -> str:
    """Without what mail programs put before it."""
    return searchable(_ANSWERED.sub("", subject_line))
