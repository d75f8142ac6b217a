"""Somebody asks in their language without an account, reads the answer under their code, and writes again."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from tests.cast import Cast
from tests.office import cast, site

from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.actions.conversations import CloseConversation, MergeInto, Part, SplitOff
from teilhabe.outreach.inbox.actions.entries import AnswerConversation
from teilhabe.outreach.inbox.models import Conversation, Entry
from teilhabe.portal.information import feedback_gate as gate

__all__ = ["cast", "site"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

FORM = "/ar/information/question/"
TEXT = "هل أحتاج إلى موعد؟"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the writer had taken their time."""
    cache.clear()
    monkeypatch.setattr(gate, "LEAST_SECONDS", -1)


def ask(client: Client, **more: str) -> str:
    page = client.post(FORM, {"text": TEXT, "ticket": gate.new_ticket()} | more).content.decode()
    found = re.search(r'class="feedback__code"><bdi[^>]*>([A-Z0-9-]+)<', page)
    return found[1] if found else ""


def test_a_question_in_arabic_is_answered_and_read_by_its_code(cast: Cast, client: Client) -> None:
    code = ask(client, name="Amal", mail="amal@example.org")
    made = Conversation.objects.get()
    assert (made.way, made.language, made.sender_key) == ("form", "ar", "mail:amal@example.org")
    assert code not in str(Conversation.objects.values().get())
    assert TEXT in client.get(f"/ar/information/answer/{code}/").content.decode()
    AnswerConversation(
        by=cast.user(Role.EDITOR), conversation=made, way="form", text="لا، بدون موعد.", language="ar", original="Nein."
    ).run()
    assert Entry.objects.get(kind="answer").delivery == "sent"
    page = client.get(f"/ar/information/answer/{code}/").content.decode()
    assert '<div class="feedback__answer" lang="ar" dir="rtl"><p>لا، بدون موعد.</p></div>' in page
    assert "Nein." not in page


def test_with_the_code_somebody_writes_again_into_the_same_conversation(client: Client) -> None:
    code = ask(client)
    values = {"text": "شكراً", "ticket": gate.new_ticket(), "code": code}
    for _time in range(3):
        assert client.post(f"{FORM}more/", values).status_code == 303
    assert Conversation.objects.count() == 1
    assert list(Entry.objects.values_list("text", flat=True)) == [TEXT, "شكراً"]


def test_the_code_of_a_merged_conversation_leads_to_the_one_that_stays(cast: Cast, client: Client) -> None:
    editor, other = cast.user(Role.EDITOR), ask(client, text="Die Frage der anderen")
    stays = Conversation.objects.get()
    code = ask(client)
    merged = Conversation.objects.exclude(pk=stays.pk).get()
    CloseConversation(by=editor, conversation=stays, closing="noted").run()
    MergeInto(by=editor, conversation=merged, other=stays).run()
    client.post(f"{FORM}more/", {"text": "شكراً", "ticket": gate.new_ticket(), "code": code})
    assert Entry.objects.get(text="شكراً").conversation == stays
    AnswerConversation(by=editor, conversation=stays, way="form", text="نعم", language="ar").run()
    page = client.get(f"/ar/information/answer/{code}/").content.decode()
    assert all(text in page for text in (TEXT, "شكراً", "نعم"))
    assert "Die Frage der anderen" not in page
    assert "شكراً" not in client.get(f"/ar/information/answer/{other}/").content.decode()
    Part(by=editor, conversation=merged).run()
    assert "شكراً" in client.get(f"/ar/information/answer/{code}/").content.decode()


def test_the_code_shows_all_that_was_written_and_answered_where_a_question_was_split_off(
    cast: Cast, client: Client
) -> None:
    code, editor = ask(client), cast.user(Role.EDITOR)
    client.post(f"{FORM}more/", {"text": "سؤال ثان", "ticket": gate.new_ticket(), "code": code})
    first = Conversation.objects.get()
    second = SplitOff(by=editor, conversation=first, entries=[Entry.objects.latest("pk")]).run()
    for conversation, text in ((first, "الجواب الأول"), (second, "الجواب الثاني")):
        AnswerConversation(by=editor, conversation=conversation, way="form", text=text, language="ar").run()
    page = client.get(f"/ar/information/answer/{code}/").content.decode()
    for text in (TEXT, "سؤال ثان", "الجواب الأول", "الجواب الثاني"):
        assert text in page


