"""Programs that subscribe get valid feeds in their language, and only once what they have already."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all

from teilhabe.outreach.content.models import Category, EventDates, InfoItem

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def root(client: Client, cast: Cast) -> str:
    """A page in Arabic, one with odd characters, and a weekly event; the address of information in Arabic."""
    families = Category.objects.create(kind="audience", key="familien", names={"de": "Familien", "ar": "عائلات"})
    text = "Siehe [Seite](/de/) & <b>.\n\n- Punkt"
    page = make_item(cast, "Wohngeld & \x0bmehr", text, "Kurz <gesagt>.", key="a", categories=(families,))
    event = make_item(cast, "Sprachcafé", key="cafe", kind=InfoItem.Kind.EVENT)
    begins = datetime(2027, 1, 12, 17, tzinfo=UTC)
    EventDates.objects.create(
        item=event,
        starts_at=begins,
        ends_at=begins.replace(hour=19),
        recurrence="FREQ=WEEKLY;BYDAY=TU",
        place_text="Haus",
    )
    for item in (page, event):
        publish(cast, item)
    translate_all(cast, page, "ar")
    with override("ar"):
        return reverse("information:home")


def test_an_atom_feed_has_all_that_the_standard_asks_for(client: Client, root: str) -> None:
    feed = ElementTree.fromstring(client.get(f"{root}feed.atom").content)
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1
    entries = {entry.findtext(f"{ATOM}title"): entry for entry in feed.findall(f"{ATOM}entry")}
    assert set(entries) == {"[ar] Wohngeld & mehr", "Sprachcafé"}
    for entry in entries.values():
        assert entry.findtext(f"{ATOM}id", "").startswith("http://testserver/")
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated", "")).tzinfo
        assert entry.find(f"{ATOM}link[@rel='alternate']").get("href", "").startswith("http://testserver/ar/")  # type: ignore[union-attr]
    content = entries["[ar] Wohngeld & mehr"].find(f"{ATOM}content")
    assert content is not None
    assert 'href="http://testserver/de/"' in (content.text or "")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries.values()}) == 2


def test_a_json_feed_has_its_required_members(client: Client, root: str) -> None:
    answer = client.get(f"{root}feed.json")
    feed = json.loads(answer.content)
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"] == f"http://testserver{root}feed.json"
    assert {item["language"] for item in feed["items"]} == {"ar", "de"}
    for item in feed["items"]:
        assert item["id"]
        assert "content_html" in item


def test_a_category_has_feeds_of_its_own(client: Client, root: str) -> None:
    feed = json.loads(client.get(f"{root}rubrik/familien/feed.json").content)
    assert [item["language"] for item in feed["items"]] == ["ar"]
    assert feed["title"].endswith("عائلات")
    assert client.get(f"{root}rubrik/nichts/feed.json").status_code == 404


@pytest.mark.parametrize("path", ["termine.ics", "termine/cafe.ics"])
def test_events_come_as_a_calendar(client: Client, root: str, path: str) -> None:
    answer = client.get(f"{root}{path}")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [str(event["summary"]) for event in events] == ["Sprachcafé"]
    assert events[0]["rrule"]["FREQ"] == ["WEEKLY"]
    assert str(events[0]["url"]).startswith("http://testserver/ar/")
    assert client.get(f"{root}termine/a.ics").status_code == 404


@pytest.mark.parametrize("path", ["feed.atom", "feed.json", "termine.ics"])
def test_who_has_the_feed_already_gets_304(client: Client, root: str, path: str) -> None:
    first = client.get(f"{root}{path}")
    assert client.get(f"{root}{path}", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    if path != "termine.ics":
        since = {"If-Modified-Since": first.headers["Last-Modified"]}
        assert client.get(f"{root}{path}", headers=since).status_code == 304


def test_addresses_are_those_of_the_setting(client: Client, root: str, settings: object) -> None:
    settings.PUBLIC_ADDRESS = "https://teilhabe.example"  # type: ignore[attr-defined]
    assert b'href="https://teilhabe.example/ar/' in client.get(f"{root}feed.atom").content


def test_a_kept_feed_takes_one_query_for_its_contents(
    client: Client, root: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"{root}feed.atom")
    with django_assert_max_num_queries(1):
        client.get(f"{root}feed.atom")


def test_pages_say_where_their_feed_is(client: Client, root: str, site: object) -> None:
    assert f'href="{root}feed.atom"' in client.get(root).content.decode()
