"""Sex: male, female, divers, not stated, total."""

from __future__ import annotations

from functools import lru_cache

from teilhabe.text import Text

MALE, FEMALE, DIVERS, UNKNOWN, TOTAL = "M", "F", "X", "UNKNOWN", "TOTAL"

LABELS: dict[str, Text] = {
    MALE: Text("männlich", "male"),
    FEMALE: Text("weiblich", "female"),
    DIVERS: Text("divers", "divers"),
    UNKNOWN: Text("ohne Angabe", "not stated"),
    TOTAL: Text("insgesamt", "total"),
}

_WORDS = {
    MALE: "m männlich maennlich male males man men mann männer maenner herren gesm jungen boys männl. maennl.",
    FEMALE: "f w weiblich female females woman women frau frauen damen gesw mädchen maedchen girls weibl.",
    DIVERS: "x d divers diverse gesd",
    UNKNOWN: "unknown unbekannt gesu geso",
    TOTAL: "total insgesamt gesamt zusammen beide t _t",
}
_PHRASES = {
    "ohne angabe": UNKNOWN,
    "not stated": UNKNOWN,
    "keine angabe": UNKNOWN,
    "ohne angabe (nach § 22 abs. 3 pstg)": UNKNOWN,
    "both sexes": TOTAL,
    "beide geschlechter": TOTAL,
    "ges-i": TOTAL,
    "lb-ins": TOTAL,
}
_CODES = {word: code for code, words in _WORDS.items() for word in words.split()} | _PHRASES


@lru_cache(maxsize=4096)
def parse_sex(text: str) -> str | None:
    """The code for a label or a code of a publisher ("männlich", "GESW", "male", "Insgesamt"); None where unknown."""
    return _CODES.get(" ".join(text.split()).lower())
