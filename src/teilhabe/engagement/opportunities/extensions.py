"""Slots of opportunities: what later apps show on their page, and what can be required of volunteers."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.core.extensions import Section, Slot
from teilhabe.core.users.models import User
from teilhabe.engagement.opportunities.models import Opportunity


@dataclass(frozen=True)
class Requirable:
    """Something that can be required beside languages, skills and an age: a module, a check, a declaration."""

    kind: str
    code: str
    name: str


REQUIRABLES: Slot[[], Requirable] = Slot("what can be required of volunteers")
OPPORTUNITY_SECTIONS: Slot[[Opportunity, User], Section] = Slot("sections of an opportunity's page")
