"""Where something is, in German: „in Kaiserslautern“, „im Stadtteil Ost“, „in der Schweiz“."""

from __future__ import annotations

import re

from teilhabe.wording.sentences.german_nouns import quoted
from teilhabe.wording.sentences.word_lists import words

_WITH_ARTICLE: dict[str, tuple[str, ...]] = {
    "im": words(
        """
        Kreis Landkreis Stadtkreis Bezirk Stadtbezirk Ortsbezirk Stadtteil Ortsteil Stimmbezirk Kanton Land Bundesland
        Freistaat Regierungsbezirk Viertel Wohnviertel Stadtviertel Quartier Planungsraum Sozialraum Bereich Gebiet
        Distrikt Wahlkreis Saarland Bundesgebiet Umland
        """
    ),
    "in der": words(
        """
        Stadt Gemeinde Ortsgemeinde Verbandsgemeinde Samtgemeinde Region Städteregion Metropolregion Hansestadt
        Landeshauptstadt Großstadt Innenstadt Altstadt Kernstadt Nordstadt Südstadt Oststadt Weststadt Schweiz Türkei
        Ukraine Slowakei Mongolei EU
        """
    ),
    "in den": words("USA Niederlanden"),
}
_PREPOSITIONS = {word: preposition for preposition, nouns in _WITH_ARTICLE.items() for word in nouns}
_OWN_PREPOSITION = frozenset(words("Am An Auf Im In Bei Zum Zur Hinter Vor Der Die Das Den"))
_PROPER_NAME = re.compile(r"[A-ZÄÖÜ][\w.'’-]*(?: [\w.'’()-]+)*")


def where(name: str) -> str:
    """The name with its preposition; a name that bears one itself, or would change its ending, is quoted."""
    first, *rest = name.split(" ")
    if first in _PREPOSITIONS:
        return f"{_PREPOSITIONS[first]} {name}"
    if first in _OWN_PREPOSITION or _PREPOSITIONS.keys() & set(rest) or not _PROPER_NAME.fullmatch(name):
        return f"in {quoted(name)}"
    return f"in {name}"
