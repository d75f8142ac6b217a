"""Slots on the pages of an item and of a fact: what translation, feedback and later apps put there."""

from __future__ import annotations

from teilhabe.core.extensions import NavigationItem, Section, Slot
from teilhabe.core.users.models import User
from teilhabe.outreach.content.models import Fact, InfoItem, Variant

VARIANT_LINKS: Slot[[Variant, User], NavigationItem] = Slot("what can be done with a variant")
ITEM_SECTIONS: Slot[[InfoItem, User], Section] = Slot("sections of an item's page")
FACT_SECTIONS: Slot[[Fact, User], Section] = Slot("sections of a fact's page")
