"""What the database itself refuses, whoever writes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.engagement.opportunities.models import Requirement
from teilhabe.engagement.placements.models import Assignment, Proposal
from teilhabe.engagement.shifts.models import SignUp

pytestmark = pytest.mark.django_db


def test_nobody_is_signed_up_twice_for_one_shift_but_may_come_back_after_cancelling(cast: Cast) -> None:
    shift, volunteer = make_shift(make_opportunity(cast.organisation)), make_volunteer()
    first = SignUp.objects.create(shift=shift, volunteer=volunteer)
    with pytest.raises(IntegrityError), transaction.atomic():
        SignUp.objects.create(shift=shift, volunteer=volunteer, state=SignUp.State.WAITING)
    SignUp.objects.filter(pk=first.pk).update(state=SignUp.State.CANCELLED)
    assert SignUp.objects.create(shift=shift, volunteer=volunteer).state == SignUp.State.BOOKED


def test_one_assignment_at_a_time_for_the_same_opportunity(cast: Cast) -> None:
    opportunity, volunteer, today = make_opportunity(cast.organisation), make_volunteer(), localdate()
    first = Assignment.objects.create(volunteer=volunteer, opportunity=opportunity, task="x", starts_on=today)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(volunteer=volunteer, opportunity=opportunity, task="x", starts_on=today)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.filter(pk=first.pk).update(ends_on=today - timedelta(days=1))
    Assignment.objects.filter(pk=first.pk).update(ends_on=today)
    Assignment.objects.create(volunteer=volunteer, opportunity=opportunity, task="x", starts_on=today)


def test_the_same_is_not_proposed_twice_at_once_but_again_later(cast: Cast) -> None:
    opportunity, volunteer = make_opportunity(cast.organisation), make_volunteer()
    first = Proposal.objects.create(volunteer=volunteer, opportunity=opportunity)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.create(volunteer=volunteer, opportunity=opportunity, state=Proposal.State.ASKED)
    Proposal.objects.filter(pk=first.pk).update(state=Proposal.State.DECLINED)
    Proposal.objects.create(volunteer=volunteer, opportunity=opportunity)


@pytest.mark.parametrize("values", [{"kind": "age", "code": "x"}, {"kind": "language", "code": ""}])
def test_a_requirement_says_what_it_asks_for(cast: Cast, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement.objects.create(opportunity=make_opportunity(cast.organisation), **values)
