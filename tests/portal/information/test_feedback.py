"""Readers say whether a page helped, write below it what is wrong, and read the answer by their code."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.office import cast, site
from tests.outreach.items import make_item, publish

from teilhabe.core.audit.models import AuditEntry
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.models import Revision
from teilhabe.outreach.content.published import forget
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.inbox.actions.conversations import CloseConversation
from teilhabe.outreach.inbox.actions.entries import AnswerConversation
from teilhabe.outreach.inbox.codes import code_hash
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.portal.information import feedback_gate as gate

__all__ = ["cast", "site"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

FORM, CODE = "/de/informationen/rueckmeldung/", "/de/informationen/antwort/"
TEXT = "Die Telefonnummer stimmt nicht mehr."


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    forget()
    cache.clear()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the writer had taken their time."""
    monkeypatch.setattr(gate, "LEAST_SECONDS", -1)


def _send(client: Client, text: str = TEXT, address: str = FORM, **more: str) -> str:
    sent = client.post(address, {"text": text, "ticket": gate.new_ticket(), **more})
    assert sent.status_code == 200
    return sent.content.decode()


def _answer(cast: Cast, **said: str) -> None:
    AnswerConversation(by=cast.user(Role.EDITOR), conversation=Conversation.objects.get(), way="page", **said).run()


def _code_in(page: str) -> str:
    found = re.search(r'class="feedback__code"><bdi[^>]*>([A-Z0-9-]+)<', page)
    assert found is not None
    return found[1]


def test_one_press_is_counted_for_its_item_and_language(cast: Cast, client: Client) -> None:
    item = make_item(cast)
    sent = client.post("/ar/information/feedback/", {"item": item.key, "path": "/ar/x/", "helpful": "no"})
    assert sent.status_code == 303
    assert "thanks=no" in sent.headers["Location"]
    row = Feedback.objects.get()
    assert (row.item, row.language, row.was_helpful) == (item, "ar", False)
    assert not Conversation.objects.exists()


@pytest.mark.usefixtures("patient")
def test_a_message_gets_a_code_of_which_only_a_keyed_hash_is_stored(cast: Cast, client: Client) -> None:
    item = make_item(cast)
    code = _code_in(_send(client, item=item.key, path="/de/seite/"))
    made = Conversation.objects.get()
    assert Entry.objects.get().text == TEXT
    assert (made.way, made.item, made.path) == ("page", item, "/de/seite/")
    assert made.code_hash == code_hash(code)
    stored = " ".join(str(value) for value in Conversation.objects.values_list().get())
    assert code not in stored
    assert code.replace("-", "") not in stored


@pytest.mark.usefixtures("patient")
def test_no_page_of_feedback_sets_a_cookie_or_is_kept(client: Client) -> None:
    code = _code_in(_send(client))
    for address in (FORM, CODE, f"{CODE}{code}/", f"{FORM}?thanks=yes"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "no-store" in answer.headers["Cache-Control"]
    assert not client.cookies


@pytest.mark.usefixtures("patient")
def test_a_page_loaded_anew_sends_nothing_twice(client: Client) -> None:
    values = {"text": TEXT, "ticket": gate.new_ticket()}
    client.post(FORM, values)
    again = client.post(FORM, values).content.decode()
    assert "schon angekommen" in again
    assert Conversation.objects.count() == 1


def test_what_comes_too_soon_is_kept_in_the_form_and_not_stored(client: Client) -> None:
    page = _send(client)
    assert TEXT in page
    assert "sehr schnell" in page
    assert not Conversation.objects.exists()


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("ticket", ["", "geraten", "x:1t:y"])
def test_a_ticket_that_is_not_ours_costs_one_more_press_and_no_text(client: Client, ticket: str) -> None:
    page = client.post(FORM, {"text": TEXT, "ticket": ticket}).content.decode()
    assert TEXT in page
    assert not Conversation.objects.exists()
    fresh = re.search(r'name="ticket" value="([^"]+)"', page)
    assert fresh is not None
    client.post(FORM, {"text": TEXT, "ticket": fresh[1]})
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    ],
)
def test_foreign_pages_cannot_send_for_their_visitors(client: Client, headers: dict[str, str]) -> None:
    for values in ({"helpful": "yes"}, {"text": TEXT, "ticket": gate.new_ticket()}):
        refused = client.post(FORM, values, headers=headers)
        assert refused.status_code == 403
        assert TEXT not in refused.content.decode()
    assert not Feedback.objects.exists()
    assert not Conversation.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, {"Origin": "http://testserver"}],
)
def test_browsers_old_and_new_can_send_from_our_pages(client: Client, headers: dict[str, str]) -> None:
    client.post(FORM, {"helpful": "yes"}, headers=headers)
    assert Feedback.objects.count() == 1


