"""The list of indicators, narrowed down: by words, by a breakdown, by whether there are figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from teilhabe.release.pages import Card, CityPage, Field

WITH, WITHOUT = "with", "without"
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Choice:
    """What a reader wants to see; an empty choice is everything. Unknown codes choose nothing away."""

    words: str = ""
    group: str = ""  # a dimension that figures are broken down by
    data: str = ""  # WITH, WITHOUT or both

    @property
    def is_narrowed(self) -> bool:
        return any((self.words, self.group, self.data))

    def takes(self, card: Card, field: Field) -> bool:
        """Whether each word stands in name, question, id or field, and group and data fit."""
        text = f"{card.name} {card.question} {card.id} {field.name}".casefold()
        return (
            all(word in text for word in self.words.casefold().split())
            and (not self.group or self.group in dict(card.groups))
            and (not self.data or (card.headline is not None) == (self.data == WITH))
        )


def read_choice(query: Mapping[str, str], city: CityPage) -> Choice:
    """The choice in an address; what the city does not know is left out."""
    words = " ".join(query.get("q", "")[:LONGEST_SEARCH].split())
    group, data = query.get("group", ""), query.get("data", "")
    return Choice(words, group if group in groups(city) else "", data if data in (WITH, WITHOUT) else "")


def groups(city: CityPage) -> Mapping[str, str]:
    """All breakdowns of the city's indicators, by name."""
    found = {code: name for field in city.fields for card in field.cards for code, name in card.groups}
    return dict(sorted(found.items(), key=lambda entry: entry[1].casefold()))


def chosen(city: CityPage, choice: Choice) -> Iterator[tuple[Field, tuple[Card, ...]]]:
    """The fields that have indicators of the choice, with these indicators."""
    for field in city.fields:
        if cards := tuple(card for card in field.cards if choice.takes(card, field)):
            yield field, cards
