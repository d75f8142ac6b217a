from __future__ import annotations

from decimal import Decimal

import pytest

from teilhabe.text import Language, Text
from teilhabe.wording.message import Direction, Kind, Message, Quantity, Register, Verdict
from teilhabe.wording.sentences import say

_RISE = Message(
    Kind.CHANGE,
    Verdict.SUPPORTED,
    Text("Ausländeranteil", "Foreign population share"),
    (Quantity(Decimal("31.1"), "percent"), Quantity(Decimal("39.2"), "percent")),
    ("2006", "2025"),
    direction=Direction.UP,
)


@pytest.mark.parametrize(
    ("language", "register", "sentence"),
    [
        ("de", "standard", "Von 2006 bis 2025 stieg der Ausländeranteil von 31,1\u00a0% auf 39,2\u00a0%."),
        ("de", "plain", "Der Ausländeranteil ist gestiegen. 2006 waren es 31,1\u00a0%. 2025 waren es 39,2\u00a0%."),
        ("en", "standard", "From 2006 to 2025, the foreign population share rose from 31.1% to 39.2%."),
    ],
)
def test_a_change_is_told_in_every_register(language: Language, register: Register, sentence: str) -> None:
    assert say(_RISE, language, register) == sentence
