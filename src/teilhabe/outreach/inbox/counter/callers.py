"""Who calls: a number, an address or a name, as it was typed, and whom of the register it may be."""

from __future__ import annotations

import re

from teilhabe.actors.models import Person
from teilhabe.actors.selectors.people import matching, people_of
from teilhabe.codes.telephone import international
from teilhabe.core.users.models import User
from teilhabe.outreach.inbox.receiving import Sender

LEAST_SIGNS = 3
MOST_SHOWN = 6
LEAST_DIGITS = 5
_NUMBER = re.compile(r"[+0-9][0-9 ()/.-]*")


def sender(typed: str) -> Sender:
    """A number or an address by which the person is known again; anything else is a name."""
    tidy = " ".join(typed.split())
    if _NUMBER.fullmatch(tidy) and len(international(tidy).lstrip("+")) >= LEAST_DIGITS:
        return Sender("", "phone", tidy)
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", tidy):
        return Sender("", "mail", tidy)
    return Sender(tidy)


def candidates(user: User, typed: str) -> list[Person]:
    """By name, number or address, within the user's reach; nobody for what is too short to mean anybody."""
    tidy = " ".join(typed.replace("\0", " ").split())
    if len(tidy) < LEAST_SIGNS:
        return []
    found = people_of(user).filter(pk__in=matching(tidy)).prefetch_related("contact_points")
    return list(found.order_by("family_name", "given_name")[:MOST_SHOWN])
