"""Whoever stops ends what they do and have promised, in one confirmed step."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.users.roles import Role
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.shifts.models import SignUp

pytestmark = pytest.mark.django_db


def test_leaving_names_what_is_running_and_ends_all_of_it(cast: Cast, site: None) -> None:
    volunteer, other = make_volunteer("Amal Probe"), make_volunteer("Andere")
    filled = make_opportunity(cast.organisation, "Vorlesen", state=Opportunity.State.FILLED)
    for each in (volunteer, other):
        Assignment.objects.create(volunteer=each, opportunity=filled, task="Vorlesen", starts_on=localdate())
        Proposal.objects.create(volunteer=each, opportunity=make_opportunity(cast.organisation, "Kochen"))
        SignUp.objects.create(volunteer=each, shift=make_shift(make_opportunity(cast.organisation, "Fest")))
    client, page = cast.client(Role.COORDINATOR), reverse("volunteers:end", args=[volunteer.pk])
    asked = client.get(page).text
    for told in ("Einsatz: Vorlesen, Verein Probe", "Vorschlag: Kochen", "Schicht: Fest, Mo 05.05.2031"):
        assert told in asked
    assert volunteer.assignments.get().ends_on is None
    client.post(page, {"reason": "moved"})
    volunteer.refresh_from_db()
    assert volunteer.state == "ended"
    assert (volunteer.assignments.get().ends_on, volunteer.assignments.get().ending) == (localdate(), "moved")
    assert (volunteer.proposals.get().state, volunteer.sign_ups.get().state) == ("declined", "cancelled")
    assert other.assignments.get().ends_on is None
    assert (other.proposals.get().state, other.sign_ups.get().state) == ("open", "booked")
