"""Words that take a comparison back: it may be chance, it is not comparable, there is too little to say."""

from __future__ import annotations

import re

from teilhabe.text import Language
from teilhabe.wording.message import Verdict
from teilhabe.wording.reading.found import Doubt
from teilhabe.wording.reading.page import Page

_WORDS: dict[Language, dict[Verdict, str]] = {
    "de": {
        Verdict.NOT_COMPARABLE: r"nicht\b[^.;:]{0,60}?(?:vergleich\w*|verglichen)|unvergleichbar\w*",
        Verdict.TOO_FEW: r"zu (?:wenige?n?|kurze?n?|kleine?n?|geringe?n?|selten|niedrige?n?)\b(?! ist| war)",
        Verdict.CHANCE: r"(?<!kein )(?<!mehr als )Zufall\w*|zufällig\w*"
        r"|(?<!nicht )(?<!nicht mehr )(?:im Rahmen|innerhalb|im Bereich) (?:de[rs] )?(?:üblichen|normalen|gewöhnlichen)"
        r" (?:jährlichen )?Schwankung\w*|Schwankungen gibt es auch sonst"
        r"|nicht (?:\w+ ){0,2}(?:erkennbar|nachweisbar|belegt|gesichert|sicher(?! beurteil)|eindeutig)\w*",
    },
    "en": {
        Verdict.NOT_COMPARABLE: r"(?:not|cannot)\b[^.;:]{0,40}?(?:comparable|compared?)|incomparable",
        Verdict.TOO_FEW: r"too (?:few|small|short|little|low|rare)",
        Verdict.CHANCE: r"(?<!more than )(?<!not )(?:by|be|due to|mere|pure|to) chance|random|"
        r"not (?:\w+ ){0,2}(?:distinguishable|discernibl\w*|detectabl\w*|recognisabl\w*|clear|certain|different)"
        r"|(?<!not )(?:within|part of) (?:the )?(?:usual|normal|ordinary) (?:variations?|fluctuations?)"
        r"|uncertain|no (?:discernible|detectable|recognisable)",
    },
}
_PATTERNS = {
    language: [(verdict, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for verdict, words in rows.items()]
    for language, rows in _WORDS.items()
}


def doubts(page: Page, language: Language) -> tuple[Doubt, ...]:
    """The words of doubt in the order of the text."""
    found = [
        Doubt(match.start(), match.end(), verdict)
        for verdict, pattern in _PATTERNS[language]
        for match in page.matches(pattern)
    ]
    return tuple(sorted(found, key=lambda doubt: doubt.start))
