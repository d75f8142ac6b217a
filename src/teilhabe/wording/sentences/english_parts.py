"""What English sentences are put together from: topic, place, groups, numbers, periods, reasons."""

from __future__ import annotations

import re
from functools import cached_property

from teilhabe.wording.lists import enumerate_words
from teilhabe.wording.message import Kind, Message
from teilhabe.wording.periods import spoken_period
from teilhabe.wording.sentences.english_groups import in_row, is_people, of_group, of_groups
from teilhabe.wording.sentences.english_nouns import quoted, subject_of
from teilhabe.wording.sentences.quantities import bare, counted, first_of_pair, worded
from teilhabe.wording.sentences.word_lists import words

_ORDINALS = words("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
_CARDINALS = words("one two three four five six seven eight nine ten eleven twelve")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR_END = re.compile(r"\d{4}-12-31")
_DIMENSIONS = frozenset(
    words(
        """
        age category citizenship district gender group language month municipality nationality origin place quarter
        region religion sex
        """
    )
) | {
    "age group",
    "country of birth",
    "country of origin",
    "career group",
    "marital status",
    "migration background",
    "residence status",
}
_PLAIN_NAME = re.compile(r"[A-ZÄÖÜ][\w.'’-]*(?: [\w.'’()-]+)*")
_KINDS = frozenset({"canton", "city", "county", "district", "region", "state", "town"})
_WITH_ARTICLE = re.compile(r"(?:Canton|City|County|District|Region|State|Town) of .+|United .+|Netherlands|Saarland")


class Parts:
    """The parts of one message in English words."""

    def __init__(self, message: Message) -> None:
        self.message = message
        self.subjects = tuple(quoted(subject.en) for subject in message.subjects)

    @cached_property
    def topic(self) -> str:
        """The topic as subject of the sentence, with its place."""
        return subject_of(self.message.topic.en, counted(self.message)) + self.place

    @property
    def topic_of_groups(self) -> str:
        return self.topic + self.groups

    @property
    def place(self) -> str:
        """The place, unless it is one of the subjects and will be named there."""
        place = self.message.place
        return f" {where(place.en)}" if place and place not in self.message.subjects else ""

    @property
    def groups(self) -> str:
        return f" {of_groups(self._names)}" if self.subjects else ""

    @property
    def are_people(self) -> bool:
        """Whether all groups are people who can be counted off: "49.6% women and girls"."""
        return all(map(is_people, self._names))

    def of(self, place: int) -> str:
        """One group behind what is told of it: "for women and girls"."""
        return of_group(self._names[place])

    def people(self) -> list[str]:
        """The parts of a whole that are all people: "49.6% women and girls"."""
        return [f"{self.number(place)} {name}" for place, name in enumerate(self._names, start=1)]

    @property
    def row(self) -> str:
        """The first two groups, between which something lies."""
        return enumerate_words([in_row(name) for name in self._names[:2]], "en")

    @property
    def _names(self) -> list[str]:
        return [subject.en for subject in self.message.subjects]

    @property
    def when(self) -> str:
        return when(self.message.periods[0]) if self.message.periods else ""

    @property
    def span(self) -> str:
        first, last = self.message.periods
        return f"from {named(first)} to {named(last)}"

    def number(self, place: int) -> str:
        return worded(self.message.numbers[place], "en")

    def bare(self, place: int) -> str:
        return bare(self.message.numbers[place], "en")

    def first_of_pair(self, first: int) -> str:
        return first_of_pair(self.message.numbers[first], self.message.numbers[first + 1], "en")

    def from_to(self, first: int) -> str:
        """ "from 31.1% to 39.2%", "from 520 to 610 persons"."""
        return f"from {self.first_of_pair(first)} to {self.number(first + 1)}"

    def both(self) -> tuple[str, str]:
        """Both subjects: of a difference as places, otherwise as groups."""
        first, second = self.message.subjects
        if self.message.kind == Kind.DIFFERENCE:
            return where(first.en), where(second.en)
        return of_group(first.en), of_group(second.en)

    def by_what(self) -> str:
        """ "depending on citizenship": what the groups of a spread differ by."""
        if not self.message.subjects:
            return "depending on the group"
        return f"depending on {self._dimension}" if not self.has_named_ends else f"by {self._dimension}"

    @property
    def by_structure(self) -> str:
        """ "by age group": the last subject as what people are divided by."""
        return f"by {self._dimension}"

    @property
    def _dimension(self) -> str:
        name = self.message.subjects[0 if self.has_named_ends else -1].en
        lower = name[:1].lower() + name[1:]
        return lower if _DIMENSIONS.issuperset(lower.split(" and ")) else quoted(name)

    def filtered(self) -> str:
        """The groups of a spread without what they differ by."""
        return f" {of_groups(self._names[:-1])}" if self.subjects[1:] else ""

    @property
    def has_named_ends(self) -> bool:
        """Whether a spread names the two places at its limits, behind what they are: a district, a place."""
        return self.message.kind == Kind.SPREAD and len(self.subjects) == 3

    def limits(self) -> str:
        """Both limits of a spread, each with its place where it is named: "2.0% (“Old Town”) and 7.0% (“Port”)"."""
        if self.has_named_ends:
            return f"{self.number(0)} ({self.subjects[1]}) and {self.number(1)} ({self.subjects[2]})"
        return f"{self.first_of_pair(0)} and {self.number(1)}"

    def make_up(self) -> str:
        """The structure that explains a part of a change: "the composition by age"."""
        return self.subjects[0] if self._dimension == self.subjects[0] else f"the composition {self.by_structure}"

    def ordinal(self, superlative: str) -> str:
        """ "third highest"; "" beyond the twelfth."""
        place = self.message.rank[0] if self.message.rank else 0
        if place == 1:
            return superlative
        return f"{_ORDINALS[place - 2]} {superlative}" if 2 <= place < len(_ORDINALS) + 2 else ""

    @property
    def leaders(self) -> str:
        """ "three": among how many of the highest or lowest a value is; in digits from 13 on."""
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
        return f": {self.message.reason.en.strip().rstrip('.')}" if self.message.reason else ""


def named(code: str) -> str:
    """A period with its article: "2006", "the end of 2006", "the school year 2023/24", "the period 1990 to 1994"."""
    text = spoken_period(code, "en")
    if "/P" in code:
        return f"the period {text}"
    if text.startswith(("School year", "first half", "second half", "end of")):
        return f"the {text[:1].lower()}{text[1:]}"
    return text


def when(code: str) -> str:
    """ "in 2024", "on 30 June 2024", "at the end of 2024"."""
    if _YEAR_END.fullmatch(code):
        return f"at {named(code)}"
    return f"{'on' if _DAY.fullmatch(code) else 'in'} {named(code)}"


def where(name: str) -> str:
    """The name with "in"; what does not read like a proper name stands in quotation marks."""
    if _WITH_ARTICLE.fullmatch(name):
        first, _, rest = name.partition(" ")
        name = f"{first.lower()} {rest}" if first.lower() in _KINDS else name
        return f"in the {name}"
    return f"in {name}" if _PLAIN_NAME.fullmatch(name) else f"in {quoted(name)}"


def sentence(text: str) -> str:
    """The text with a capital letter first and a full stop last."""
    return f"{text[:1].upper()}{text[1:]}."
