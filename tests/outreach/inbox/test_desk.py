"""The pages of the inbox: what they show, what their buttons do, and how few queries they need."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.inbox.conversations import WAY, answerable, ask

from teilhabe.actors.models import ContactPoint, Person
from teilhabe.core.extensions import NAVIGATION, PERSON_SECTIONS, SEARCH, WAITING, NavigationItem
from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.actions.conversations import AssignConversation, CloseConversation, MergeInto
from teilhabe.outreach.inbox.extensions import BECOMES
from teilhabe.outreach.inbox.models import Attachment, Conversation, Entry, Snippet, Way
from teilhabe.outreach.inbox.receiving import Sender
from teilhabe.outreach.inbox.tabs import tabs

LIST = "/de/buero/posteingang/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def page_of(conversation: Conversation) -> str:
    return f"{LIST}{conversation.pk}/"


def test_the_list_opens_with_what_is_open_and_shows_all_but_dustbin_and_merged_to_whoever_asks(cast: Cast) -> None:
    by = cast.user(Role.EDITOR)
    done, merged, spam, waits = (ask(f"Text {n}", n, subject_line=f"Betreff-{n}") for n in range(1, 5))
    CloseConversation(by=by, conversation=done).run()
    MergeInto(by=by, conversation=merged, other=waits).run()
    Conversation.objects.filter(pk=spam.pk).update(state="spam")
    shown = text(cast.client(Role.EDITOR), LIST)
    assert "Betreff-4" in shown
    assert "Betreff-1" not in shown
    shown = text(cast.client(Role.EDITOR), f"{LIST}?q=")
    assert shown.index("Betreff-4") < shown.index("Betreff-1")
    assert "Betreff-2" not in shown
    assert "Betreff-3" not in shown
    assert "Betreff-3" in text(cast.client(Role.EDITOR), f"{LIST}?state=spam")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=done", {2}),
        ("who=nobody", {1, 2}),
        ("way=phone", {3}),
        ("language=ar", {1}),
        ("overdue=1", {1}),
        ("urgent=1", {3}),
        ("district=Innenstadt", {2}),
        ("q=seepferdchen", {2}),
        ("undelivered=1", {1}),
    ],
)
def test_the_list_can_be_narrowed(cast: Cast, query: str, found: set[int]) -> None:
    editor = cast.user(Role.EDITOR)
    first = ask("سؤال", 1, language="ar", subject_line="Nr-1")
    second = ask("Seepferdchen", 2, subject_line="Nr-2", district="Innenstadt")
    third = ask("Anruf", 3, subject_line="Nr-3", way=Way.PHONE)
    Conversation.objects.update(due_at=timezone.now() + timedelta(days=1))
    Conversation.objects.filter(pk=first.pk).update(due_at=timezone.now() - timedelta(days=1))
    Conversation.objects.filter(pk=third.pk).update(is_urgent=True)
    CloseConversation(by=editor, conversation=second).run()
    AssignConversation(by=editor, conversation=third, assigned_to=editor).run()
    Entry.objects.create(conversation=first, kind="answer", way=Way.MAIL, delivery="failed")
    shown = text(cast.client(Role.EDITOR), f"{LIST}?{query}")
    assert {number for number in (1, 2, 3) if f"Nr-{number}" in shown} == found


def test_the_list_needs_as_many_queries_for_many_as_for_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(Role.EDITOR)
    for number in range(1, 40):
        ask(f"Text {number}", number, subject_line=f"Betreff {number}")
    Conversation.objects.update(assigned_to=cast.user(Role.EDITOR))
    client.get(LIST)
    with django_assert_max_num_queries(15):
        client.get(LIST)
    with django_assert_max_num_queries(16):
        client.get(f"{LIST}?state=open&q=text")


def test_the_page_needs_as_many_queries_for_many_entries_as_for_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    conversation, client = ask(), cast.client(Role.EDITOR)
    for number in range(2, 30):
        ask(f"Text {number}", number, answers=("<1@probe.example>",))
    for entry in conversation.entries.all():
        Attachment.objects.create(entry=entry, name="a.pdf", media_type="application/pdf", size=1, refused="large")
    client.get(page_of(conversation))
    with django_assert_max_num_queries(18):
        client.get(page_of(conversation))


def test_the_page_marks_languages_and_sets_the_translation_beside(cast: Cast) -> None:
    conversation = ask("أين المكتب؟", language="ar")
    conversation.entries.update(translation="Wo ist das Büro?", translation_language="de", is_machine_translation=True)
    shown = text(cast.client(Role.EDITOR), page_of(conversation))
    assert '<div class="entry__text" lang="ar" dir="auto">' in shown
    assert "Maschinell übersetzt, nicht geprüft" in shown
    assert "Arabisch" in shown


def test_colleagues_read_in_their_own_language_in_which_one_to_answer(cast: Cast) -> None:
    page = cast.client(Role.EDITOR).get(ask("سؤال", language="ar").get_absolute_url()).content.decode()
    assert "Antwort auf Arabisch" in page


def test_what_people_write_is_never_markup(cast: Cast) -> None:
    evil = "<script>alert(1)</script>"
    conversation = ask(evil, subject_line=evil, sender=Sender(evil, "mail", "x@probe.example"), district=evil)
    for address in (LIST, page_of(conversation), f"{page_of(conversation)}person/", "/de/buero/suche/?q=script"):
        assert evil not in text(cast.client(Role.COORDINATOR), address)


def test_the_page_of_a_merged_conversation_leads_to_the_one_that_stays(cast: Cast) -> None:
    kept, merged = ask("A", 1), ask("B", 2)
    MergeInto(by=cast.user(Role.EDITOR), conversation=merged, other=kept).run()
    answer = cast.client(Role.EDITOR).get(page_of(merged))
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(kept))


def test_an_answer_from_the_page_goes_out_and_a_refused_one_keeps_its_text(cast: Cast) -> None:
    conversation, client = ask(language="ar"), cast.client(Role.EDITOR)
    with answerable() as sent:
        values = {"way": WAY, "answer": "نعم", "original": "Ja", "seen": "0", "then": "waiting"}
        refused = client.post(f"{page_of(conversation)}antworten/", values).content.decode()
        assert "Bitte prüfen Sie Ihre Angaben" in refused
        assert "نعم" in refused
        assert not sent
        values["seen"] = str(conversation.entries.get().pk)
        assert client.post(f"{page_of(conversation)}antworten/", values).status_code == 302
    assert [entry.text for entry in sent] == ["نعم"]
    assert Conversation.objects.get().state == Conversation.State.WAITING


def test_a_snippet_is_put_into_both_languages_and_nothing_typed_is_lost(cast: Cast) -> None:
    conversation, client = ask(language="ar"), cast.client(Role.EDITOR)
    chosen = Snippet.objects.create(name="Gruß", texts={"de": "Mit freundlichen Grüßen", "ar": "مع التحية"})
    with answerable():
        values = {"way": WAY, "answer": "نعم", "original": "Ja", "seen": "1", "snippet": chosen.pk, "insert": "1"}
        shown = client.post(f"{page_of(conversation)}antworten/", values).content.decode()
    assert "نعم\n\nمع التحية</textarea>" in shown
    assert "Ja\n\nMit freundlichen Grüßen</textarea>" in shown
    assert not conversation.entries.filter(kind="answer").exists()


def test_every_button_of_the_page_does_what_it_says(cast: Cast) -> None:
    conversation, other = ask("A", 1), ask("B", 2)
    client, page = cast.client(Role.EDITOR), page_of(conversation)
    entry = conversation.entries.get()
    for path, values in (
        ("uebernehmen/", {}),
        (
            "angaben/",
            {"subject_line": "Neuer Betreff", "language": "fa", "district": "Ost", "due_at": "2026-12-01T09:30"},
        ),
        ("notiz/", {"text": "Rückfrage beim Amt"}),
        ("zusammenfuehren/", {"other": str(other.pk)}),
        ("zustaendig/", {"assigned_to": ""}),
        ("erledigen/", {"closing": "unclear"}),
    ):
        assert client.post(f"{page}{path}", values).status_code == 302, path
    assert (
        client.post(f"{LIST}beitraege/{entry.pk}/uebersetzung/", {"translation": "T", "language": "de"}).status_code
        == 302
    )
    stored = Conversation.objects.get(pk=conversation.pk)
    assert (stored.subject_line, stored.language, stored.district, stored.closing) == (
        "Neuer Betreff",
        "fa",
        "Ost",
        "unclear",
    )
    assert (stored.state, stored.assigned_to) == (Conversation.State.DONE, None)
    assert Conversation.objects.get(pk=other.pk).merged_into == stored
    assert client.post(f"{page_of(other)}trennen/").status_code == 302
    assert client.post(f"{page}oeffnen/").status_code == 302
    split = {"entries": [str(entry.pk)], "subject_line": "Eigenes"}
    assert client.post(f"{page}abtrennen/", split).status_code == 302
    assert client.post(f"{page}papierkorb/").status_code == 302
    assert Conversation.objects.get(pk=conversation.pk).state == Conversation.State.SPAM


def test_the_views_of_the_list_say_how_much_lies_in_each(cast: Cast) -> None:
    editor = cast.user(Role.EDITOR)
    mine, done, spam, _other = (ask(f"Text {n}", n) for n in range(1, 5))
    AssignConversation(by=editor, conversation=mine, assigned_to=editor).run()
    CloseConversation(by=editor, conversation=done).run()
    Conversation.objects.filter(pk=spam.pk).update(state="spam")
    found = {tab.label: tab.count for tab in tabs(editor)}
    assert found == {
        "Offen": 2, "Meine": 1, "Von niemandem übernommen": 1, "Überfällig": 0, "Warten auf die Person": 0,
        "Alle": None, "Papierkorb": None,
    }  # fmt: skip
    Entry.objects.create(conversation=done, kind="answer", way=Way.MAIL, delivery="failed")
    assert "Antwort nicht angekommen" in [tab.label for tab in tabs(editor)]
    client = cast.client(Role.EDITOR)
    for tab in tabs(editor):
        shown = client.get(f"{LIST}?{tab.query}")
        assert tab.count in (None, shown.context["page"].paginator.count), tab.label
        assert f'href="?{tab.query.replace("&", "&amp;")}" aria-current="page"' in shown.content.decode()


def test_an_inbox_without_anything_open_says_so(cast: Cast) -> None:
    CloseConversation(by=cast.user(Role.EDITOR), conversation=ask()).run()
    assert "Alles beantwortet" in text(cast.client(Role.EDITOR), LIST)
    assert "Nichts gefunden" in text(cast.client(Role.EDITOR), f"{LIST}?q=unbekannt")


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR, Role.HEAD_OF_OFFICE])
def test_the_inbox_is_the_first_page_of_work(cast: Cast, role: Role) -> None:
    (_heading, work), *_others = cast.client(role).get("/de/buero/").context["groups"]
    assert [item.address for item in work[:2]] == ["/de/buero/", LIST]


def test_bulk_actions_take_and_throw_away_and_undo(cast: Cast) -> None:
    first, second = ask("A", 1), ask("B", 2)
    client = cast.client(Role.EDITOR)
    client.post(LIST, {"bulk": "take", "row": [first.pk, second.pk], "keys": [first.pk, second.pk]})
    client.post(LIST, {"bulk": "throw_away", "row": [second.pk], "keys": [second.pk]})
    assert {c.assigned_to_id for c in Conversation.objects.all()} == {cast.user(Role.EDITOR).pk}
    assert Conversation.objects.get(pk=second.pk).state == Conversation.State.SPAM


def test_a_person_is_chosen_among_those_with_the_address_or_entered(cast: Cast) -> None:
    conversation, client = ask(), cast.client(Role.COORDINATOR)
    people = [Person.objects.create(family_name=f"Haddad-{n}") for n in range(2)]
    for person in people:
        ContactPoint.objects.create(person=person, kind="mail", value="amal@probe.example")
    shown = text(client, f"{page_of(conversation)}person/")
    assert "Haddad-0" in shown
    assert "Haddad-1" in shown
    assert "Haddad-1" in text(client, f"{page_of(conversation)}person/?q=haddad-1")
    assert client.post(f"{page_of(conversation)}person/zuordnen/", {"person": people[1].pk}).status_code == 302
    assert Conversation.objects.get().person == people[1]
    client.post(f"{page_of(conversation)}person/zuordnen/")
    assert Conversation.objects.get().person is None
    new = {"given_name": "Amal", "family_name": "Neu", "address": "amal@probe.example"}
    assert client.post(f"{page_of(conversation)}person/", new).status_code == 302
    added = Conversation.objects.get().person
    assert added is not None
    assert (str(added), added.contact_points.get().value) == ("Amal Neu", "amal@probe.example")


@pytest.mark.parametrize("key", ["unsinn", "5f0c5a2e-0000-4000-8000-000000000000"])
def test_a_person_who_is_not_there_cannot_be_chosen(cast: Cast, key: str) -> None:
    answer = cast.client(Role.COORDINATOR).post(f"{page_of(ask())}person/zuordnen/", {"person": key})
    assert answer.status_code == 403


def test_an_editor_sees_conversations_but_not_the_register_of_people(cast: Cast) -> None:
    conversation = ask()
    conversation.person = Person.objects.create(given_name="Geheime", family_name="Person")
    conversation.save()
    assert "Geheime" not in text(cast.client(Role.EDITOR), page_of(conversation))
    text(cast.client(Role.EDITOR), f"{page_of(conversation)}person/", status=403)


def test_the_page_of_a_person_is_a_contact_log(cast: Cast) -> None:
    person, twin = Person.objects.create(family_name="Haddad"), Person.objects.create(family_name="Hadad")
    first, second = ask("A", 1, subject_line="Nr-1"), ask("B", 2, subject_line="Nr-2")
    Person.objects.filter(pk=twin.pk).update(merged_into=person)
    Conversation.objects.filter(pk=first.pk).update(person=person)
    Conversation.objects.filter(pk=second.pk).update(person=twin)
    section = next(s for s in PERSON_SECTIONS.collect(person, cast.user(Role.COORDINATOR)) if s.title == "Gespräche")
    assert "Nr-1" in section.content
    assert "Nr-2" in section.content
    shown = text(cast.client(Role.COORDINATOR), f"{LIST}personen/{person.pk}/")
    assert "Nr-1" in shown
    assert "Nr-2" in shown


def test_what_a_conversation_can_become_is_offered_where_there_is_something(cast: Cast) -> None:
    conversation, client = ask(), cast.client(Role.EDITOR)
    assert "Daraus wird" not in text(client, page_of(conversation))

    def provider(conversation: Conversation, user: object) -> list[NavigationItem]:
        return [NavigationItem("Angebot zu helfen", f"/angebot/?from={conversation.pk}")]

    BECOMES.fill(provider)
    try:
        assert f"/angebot/?from={conversation.pk}" in text(client, page_of(conversation))
    finally:
        BECOMES._providers.remove(provider)


def test_the_start_page_the_search_and_the_navigation_know_the_inbox(cast: Cast) -> None:
    user = cast.user(Role.EDITOR)
    mine, _nobodys = ask("Seepferdchen", 1, subject_line="Meins"), ask("B", 2)
    AssignConversation(by=user, conversation=mine, assigned_to=user).run()
    Conversation.objects.filter(pk=mine.pk).update(
        due_at=timezone.now() - timedelta(hours=1), call_back_on=timezone.localdate()
    )
    Entry.objects.create(conversation=mine, kind="answer", way=Way.MAIL, delivery="undecided")
    waiting = {
        each.label: (each.count, each.is_urgent) for each in WAITING.collect(user) if "posteingang" in each.address
    }
    assert sorted(waiting.values()) == [(1, False), (1, False), (1, True), (1, True)]
    assert [hit.label for hit in SEARCH.collect(user, "seepf") if hit.kind == "Gespräche"] == ["Meins"]
    assert LIST in {each.address for each in NAVIGATION.collect(user)}
    assert LIST not in {each.address for each in NAVIGATION.collect(cast.user(Role.AUDITOR))}


def test_snippets_are_written_changed_and_deleted(cast: Cast) -> None:
    client = cast.client(Role.EDITOR)
    assert (
        client.post(
            f"{LIST}textbausteine/neu/", {"name": "Gruß", "text_de": "Guten Tag", "text_ar": "مرحبا"}
        ).status_code
        == 302
    )
    snippet = Snippet.objects.get()
    assert snippet.texts == {"de": "Guten Tag", "ar": "مرحبا"}
    assert client.post(f"{LIST}textbausteine/{snippet.pk}/", {"name": "Gruß", "text_de": "Hallo"}).status_code == 302
    assert Snippet.objects.get().texts == {"de": "Hallo"}
    assert "Gruß" in text(client, f"{LIST}textbausteine/")
    assert client.post(f"{LIST}textbausteine/{snippet.pk}/loeschen/").status_code == 302
    assert not Snippet.objects.exists()


def test_after_this_one_the_most_urgent_of_mine_or_nobodys_comes(cast: Cast) -> None:
    this, late, urgent, others = (ask(f"T{n}", n, subject_line=f"Nr-{n}") for n in range(1, 5))
    AssignConversation(by=cast.user(Role.EDITOR), conversation=others, assigned_to=cast.user(Role.HEAD_OF_OFFICE)).run()
    Conversation.objects.filter(pk=others.pk).update(is_urgent=True)
    client = cast.client(Role.EDITOR)
    assert f'href="{page_of(late)}" accesskey="j"' in text(client, page_of(this))
    Conversation.objects.filter(pk=urgent.pk).update(is_urgent=True)
    assert f'href="{page_of(urgent)}" accesskey="j"' in text(client, page_of(this))
