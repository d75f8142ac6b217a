"""The shape that every channel has: adding one is copying a neighbour and naming it in `channels.registry`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from teilhabe.core.jobs.job import PermanentFailure
from teilhabe.errors import InputError
from teilhabe.outreach.channels.models import Dispatch
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.pictures.models import Picture


@dataclass(frozen=True)
class Limits:
    """What the channel takes: characters of a text (0: any), and how far ahead it lets us plan.

    With `latest` the channel keeps plans itself and is told at once; else a dispatch waits here for its time.
    """

    longest_text: int = 0
    longest_title: int = 0
    earliest: timedelta = timedelta(0)
    latest: timedelta | None = None
    has_title: bool = False
    has_picture: bool = False
    is_own_text: bool = True
    """Whether it says a text of its own; else it shows the item itself."""


@dataclass(frozen=True)
class Draft:
    """What is to be said on one channel in one language; `facts` as the text reads them now."""

    language: str
    text: str
    title: str = ""
    link: str = ""
    picture: Picture | None = None
    picture_text: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    audience: dict[str, object] = field(default_factory=dict)
    item: InfoItem | None = None


@dataclass(frozen=True)
class Receipt:
    """The channel has it: its own key for it, and the address at which people see it ("" for none)."""

    external_id: str
    address: str = ""


class Refused(PermanentFailure):
    """The channel will not take this, now or later; the argument is a sentence for the office."""


class Unanswered(Exception):
    """Nobody knows whether the channel has it: the connection broke after the first byte had gone out."""


@runtime_checkable
class Addressed(Protocol):
    """A channel that reaches chosen people: the composer asks whom, and keeps the answer as `audience`."""

    def audience_form(self, data: QueryDict | None, language: str, languages: Sequence[str]) -> AudienceForm:
        """`languages` are all in which the same is said at once: nobody is to get it twice."""

    def reach(self, audience: Mapping[str, object], language: str) -> str:
        """Whom that is now, in one line: "42 Personen, 3 Organisationen"."""


class AudienceForm(forms.Form):
    """What a channel asks about its readers."""

    def audience(self) -> dict[str, object]:
        raise NotImplementedError  # each form of a channel asks something of its own


class Channel(Protocol):
    """A way to speak to people. Nothing here runs inside a request but `draft`, `complaints` and `preview`."""

    key: str
    label: str | Promise
    limits: Limits
    can_correct: bool
    """Whether what was sent can be changed in its place; else a correction is said anew."""
    can_recall: bool

    def is_ready(self) -> str:
        """ "" or the sentence why nothing can be sent yet (no page connected, no mail server)."""

    def draft(self, item: InfoItem, language: str) -> Draft:
        """What the channel would say of the item, from what readers see of it in this language."""

    def complaints(self, draft: Draft, planned_at: datetime | None) -> Sequence[InputError]:
        """What stands against sending it so: too long, no alternative text, too far ahead."""

    def preview(self, draft: Draft) -> SafeString:
        """About as its readers will see it."""

    def send(self, dispatch: Dispatch) -> Receipt:
        """Hand it over. Refused for good, Unanswered where nobody can tell; any other failure is worth a retry."""

    def find(self, dispatch: Dispatch) -> Receipt | None:
        """Whether the channel has it already; asked before every further attempt. Unanswered where it cannot tell."""

    def correct(self, dispatch: Dispatch, correction: Dispatch) -> Receipt:
        """Change what was sent; only where `can_correct`."""

    def recall(self, dispatch: Dispatch) -> None:
        """Take it back; only where `can_recall`. It is no failure if it is gone already."""
