"""Whoever joins two conversations chooses among those that may belong together, or finds one by a word."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.inbox.conversations import AMAL, ask

from teilhabe.core.users.roles import Role
from teilhabe.outreach.inbox.actions.conversations import MergeInto
from teilhabe.outreach.inbox.models import Conversation
from teilhabe.outreach.inbox.receiving import Sender
from teilhabe.outreach.inbox.selectors.together import candidates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]
BEN = Sender("Ben Muster", "mail", "ben@probe.example")


def found(cast: Cast, conversation: Conversation, typed: str = "") -> list[tuple[str, str]]:
    offered = candidates(cast.user(Role.EDITOR), conversation, typed)
    return [(each.conversation.subject_line, str(each.why)) for each in offered]


def test_the_same_sender_comes_first_then_what_is_about_something_similar(cast: Cast) -> None:
    this = ask("A", 1, subject_line="Anmeldung zum Deutschkurs")
    ask("B", 2, subject_line="AW: Deutschkurs Anmeldung", sender=BEN)
    ask("C", 3, subject_line="Ganz etwas anderes", sender=AMAL)
    ask("D", 4, subject_line="Wohngeld", sender=BEN)
    assert found(cast, this) == [
        ("Ganz etwas anderes", "schreibt dieselbe Person"),
        ("AW: Deutschkurs Anmeldung", "ähnlicher Betreff"),
    ]


def test_what_is_elsewhere_thrown_away_or_emptied_is_not_offered(cast: Cast) -> None:
    this, kept, merged, spam, emptied = (ask("A", n, subject_line="Wohngeld", sender=BEN) for n in range(1, 6))
    MergeInto(by=cast.user(Role.EDITOR), conversation=merged, other=kept).run()
    Conversation.objects.filter(pk=spam.pk).update(state="spam")
    Conversation.objects.filter(pk=emptied.pk).update(emptied_at=emptied.created_at)
    for typed in ("", "wohngeld"):
        offered = candidates(cast.user(Role.EDITOR), this, typed)
        assert [each.conversation for each in offered] == [kept]


@pytest.mark.parametrize("typed", ["seepf", "Muster", "Nr. {}", "{}", "nr {}"])
def test_a_word_a_name_or_a_number_finds_it(cast: Cast, typed: str) -> None:
    this, other = ask("A", 1), ask("Seepferdchen", 2, subject_line="Schwimmen", sender=BEN)
    assert found(cast, this, typed.format(other.pk)) == [("Schwimmen", "gefunden")]


def test_nothing_is_found_by_a_number_that_no_conversation_can_have(cast: Cast) -> None:
    assert found(cast, ask(), "9" * 30) == []


def test_one_button_joins_and_another_one_parts_them_again(cast: Cast) -> None:
    this, other = ask("A", 1), ask("B", 2)
    client = cast.client(Role.EDITOR)
    address = f"{this.get_absolute_url()}zusammenfuehren/"
    assert f'name="other" value="{other.pk}"' in _text(client, address)
    assert client.post(address, {"other": str(other.pk)}).status_code == 302
    other.refresh_from_db()
    assert other.merged_into == this
    for nonsense in ("", "999999", "unsinn", str(other.pk)):
        refused = client.post(address, {"other": nonsense})
        assert refused.status_code == 200
        assert 'role="alert"' in refused.content.decode()


def test_many_conversations_need_as_many_queries_as_few(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    this, client = ask("A", 1, subject_line="Wohngeld"), cast.client(Role.EDITOR)
    for number in range(2, 40):
        ask("B", number, subject_line=f"Wohngeld {number}", sender=AMAL if number % 2 else BEN)
    address = f"{this.get_absolute_url()}zusammenfuehren/"
    _text(client, address)
    with django_assert_max_num_queries(12):
        _text(client, address)


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()