@pytest.mark.usefixtures("patient")
def test_a_program_that_fills_in_every_field_lands_in_the_dustbin_and_learns_nothing(client: Client) -> None:
    page = _send(client, **{gate.TRAP: "https://spam.example"})
    assert Conversation.objects.get().state == "spam"
    assert "Noch keine Antwort" in client.get(f"{CODE}{_code_in(page)}/").content.decode()


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(("text", "told"), [("", "worum es geht"), ("x" * 4001, "4001 Zeichen")])
def test_a_text_that_cannot_be_taken_is_said_beside_its_field(client: Client, text: str, told: str) -> None:
    page = _send(client, text)
    assert told in page
    assert text in page
    assert 'aria-invalid="true"' in page
    assert not Conversation.objects.exists()


@pytest.mark.usefixtures("patient")
def test_too_many_messages_from_one_address_wait_and_keep_their_text(client: Client) -> None:
    for number in range(20):
        _send(client, f"Nachricht {number}")
    refused = client.post(FORM, {"text": TEXT, "ticket": gate.new_ticket()})
    assert refused.status_code == 429
    assert TEXT in refused.content.decode()
    assert Conversation.objects.count() == 20
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert "feedback__code" in _send(other)


@pytest.mark.usefixtures("patient")
def test_the_counts_are_shared_by_all_processes_and_name_no_address(client: Client) -> None:
    """In the database, where accounts keep theirs; the address itself is not in it."""
    from django.db import connection

    _send(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM shared_cache")
        keys = " ".join(row[0] for row in cursor.fetchall())
    assert "teilhabe.information:message" in keys
    assert "127.0.0.1" not in keys


@pytest.mark.usefixtures("patient")
def test_the_answer_is_read_by_the_code_however_it_is_typed(cast: Cast, client: Client) -> None:
    code = _code_in(_send(client, address="/ar/information/feedback/"))
    _answer(cast, text="شكراً", language="ar", original="Danke")
    for typed in (code, code.lower(), code.replace("-", " "), f" {code} "):
        page = client.post("/ar/information/answer/", {"code": typed}).content.decode()
        assert '<div class="feedback__answer" lang="ar" dir="rtl"><p>شكراً</p></div>' in page
        assert "Danke</p>" not in page
    assert "شكراً" in client.get(f"/ar/information/answer/{code}/").content.decode()


@pytest.mark.usefixtures("patient")
def test_an_answer_that_is_german_only_is_shown_marked(cast: Cast, client: Client) -> None:
    code = _code_in(_send(client, address="/ar/information/feedback/"))
    _answer(cast, original="Danke.")
    page = client.get(f"/ar/information/answer/{code}/").content.decode()
    assert 'lang="de" dir="ltr"><p>Danke.</p>' in page
    assert page.count("feedback__told") == 1


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize("closing", Conversation.Closing.values)
def test_a_message_closed_without_an_answer_says_why(cast: Cast, client: Client, closing: str) -> None:
    code = _code_in(_send(client))
    CloseConversation(by=cast.user(Role.EDITOR), conversation=Conversation.objects.get(), closing=closing).run()
    page = client.get(f"{CODE}{code}/").content.decode()
    assert "erledigt" in page
    assert "Noch keine Antwort" not in page


@pytest.mark.parametrize("code", ["3KTQA-9WXEP-DRM7H", "nie-gesehen", "\u202e", "a/../b", "🦊" * 300])
def test_codes_that_lead_nowhere_all_get_the_same_answer(client: Client, code: str) -> None:
    answer = client.get(reverse("information:answer", kwargs={"code": code.replace("/", "")}))
    assert answer.status_code == 404
    assert "finden wir nichts" in answer.content.decode()


@pytest.mark.usefixtures("patient")
def test_guessing_ends_after_sixty_codes_and_right_ones_are_never_counted(client: Client) -> None:
    code = _code_in(_send(client))
    for _time in range(70):
        assert client.get(f"{CODE}{code}/").status_code == 200
    for _time in range(60):
        assert client.get(f"{CODE}3KTQA-9WXEP-DRM7H/").status_code == 404
    assert client.get(f"{CODE}3KTQA-9WXEP-DRM7H/").status_code == 429
    assert client.get(f"{CODE}{code}/").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(f"{CODE}{code}/").status_code == 200


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil", "/x\n"])
def test_the_way_back_leads_to_our_own_pages_only(client: Client, path: str) -> None:
    page = client.get(FORM, {"path": path}).content.decode()
    assert "Zurück zur Seite" not in page
    client.post(FORM, {"helpful": "yes", "path": path})
    assert Feedback.objects.get().path == ""


def test_the_log_stays_with_what_the_office_does(client: Client) -> None:
    client.post(FORM, {"helpful": "yes"})
    assert not AuditEntry.objects.exists()


def test_the_foot_of_a_page_names_the_page_and_no_reader(cast: Cast, client: Client) -> None:
    item = make_item(cast, "Anmeldung")
    publish(cast, item)
    page = client.get(FORM, {"item": item.key, "path": "/de/x/"}).content.decode()
    assert "Anmeldung" in page
    assert page.count("csrf") == 0


@pytest.mark.usefixtures("patient")
def test_the_office_learns_which_text_was_read_from_the_foot_of_the_page_to_the_message(
    cast: Cast, client: Client
) -> None:
    item = make_item(cast, "Anmeldung")
    Revision.objects.filter(variant__item=item).update(id=1234567)
    revision = publish(cast, item).edition.revision
    page = client.get(reverse("information:item", kwargs={"key": item.key})).content.decode()
    assert page.count('name="revision" value="1234567"') == 1
    link = re.search(r'href="([^"]+revision=1234567)"', page)
    assert link is not None
    form = client.get(unescape(link[1])).content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="(item|path|revision)" value="([^"]*)"', form))
    _send(client, **sent)
    made = Conversation.objects.get()
    assert (made.item, made.revision, made.path) == (item, revision, f"/de/informationen/seite/{item.key}/")


