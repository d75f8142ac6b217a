"""The views of the list of offers that everybody needs, and how much lies in them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from teilhabe.core.users.models import User
from teilhabe.engagement.offers.models import Offer
from teilhabe.engagement.offers.selectors import counts
from teilhabe.outreach.inbox.tabs import Tab

OPEN = "state=open"
"""What the list shows as long as nobody asks for anything else."""


def tabs(user: User) -> Iterator[Tab]:
    number = counts(user)
    yield Tab(_("Offen"), OPEN, number["open"])
    yield Tab(_("Meine"), f"{OPEN}&who={user.pk}", number["mine"])
    yield Tab(_("Von niemandem übernommen"), f"{OPEN}&who=nobody", number["nobodys"])
    yield Tab(_("Überfällig"), "overdue=1", number["overdue"], is_late=number["overdue"] > 0)
    yield Tab(_("Warten auf eine Aufgabe"), f"state={Offer.State.WAITING}")
    yield Tab(_("Alle"), "")
