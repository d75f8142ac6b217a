"""Slots of shifts: what other apps do once somebody came, and what they show on a volunteer's own page."""

from __future__ import annotations

from teilhabe.core.extensions import Section, Slot
from teilhabe.engagement.shifts.models import SignUp
from teilhabe.engagement.volunteers.models import Volunteer

ATTENDANCE: Slot[[SignUp], int] = Slot("who notes that somebody came or did not; each answers at how much")
OWN_SECTIONS: Slot[[Volunteer], Section] = Slot("sections of a volunteer's own page")
