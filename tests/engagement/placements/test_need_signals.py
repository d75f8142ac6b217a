"""Placements say in numbers what the city lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.engagement.rows import make_opportunity, make_volunteer

from teilhabe.core.audit.action import Operator
from teilhabe.engagement.opportunities.models import Requirement
from teilhabe.engagement.placements.actions import Decline, Propose
from teilhabe.engagement.placements.need_signals import placement_signals, write

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
    assert write(localdate(), tmp_path).read_text(encoding="utf-8").splitlines() == [
        "month,signal,kind,code,opportunities,people",
        f"{month},refused,volunteer,distance,1,1",
        f"{month},unfilled,language,ti,1,12",
    ]


def test_another_month_has_no_refusals_of_this_one(cast: Cast) -> None:
    refused = Propose(by=BY, volunteer=make_volunteer(), opportunity=make_opportunity(cast.organisation)).run()
    Decline(by=BY, proposal=refused, side="office", reason="other").run()
    assert placement_signals(date(2020, 1, 1)) == []
