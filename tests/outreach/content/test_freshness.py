"""One change of a fact reaches every text; one changed paragraph makes one segment per language outdated."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast
from tests.outreach.items import approve, make_item, original_of, publish, translate_all

from teilhabe.core.users.roles import Role
from teilhabe.outreach.content.actions.facts import AddFact, ChangeFact
from teilhabe.outreach.content.actions.publishing import Publish
from teilhabe.outreach.content.actions.texts import SaveText
from teilhabe.outreach.content.actions.writing import Written
from teilhabe.outreach.content.models import Edition, Fact, InfoItem
from teilhabe.outreach.content.published import shelf
from teilhabe.outreach.content.selectors.facts import uses_of

LANGUAGES = ("en", "ar", "uk", "ru", "tr", "fa", "prs", "ti", "fr")
TWENTY = [f"Absatz {number} sagt etwas Eigenes über das Thema {number * 7}." for number in range(20)]


@pytest.fixture
def phone(cast: Cast) -> Fact:
    values = {"key": "telefon", "name": "Telefon", "kind": "text", "value": {"text": "0631 1"}}
    return AddFact(by=cast.user(Role.EDITOR), values=values).run()


def _rewrite(cast: Cast, item: InfoItem, text: str) -> None:
    original = original_of(item)
    written = Written(original.title, text=text)
    SaveText(by=cast.user(Role.EDITOR), variant=original, written=written, version=original.version).run()
    original.refresh_from_db()
    approve(cast, original)
    Publish(by=cast.user(Role.EDITOR), variant=original).run()


def test_a_changed_fact_stands_in_every_variant_and_outdates_no_segment(cast: Cast, phone: Fact) -> None:
    items = [make_item(cast, f"Seite {number}", "Rufen Sie an: {telefon}.") for number in range(3)]
    for item in items:
        publish(cast, item)
        for language in LANGUAGES:
            translate_all(cast, item, language)
    ChangeFact(by=cast.user(Role.EDITOR), fact=phone, values={"value": {"text": "0631 2"}}).run()
    for language in ("de", *LANGUAGES):
        for reading in shelf(language).readings:
            assert "0631 2" in reading.html
            assert "0631 1" not in reading.html
            assert reading.outdated == ()
    assert len(uses_of(phone)) == 3 * (1 + len(LANGUAGES))


def test_one_changed_paragraph_of_twenty_outdates_one_segment_per_language(cast: Cast) -> None:
    item = make_item(cast, text="\n\n".join(TWENTY))
    publish(cast, item)
    for language in LANGUAGES:
        translate_all(cast, item, language)
    changed = [*TWENTY]
    changed[6] = changed[6].replace("etwas Eigenes", "etwas ganz Neues")
    _rewrite(cast, item, "\n\n".join(changed))
    editions = Edition.objects.exclude(variant__translated_from=None)
    assert [len(edition.outdated) for edition in editions] == [1] * len(LANGUAGES)
    assert all(edition.html.count("is-old") == 1 for edition in editions)


def test_moving_paragraphs_outdates_nothing(cast: Cast) -> None:
    item = make_item(cast, text="\n\n".join(TWENTY))
    publish(cast, item)
    variant = translate_all(cast, item, "ar")
    _rewrite(cast, item, "\n\n".join(reversed(TWENTY)))
    edition = Edition.objects.get(variant=variant)
    assert edition.outdated == edition.borrowed == []
    assert edition.html.index("Absatz 19 ") < edition.html.index("Absatz 0 ")


def test_a_new_paragraph_is_shown_in_the_language_of_the_original(cast: Cast) -> None:
    item = make_item(cast, text="Eins.")
    publish(cast, item)
    variant = translate_all(cast, item, "ar")
    _rewrite(cast, item, "Eins.\n\nZwei ist neu hinzugekommen.")
    edition = Edition.objects.get(variant=variant)
    assert len(edition.borrowed) == 1
    assert 'lang="de" dir="ltr">Zwei ist neu' in edition.html


def test_a_shelf_costs_one_query_while_nothing_changes(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    publish(cast, make_item(cast))
    shelf("ar")
    with django_assert_num_queries(1):
        shelf("ar")
