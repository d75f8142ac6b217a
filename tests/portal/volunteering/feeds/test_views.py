"""Other programs get what is listed, and nothing that could run in a spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.test import Client
from icalendar import Calendar
from tests.engagement.rows import make_opportunity, make_shift, make_volunteer

from teilhabe.core.users.models import Organisation
from teilhabe.engagement.opportunities.models import Opportunity
from teilhabe.engagement.shifts.models import Shift

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
TABLE = "/de/mitmachen/freiwilligendatenbank.csv"


def _rows(client: Client) -> list[dict[str, str]]:
    text = client.get(TABLE).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def test_the_calendar_has_every_date_with_a_free_place(client: Client, shift: Shift) -> None:
    full = make_shift(shift.opportunity, shift.ends_at, places=1)
    full.sign_ups.create(volunteer=make_volunteer())
    found = Calendar.from_ical(client.get("/de/mitmachen/termine.ics").content)
    assert [str(each["uid"]) for each in found.walk("VEVENT")] == [f"shift-{shift.pk}@teilhabe"]


def test_one_date_can_be_taken_along(client: Client, shift: Shift) -> None:
    content = client.get(f"/ar/volunteering/{shift.opportunity_id}/date/{shift.pk}.ics").content
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == "مرافقة مقهى اللغة"


def test_the_table_is_german_and_names_no_person(client: Client, opportunity: Opportunity) -> None:
    opportunity.contact_name, opportunity.contact = "Geheime Person", "geheim@probe.example"
    opportunity.save()
    (row,) = _rows(client)
    assert (row["Titel"], row["Organisation"], row["Stadtteil"]) == (
        "Sprachcafé begleiten", "Verein Probe", "Innenstadt",
    )  # fmt: skip
    assert "geheim" not in str(row).lower()


def test_the_table_runs_nothing_and_tells_nothing_invented(client: Client, organisation: Organisation) -> None:
    make_opportunity(organisation, "=HYPERLINK(1)")
    make_opportunity(organisation, "Erfunden", is_sample=True)
    assert [row["Titel"] for row in _rows(client)] == ["'=HYPERLINK(1)"]
