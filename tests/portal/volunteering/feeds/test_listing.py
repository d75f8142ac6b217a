"""The public API tells what is listed, in the shape that it promises, and knows again who asked before."""

from __future__ import annotations

import pytest
from django.test import Client
from pydantic import TypeAdapter

from teilhabe.engagement.shifts.models import Shift
from teilhabe.portal.api import schemas

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
ADDRESS = "/api/v1/ar/opportunities"


def test_an_opportunity_is_told_in_the_language_with_its_free_places(client: Client, shift: Shift) -> None:
    shift.opportunity.requirements.create(kind="language", code="ti")
    answer = client.get(ADDRESS)
    (told,) = TypeAdapter(list[schemas.Opportunity]).validate_python(answer.json())
    assert (told.title, told.language, told.languages) == ("مرافقة مقهى اللغة", "ar", ["ti"])
    assert [(date.places, date.free) for date in told.dates] == [(1, 1)]
    assert told.address.endswith(f"/ar/volunteering/{shift.opportunity_id}/")


def test_nothing_is_sent_again_until_something_changes(client: Client, shift: Shift) -> None:
    tag = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 304
    shift.opportunity.title = "Anders"
    shift.opportunity.translations.all().delete()
    shift.opportunity.save()
    assert client.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 200
