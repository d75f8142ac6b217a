"""Origins: value columns that are headed by countries and groups of countries are one dimension, citizenship."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from teilhabe.codes.citizenship import FOREIGN, GERMAN, UNKNOWN, parse_citizenship
from teilhabe.codes.countries import country_of_name
from teilhabe.engine.cube.observations import TOTAL
from teilhabe.engine.preparation.findings import Finding
from teilhabe.engine.preparation.meaning.roles import TOTAL_WORDS, is_total, slug
from teilhabe.text import Text

_FEWEST = 3
"""Two countries may be compared with each other; three and more, with their groups, divide up the people."""
_CLEAR = 3
"""So many headings name countries or groups of them for each one that does not."""

_GROUPS = re.compile(
    r"(?!.*(bundes|bundesl|neue_|alte_))(.*_)?"
    r"(eu\d*|efta|ewr|eea|gus|balkan|westbalkan|maghreb|nahost|drittstaaten|ausland|kontinente?"
    r"|(nord|sued|ost|west|mittel|zentral|latein|vorder|schwarz)*(europa|afrika|asien|amerika|europe|africa|asia|america)"
    r"|ozeanien|oceania|\w*(europ|afrik|asiat|arab|jugoslaw|sowjet|skandinav|balk)\w*|sowjetunion|tschechoslowakei"
    r"|\w*(laender|staaten|nationen|nationalitaeten)|other_countries)(_.*)?"
)
"""Continents, unions of states, former states, and "… Länder", "… Staaten" as the words of a slug."""
_REST = re.compile(
    r"(die_)?(uebrige|sonstige|andere|restliche|other)\w*|(staats?\w*_)?(unbekannt|ungeklaert|unklar)\w*|staatenlose?"
    r"|nicht_zu(teil|orden)bar.*|keine_angaben?|ohne_angaben?.*|unknown|stateless"
)


@dataclass(frozen=True)
class Origin:
    """What one heading names: the text of a citizenship, or beside these a measure of its own for everybody."""

    citizenship: str
    measure: str = ""


def read_origins(names: Sequence[str]) -> list[Origin] | None:
    """The citizenship that each heading names; None where no clear majority of them are countries and groups.

    What stands between them and is not known is a group of the publisher's own; before the first and behind the last
    it is a measure of everybody, such as an area beside the inhabitants by citizenship.
    """
    found = [_code(name) for name in names]
    states = Counter(country.key for name in names if (country := country_of_name(name)) and country.is_state)
    known = [place for place, code in enumerate(found) if code]
    others = [place for place, name in enumerate(names) if not found[place] and not _total(name)]
    if len(states) < _FEWEST or max(states.values()) > 1 or len(known) < _CLEAR * len(others):
        return None
    inside = range(known[0], known[-1])
    result = [
        Origin(code or name if place in inside or code else TOTAL, "" if place in inside or code else _rest(name))
        for place, (name, code) in enumerate(zip(names, found, strict=True))
    ]
    return _of_the_total(names, result)


def _of_the_total(names: Sequence[str], origins: Sequence[Origin]) -> list[Origin] | None:
    """A single total says what all of them count; None where two headings say the same."""
    totals = [place for place, name in enumerate(names) if _total(name)]
    result = [Origin(TOTAL, origin.measure) if place in totals else origin for place, origin in enumerate(origins)]
    if len(totals) == 1 and (measure := _rest(names[totals[0]])):
        result = [Origin(origin.citizenship, origin.measure or measure) for origin in result]
    return result if len(set(result)) == len(result) else None


def told(texts: Sequence[str], letter: str) -> list[Finding]:
    """A note where headings were read as citizenships: the names of countries may stand for places as well."""
    countries = [text for text in texts if (country := country_of_name(text)) and country.is_state]
    if len(countries) < _FEWEST:
        return []
    return [
        Finding(
            "columns-of-countries",
            "note",
            Text(
                f"{len(countries)} Spalten sind mit Staaten überschrieben (etwa „{countries[0]}“); sie wurden als "
                "Staatsangehörigkeiten gelesen.",
                f"{len(countries)} columns are headed by countries (such as {countries[0]!r}); they were read as "
                "citizenships.",
            ),
            column=letter,
            data={"count": len(countries), "first": countries[0]},
        )
    ]


def _code(name: str) -> str:
    """The text that stands for a citizenship; "" where the heading names neither a country nor a group."""
    if country_of_name(name) or parse_citizenship(name) in (GERMAN, FOREIGN, UNKNOWN):
        return name
    if parse_citizenship(_rest(name)) == FOREIGN:
        return _rest(name)
    return name if _GROUPS.fullmatch(slug(name)) or _REST.fullmatch(slug(name)) else ""


def _total(name: str) -> bool:
    """Whether a heading says that it counts all: "Total", "Einwohner insgesamt"; not "Ausländer insgesamt"."""
    words = name.replace(",", " ").split()
    return any(map(is_total, words)) and parse_citizenship(_rest(name)) != FOREIGN


def _rest(name: str) -> str:
    """The heading without its word for a total."""
    return " ".join(word for word in name.replace(",", " ").split() if word.lower() not in TOTAL_WORDS)
