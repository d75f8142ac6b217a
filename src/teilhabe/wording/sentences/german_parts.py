"""What German sentences of both registers are put together from: topic, place, groups, numbers, periods, reasons."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from teilhabe.text import Text
from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.message import Kind, Message
from teilhabe.wording.sentences import german_periods as periods
from teilhabe.wording.sentences.german_groups import in_row, is_people, of_group, of_groups
from teilhabe.wording.sentences.german_nouns import Noun, noun, quoted
from teilhabe.wording.sentences.german_places import where
from teilhabe.wording.sentences.quantities import bare, counted, first_of_pair, worded
from teilhabe.wording.sentences.word_lists import words

_ORDINALS = words("zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft")
_CARDINALS = words("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")
_DIMENSIONS = frozenset(
    words(
        """
        Alter Altersgruppe Altersklasse Art Aufenthaltsstatus Bezirk Bildungsabschluss Beruf Familienstand
        Gemeinde Geschlecht Geburtsland Gruppe Herkunft Herkunftsland Kategorie Konfession Kreis Ländergruppe
        Laufbahngruppe Migrationshintergrund
        Migrationsstatus Monat Nationalität Ort Quartal Quartier Region Religion Schulart Sprache
        Staatsangehörigkeit Stadtbezirk Stadtteil Wohnviertel Zeitraum
        """
    )
)
"""Words behind „je nach“ that need neither an article nor another ending."""


class Parts:
    """The parts of one message in German words."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.subjects = tuple(quoted(subject.de) for subject in message.subjects)

    @cached_property
    def noun(self) -> Noun:
        return noun(self.message.topic.de, counted(self.message))

    @property
    def topic(self) -> str:
        """The topic as subject of the sentence, with its place."""
        return self.noun.nominative + self.place

    @property
    def topic_of_groups(self) -> str:
        """The topic with its place and the groups it is about."""
        return self.topic + self.groups

    @property
    def concerning(self) -> str:
        """„bei der Beschäftigungsquote in Kaiserslautern“."""
        return self.noun.concerning + self.place

    @property
    def place(self) -> str:
        """The place, unless it is one of the subjects and will be named there."""
        place = self.message.place
        return f" {where(place.de)}" if place and place not in self.message.subjects else ""

    @property
    def groups(self) -> str:
        return f" {of_groups(self._names)}" if self.subjects else ""

    @property
    def row(self) -> str:
        """The first two groups, which are compared."""
        return enumerate_words([in_row(name) for name in self._names[:2]], "de")

    @property
    def are_people(self) -> bool:
        """Whether all groups are people who can be counted off: „49,6 % Frauen und Mädchen“."""
        return all(map(is_people, self._names))

    def of(self, place: int) -> str:
        """One group behind what is told of it: „für Frauen und Mädchen“."""
        return of_group(self._names[place])

    @property
    def _names(self) -> list[str]:
        return [subject.de for subject in self.message.subjects]

    def people(self) -> list[str]:
        """The parts of a whole that are all people: „49,6 % Frauen und Mädchen“."""
        return [f"{self.number(place)} {name}" for place, name in enumerate(self._names, start=1)]

    @property
    def when(self) -> str:
        return periods.when(self.message.periods[0]) if self.message.periods else ""

    @property
    def span(self) -> str:
        return periods.between(*self.message.periods)

    def number(self, place: int) -> str:
        return worded(self.message.numbers[place], "de")

    def bare(self, place: int) -> str:
        return bare(self.message.numbers[place], "de")

    def dative(self, place: int) -> str:
        """The number where it stands behind „von“, „mit“, „bei“: 38,1 Jahren."""
        text = self.number(place)
        is_plural = text.endswith(("e", "er")) and self.bare(place) != "1"
        return f"{text}n" if is_plural else text

    def first_of_pair(self, first: int) -> str:
        return first_of_pair(self.message.numbers[first], self.message.numbers[first + 1], "de")

    def from_to(self, first: int) -> str:
        """„von 31,1 % auf 39,2 %“, „von 520 auf 610 Personen“."""
        before, after = self.message.numbers[first : first + 2]
        start = self.first_of_pair(first) if before.unit == after.unit else self.dative(first)
        return f"von {start} auf {self.number(first + 1)}"

    def both(self) -> tuple[str, str]:
        """Both subjects: of a difference as places, otherwise as groups."""
        first, second = self.message.subjects
        if self.message.kind == Kind.DIFFERENCE:
            return where(first.de), where(second.de)
        return of_group(first.de), of_group(second.de)

    def by_what(self) -> str:
        """„je nach Staatsangehörigkeit“: what the groups of a spread differ by."""
        if not self.message.subjects:
            return "je nach Gruppe"
        return f"je {self._by(0 if self._has_named_ends else -1)}"

    @property
    def by_structure(self) -> str:
        """„nach Altersgruppe“: the last subject as what people are divided by."""
        return self._by(-1)

    def _by(self, place: int) -> str:
        name = self.message.subjects[place].de
        return f"nach {name if _DIMENSIONS.issuperset(name.split(' und ')) else quoted(name)}"

    def filtered(self) -> str:
        """The groups of a spread without what they differ by."""
        return f" {of_groups(self._names[:-1])}" if self.subjects[1:] and not self._has_named_ends else ""

    @property
    def _has_named_ends(self) -> bool:
        return self.message.kind == Kind.SPREAD and len(self.subjects) == 3

    def limits(self) -> str:
        """Both limits of a spread, each with its place where it is named: „2,0 % („Altstadt“) und 7,0 % („Hafen“)“."""
        if self._has_named_ends:
            return f"{self.dative(0)} ({self.subjects[1]}) und {self.dative(1)} ({self.subjects[2]})"
        return f"{self.first_of_pair(0)} und {self.dative(1)}"

    def make_up(self, alone: str, with_article: str) -> str:
        """The structure that explains a part of a change: „auf die Zusammensetzung nach Alter“, „auf „Struktur““."""
        name = self._names[0]
        return f"{with_article} Zusammensetzung nach {name}" if name in _DIMENSIONS else f"{alone} {quoted(name)}"

    def ordinal(self, superlative: str) -> str:
        """„dritthöchste“ for the third; "" beyond the twelfth."""
        place = self.message.rank[0] if self.message.rank else 0
        if place == 1:
            return superlative
        return _ORDINALS[place - 2] + superlative if 2 <= place < len(_ORDINALS) + 2 else ""

    @property
    def leaders(self) -> str:
        """„drei“: among how many of the highest or lowest a value is; in digits from 13 on."""
        return _CARDINALS[self.first_ones - 1] if self.first_ones <= len(_CARDINALS) else str(self.first_ones)

    @property
    def first_ones(self) -> int:
        return self.message.rank[0] if self.message.rank else 0

    @property
    def whole(self) -> int:
        """How many values are in the order."""
        return self.message.rank[1] if self.message.rank else 0

    def reason(self) -> str:
        """The reason behind a colon; nothing where there is none."""
        return f": {stripped(self.message.reason)}" if self.message.reason else ""


def stripped(reason: Text) -> str:
    return reason.de.strip().rstrip(".")


def sentence(*parts: str) -> str:
    """The parts with single blanks between, a capital letter first and a full stop last."""
    text = " ".join(part for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}."


def sentences(texts: Iterable[str]) -> str:
    return " ".join(sentence(text) for text in texts if text)
