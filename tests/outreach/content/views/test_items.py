"""The list and the page of an item, a new one, changes, withdrawing and bringing back."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item, original_of, publish, translate_all

from teilhabe.core.users.roles import STAFF, Role
from teilhabe.outreach.content.actions.categories import AddCategory
from teilhabe.outreach.content.actions.checking import next_check
from teilhabe.outreach.content.models import Category, Edition, InfoItem
from teilhabe.outreach.content.published import shelf

LIST = "/de/buero/informationen/"
NEW = {"title": "Deutschkurse für Eltern", "kind": "page", "risk": "ordinary", "key": "", "districts": "Ost,  West"}


@pytest.mark.parametrize("role", sorted(STAFF))
def test_all_staff_read_the_list_and_only_writers_may_add(cast: Cast, site: None, role: Role) -> None:
    make_item(cast, "Wohngeld")
    page = cast.client(role).get(LIST)
    assert "Wohngeld" in page.content.decode()
    may_write = role in (Role.EDITOR, Role.HEAD_OF_OFFICE)
    assert ("Information schreiben" in page.content.decode()) == may_write
    assert cast.client(role).get(f"{LIST}neu/").status_code == (200 if may_write else 403)


def test_the_list_costs_the_same_for_one_item_and_for_many(
    cast: Cast, site: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.client(Role.EDITOR)
    for number in range(12):
        item = make_item(cast, f"Seite {number}")
        publish(cast, item)
        translate_all(cast, item, "ar")
    client.get(LIST)
    with django_assert_max_num_queries(24):
        page = client.get(LIST).content.decode()
    assert "ar, de" in page


def test_the_empty_list_leads_to_the_first_item(cast: Cast, site: None) -> None:
    page = cast.client(Role.EDITOR).get(LIST).content.decode()
    assert "Schreiben Sie die erste" in page
    assert reverse("content:item_add") in page


def test_the_list_narrows_by_state_owner_and_check(cast: Cast, site: None) -> None:
    draft, public = make_item(cast, "Noch Entwurf"), make_item(cast, "Schon öffentlich", owner=cast.user(Role.EDITOR))
    publish(cast, public)
    InfoItem.objects.filter(pk=draft.pk).update(check_by=timezone.localdate())
    client = cast.client(Role.EDITOR)
    seen = {
        query: [title in client.get(f"{LIST}?{query}").content.decode() for title in ("Noch Entwurf", "Schon öff")]
        for query in ("state=draft", "state=published", f"owner={cast.user(Role.EDITOR).pk}", "due=1", "q=OFFENTLICH")
    }
    assert list(seen.values()) == [[True, False], [False, True], [False, True], [True, False], [False, True]]


def test_a_new_item_gets_its_key_from_the_title_and_leads_on_to_its_text(cast: Cast, site: None) -> None:
    audience = AddCategory(
        by=cast.user(Role.EDITOR), values={"kind": "audience", "key": "familien", "names": {"de": "Familien"}}
    ).run()
    sent = {**NEW, "audiences": [str(audience.pk)], "publish_at": "2031-02-03T10:00"}
    answer = cast.client(Role.EDITOR).post(f"{LIST}neu/", sent)
    item = InfoItem.objects.get()
    assert answer.headers["Location"] == reverse("content:variant", kwargs={"variant": original_of(item).pk})
    assert (item.key, item.districts) == ("deutschkurse-fuer-eltern", ["Ost", "West"])
    assert list(item.categories.all()) == [audience]
    assert timezone.localtime(item.publish_at).hour == 10 if item.publish_at else False


def test_a_second_item_of_the_same_title_gets_another_key(cast: Cast, site: None) -> None:
    for _time in range(2):
        cast.client(Role.EDITOR).post(f"{LIST}neu/", NEW)
    assert set(InfoItem.objects.values_list("key", flat=True)) == {
        "deutschkurse-fuer-eltern",
        "deutschkurse-fuer-eltern-2",
    }


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"key": "Große Straße"}, "Nur Kleinbuchstaben"),
        ({"key": "vergeben"}, "hat schon eine andere Information"),
        ({"publish_at": "2031-02-03T10:00", "publish_until": "2031-02-03T09:00"}, "vor dem Anfang"),
        ({"title": " "}, "Titel"),
        ({"picture": "999"}, "Bild"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_makes_nothing(
    cast: Cast, site: None, wrong: dict[str, str], told: str
) -> None:
    make_item(cast, key="vergeben")
    page = cast.client(Role.EDITOR).post(f"{LIST}neu/", {**NEW, **wrong}).content.decode()
    assert told in page
    assert "Ost,  West" in page
    assert InfoItem.objects.count() == 1


def test_changing_keeps_what_the_form_does_not_ask_for(cast: Cast, site: None) -> None:
    item = make_item(cast, "Kita", position=7)
    page = f"{LIST}{item.pk}/aendern/"
    sent = {"kind": "faq", "risk": "law", "key": item.key, "districts": "", "is_urgent": "on"}
    assert cast.client(Role.EDITOR).post(page, sent).status_code == 302
    item.refresh_from_db()
    assert (item.kind, item.risk, item.is_urgent, item.position) == ("faq", "law", True, 7)


def test_the_page_of_an_item_counts_what_each_variant_lacks(
    cast: Cast, site: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    item = make_item(cast, "Kita")
    publish(cast, item)
    for language in ("ar", "uk", "tr", "fa"):
        variant = translate_all(cast, item, language)
    variant.segments.filter(kind="point").delete()
    variant.segments.filter(kind="heading").update(source_hash="alt")
    client = cast.client(Role.EDITOR)
    client.get(f"{LIST}{item.pk}/")
    with django_assert_max_num_queries(26):
        page = client.get(f"{LIST}{item.pk}/").content.decode()
    assert "3 von 5 Abschnitten" in page
    assert "1 veraltet" in page


def test_withdrawing_asks_first_and_bringing_back_shows_it_as_it_was(cast: Cast, site: None) -> None:
    item = make_item(cast, "Kita")
    publish(cast, item)
    translate_all(cast, item, "ar")
    client = cast.client(Role.EDITOR)
    assert "Niemand sieht" in client.get(f"{LIST}{item.pk}/zurueckziehen/").content.decode()
    client.post(f"{LIST}{item.pk}/zurueckziehen/")
    assert shelf("ar").readings == ()
    client.post(f"{LIST}{item.pk}/wiederbringen/")
    assert [reading.title for reading in shelf("ar").readings] == ["[ar] Kita"]
    assert Edition.objects.count() == 2


def test_many_are_withdrawn_at_once_and_it_can_be_undone(cast: Cast, site: None) -> None:
    items = [make_item(cast, f"Seite {number}") for number in range(3)]
    for item in items[:2]:
        publish(cast, item)
    client = cast.client(Role.EDITOR)
    rows = {"bulk": "withdraw", "row": [item.pk for item in items]}
    asked = client.post(LIST, rows)
    confirmed = asked.context["hidden"]["confirmed"]
    page = client.post(LIST, {"bulk": "withdraw", "confirmed": confirmed}, follow=True)
    assert "2 Informationen sind zurückgezogen" in page.content.decode()
    assert InfoItem.objects.filter(withdrawn_at=None).count() == 1
    client.post(LIST, {"undo": page.context["undo"]["token"]})
    assert len(shelf("de").readings) == 2


def test_a_look_puts_the_next_check_half_a_year_later(cast: Cast, site: None) -> None:
    item = make_item(cast, check_by=timezone.localdate())
    cast.client(Role.EDITOR).post(f"{LIST}{item.pk}/geprueft/")
    item.refresh_from_db()
    assert item.check_by == next_check()


def test_a_place_of_the_matrix_becomes_an_empty_variant(cast: Cast, site: None) -> None:
    item = make_item(cast)
    client = cast.client(Role.EDITOR)
    for language, level in (("ar", "standard"), ("ar", "standard"), ("xx", "standard"), ("uk", "schwer")):
        client.post(f"{LIST}{item.pk}/fassung/", {"language": language, "level": level})
    assert list(item.variants.values_list("language", "level").order_by("pk")) == [
        ("de", "standard"),
        ("ar", "standard"),
    ]


def test_categories_stand_in_their_groups_on_the_form(cast: Cast, site: None) -> None:
    Category.objects.create(kind="topic", key="wohnen", names={"de": "Wohnen", "en": "Housing"})
    client = cast.client(Role.EDITOR)
    assert "Wohnen" in client.get(f"{LIST}neu/").content.decode()
    with translation.override("en"):
        address = reverse("content:item_add")
    assert "Housing" in client.get(address).content.decode()
