"""The information of Musterstadt is invented, labelled, complete in what it promises, and never advises unreviewed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from teilhabe.outreach.body.blocks import Block, Kind
from teilhabe.outreach.body.inline import facts_in, links_in
from teilhabe.outreach.content.exchange.folders import contents
from teilhabe.outreach.content.exchange.parcel import ItemEntry, Parcel, VariantEntry
from teilhabe.outreach.content.exchange.reading import Known, Reader
from teilhabe.outreach.content.exchange.starting import shipped
from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.check import check

FOLDER = Path(__file__).resolve().parents[2] / "cities" / "musterstadt" / "content"
TODAY = date(2026, 11, 23)
"""Nobody should learn a wrong number for emergencies."""
ORDER = (Level.STANDARD, Level.PLAIN, Level.EASY)


def _read(today: date = TODAY) -> Parcel:
    files, foreign = contents(FOLDER)
    categories = frozenset(each.key for each in shipped().categories)
    reader = Reader(files, ZoneInfo("Europe/Berlin"), today, foreign)
    parcel = reader.parcel(Known(categories=categories))
    assert reader.refused == []
    return parcel


@pytest.fixture(scope="module")
def parcel() -> Parcel:
    return _read()


def _variants(parcel: Parcel) -> Iterator[tuple[ItemEntry, VariantEntry]]:
    for item in parcel.items:
        for variant in item.variants:
            yield item, variant


def test_there_is_something_of_every_kind(parcel: Parcel) -> None:
    kinds = [item.kind for item in parcel.items]
    least = {"page": 10, "news": 4, "event": 6, "place": 6, "faq": 5}
    assert all(kinds.count(kind) >= count for kind, count in least.items())


def test_everything_is_labelled_as_a_sample(parcel: Parcel) -> None:
    assert all(item.is_sample for item in parcel.items)


def test_every_item_is_there_in_german_plain_german_and_english(parcel: Parcel) -> None:
    for item in parcel.items:
        assert {"de", "de.plain", "en"} <= {variant.name for variant in item.variants}, item.key


def test_every_language_of_the_site_has_texts(parcel: Parcel) -> None:
    there = {variant.language for _item, variant in _variants(parcel)}
    assert there == {code.removesuffix("-simple") for code, _name in settings.LANGUAGES}


def test_no_sample_is_about_law_or_health_and_a_deadline_has_no_translation_that_counts_as_reviewed(
    parcel: Parcel,
) -> None:
    risky = [item for item in parcel.items if item.risk != "ordinary"]
    assert {item.risk for item in risky} == {"deadline"}
    assert not any(variant.reviewed for item in risky for variant in item.variants)
    assert all(variant.language in ("de", "en") for item in risky for variant in item.variants)


def test_other_languages_are_marked_as_made_by_a_machine_and_not_reviewed(parcel: Parcel) -> None:
    for item, variant in _variants(parcel):
        if variant.language not in ("de", "en"):
            assert variant.machine == frozenset(variant.texts()), (item.key, variant.name)
            assert not variant.reviewed


def test_telephone_numbers_are_those_kept_free_for_fiction(parcel: Parcel) -> None:
    numbers = [fact.value["number"] for fact in parcel.facts if fact.kind == "phone"]
    assert numbers
    assert all(re.fullmatch(r"030 23125[ -]?\d{3}", number) for number in numbers)
    for item, variant in _variants(parcel):
        for text in variant.texts().values():
            assert not re.search(r"\d[\d /-]{5,}", text), (item.key, variant.name)


def test_addresses_are_in_domains_for_examples(parcel: Parcel) -> None:
    addresses = [
        fact.value.get("address", fact.value.get("url", "")) for fact in parcel.facts if fact.kind != "address"
    ]
    addresses += [
        address
        for _item, variant in _variants(parcel)
        for text in variant.texts().values()
        for address in links_in(text)
    ]
    addresses += [item.dates.registration for item in parcel.items if item.dates]
    assert all(re.search(r"[@./]musterstadt\.example(/|$)", address) for address in addresses if address)


def test_every_variant_names_the_same_facts_where_it_says_something(parcel: Parcel) -> None:
    for item in parcel.items:
        original = item.variant(item.original)
        assert original is not None
        for variant in item.variants:
            for name, text in variant.texts().items():
                assert sorted(facts_in(text)) == sorted(facts_in(original.texts()[name])), (
                    item.key,
                    variant.name,
                    name,
                )


def test_every_fact_is_used_and_most_in_several_texts(parcel: Parcel) -> None:
    used = {key for _item, variant in _variants(parcel) for text in variant.texts().values() for key in facts_in(text)}
    for item in parcel.items:
        if item.place:
            used |= {item.place.address, item.place.hours, *item.place.contacts}
    assert used >= {fact.key for fact in parcel.facts}


def _blocks(variant: VariantEntry) -> list[Block]:
    head = [Block(Kind.TITLE, variant.title), *([Block(Kind.SUMMARY, variant.summary)] if variant.summary else [])]
    return [*head, *variant.blocks]


@pytest.mark.parametrize("name", ["de.plain", "de.easy"])
def test_plain_german_is_as_plain_as_it_says(parcel: Parcel, name: str) -> None:
    found = {item.key: check(_blocks(variant)).level for item, variant in _variants(parcel) if variant.name == name}
    wanted = ORDER.index(Level(name.removeprefix("de.")))
    assert {key: level for key, level in found.items() if level is None or ORDER.index(level) < wanted} == {}


@pytest.mark.parametrize("today", [date(2024, 2, 29), date(2026, 12, 31), date(2027, 3, 28)])
def test_there_is_always_something_ahead(today: date) -> None:
    items = _read(today).items
    assert any(item.dates and not item.dates.recurrence and item.dates.starts.date() > today for item in items)
    assert any(item.dates and item.dates.exceptions for item in items)
    assert any(item.is_urgent and item.publish_until and item.publish_until.date() < today for item in items)
    assert any(item.check_by and item.check_by < today for item in items)


def test_categories_are_named_in_every_language_of_the_site() -> None:
    languages = {code for code, _name in settings.LANGUAGES} - {"de-simple"}
    categories = shipped().categories
    assert all(languages <= set(category.names) for category in categories)
    assert len({category.key for category in categories}) == len(categories)


def test_every_category_of_the_samples_is_one_to_start_with(parcel: Parcel) -> None:
    known = {category.key for category in shipped().categories}
    assert {key for item in parcel.items for key in item.categories} <= known
