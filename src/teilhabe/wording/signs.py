"""Signs of a source in a sentence: what stands in place of a number, and that it is no zero."""

from __future__ import annotations

from teilhabe.codes.signs import BELOW, SIGNS, is_below
from teilhabe.text import Text, same

PROTECTED, UNRELIABLE = "•", "/"
"""What stands for a figure that nobody is to know, and for one that is too uncertain to be shown."""

NO_VALUE = Text("Für diesen Zeitraum liegt kein Wert vor.", "There is no value for this period.")
_EXPLAINED = Text(
    "Zeichen der Quelle „{sign}“: {meaning}. Es wird nicht als Null gelesen.",
    "Sign of the source “{sign}”: {meaning}. It is not read as a zero.",
)


def explained(sign: str) -> Text:
    """What the sign means; of one that no code list knows that nobody can tell."""
    meaning = _meaning(sign)
    return Text(*(text.format(sign=sign, meaning=said) for text, said in zip(_EXPLAINED, meaning, strict=True)))


def _meaning(sign: str) -> Text:
    if is_below(sign):
        return BELOW.meaning
    return SIGNS[sign].meaning if sign in SIGNS else same("?")
