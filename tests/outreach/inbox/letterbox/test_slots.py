"""In the desk: the way to answer under the code, and what the person had before them when they wrote."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish

from teilhabe.core.extensions import WAITING, Section
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.content.models import Edition, InfoItem
from teilhabe.outreach.inbox.actions.conversations import AssignConversation, CloseConversation, MergeInto, ThrowAway
from teilhabe.outreach.inbox.actions.entries import AnswerConversation
from teilhabe.outreach.inbox.letterbox.reading import thread_under
from teilhabe.outreach.inbox.letterbox.taking import Question, page_with, take
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.selectors.pages import reply_ways

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
TITLE, LIST = "Was Menschen dazu schreiben", "/de/buero/posteingang/"


def write_below(item: InfoItem, text: str = "Stimmt das?", ticket: str = "1", mail: str = "") -> Conversation:
    edition = Edition.objects.filter(variant__item=item).first()
    page = page_with("/de/x/", item.key, edition.revision_id if edition else 0)
    take(Question(text=text, language="de", ticket=ticket, page=page, mail=mail))
    return Conversation.objects.latest("pk")


def out(cast: Cast, title: str = "Anmeldung", text: str = "Ein Absatz.") -> InfoItem:
    item = make_item(cast, title, text)
    publish(cast, item)
    return item


def page_of(cast: Cast, conversation: Conversation, role: Role = Role.EDITOR) -> str:
    answer = cast.client(role).get(conversation.get_absolute_url())
    assert answer.status_code == 200
    return answer.content.decode()


def section_of(item: InfoItem, cast: Cast, role: Role = Role.EDITOR) -> Section | None:
    return next((each for each in ITEM_SECTIONS.collect(item, cast.user(role)) if each.title == TITLE), None)


def test_an_answer_below_a_page_is_read_under_the_code(cast: Cast) -> None:
    code = take(Question(text="سؤال", language="ar", ticket="1", page=page_with("/ar/", "", 0)))
    made = Conversation.objects.get()
    assert [way.key for way in reply_ways(made)] == ["page"]
    AnswerConversation(
        by=cast.user(Role.COORDINATOR), conversation=made, way="page", text="نعم", language="ar", original="Ja"
    ).run()
    thread = thread_under(code)
    assert thread is not None
    assert [(each.text, each.is_rtl) for each in thread.said if each.is_answer] == [("نعم", True)]


def test_who_left_an_address_can_also_be_answered_by_mail(cast: Cast) -> None:
    made = write_below(out(cast), mail="amal@probe.example")
    assert [way.key for way in reply_ways(made)] == ["page", "mail"]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR])
def test_whoever_answers_sees_the_page_and_the_text_that_was_read(cast: Cast, role: Role) -> None:
    made = write_below(out(cast, text="Ein Absatz mit Worten."))
    shown = page_of(cast, made, role)
    assert "Was die Person gelesen hat" in shown
    assert "Ein Absatz mit" in shown
    assert f'href="/de/buero/informationen/{made.item_id}/"' in shown
    assert f'href="/de/buero/informationen/staende/{made.revision_id}/"' in shown
    assert 'href="/de/x/"' in shown
    assert "inzwischen geändert" not in shown


def test_a_text_that_changed_since_is_marked_and_shown_as_it_was(cast: Cast) -> None:
    item = out(cast, text="Montags geschlossen.")
    made = write_below(item)
    original = original_of(item)
    written = Written("Anmeldung", "", "Montags geöffnet.")
    SaveText(by=cast.user(Role.EDITOR), variant=original, written=written, version=original.version).run()
    publish(cast, item)
    shown = page_of(cast, made)
    assert "inzwischen geändert" in shown
    assert "Montags geschlossen." in shown
    Edition.objects.all().delete()
    assert "nicht mehr zu lesen" in page_of(cast, made)


def test_the_page_of_such_a_conversation_costs_few_queries(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made, client = write_below(out(cast)), cast.client(Role.EDITOR)
    client.get(made.get_absolute_url())
    with django_assert_max_num_queries(24):
        client.get(made.get_absolute_url())


def test_the_page_of_an_item_shows_what_waits_and_leads_to_all_that_was_written(cast: Cast) -> None:
    item, other = out(cast), out(cast, "Anderes")
    for number in range(7):
        write_below(item, f"<b>Frage {number}</b>", str(number))
    write_below(other, "Fremd", "fremd")
    section = section_of(item, cast)
    assert section is not None
    assert [f"Frage {number}" in section.content for number in range(7)] == [True] * 5 + [False] * 2
    assert "&lt;b&gt;Frage 0&lt;/b&gt;" in section.content
    assert "Fremd" not in section.content
    listed = cast.client(Role.EDITOR).get(section.address).content.decode()
    assert [f"Frage {number}" in listed for number in range(7)] == [True] * 7
    assert "Fremd" not in listed


def test_answered_messages_leave_the_page_of_their_item_and_stay_in_its_list(cast: Cast) -> None:
    item, editor = out(cast), cast.user(Role.EDITOR)
    done, rubbish = write_below(item, "Erledigtes", "1"), write_below(item, "Werbung", "2")
    CloseConversation(by=editor, conversation=done, closing="corrected").run()
    ThrowAway(by=editor, conversation=rubbish).run()
    section = section_of(item, cast)
    assert section is not None
    assert "Alles ist beantwortet." in section.content
    listed = cast.client(Role.EDITOR).get(section.address).content.decode()
    assert "Erledigtes" in listed
    assert "Werbung" not in listed


def test_what_was_merged_into_another_conversation_still_shows_at_its_item(cast: Cast) -> None:
    item, editor = out(cast), cast.user(Role.EDITOR)
    kept, below = write_below(out(cast, "Anderes"), "Allgemeines", "1"), write_below(item, "Zum Absatz", "2")
    MergeInto(by=editor, conversation=below, other=kept).run()
    section = section_of(item, cast)
    assert section is not None
    assert kept.get_absolute_url() in section.content
    listed = cast.client(Role.EDITOR).get(section.address)
    assert [row.pk for row in listed.context["page"]] == [kept.pk]


def test_an_item_of_which_nobody_wrote_leads_nowhere(cast: Cast) -> None:
    section = section_of(out(cast), cast)
    assert section is not None
    assert (section.address, "Noch hat niemand" in section.content) == ("", True)


def test_only_those_who_answer_see_what_readers_write(cast: Cast) -> None:
    item = out(cast)
    write_below(item)
    for role in Role:
        expected = role in (Role.EDITOR, Role.HEAD_OF_OFFICE, Role.COORDINATOR)
        assert (section_of(item, cast, role) is not None) is expected, role


def test_what_nobody_took_is_urgent_once_somebody_should_have_an_answer(cast: Cast) -> None:
    made, user = write_below(out(cast)), cast.user(Role.COORDINATOR)

    def waiting() -> list[tuple[int, bool]]:
        mine = reverse("inbox:list") + "?state=open&who=nobody"
        return [(e.count, e.is_urgent) for e in WAITING.collect(user) if e.address == mine]

    assert waiting() == [(1, False)]
    Conversation.objects.update(due_at=timezone.now())
    assert waiting() == [(1, True)]
    AssignConversation(by=user, conversation=made, assigned_to=cast.user(Role.EDITOR)).run()
    assert waiting() == [(0, False)]


def test_the_list_offers_the_items_that_somebody_wrote_about(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    out(cast, "Ungefragt")
    for number in range(30):
        write_below(out(cast, f"Seite {number}"), f"Frage {number}", str(number))
    client = cast.client(Role.EDITOR)
    client.get(LIST)
    with django_assert_max_num_queries(15):
        page = client.get(LIST).content.decode()
    assert page.count(">Seite ") == 30
    assert "Ungefragt" not in page
