"""The public pages of information, as a reader asks for them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.cast import Cast
from tests.outreach.items import approve, make_item, original_of, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.checking import CheckLater, next_check
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.editions import stamp
from teilhabe.outreach.content.models import Category, EventDates, Fact, InfoItem, PlaceDetails, Segment

HOURS = {
    "weekly": [{"days": ["mo", "tu", "we", "th", "fr", "sa", "su"], "from": "00:00", "to": "24:00"}],
    "closed": [],
    "note": {},
}
PUBLIC = ("", "news/", "events/", "events/2026/12/", "places/", "search/", "search/?q=x")


def published_item(cast: Cast, *, title: str = "Anmeldung", **values: Any) -> InfoItem:
    item = make_item(cast, title, **values)
    publish(cast, item)
    return item


def situation(key: str = "wohnen", **names: str) -> Category:
    return Category.objects.create(kind="situation", key=key, names={"de": "Wohnen", **names})


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["en", "ar", "ti"])
def test_every_page_stands_where_there_is_nothing_yet(client: Client, cast: Cast, path: str, language: str) -> None:
    text_of(client, f"/{language}/information/{path}")


@pytest.mark.usefixtures("site")
def test_an_item_is_read_in_the_language_of_the_reader(client: Client, cast: Cast) -> None:
    item = published_item(cast)
    translate_all(cast, item, "ar")
    page = text_of(client, f"/ar/information/page/{item.key}/")
    assert "[ar] Anmeldung" in page
    assert '<html lang="ar" dir="rtl"' in page


@pytest.mark.usefixtures("site")
def test_a_text_in_another_language_is_marked_and_explained(client: Client, cast: Cast) -> None:
    item = published_item(cast)
    page = text_of(client, f"/ar/information/page/{item.key}/")
    assert '<article class="article" lang="de" dir="ltr">' in page
    assert "هذه الصفحة غير متوفرة بلغتكم بعد" in page
    assert f'rel="canonical" href="/de/informationen/seite/{item.key}/"' in page


@pytest.mark.usefixtures("site")
def test_a_paragraph_whose_original_has_changed_is_marked_in_words(client: Client, cast: Cast) -> None:
    item = published_item(cast)
    translate_all(cast, item, "en")
    original = original_of(item)
    text = "Ein anderer Absatz.\n\n## Was Sie brauchen\n\n- Ausweis\n- Mietvertrag\n"
    SaveText(
        by=cast.user(Role.EDITOR), variant=original, written=Written("Anmeldung", "", text), version=original.version
    ).run()
    approve(cast, original)
    Publish(by=cast.user(Role.EDITOR), variant=original).run()
    page = text_of(client, f"/en/information/page/{item.key}/")
    assert page.count("Older version:") == 1


@pytest.mark.usefixtures("site")
def test_an_unknown_item_and_a_withdrawn_one_are_not_found(client: Client, cast: Cast) -> None:
    item = make_item(cast)
    assert client.get("/de/informationen/seite/nirgends/").status_code == 404
    assert client.get(f"/de/informationen/seite/{item.key}/").status_code == 404


@pytest.mark.usefixtures("site")
def test_a_situation_leads_to_its_items(client: Client, cast: Cast) -> None:
    category = situation(ar="السكن")
    item = published_item(cast, categories=(category,))
    assert "السكن" in text_of(client, "/ar/information/")
    assert item.key in text_of(client, "/de/informationen/rubrik/wohnen/")
    assert "السكن" in text_of(client, "/ar/information/category/wohnen/")


@pytest.mark.usefixtures("site")
def test_a_situation_that_leads_nowhere_is_no_way_in(client: Client, cast: Cast) -> None:
    situation()
    published_item(cast)
    assert "rubrik/wohnen" not in text_of(client, "/de/informationen/")


@pytest.mark.usefixtures("site")
def test_an_urgent_notice_stands_on_every_kept_page_at_once(client: Client, cast: Cast, published: Path) -> None:
    pages = ("/de/", "/de/probestadt/", "/de/partner/", "/de/impressum/", "/de/informationen/", "/de/nirgends/")
    for path in pages:
        client.get(path)
    published_item(cast, title="Trinkwasser abkochen", is_urgent=True)
    for path in pages:
        assert "Trinkwasser abkochen" in client.get(path).content.decode(), path
    published_item(cast, title="Wieder trinkbar", is_urgent=True)
    notices = client.get("/de/").content.decode().partition('class="urgent"')[2]
    assert notices.index("Wieder trinkbar") < notices.index("Trinkwasser abkochen"), "the newest first"


@pytest.mark.usefixtures("site")
def test_a_changed_fact_is_right_in_an_urgent_notice_on_every_kept_page(
    client: Client, cast: Cast, published: Path
) -> None:
    values = {"key": "notruf", "name": "Notruf", "kind": "text", "value": {"text": "0631 111"}}
    fact = AddFact(by=cast.user(Role.EDITOR), values=values).run()
    published_item(cast, title="Trinkwasser abkochen", summary="Fragen: {notruf}", is_urgent=True)
    pages = ("/de/", "/de/probestadt/", "/de/informationen/")
    assert all("0631 111" in client.get(path).content.decode() for path in pages)
    ChangeFact(by=cast.user(Role.EDITOR), fact=fact, values={"value": {"text": "0631 222"}}).run()
    for path in pages:
        assert "0631 222" in client.get(path).content.decode(), path


@pytest.mark.usefixtures("site")
def test_the_next_meetings_of_an_event_repeat_and_end(client: Client, cast: Cast) -> None:
    item = published_item(cast, title="Sprachcafé", kind="event")
    begins = datetime(2026, 1, 6, 17, tzinfo=UTC)
    EventDates.objects.create(
        item=item, starts_at=begins, ends_at=begins + timedelta(hours=2), recurrence="FREQ=WEEKLY;BYDAY=TU"
    )
    stamp()
    today = timezone.localdate()
    page = text_of(client, "/de/informationen/termine/")
    assert page.count("seite/" + item.key) == 1
    assert "jede Woche" in page
    assert text_of(client, "/de/informationen/").count("seite/" + item.key) == 1
    assert item.key in text_of(client, f"/en/information/events/{today.year}/{today.month}/")


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(
    "broken", [{"recurrence": "FREQ=YEARLY"}, {"recurrence": "x"}, {"exceptions": ["gestern"]}, {"exceptions": [1]}]
)
def test_an_event_whose_dates_nobody_can_read_takes_no_other_with_it(
    client: Client, cast: Cast, broken: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    begins = timezone.now() + timedelta(days=3)
    spans = {"starts_at": begins, "ends_at": begins + timedelta(hours=2)}
    good, bad = (published_item(cast, title=title, kind="event") for title in ("Sprachcafé", "Ohne Sinn"))
    EventDates.objects.create(item=good, **spans)
    EventDates.objects.create(item=bad, **spans, **broken)
    stamp()
    pages = ("/de/informationen/termine/", "/de/informationen/", "/de/informationen/termine.ics", "/api/v1/de/events")
    for page in pages:
        assert "Sprachcaf" in client.get(page).content.decode()
    assert client.get(f"/de/informationen/seite/{bad.key}/").status_code == 200
    assert len([each for each in caplog.records if "cannot be read" in each.message]) == 1
    office = cast.client(Role.EDITOR)
    assert "versteht unser Kalender nicht" in office.get(f"/de/buero/informationen/{bad.pk}/").content.decode()
    assert office.get(f"/de/buero/informationen/{bad.pk}/termine/").status_code == 200


@pytest.mark.usefixtures("site")
def test_the_navigation_says_where_one_is(client: Client, cast: Cast) -> None:
    keys = {kind: published_item(cast, title=kind, kind=kind).key for kind in ("page", "event", "place")}
    expected = {
        "/de/informationen/": "Informationen",
        "/de/informationen/termine/": "Termine",
        f"/de/informationen/seite/{keys['page']}/": "Informationen",
        f"/de/informationen/seite/{keys['event']}/": "Termine",
        f"/de/informationen/seite/{keys['place']}/": "Orte",
        "/de/partner/": "Partner",
    }
    for path, name in expected.items():
        assert text_of(client, path).count("aria-current") == 2  # the language, too
        assert f'aria-current="true">{name}</a>' in text_of(client, path)
    assert 'aria-current="true">' not in text_of(client, "/de/impressum/").split("site-nav")[1]


@pytest.mark.usefixtures("site")
def test_a_rare_event_is_listed_beside_daily_ones(client: Client, cast: Cast) -> None:
    """A year of the daily one is more than a list has room for."""
    begins = timezone.now() + timedelta(days=1)
    for title, days, rule in (("Jeden Tag", 0, "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU"), ("Sommerfest", 300, "")):
        starts_at = begins + timedelta(days=days)
        item = published_item(cast, title=title, kind="event")
        EventDates.objects.create(
            item=item, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), recurrence=rule
        )
    stamp()
    assert "Sommerfest" in text_of(client, "/de/informationen/termine/")


@pytest.mark.usefixtures("site")
def test_readers_take_an_event_all_events_and_a_booklet_with_them(client: Client, cast: Cast) -> None:
    item = published_item(cast, title="Sprachcafé", kind="event", categories=(situation(),))
    begins = timezone.now() + timedelta(days=1)
    EventDates.objects.create(item=item, starts_at=begins, ends_at=begins + timedelta(hours=1))
    stamp()
    base = "/de/informationen/"
    offers = {
        f"{base}seite/{item.key}/": f"{base}termine/{item.key}.ics",
        f"{base}termine/": f"{base}termine.ics",
        f"{base}rubrik/wohnen/": f"{base}heft.pdf?category=wohnen",
    }
    for page, address in offers.items():
        assert f'href="{address}"' in text_of(client, page)
        assert client.get(address).status_code == 200


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("month", ["2026/13", "2026/0", "1900/1", "9999/12"])
def test_a_month_that_nobody_plans_is_not_found(client: Client, cast: Cast, month: str) -> None:
    assert client.get(f"/de/informationen/termine/{month}/").status_code == 404


@pytest.mark.usefixtures("site")
def test_places_are_found_by_language_and_by_what_is_open(client: Client, cast: Cast) -> None:
    hours = Fact.objects.create(key="zeiten", name="Zeiten", kind="hours", value=HOURS)
    for name, spoken, opening in (("Haus Nord", ["ar"], hours), ("Haus Süd", ["tr"], None)):
        item = published_item(cast, title=name, kind="place")
        PlaceDetails.objects.create(item=item, languages=spoken, hours=opening)
    stamp()
    page = text_of(client, "/de/informationen/orte/?language=ar")
    assert "Haus Nord" in page
    assert "Haus Süd" not in page
    assert "Haus Süd" not in text_of(client, "/de/informationen/orte/?open=1")
    assert "Haus Süd" in text_of(client, "/de/informationen/orte/?language=xx&district=%3Cb%3E")


@pytest.mark.usefixtures("site")
def test_a_search_finds_or_helps_and_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    item = published_item(cast, title="Wohnung anmelden")
    assert item.key in text_of(client, "/de/informationen/suche/?q=wohnung")
    page = text_of(client, "/de/informationen/suche/?q=%3Cscript%3Exyzzy")
    assert "Dazu haben wir nichts gefunden" in page
    assert "<script>xyzzy" not in page
    assert "?q=%3Cscript%3Exyzzy" in page


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("path", ["", "events/", "places/", "news/"])
def test_a_kept_page_costs_one_query(
    client: Client, cast: Cast, path: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        published_item(cast, title=f"Seite {number}", categories=())
    client.get(f"/en/information/{path}")
    with django_assert_num_queries(1):
        client.get(f"/en/information/{path}")


@pytest.mark.usefixtures("site")
def test_an_item_costs_one_query_however_many_there_are(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    items = [published_item(cast, title=f"Seite {number}") for number in range(4)]
    client.get("/de/informationen/")
    with django_assert_max_num_queries(2):
        client.get(f"/de/informationen/seite/{items[2].key}/")
    with django_assert_max_num_queries(1):
        client.get(f"/de/informationen/seite/{items[2].key}/")


@pytest.mark.usefixtures("site")
def test_a_sample_and_what_a_machine_has_translated_say_so(client: Client, cast: Cast) -> None:
    item = published_item(cast, is_sample=True)
    variant = translate_all(cast, item, "en")
    variant.segments.update(provenance=Segment.Provenance.MACHINE)
    page = text_of(client, f"/en/information/page/{item.key}/")
    assert "Unreviewed sample" in page


@pytest.mark.usefixtures("site")
def test_a_page_of_questions_opens_them_in_place(client: Client, cast: Cast) -> None:
    item = published_item(cast, title="Was kostet das?", kind="faq", categories=(situation(),))
    assert f'<details class="question" id="{item.key}"' in text_of(client, "/de/informationen/rubrik/wohnen/")


@pytest.mark.usefixtures("site")
def test_plain_words_have_an_address_of_their_own_and_one_by_level(client: Client, cast: Cast) -> None:
    item = published_item(cast)
    translate_all(cast, item, "de", "plain")
    assert "[de] Anmeldung" in text_of(client, f"/de-simple/informationen/seite/{item.key}/")
    page = text_of(client, f"/de/informationen/seite/{item.key}/")
    assert f'href="/de/informationen/seite/{item.key}/?level=plain"' in page
    assert "[de] Anmeldung" in text_of(client, f"/de/informationen/seite/{item.key}/?level=plain")


@pytest.mark.usefixtures("site")
def test_a_page_is_sent_on_by_mail_with_its_complete_address(client: Client, cast: Cast, settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://www.stadt.example"
    item = published_item(cast, title="Rat & Hilfe: 50 % mehr?")
    page = text_of(client, f"/de/informationen/seite/{item.key}/")
    sent = parse_qs(unescape(re.findall(r'href="mailto:\?([^"]+)"', page)[0]))
    assert sent == {
        "subject": ["Rat & Hilfe: 50 % mehr?"],
        "body": [f"https://www.stadt.example/de/informationen/seite/{item.key}/"],
    }
    assert "data-copy" in page


@pytest.mark.usefixtures("site")
def test_the_privacy_page_says_what_is_kept_of_feedback_and_how_long(client: Client, cast: Cast) -> None:
    assert "Zwölf Monate nach der letzten Nachricht löschen wir Ihren Text" in text_of(client, "/de/datenschutz/")


@pytest.mark.usefixtures("site")
def test_readers_see_when_somebody_looked_whether_it_is_still_right(client: Client, cast: Cast) -> None:
    item = published_item(cast)
    path = f"/de/informationen/seite/{item.key}/"
    assert "Geprüft:" not in text_of(client, path)
    CheckLater(by=cast.user(Role.EDITOR), item=item, check_by=next_check()).run()
    today = timezone.localdate().isoformat()
    assert f'Geprüft: <time datetime="{today}">' in text_of(client, path)
