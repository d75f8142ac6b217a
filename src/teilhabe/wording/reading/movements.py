"""Words that say which way something goes, or which of two is more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from teilhabe.text import Language
from teilhabe.wording.message import Direction
from teilhabe.wording.reading.found import Movement
from teilhabe.wording.reading.page import Page

_APART = r"\b[^.;,:]*?\b"
"""What stands between the two parts of a German verb."""

_WORDS: dict[Language, Sequence[tuple[Direction, str]]] = {
    "de": (
        (
            Direction.HIGHEST,
            r"höchst(?!ens)\w*|\w*höchst(?:e[nrsm]?|stand\w*|wert\w*)|rekord\w*|spitzenwert\w*|größt(?:e[nrsm]?)|grösst(?:e[nrsm]?)"
            r"|häufigst(?:e[nrsm]?)|meisten|maximum|am stärksten|noch nie so (?:hoch|viele?|groß)",
        ),
        (
            Direction.LOWEST,
            r"\w*niedrigst(?:e[nrsm]?)|tiefst(?:e[nrsm]?|stand\w*|wert\w*)|tiefstand\w*|geringst(?:e[nrsm]?)|kleinst(?:e[nrsm]?)"
            r"|seltenst(?:e[nrsm]?)|wenigsten|minimum|am schwächsten|noch nie so (?:niedrig|wenige?|klein|gering)",
        ),
        (Direction.NARROWER, r"angeglichen|angenähert|genähert|annäher\w*|angleich\w*|näher gekommen"),
        (Direction.WIDER, r"vergrößer\w*|vergrösser\w*|auseinander\w*|ausgeweitet|weitete[n]?"),
        (
            Direction.UP,
            r"stieg(?:en)?|steigt|steigen|steigend\w*|gestiegen\w*|angestiegen\w*|steiger\w*|gesteigert\w*|anstieg\w*|ansteig\w*"
            rf"|(?:nahm|nahmen|nimmt|nehmen){_APART}zu|zugenommen|zunahm\w*|zunimmt|zunehmend\w*|wuchs(?:en)?|gewachsen\w*"
            r"|wächst|wachsen\w*|wachstum\w*|zuwachs\w*|zuwächse\w*|erhöh\w*|mehr geworden|kletterte\w*|geklettert"
            r"|verdoppel\w*|verdreifach\w*|zugelegt",
        ),
        (
            Direction.DOWN,
            r"sank(?:en)?|sinkt|sinken|sinkend\w*|gesunken\w*|senk(?:t|te|ten|en)|gesenkt\w*|fiel(?:en)?|fällt|fallen|fallend\w*|gefallen"
            rf"|(?:nahm|nahmen|nimmt|nehmen){_APART}ab|abgenommen|abnahm\w*|abnimmt|abnehmend\w*|(?:ging|gingen|geht|gehen){_APART}zurück"
            r"|zurückgegangen\w*|zurückging\w*|zurückgeht|rückgang\w*|rückgänge\w*|rückläufig\w*|verringer\w*|verkleiner\w*"
            r"|reduzier\w*|verminder\w*|schrumpf\w*|geschrumpft\w*|weniger geworden|halbier\w*",
        ),
        (
            Direction.ABOVE,
            rf"höher\w*|größer\w*|grösser\w*|mehr|häufiger\w*|stärker\w*|(?:lag|lagen|liegt|liegen){_APART}(?:über|oberhalb)"
            r"|übertraf(?:en)?|übertrifft|überstieg(?:en)?|übersteigt",
        ),
        (
            Direction.BELOW,
            rf"niedriger\w*|tiefer\w*|geringer\w*|kleiner\w*|weniger\w*|seltener\w*|schwächer\w*"
            rf"|(?:lag|lagen|liegt|liegen){_APART}(?:unter|unterhalb)|unterschritt(?:en)?|unterschreitet",
        ),
    ),
    "en": (
        (
            Direction.HIGHEST,
            r"highest|largest|greatest|record high|maximum|peak(?:ed)?|(?<!at )most"
            r"|never been (?:higher|as high|so high)",
        ),
        (
            Direction.LOWEST,
            r"lowest|smallest|record low|minimum|(?<!at )least|fewest|never been (?:lower|as low|so low)",
        ),
        (Direction.NARROWER, r"narrow\w*|converg\w*|closer"),
        (Direction.WIDER, r"widen\w*|wider|diverg\w*"),
        (
            Direction.UP,
            r"rose|risen|rises?|rising|increas\w*|grew|grown|grows?|growing|growth|w[ae]nt up|gone up|go(?:es)? up"
            r"|climb\w*|doubled",
        ),
        (
            Direction.DOWN,
            r"fell|fallen|falls?|falling|declin\w*|decreas\w*|drop(?:s|ped|ping)?|w[ae]nt down|gone down|go(?:es)? down"
            r"|reduc\w*|shr[aiu]nk\w*|halved",
        ),
        (Direction.ABOVE, r"higher|more|greater|larger|bigger|above|exceed\w*"),
        (Direction.BELOW, r"lower|less|fewer|smaller|below"),
    ),
}
_PATTERNS = {
    language: [(direction, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for direction, words in rows]
    for language, rows in _WORDS.items()
}
_DENIED: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:nicht|weder|keineswegs)(?:\s[^\W\d]+){0,3}\s$", re.IGNORECASE),
    "en": re.compile(r"\b(?:not|neither|nor)(?:\s[^\W\d]+){0,3}\s$", re.IGNORECASE),
}
_NEVER: dict[Language, re.Pattern[str]] = {
    "de": re.compile(r"\b(?:kein\w*|nie|niemals)(?:\s[^\W\d]+){0,2}\s$", re.IGNORECASE),
    "en": re.compile(r"\b(?:no|never|not been|not been any)(?:\s[^\W\d]+){0,2}\s$", re.IGNORECASE),
}
_NEVER_MORE = {Direction.ABOVE: Direction.HIGHEST, Direction.BELOW: Direction.LOWEST}
_CLAUSE = 40
"""Letters before a word among which a "nicht" may stand."""


def movements(page: Page, language: Language) -> tuple[Movement, ...]:
    """The words of direction in the order of the text; what is denied is none, "kein höherer" is the highest."""
    found = []
    for direction, pattern in _PATTERNS[language]:
        for match in list(pattern.finditer(page.small)):
            meant = _meant(page.text[max(0, match.start() - _CLAUSE) : match.start()], direction, language)
            page.cover(match.start(), match.end())
            if meant:
                found.append(Movement(match.start(), match.end(), meant))
    return tuple(sorted(found, key=lambda movement: movement.start))


def _meant(before: str, direction: Direction, language: Language) -> Direction:
    if direction in _NEVER_MORE and _NEVER[language].search(before):
        return _NEVER_MORE[direction]
    return Direction.NONE if _DENIED[language].search(before) else direction
