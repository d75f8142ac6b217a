"""Editors see on the page of an item whether it helps readers; what readers press says nothing about them."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import make_item

from teilhabe.core.extensions import NAVIGATION, WAITING, Section
from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.extensions import ITEM_SECTIONS
from teilhabe.outreach.content.models import InfoItem
from teilhabe.outreach.feedback.models import Feedback
from teilhabe.outreach.feedback.receiving import note_press

TITLE = "Ob es Leserinnen und Lesern hilft"


def section_of(item: InfoItem, cast: Cast, role: Role = Role.EDITOR) -> Section | None:
    return next((each for each in ITEM_SECTIONS.collect(item, cast.user(role)) if each.title == TITLE), None)


def test_an_item_shows_by_language_how_many_it_helped(cast: Cast) -> None:
    item, other = make_item(cast), make_item(cast)
    for was_helpful in (True, True, False):
        note_press(item.key, "/ar/x/", "ar", was_helpful=was_helpful)
    note_press(item.key, "/de/x/", "de", was_helpful=False)
    note_press(other.key, "/de/y/", "de", was_helpful=True)
    section = section_of(item, cast)
    assert section is not None
    assert '<th scope="row">العربية</th><td class="number">2</td><td class="number">1</td>' in section.content
    assert '<th scope="row">Deutsch</th><td class="number">0</td><td class="number">1</td>' in section.content


def test_an_item_that_nobody_judged_says_so(cast: Cast) -> None:
    section = section_of(make_item(cast), cast)
    assert section is not None
    assert "Noch hat niemand gesagt" in section.content


def test_the_counts_need_one_query_however_many_pressed(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from teilhabe.outreach.feedback.selectors import helpful_by_language

    item = make_item(cast)
    for number in range(40):
        note_press(item.key, "", "ar" if number % 2 else "de", was_helpful=bool(number % 3))
    with django_assert_num_queries(1):
        assert sum(each.yes + each.no for each in helpful_by_language(item)) == 40


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.AUDITOR])
def test_only_those_who_answer_readers_see_the_counts(cast: Cast, role: Role) -> None:
    assert section_of(make_item(cast), cast, role) is None


def test_a_press_waits_for_nobody_and_has_no_list(cast: Cast) -> None:
    note_press(make_item(cast).key, "", "de", was_helpful=False)
    user = cast.user(Role.EDITOR)
    assert not [each for each in NAVIGATION.collect(user) if "rueckmeldung" in each.address]
    assert not [each for each in WAITING.collect(user) if each.count and "posteingang" in each.address]


def test_a_press_outlives_its_item_and_names_nobody(cast: Cast) -> None:
    item = make_item(cast)
    note_press(item.key, "/de/x/", "de", was_helpful=True)
    names = {field.name for field in Feedback._meta.get_fields()}
    assert names == {"id", "item", "path", "language", "was_helpful", "at"}
    item.delete()
    assert Feedback.objects.get().item is None