def test_what_is_split_off_from_somebody_elses_conversation_stays_with_whoever_wrote_it(
    cast: Cast, client: Client
) -> None:
    """Two askers, merged; the second one writes again, and that is split off and answered."""
    editor = cast.user(Role.EDITOR)
    one = ask(client)
    kept = Conversation.objects.get()
    two = ask(client, text="أنا شخص آخر")
    MergeInto(by=editor, conversation=Conversation.objects.latest("pk"), other=kept).run()
    client.post(f"{FORM}more/", {"text": "سر الثاني", "ticket": gate.new_ticket(), "code": two})
    split = SplitOff(by=editor, conversation=kept, entries=[Entry.objects.latest("pk")]).run()
    AnswerConversation(by=editor, conversation=split, way="form", text="جواب السر", language="ar").run()
    theirs = client.get(f"/ar/information/answer/{two}/").content.decode()
    others = client.get(f"/ar/information/answer/{one}/").content.decode()
    assert "سر الثاني" in theirs
    assert "جواب السر" in theirs
    assert "سر الثاني" not in others
    assert "جواب السر" not in others


@pytest.mark.parametrize("wrong", [{"ticket": "zu alt"}, {"text": "ه" * 5000}])
def test_what_is_written_again_and_cannot_be_taken_is_not_lost(client: Client, wrong: dict[str, str]) -> None:
    values = {"text": "شكراً جزيلاً", "ticket": gate.new_ticket(), "code": ask(client)} | wrong
    page = client.post(f"{FORM}more/", values).content.decode()
    assert f"{values['text']}</textarea>" in page
    assert 'class="feedback__told"' in page or 'class="feedback__error"' in page
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("page", ["/", "/information/", "/information/search/?q=xyzzy", "/netiquette/"])
def test_the_form_is_found_from_wherever_somebody_looks_for_help(client: Client, page: str) -> None:
    assert client.get(f"/ar{page}").content.decode().count(f'href="{FORM}"') >= 1


def test_nobody_reads_two_times_after_which_one_question_is_deleted(client: Client) -> None:
    pages = [
        client.get("/de/informationen/frage/"),
        client.post("/de/informationen/frage/", {"text": "Ja?", "ticket": gate.new_ticket()}),
    ]
    assert all("Zwölf Monate nach der letzten Nachricht" in page.content.decode() for page in pages)
    assert "sechs Monaten" not in pages[1].content.decode()


def test_a_page_loaded_anew_asks_nothing_twice(client: Client) -> None:
    values = {"text": TEXT, "ticket": gate.new_ticket()}
    first, again = (client.post(FORM, values).content.decode() for _time in range(2))
    assert "feedback__code" in first
    assert "feedback__code" not in again
    assert Conversation.objects.count() == 1


def test_no_note_of_the_office_is_read_by_the_code(client: Client) -> None:
    code = ask(client)
    Entry.objects.create(conversation=Conversation.objects.get(), kind="note", way="form", text="Intern")
    assert "Intern" not in client.get(f"/ar/information/answer/{code}/").content.decode()


def test_a_program_that_fills_in_every_field_lands_in_the_dustbin(client: Client) -> None:
    assert ask(client, **{gate.TRAP: "x"})
    assert Conversation.objects.get().state == "spam"


@pytest.mark.parametrize("wrong", [{"text": " "}, {"mail": "kein"}, {"topic": "gibt-es-nicht"}])
def test_what_cannot_be_taken_keeps_all_that_was_typed(client: Client, wrong: dict[str, str]) -> None:
    values = {"text": TEXT, "district": "Innenstadt", "ticket": gate.new_ticket(), **wrong}
    page = client.post(FORM, values).content.decode()
    assert "Innenstadt" in page
    assert not Conversation.objects.exists()


def test_foreign_pages_cannot_ask_for_their_visitors(client: Client) -> None:
    for address in (FORM, f"{FORM}more/"):
        client.post(address, {"text": TEXT, "ticket": gate.new_ticket()}, headers={"Sec-Fetch-Site": "cross-site"})
    assert not Conversation.objects.exists()


def test_no_page_sets_a_cookie_or_is_kept(client: Client) -> None:
    code = ask(client)
    for address in (FORM, f"/ar/information/answer/{code}/"):
        answer = client.get(address)
        assert not answer.cookies
        assert "no-store" in answer.headers["Cache-Control"]
