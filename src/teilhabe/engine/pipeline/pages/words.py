"""How figures, places, groups and signs of a city are written in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from teilhabe.codes import labels, signs
from teilhabe.codes.bases import Base
from teilhabe.codes.concepts import Concept
from teilhabe.engine.indicators.definition import Definition
from teilhabe.engine.pipeline.city import City
from teilhabe.engine.pipeline.results import Figure
from teilhabe.release.pages import Cell
from teilhabe.text import Language, Text
from teilhabe.wording.numbers import format_number, meant
from teilhabe.wording.periods import format_period
from teilhabe.wording.signs import NO_VALUE, PROTECTED, UNRELIABLE, explained

_PROTECTED_NOTE = Text(
    "Geschützt: Hier oder bei einer verwandten Zahl geht es um sehr wenige Menschen. Die Zahl bleibt verborgen, damit "
    "niemand erkannt wird.",
    "Protected: this figure, or one that is related to it, is about very few people. It stays hidden so that nobody "
    "can be recognised.",
)
_NOT_COMPUTABLE = Text(
    "Nicht berechenbar: In dieser Gruppe ist niemand.", "Cannot be computed: nobody is in this group."
)
_UNRELIABLE_NOTE = Text(
    "Kein Nachweis: Der Zahlenwert ist nicht sicher genug und wird deshalb nicht gezeigt.",
    "Not shown: the figure is not reliable enough.",
)
_ESTIMATED_NOTE = Text("Von der Quelle als ungefähr bezeichnet.", "Called approximate by its source.")
_PROVISIONAL_NOTE = Text("Vorläufiger Wert; er kann sich noch ändern.", "Provisional value; it may still change.")
_RANGE = Text("{low} bis {high}", "{low} to {high}")


@dataclass(frozen=True)
class Words:
    """The voice of a city in one language."""

    city: City
    language: Language

    def __call__(self, text: Text) -> str:
        return text.in_language(self.language)

    def place(self, code: str) -> str:
        return self(self.city.place(code).name)

    def period(self, code: str) -> str:
        return format_period(code, self.language)

    def code(self, dimension: str, code: str) -> str:
        return self(labels.label(dimension, code))

    def value(self, definition: Definition, number: float) -> str:
        return _written(number, definition.decimals, self.language)

    def rounded(self, number: float, decimals: int) -> str:
        return _written(number, decimals, self.language)

    def plain(self, number: float | None) -> str:
        """A number with the decimals it has, at most three."""
        return "" if number is None else _written(number, min(3, _decimals(number)), self.language)

    def exact(self, number: float) -> str:
        """A number with every decimal it has."""
        return _written(number, _decimals(number), self.language)

    def cell(self, definition: Definition, figure: Figure, lineage: str = "") -> Cell:
        """One figure as a table cell: its value, or what stands for it and why."""
        if figure.shown is not None:
            note, bounds = self._notes(figure), self.range(definition, figure)
            return Cell(self.figure(definition, figure.shown, figure), "value", note, lineage, bounds)
        if figure.status == "protected":
            return Cell(PROTECTED, "protected", self(_PROTECTED_NOTE))
        if figure.status == "unreliable":
            return Cell(UNRELIABLE, "unreliable", self(_UNRELIABLE_NOTE))
        if figure.status == "sign":
            return Cell("–" if figure.sign == "-" else figure.sign, "sign", self(explained(figure.sign)), lineage)
        return Cell("", "missing", self(_NOT_COMPUTABLE if figure.value.denominator else NO_VALUE))

    def figure(self, definition: Definition, number: float, figure: Figure) -> str:
        """The number, in parentheses where it is uncertain, as official statistics print it."""
        text = self.value(definition, number)
        return f"({text})" if figure.value.quality.mark == "()" else text

    def range(self, definition: Definition, figure: Figure) -> str:
        """The bounds of a shown value: "18,2 bis 21,4"; "" where none are known or the value is not shown."""
        quality = figure.value.quality
        if figure.shown is None or quality.low is None or quality.high is None:
            return ""
        low, high = (self.value(definition, bound) for bound in (quality.low, quality.high))
        return self(_RANGE).format(low=low, high=high)

    def _notes(self, figure: Figure) -> str:
        notes = (
            (_ESTIMATED_NOTE, signs.ESTIMATED in figure.value.numerator.statuses),
            (_PROVISIONAL_NOTE, figure.value.quality.provisional),
        )
        return " ".join(self(note) for note, holds in notes if holds)

    def bases(self, codes: Iterable[str]) -> str:
        return self._named(codes, {str(base): base.label for base in Base})

    def concepts(self, codes: Iterable[str]) -> str:
        return self._named(codes, {str(concept): concept.label for concept in Concept})

    def _named(self, codes: Iterable[str], names: Mapping[str, Text]) -> str:
        """Each code once by its name, or as it is where the code list lacks it."""
        return "; ".join(self(names[code]) if code in names else code for code in dict.fromkeys(codes))


@lru_cache(maxsize=131072)  # a value stands in a table, in a picture, in its lineage and in what is said of them
def _written(number: float, decimals: int, language: Language) -> str:
    return format_number(meant(number), decimals, language)


@lru_cache(maxsize=131072)
def _decimals(number: float) -> int:
    """How many decimals a number has."""
    return max(0, -int(meant(number).normalize().as_tuple().exponent))
