"""What search engines read has all that they ask for (developers' pages on JobPosting and Event, November 2026)."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from tests.engagement.rows import make_opportunity, make_shift

from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
OF_A_POSTING = {"@id", "title", "description", "datePosted", "hiringOrganization", "employmentType"}
OF_AN_EVENT = {"@id", "name", "startDate", "endDate", "location", "eventStatus", "organizer"}


def graph(client: Client, made: Opportunity) -> list[dict[str, Any]]:
    page = client.get(f"/de/mitmachen/{made.pk}/").content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    told = json.loads(text)
    assert told["@context"] == "https://schema.org"
    return list(told["@graph"])


@pytest.mark.parametrize(
    "values",
    [{}, {"place": "Rathausplatz 1", "district": "Innenstadt"}, {"published_at": None}],
    ids=["nothing said", "place", "never published"],
)
def test_posting_and_dates_have_what_is_required(
    client: Client, organisation: Organisation, soon: datetime, values: dict[str, Any]
) -> None:
    made = make_opportunity(organisation, **values)
    make_shift(made, soon, places=2)
    posting, event = graph(client, made)
    assert (posting["@type"], event["@type"]) == ("JobPosting", "Event")
    assert set(posting) >= OF_A_POSTING
    assert set(event) >= OF_AN_EVENT
    for place in (posting["jobLocation"], event["location"]):
        assert place["name"]
        assert place["address"]["addressCountry"] == "DE"
    assert datetime.fromisoformat(event["startDate"]) == soon
    assert "+01:00" in event["startDate"] or "+02:00" in event["startDate"]


def test_what_is_done_from_home_says_so_instead_of_a_place(client: Client, organisation: Organisation) -> None:
    (posting,) = graph(client, make_opportunity(organisation, is_remote=True))
    assert posting["jobLocationType"] == "TELECOMMUTE"
    assert "jobLocation" not in posting