@pytest.mark.usefixtures("patient")
def test_whoever_presses_no_and_writes_has_read_the_same_text(cast: Cast, client: Client) -> None:
    item = make_item(cast, "Anmeldung")
    revision = publish(cast, item).edition.revision
    pressed = client.post(FORM, {"item": item.key, "path": "/de/x/", "revision": str(revision.pk), "helpful": "no"})
    assert f"revision={revision.pk}" in pressed.headers["Location"]
    form = client.get(pressed.headers["Location"]).content.decode()
    assert f'name="revision" value="{revision.pk}"' in form


@pytest.mark.parametrize("number", ["", "-1", "1e3", "²", "٣", "9" * 19, "1; DROP", "0x1"])
@pytest.mark.usefixtures("patient")
def test_a_number_of_a_text_that_is_none_costs_nobody_their_message(cast: Cast, client: Client, number: str) -> None:
    item = make_item(cast)
    assert _code_in(_send(client, item=item.key, revision=number))
    made = Conversation.objects.get()
    assert (made.item, made.revision) == (item, None)


@pytest.mark.usefixtures("patient")
def test_who_leaves_an_address_can_be_answered_there_and_nobody_must(cast: Cast, client: Client) -> None:
    _send(client, mail="amal@probe.example")
    assert Conversation.objects.get().sender_address == "amal@probe.example"
    refused = _send(client, mail="kein", item=make_item(cast).key)
    assert "keine vollständige E-Mail-Adresse" in refused
    assert TEXT in refused
    assert Conversation.objects.count() == 1


@pytest.mark.usefixtures("patient")
def test_under_the_code_the_page_is_named_in_the_language_of_the_reader(cast: Cast, client: Client) -> None:
    item = make_item(cast, "Anmeldung")
    publish(cast, item)
    code = _code_in(_send(client, item=item.key))
    page = client.get(f"/ar/information/answer/{code}/").content.decode()
    assert f'<a href="/ar/information/page/{item.key}/"><bdi lang="de">Anmeldung</bdi></a>' in page


@pytest.mark.usefixtures("patient")
def test_with_the_code_somebody_goes_on_writing_about_the_page(client: Client) -> None:
    code = _code_in(_send(client))
    more = {"text": "Noch etwas", "ticket": gate.new_ticket(), "code": code}
    assert client.post("/de/informationen/frage/weiter/", more).status_code == 303
    assert "Noch etwas" in client.get(f"{CODE}{code}/").content.decode()
    assert Conversation.objects.count() == 1


def test_the_form_costs_few_queries(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        client.get(FORM)
    with django_assert_max_num_queries(3):
        client.get(FORM)
