"""The views of the inbox that everybody needs, and how much lies in those that wait for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.selectors.lists import counts, undelivered

OPEN = f"state={Conversation.State.OPEN}"
"""What the inbox shows as long as nobody asks for anything else."""
ALL = "q="
"""Asks for nothing in so many words."""


@dataclass(frozen=True)
class Tab:
    """`shown` is the query string by which the list is known; `query` is what leads to it.

    `count` is None where nobody has to do anything: that number only grows, and so would the time to count.
    """

    label: str
    shown: str
    count: int | None = None
    is_late: bool = False

    @property
    def query(self) -> str:
        return self.shown or ALL


def tabs(user: User) -> Iterator[Tab]:
    """In two queries; what did not arrive stands there only while there is something."""
    number, lost = counts(user), undelivered()
    yield Tab(_("Offen"), OPEN, number["open"])
    yield Tab(_("Meine"), f"{OPEN}&who={user.pk}", number["mine"])
    yield Tab(_("Von niemandem übernommen"), f"{OPEN}&who=nobody", number["nobodys"])
    yield Tab(_("Überfällig"), "overdue=1", number["overdue"], is_late=number["overdue"] > 0)
    if lost:
        yield Tab(_("Antwort nicht angekommen"), "undelivered=1", lost, is_late=True)
    yield Tab(_("Warten auf die Person"), f"state={Conversation.State.WAITING}", number["waiting"])
    yield Tab(_("Alle"), "")
    yield Tab(_("Papierkorb"), f"state={Conversation.State.SPAM}")
