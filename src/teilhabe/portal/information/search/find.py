"""What the search answers: items in the language of the reader, whichever language they were found by.

The index covers every published variant, is kept per process and made anew when something has changed. What people
look for is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from teilhabe.outreach.body.inline import fill
from teilhabe.outreach.content.fact_readings import facts_as_text
from teilhabe.outreach.content.models import Category, Edition
from teilhabe.outreach.content.published import Reading, Shelf, kept, shelf
from teilhabe.portal.information.search.excerpts import excerpt
from teilhabe.portal.information.search.index import Field, Index

LONGEST_QUESTION = 200


@dataclass(frozen=True)
class Found:
    """`excerpt` is HTML whose only element is `mark`."""

    reading: Reading
    excerpt: SafeString


def find(site_language: str, text: str, most: int = 20) -> list[Found]:
    """The items that answer `text` best, at most `most`; nothing where no word was typed."""
    if not text.strip():
        return []
    current = shelf(site_language)
    index = _index(current)
    known = ((current.by_id.get(match.item), match.words) for match in index.search(text[:LONGEST_QUESTION]))
    found = [(reading, words) for reading, words in known if reading is not None][:most]
    return [Found(reading, excerpt(reading.summary, reading.text, words, index.folded)) for reading, words in found]


def _index(current: Shelf) -> Index:
    """The same for all languages: it belongs to a state of the contents, not to a shelf."""
    return kept("search", f"{current.stamp.partition('-')[0]}-{current.until}", lambda _former: Index(_texts(current)))


def _texts(current: Shelf) -> Iterator[tuple[int, Field, str]]:
    facts: dict[str, dict[str, str]] = {}
    editions = Edition.objects.filter(variant__item__in=current.by_id).values_list(
        "variant__item_id", "variant__language", "title", "summary", "text"
    )
    for item, language, *texts in editions.iterator():
        if language not in facts:
            facts[language] = facts_as_text(language)
        for place, text in zip((Field.TITLE, Field.SUMMARY, Field.TEXT), texts, strict=True):
            yield item, place, fill(text, facts[language])
    yield from _categories(current)


def _categories(current: Shelf) -> Iterator[tuple[int, Field, str]]:
    names = {category.key: " ".join(map(str, category.names.values())) for category in Category.objects.all()}
    for reading in current.readings:
        for key in reading.categories:
            yield reading.item_id, Field.CATEGORY, names.get(key, "")
        yield reading.item_id, Field.CATEGORY, " ".join(_whereabouts(current, reading))


def _whereabouts(current: Shelf, reading: Reading) -> Iterable[str]:
    """Where an item belongs to: its districts, and the address of its place."""
    yield from map(str, reading.districts)
    dates = current.dates.get(reading.item_id)
    if dates is not None:
        yield dates.place_text
        venue = current.by_id.get(dates.place_id or 0)
        yield venue.title if venue else ""
