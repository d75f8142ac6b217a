"""What somebody writes below a page is a conversation that names the page and the text that stood there."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.models import Category, InfoItem, Revision
from teilhabe.outreach.inbox.letterbox.reading import thread_under
from teilhabe.outreach.inbox.letterbox.taking import Page, Question, page_with, take, write_again
from teilhabe.outreach.inbox.models import Conversation, Entry

pytestmark = pytest.mark.django_db
PATH = "/ar/information/page/anmeldung/"


def ask(page: Page | None = None, ticket: str = "1", **more: object) -> str:
    known = {"text": "Die Nummer stimmt nicht.\n\nDanke", "language": "ar", "ticket": ticket, "page": page}
    return take(Question(**{**known, **more}))  # type: ignore[arg-type]  # a table of its fields


def published(cast: Cast, *categories: Category) -> tuple[InfoItem, Revision]:
    item = make_item(cast, categories=categories)
    return item, publish(cast, item).edition.revision


def topic(key: str) -> Category:
    return Category.objects.create(kind=Category.Kind.TOPIC, key=key, names={"de": key})


def test_what_is_written_below_a_page_names_item_text_and_address(cast: Cast) -> None:
    item, revision = published(cast)
    code = ask(page_with(PATH, item.key, revision.pk))
    made = Conversation.objects.get()
    assert (made.way, made.language, made.subject_line) == ("page", "ar", "Die Nummer stimmt nicht.")
    assert (made.item, made.revision, made.path) == (item, revision, PATH)
    assert Entry.objects.get().way == "page"
    thread = thread_under(code)
    assert thread is not None
    assert thread.item_id == item.pk


def test_it_names_the_text_that_was_read_not_one_that_came_later(cast: Cast) -> None:
    item, revision = published(cast)
    original = original_of(item)
    original.refresh_from_db()
    SaveText(
        by=cast.user(Role.EDITOR), variant=original, written=Written("Anmeldung", "", "Neu."), version=original.version
    ).run()
    publish(cast, item)
    ask(page_with(PATH, item.key, revision.pk))
    assert Conversation.objects.get().revision == revision


def test_no_text_that_readers_never_saw_and_none_of_another_item_is_named(cast: Cast) -> None:
    item, _revision = published(cast)
    _other, foreign = published(cast)
    draft = Revision.objects.create(variant=original_of(item), number=9, content=[])
    for wrong in (draft.pk, foreign.pk, 0, 10**17):
        page = page_with(PATH, item.key, wrong)
        assert (page.item, page.revision) == (item, None)
    assert page_with(PATH, "", foreign.pk) == page_with(PATH, "gibt-es-nicht", foreign.pk) == Page(PATH)


def test_the_topic_is_that_of_the_item_where_there_is_just_one(cast: Cast) -> None:
    housing, health = topic("housing"), topic("health")
    leisure = Category.objects.create(kind=Category.Kind.SITUATION, key="leisure", names={"de": "Freizeit"})
    topics = []
    for number, categories in enumerate([(), (leisure, housing), (housing, health)]):
        item, revision = published(cast, *categories)
        ask(page_with(PATH, item.key, revision.pk), ticket=str(number))
        topics.append(Conversation.objects.latest("pk").topic)
    assert topics == [None, housing, None]


def test_the_same_form_below_a_page_has_one_effect_however_often_it_comes(cast: Cast) -> None:
    codes = [ask(Page(PATH)) for _time in range(100)]
    assert [bool(code) for code in codes] == [True] + [False] * 99
    assert (Conversation.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_form_without_a_page_is_no_message_about_one(cast: Cast) -> None:
    ask()
    assert Conversation.objects.get().way == "form"


def test_the_code_of_a_message_below_a_page_leads_back_into_the_same_conversation(cast: Cast) -> None:
    code = ask(Page(PATH))
    assert write_again(code, "Noch etwas", "2")
    assert list(Entry.objects.values_list("text", flat=True)) == ["Die Nummer stimmt nicht.\n\nDanke", "Noch etwas"]


def test_an_address_is_noted_only_where_somebody_gives_one(cast: Cast) -> None:
    ask(Page(PATH))
    ask(Page(PATH), ticket="2", mail="amal@probe.example")
    assert list(Conversation.objects.order_by("pk").values_list("sender_key", flat=True)) == [
        "",
        "mail:amal@probe.example",
    ]


def test_what_was_read_may_go_without_the_conversation(cast: Cast) -> None:
    item, revision = published(cast)
    ask(page_with(PATH, item.key, revision.pk))
    item.variants.first().edition.delete()
    item.delete()
    made = Conversation.objects.get()
    assert (made.item, made.revision, made.path) == (None, None, PATH)
