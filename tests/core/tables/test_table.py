"""A list shows what its address asks for, says what it shows, and costs few queries."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.core.tables.lists import make_organisations, make_people

from teilhabe.core.tables.rows import is_too_wide
from teilhabe.core.users.roles import Role

LIST, PEOPLE = "/probe/organisationen/", "/probe/personen/"
OWN_QUERIES = 6
SIGNING_IN = 4
"""Session, user, roles, and what the guard of the second factor asks."""


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client(Role.COORDINATOR)


def names(client: Client, query: str = "", address: str = LIST) -> list[str]:
    page = client.get(f"{address}?{query}").content.decode()
    return re.findall(r'class="table__title"><a [^>]*>([^<]*)</a>', page)


def text(client: Client, query: str = "", address: str = LIST) -> str:
    return client.get(f"{address}?{query}").content.decode()


def test_a_page_holds_fifty_rows_and_says_which(client: Client) -> None:
    make_organisations(118)
    assert len(names(client)) == 50
    assert names(client, "page=3") == [f"Verein {number:05}" for number in range(100, 118)] + [
        "Verein Fremd",
        "Verein Probe",
    ]
    assert "51–100 von 120" in text(client, "page=2")
    assert "101–120 von 120" in text(client, "page=99"), "a page that is not there is the last one"


def test_ten_thousand_rows_cost_six_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_people(10_000)
    with django_assert_max_num_queries(OWN_QUERIES + SIGNING_IN):
        page = text(client, "q=ozgur&district=Nord&language=ar&sort=-name&page=4", PEOPLE)
    assert "151–200 von 834" in page


def test_search_and_filters_narrow_and_are_named_with_a_way_to_remove_each(client: Client) -> None:
    make_organisations(9)
    assert names(client, "q=verein+0&active=0") == ["Verein 00000", "Verein 00003", "Verein 00006"]
    page = text(client, "q=verein+0&active=0")
    assert 'href="?active=0"><span class="kern-sr-only">Entfernen: </span>Suche: „verein 0“' in page
    assert 'href="?q=verein+0"><span class="kern-sr-only">Entfernen: </span>Arbeitet mit uns: nein' in page


def test_several_choices_widen_and_each_can_be_removed_alone(client: Client) -> None:
    make_people(6)
    assert len(names(client, "language=ar&language=fa", PEOPLE)) == 4
    page = text(client, "language=ar&language=fa", PEOPLE)
    assert 'href="?language=fa"><span class="kern-sr-only">Entfernen: </span>Sprachen: Arabisch' in page


def test_a_span_of_days_includes_both_ends_in_local_time(client: Client) -> None:
    make_organisations(5)  # on 1 to 5 January 2026, at noon
    span = "created_from=2026-01-02&created_to=2026-01-03"
    assert names(client, span) == ["Verein 00001", "Verein 00002"]
    assert "Angelegt ab 02.01.2026" in text(client, span)
    assert len(names(client, "created_to=9999-12-31")) == 7


def test_what_cannot_be_understood_is_said_and_narrows_nothing(client: Client) -> None:
    make_organisations(3)
    page = text(client, "created_from=gestern&active=vielleicht")
    assert len(names(client, "created_from=gestern&active=vielleicht&sort=nothing")) == 5
    assert page.count('class="errorlist"') == 2


def test_a_column_sorts_both_ways_and_says_how(client: Client) -> None:
    make_organisations(3)
    assert names(client, "sort=-name")[:2] == ["Verein Probe", "Verein Fremd"]
    page = text(client, "sort=-name")
    assert '<th scope="col" role="columnheader" aria-sort="descending"><a href="?sort=name"' in page
    assert names(client, "sort=last_contact_at", PEOPLE) == []


def test_the_order_of_the_list_itself_is_marked_too(client: Client) -> None:
    make_organisations(1)
    assert 'aria-sort="ascending"><a href="?sort=-name"' in text(client)


def test_a_column_that_counts_backwards_turns_round(client: Client) -> None:
    make_people(3)
    newest = names(client, "sort=last_contact_at", PEOPLE)
    assert newest == list(reversed(names(client, "sort=-last_contact_at", PEOPLE)))
    assert newest[0].endswith("00002")


def test_nothing_at_all_and_nothing_found_are_told_apart(client: Client) -> None:
    assert "Noch ist niemand eingetragen." in text(client, "", PEOPLE)
    make_people(1)
    page = text(client, "q=zzz", PEOPLE)
    assert "Nichts gefunden" in page
    assert 'href="?q=">Alles zeigen' in page  # also where the list opens narrowed


def test_what_somebody_typed_stays_text_on_the_page(client: Client) -> None:
    page = text(client, "q=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in page


def test_members_of_an_organisation_see_their_own_row_and_no_file(cast: Cast) -> None:
    make_organisations(5)
    member = cast.client(Role.ORGANISATION_MEMBER)
    assert names(member) == ["Verein Probe"]
    assert "export=csv" not in text(member)
    assert member.get(f"{LIST}?export=csv").status_code == 403


@pytest.mark.parametrize(
    ("text", "may_break"),
    [("Hochschulviertel", False), ("Kurdisch (Kurmandschi), Deutsch", False), ("welat.alo@musterstadt.example", True)],
)
def test_only_words_too_wide_for_a_column_break_anywhere(text: str, may_break: bool) -> None:
    assert is_too_wide(text) is may_break


def test_a_number_keeps_its_order_where_the_page_runs_from_right_to_left(client: Client) -> None:
    assert re.search(r"<td[^>]*><bdi>[^<]+</bdi>", client.get(LIST).content.decode())
