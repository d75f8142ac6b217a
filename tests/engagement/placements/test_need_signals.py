"""Placements say in numbers what the city lacks."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate, make_aware
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.engagement.opportunities.models import Requirement
from teilhabe.engagement.placements.actions import Decline, Propose
from teilhabe.engagement.placements.models import Proposal
from teilhabe.engagement.placements.need_signals import placement_signals, write_due

pytestmark = pytest.mark.django_db
BY = Operator("Probe")


def _ask_for(opportunity: object, language: str) -> None:
    Requirement.objects.create(opportunity=opportunity, kind="language", code=language)


def test_twelve_fail_only_for_tigrinya_and_a_refusal_is_counted_by_side_and_reason(cast: Cast, tmp_path: Path) -> None:
    unfilled, filled = make_opportunity(cast.organisation, "Übersetzen"), make_opportunity(cast.organisation, "Lesen")
    _ask_for(unfilled, "ti")
    _ask_for(filled, "de")
    people = [make_volunteer(f"Probe {each}", languages=["de"]) for each in range(12)]
    refused = Propose(by=BY, volunteer=people[0], opportunity=filled).run()
    Decline(by=BY, proposal=refused, side="volunteer", reason="distance").run()
    month = f"{localdate():%Y-%m}"
    *_last, path = write_due(localdate(), tmp_path)
    assert path.read_text(encoding="utf-8").splitlines() == [
        "month,signal,kind,code,opportunities,people",
        f"{month},refused,volunteer,distance,1,1",
        f"{month},unfilled,language,ti,1,12",
    ]


def test_another_month_has_no_refusals_of_this_one(cast: Cast) -> None:
    refused = Propose(by=BY, volunteer=make_volunteer(), opportunity=make_opportunity(cast.organisation)).run()
    Decline(by=BY, proposal=refused, side="office", reason="other").run()
    assert placement_signals(date(2020, 1, 1), localdate()) == []


def test_a_month_that_was_missed_is_made_up_for_once_with_what_can_still_be_told(cast: Cast, tmp_path: Path) -> None:
    today = localdate()
    last = today.replace(day=1) - timedelta(days=1)
    unfilled = make_opportunity(cast.organisation)
    _ask_for(unfilled, "ti")
    refused = Propose(by=BY, volunteer=make_volunteer(), opportunity=unfilled).run()
    Decline(by=BY, proposal=refused, side="volunteer", reason="distance").run()
    Proposal.objects.update(decided_at=make_aware(datetime.combine(last, time(12))))
    made_up, running = write_due(today, tmp_path)
    assert made_up.read_text(encoding="utf-8").splitlines()[1:] == [f"{last:%Y-%m},refused,volunteer,distance,1,1"]
    assert write_due(today, tmp_path) == [running]
