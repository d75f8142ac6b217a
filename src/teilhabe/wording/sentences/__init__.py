"""Messages become sentences: German, English and plain German, one module each.

What every message is made of (nouns, periods, places) has modules of its own; the kinds of messages stand in `german`,
`plain` and `english` in the order of `Kind`.
"""

from __future__ import annotations

from teilhabe.text import Language
from teilhabe.wording.message import Message, Register
from teilhabe.wording.sentences import english, german, plain
from teilhabe.wording.sentences.shapes import check


def say(message: Message, language: Language, register: Register = "standard") -> str:
    """The message as one sentence, in plain German as up to four short ones; at most four numbers beside the periods.

    ValueError for a message whose numbers, periods or subjects are not those of its kind.
    """
    check(message)
    if language == "en":
        return english.tell(message)
    return plain.tell(message) if register == "plain" else german.tell(message)
