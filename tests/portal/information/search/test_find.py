"""The search finds what is published, in the reader's language, by words of any language."""

from __future__ import annotations

from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.items import WithdrawItem
from teilhabe.outreach.content.models import Category
from teilhabe.portal.information.search.excerpts import LENGTH, excerpt
from teilhabe.portal.information.search.find import find
from teilhabe.portal.information.search.words import fold


def test_what_is_not_published_is_not_found(cast: Cast) -> None:
    shown = publish(cast, make_item(cast, "Wohngeld")).item
    make_item(cast, "Wohngeld für Studierende")
    assert [found.reading.title for found in find("de", "Wohngeld")] == ["Wohngeld"]
    WithdrawItem(by=cast.user(Role.EDITOR), item=shown).run()
    assert find("de", "Wohngeld") == []


def test_a_german_word_on_the_arabic_site_finds_the_item_in_arabic(cast: Cast) -> None:
    item = make_item(cast, "Wohngeld", "Zuschuss zur Miete.")
    publish(cast, item)
    translate_all(cast, item, "ar")
    found = find("ar", "Zuschuss")
    assert [each.reading.language for each in found] == ["ar"]


def test_items_are_found_by_the_names_of_their_categories(cast: Cast) -> None:
    category = Category.objects.create(kind="topic", key="wohnen", names={"de": "Wohnen", "ar": "السكن"})
    publish(cast, make_item(cast, "Mietvertrag", categories=(category,)))
    assert len(find("de", "sakan")) == 1


def test_a_search_costs_one_query_while_nothing_changes(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(cast, make_item(cast, "Wohngeld"))
    find("de", "Wohngeld")
    with django_assert_num_queries(1):
        find("de", "Wohngeldantrag")
    with django_assert_num_queries(0):
        assert find("de", "  ") == []


def test_found_words_are_marked_and_nothing_else_becomes_html(cast: Cast) -> None:
    publish(cast, make_item(cast, "Titel", r"Vor <script> und \<b\> die **Miete** & mehr."))
    excerpt_html = str(find("de", "Miete")[0].excerpt)
    assert "<mark>Miete</mark> &amp; mehr" in excerpt_html
    assert "<script" not in excerpt_html
    assert "<b>" not in excerpt_html


def test_an_excerpt_shows_the_found_word_of_a_long_text() -> None:
    text = "Vorher " * 200 + "Ärztinnen " + "nachher " * 200
    shown = str(excerpt("Eine Zusammenfassung.", text, {fold("Ärztinnen")}, {}))
    assert "<mark>Ärztinnen</mark>" in shown
    assert shown.startswith("… Vorher")
    assert shown.endswith(" …")
    assert len(shown) < LENGTH + 40


def test_a_word_longer_than_an_excerpt_stays_within_it() -> None:
    assert len(excerpt("", "a" * 5000, frozenset(), {})) < LENGTH + 10
