"""The public pages: one answer for every address, nothing done by a link alone, no cookie, no limit on leaving."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from tests.office import site

from teilhabe.core.mail.models import Message
from teilhabe.outreach.content.models import Category
from teilhabe.outreach.newsletter.models import Subscription
from teilhabe.outreach.newsletter.subscribing import signed
from teilhabe.portal.information import feedback_gate as gate

__all__ = ["site"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
FORM = "/de/rundbrief/"
FILLED = {"address": "amal@probe.example", "language": "ar", "agreed": "on"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    cache.clear()


@pytest.fixture
def reader() -> Subscription:
    return Subscription.objects.create(
        address="amal@probe.example", language="ar", confirmed_at="2026-11-01T12:00Z", asked_at="2026-11-01T11:00Z"
    )


def test_known_and_unknown_addresses_get_the_same_answer(client: Client, reader: Subscription) -> None:
    known = client.post(FORM, FILLED)
    unknown = client.post(FORM, {**FILLED, "address": "neu@probe.example"})
    assert known.content == unknown.content
    assert [known.status_code, unknown.status_code] == [200, 200]
    assert Message.objects.count() == 2


def test_the_topics_are_the_categories_of_the_site_in_the_language_of_the_page(client: Client) -> None:
    Category.objects.create(kind="topic", key="housing", names={"de": "Wohnen", "ar": "السكن"})
    assert "السكن" in client.get("/ar/newsletter/").content.decode()
    client.post(FORM, {**FILLED, "topics": ["housing"]})
    assert Subscription.objects.get().topics == ["housing"]
    refused = client.post(FORM, {**FILLED, "address": "b@probe.example", "topics": ["gibt-es-nicht"]})
    assert refused.status_code == 200
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("address", "Bitte geben Sie Ihre E-Mail-Adresse ein."), ("agreed", "Bitte stimmen Sie zu.")],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(
    client: Client, missing: str, sentence: str
) -> None:
    page = client.post(FORM, {**FILLED, missing: ""}).content.decode()
    assert sentence in page
    assert 'value="ar" selected' in page
    assert not Subscription.objects.exists()


def test_no_page_of_the_newsletter_sets_a_cookie_or_is_kept(client: Client, reader: Subscription) -> None:
    for address in (FORM, f"{FORM}einstellungen/{reader.token}/", f"{FORM}abmelden/{reader.token}/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "no-store" in answer.headers["Cache-Control"]


def test_a_program_that_opens_every_link_confirms_nothing_and_ends_nothing(
    client: Client, reader: Subscription
) -> None:
    asked = Subscription.objects.create(address="neu@probe.example", language="de")
    for address in (f"{FORM}bestaetigen/{signed(asked)}/", f"{FORM}abmelden/{reader.token}/"):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    asked.refresh_from_db()
    reader.refresh_from_db()
    assert not asked.is_active
    assert reader.is_active


def test_pressing_the_button_confirms(client: Client) -> None:
    asked = Subscription.objects.create(address="neu@probe.example", language="de")
    page = client.post(f"{FORM}bestaetigen/{signed(asked)}/", follow=True).content.decode()
    assert "Sie bekommen jetzt den Rundbrief" in page
    assert "n…@probe.example" in page
    assert "neu@" not in page


def test_one_post_of_a_mail_provider_ends_it_and_a_second_one_says_the_same(reader: Subscription) -> None:
    provider = Client(enforce_csrf_checks=True)
    answers = [provider.post(f"/ar/newsletter/leave/{reader.token}/", ONE_CLICK) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    reader.refresh_from_db()
    assert reader.ending == Subscription.Ending.LEFT
    unknown = provider.post("/ar/newsletter/leave/gibt-es-nicht/", ONE_CLICK)
    assert unknown.status_code == 200


def test_preferences_change_what_comes_and_bring_back_who_left_by_mistake(client: Client, reader: Subscription) -> None:
    address = f"{FORM}einstellungen/{reader.token}/"
    client.post(address, {"language": "de-simple"})
    client.post(f"{FORM}abmelden/{reader.token}/")
    assert "abbestellt für" in client.get(address).content.decode()
    client.post(address, {"language": "de-simple"})
    reader.refresh_from_db()
    assert (reader.language, reader.is_active) == ("de-simple", True)


@pytest.mark.parametrize("token", ["falsch", "a:b:c"])
def test_a_link_that_leads_nowhere_says_so_and_shows_the_way(client: Client, token: str) -> None:
    for address in (f"{FORM}bestaetigen/{token}/", f"{FORM}einstellungen/{token}/"):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "Rundbrief neu bestellen" in answer.content.decode()


def test_foreign_pages_programs_and_the_impatient_subscribe_nobody(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.post(FORM, FILLED, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(FORM, {**FILLED, gate.TRAP: "https://spam.example"}).status_code == 200
    monkeypatch.setitem(gate.RATES, "subscribe", "1/1h/key")
    client.post(FORM, {**FILLED, "address": "eins@probe.example"})
    refused = client.post(FORM, {**FILLED, "address": "zwei@probe.example"})
    assert refused.status_code == 429
    assert "zwei@probe.example" in refused.content.decode()
    assert [each.address for each in Subscription.objects.all()] == ["eins@probe.example"]
