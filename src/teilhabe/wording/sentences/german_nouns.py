"""German nouns: which topics are quantities that rise and fall, and with which article.

Whatever is not known here is told as „der Wert „…““, which is always right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from teilhabe.wording.sentences.quantities import Counted
from teilhabe.wording.sentences.word_lists import words

Gender = Literal["m", "f", "n"]

_ARTICLES: dict[Gender, str] = {"m": "der", "f": "die", "n": "das"}
_WITH: dict[Gender, str] = {"m": "beim", "f": "bei der", "n": "beim"}

_QUANTITIES: dict[Gender, tuple[str, ...]] = {
    "f": words(
        """
        quote rate zahl anzahl ziffer dichte dauer zeit fläche summe größe höhe note menge inzidenz intensität
        häufigkeit differenz spanne lücke belegung auslastung beteiligung arbeitslosigkeit erwerbslosigkeit
        gefährdung sterblichkeit lebenserwartung miete zunahme abnahme veränderung
        """
    ),
    "m": words(
        """
        anteil prozentsatz index quotient koeffizient faktor saldo wert median durchschnitt grad bestand
        betrag bedarf überschuss abstand zuwachs rückgang umsatz preis lohn verdienst leerstand verbrauch
        aufwand schlüssel
        """
    ),
    "n": words(
        """
        alter einkommen vermögen verhältnis volumen niveau potenzial potential entgelt wachstum defizit
        gewicht guthaben risiko
        """
    ),
}
"""Endings of words for something measured."""

_GATHERED = ("bevölkerung", "einwohnerschaft", "schülerschaft", "belegschaft")
"""Feminine nouns for many people: quantities only where people are counted."""

_PLURALS = words(
    """
        ungen heiten keiten schaften tionen geburten todesfälle
        sterbefälle fälle züge anträge plätze abschlüsse abgänge taten delikte haushalte gebäude betriebe
        stellen wohnsitze gutscheine anfragen kurse räume klassen schulen kitas vereine unternehmen gruppen
        zugänge eintritte
        """
)
"""Endings of what is counted one by one; the genitive of these is their nominative."""

_PEOPLE = words(
    """
        innen personen menschen familien frauen männer kinder mädchen schüler ausländer einwohner bürger bewohner
        empfänger bewerber teilnehmer
        """
)
"""The same of people."""

_PERSONS = words(
    """
        beschäftigte arbeitslose erwerbslose staatenlose obdachlose wohnungslose suchende verdächtige jährige
        flüchtete angestellte teilnehmende berechtigte bildende studierende erwachsene beschuldigte
        verurteilte bedürftige ständige tätige ehrenamtliche jugendliche lernende erziehende lebende
        gebürgerte wanderte geborene gestorbene pendelnde engagierte versicherte betreute behinderte
        verheiratete geschiedene verwitwete beziehende zugezogene angehörige befragte gesteuerte
        """
)
"""Endings of persons that take an n in the genitive: Beschäftigte, der Beschäftigten."""

_OTHERWISE = ("halter", "walter", "stalter", "mittelalter", "uhrzeit", "jahreszeit", "postleitzahl", "leistungen")
"""Endings that only look like one of those above."""

_ADJECTIVE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}e")
_OF_A_PLACE = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}er")
"""Schweizer, Basler: adjectives that never change; before masculine and neuter nouns they look like „Mittlerer“."""

_BROKEN = re.compile(r"[:;„“\"«»,]")
"""Topics with these marks are titles, not phrases: they are quoted."""

_BEHIND = re.compile(
    r"(?:der|des|von|vom|an|am|in|im|mit|ohne|je|pro|nach|bei|beim|für|zu|zum|zur|unter|über|ab|bis|aus|auf|seit"
    r"|vor|zwischen|innerhalb|außerhalb|gegenüber|gemäß|laut|durch|um|insgesamt|zusammen|[a-zäöüß]+er|[A-ZÄÖÜ(\d].*)"
)
"""How a phrase may go on behind its head: with a preposition, a genitive, another noun."""


@dataclass(frozen=True)
class Noun:
    """What a sentence is about, with its article where it stands as subject and behind "bei"."""

    gender: Gender
    subject: str
    attribute: str

    @property
    def nominative(self) -> str:
        return f"{_ARTICLES[self.gender]} {self.subject}"

    @property
    def concerning(self) -> str:
        return f"{_WITH[self.gender]} {self.attribute}"


@lru_cache(maxsize=4096)
def noun(topic: str, counted: Counted) -> Noun:
    """The topic as a noun phrase."""
    phrase = topic.split(" ")
    head = _head(phrase)
    if head is None or _BROKEN.search(topic) or not all(map(_BEHIND.fullmatch, phrase[head + 1 : head + 2])):
        return _value(topic)
    gender = _gender(phrase[head], counted)
    if gender and (head == 0 or gender == "f"):
        return _quantity(phrase, head, gender)
    if counted == "yes" or (counted == "share" and _ends(phrase[head], _PERSONS + _PEOPLE)):
        return _of_all(phrase, head, counted) or _value(topic)
    return _value(topic)


def _head(phrase: list[str]) -> int | None:
    """Where the head stands: the first known noun, behind adjectives; „Beschuldigte“ is one before „Erwachsene“."""
    found = None
    for place, word in enumerate(phrase):
        if _is_known(word):
            found = place
            if not _ends(word, _PERSONS):
                return found
        if not (_ADJECTIVE.fullmatch(word.capitalize()) or _OF_A_PLACE.fullmatch(word)):
            return found
    return found


def _is_known(word: str) -> bool:
    return bool(_gender(word, "yes")) or (word[:1].isupper() and _ends(word, _PLURALS + _PEOPLE + _PERSONS))


def _gender(head: str, counted: Counted) -> Gender | None:
    """The gender of a quantity; None for whatever else."""
    if not head[:1].isupper():
        return None
    for gender, endings in _QUANTITIES.items():
        if _ends(head, endings):
            return gender
    return "f" if counted in ("yes", "perhaps") and _ends(head, _GATHERED) else None


def _ends(word: str, endings: tuple[str, ...]) -> bool:
    lower = word.lower()
    return lower.endswith(endings) and not lower.endswith(_OTHERWISE)


def _quantity(phrase: list[str], head: int, gender: Gender) -> Noun:
    before, rest = phrase[:head], phrase[head:]
    return Noun(gender, " ".join([*map(_weak, before), *rest]), " ".join([*map(_oblique, before), *rest]))


def _of_all(phrase: list[str], head: int, counted: Counted) -> Noun | None:
    """„die Zahl der …“, „der Anteil der …“ with the genitive, where the phrase has but one head."""
    if not _ends(phrase[head], _PLURALS + _PEOPLE + _PERSONS) or {"und", "oder", "sowie"} & set(phrase):
        return None
    genitive = phrase[head] + ("n" if _ends(phrase[head], _PERSONS) else "")
    of = " ".join(["der", *map(_oblique, phrase[:head]), genitive, *phrase[head + 1 :]])
    return Noun("m", f"Anteil {of}", f"Anteil {of}") if counted == "share" else Noun("f", f"Zahl {of}", f"Zahl {of}")


def _weak(adjective: str) -> str:
    """As it stands behind „die“: die ausländische Bevölkerung, die Schweizer Bevölkerung."""
    return adjective if _OF_A_PLACE.fullmatch(adjective) else adjective[:1].lower() + adjective[1:]


def _oblique(adjective: str) -> str:
    """As it stands behind „der“ in genitive and dative: der ausländischen Bevölkerung."""
    return adjective if _OF_A_PLACE.fullmatch(adjective) else f"{_weak(adjective)}n"


def _value(topic: str) -> Noun:
    return Noun("m", f"Wert {quoted(topic)}", f"Wert {quoted(topic)}")


def quoted(name: str) -> str:
    """A name in German quotation marks, in pointed ones where it has quotation marks itself."""
    return f"»{name}«" if "„" in name or "“" in name else f"„{name}“"
