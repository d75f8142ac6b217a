"""Sex: male, female, divers, not stated, the two together where a publisher does not separate them, total."""

from __future__ import annotations

import re
from functools import lru_cache

from teilhabe.text import Text

MALE, FEMALE, DIVERS, UNKNOWN, EITHER, TOTAL = "M", "F", "X", "UNKNOWN", "X_UNKNOWN", "TOTAL"

LABELS: dict[str, Text] = {
    MALE: Text("männlich", "male"),
    FEMALE: Text("weiblich", "female"),
    DIVERS: Text("divers", "divers"),
    UNKNOWN: Text("ohne Angabe", "not stated"),
    EITHER: Text("divers oder ohne Angabe", "divers or not stated"),
    TOTAL: Text("insgesamt", "total"),
}
"""`EITHER` stands where a publisher counts divers and not stated together, as most do below the federal level."""

_WORDS = {
    MALE: "m männlich maennlich male males man men mann männer maenner herren gesm jungen boys männl. maennl. m.",
    FEMALE: "f w weiblich female females woman women frau frauen damen gesw mädchen maedchen girls weibl. w.",
    DIVERS: "x d divers diverse gesd div. diverses non-binary",
    UNKNOWN: "unknown unbekannt gesu geso unk _u nrp o.a. k.a. offen",
    EITHER: "divers/unbekannt gesdo",
    TOTAL: "total insgesamt gesamt zusammen beide t _t m/w/d w/m/d m/w",
}
_PHRASES = {
    "ohne angabe": UNKNOWN,
    "not stated": UNKNOWN,
    "keine angabe": UNKNOWN,
    "keine angaben": UNKNOWN,
    "nicht bekannt": UNKNOWN,
    "ohne geschlechtsangabe": UNKNOWN,
    "geschlecht unbekannt": UNKNOWN,
    "no response": UNKNOWN,
    "o. a.": UNKNOWN,
    "k. a.": UNKNOWN,
    "weder männlich noch weiblich": DIVERS,
    "both sexes": TOTAL,
    "beide geschlechter": TOTAL,
    "geschlecht insgesamt": TOTAL,
    "männlich und weiblich": TOTAL,
    "males and females": TOTAL,
    "ges-i": TOTAL,
    "lb-ins": TOTAL,
}
_CODES = {word: code for code, words in _WORDS.items() for word in words.split()} | _PHRASES


_NO_QUOTES = str.maketrans("", "", "„“\"”‚‘'")
_EITHER = re.compile(
    r"(?:die )?(?:geschlechter |geschlechtsausprägungen )?divers,? ?(?:und|oder|/|,|u\.|\+|and|or) ?(.*)"
)
_ADDITION = re.compile(r" ?\(?(?:nach|gem(?:äß|\.)|i\. ?s\. ?d\.|lt\.) ?§ ?22 ?(?:abs(?:atz|\.) ?3 ?)?pstg\)?$")
"""Since 2018 the law on civil status lets people be entered as divers or without a sex."""


@lru_cache(maxsize=4096)
def parse_sex(text: str) -> str | None:
    """The code for a label or a code of a publisher ("männlich", "GESW", "male", "Insgesamt"); None where unknown."""
    plain = _ADDITION.sub("", " ".join(text.split()).lower().translate(_NO_QUOTES))
    if plain in _CODES:
        return _CODES[plain]
    either = _EITHER.fullmatch(plain)
    return EITHER if either and _CODES.get(either[1]) == UNKNOWN else None
