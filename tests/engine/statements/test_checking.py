"""What does not read back into its claim is not published."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from tests.wording.sentences.test_samples import SAMPLES, message_of

from teilhabe.engine.statements.checking import agree, disagreements
from teilhabe.engine.statements.claim import Claim, Evidence
from teilhabe.engine.statements.topic import DataKind
from teilhabe.text import Language, Text, same
from teilhabe.wording.message import Direction, Kind, Message, Quantity, Register, Verdict
from teilhabe.wording.sentences import say

_SHARE = Text("Ausländeranteil", "Share of foreigners")
_AGE = Text("Durchschnittsalter", "Mean age")


def _percent(*values: str) -> tuple[Quantity, ...]:
    return tuple(Quantity(Decimal(value), "percent") for value in values)


def _claim(message: Message) -> Claim:
    return Claim("x", message, Evidence(), DataKind.FULL_COUNT, (), 1.0)


CHANGE = Message(
    Kind.CHANGE,
    Verdict.SUPPORTED,
    _SHARE,
    _percent("31.1", "39.2"),
    ("2006", "2025"),
    place=same("Altstadt"),
    direction=Direction.UP,
)
LEVEL = Message(
    Kind.LEVEL,
    Verdict.SUPPORTED,
    _AGE,
    (Quantity(Decimal("45.3"), "years"), Quantity(Decimal("38.1"), "years")),
    ("2025",),
    subjects=(Text("Schweiz", "Switzerland"), Text("Ausland", "Abroad")),
)
RECORD = Message(
    Kind.RECORD, Verdict.SUPPORTED, _SHARE, _percent("39.2"), ("2025", "2006"), direction=Direction.HIGHEST
)
NARROWER = replace(
    CHANGE,
    kind=Kind.CONVERGENCE,
    place=None,
    numbers=tuple(Quantity(Decimal(value), "percentage_points") for value in ("9.2", "4.1")),
    direction=Direction.NARROWER,
)
CHANCE = replace(CHANGE, verdict=Verdict.CHANCE, place=None)
SPAN = replace(LEVEL, periods=("2019-01-01/P5Y",))
RANK = replace(
    RECORD, kind=Kind.RANK, rank=(3, 12), periods=("2025",), direction=Direction.HIGHEST, place=same("Altstadt")
)
LATER = replace(
    CHANGE,
    kind=Kind.SHIFT,
    place=None,
    numbers=CHANGE.numbers[::-1],
    periods=("2016", "2006", "2015"),
    direction=Direction.ABOVE,
)
LEADING = replace(RANK, kind=Kind.LEADING)
STRUCTURE = replace(
    NARROWER,
    kind=Kind.STRUCTURE,
    periods=("2025",),
    subjects=(Text("Frauen", "women"), Text("Männer", "men"), Text("Altersgruppe", "age group")),
    direction=Direction.BELOW,
)

TRUE = [
    (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Altstadt von 31,1 % auf 39,2 %."),
    (CHANGE, "en", "From 2006 to 2025 the share of foreigners in Altstadt rose from 31.1% to 39.2%."),
    (LEVEL, "de", "2025 betrug das Durchschnittsalter für „Schweiz“ 45,3 Jahre, für „Ausland“ 38,1 Jahre."),
    (LEVEL, "en", "In 2025 the mean age was 45.3 years for “Switzerland” and 38.1 years for “Abroad”."),
    (RECORD, "de", "Der Ausländeranteil war 2025 mit 39,2 % so hoch wie seit 2006 nicht mehr, ein Höchstwert."),
    (RECORD, "en", "In 2025 the share of foreigners was 39.2%, the highest since 2006."),
    (NARROWER, "de", "Der Abstand verringerte sich beim Ausländeranteil von 2006 bis 2025 von 9,2 Prozentpunkten auf "
        "4,1 Prozentpunkte."),
    (CHANCE, "de", "Der Ausländeranteil betrug 2006 31,1 % und 2025 39,2 %; der Unterschied kann Zufall sein."),
    (SPAN, "de", "2019 bis 2023 betrug das Durchschnittsalter für Schweiz 45,3 Jahre, für Ausland 38,1 Jahre."),
    (RANK, "de", "2025 hatte Altstadt mit 39,2 % den dritthöchsten Ausländeranteil von 12 Stadtteilen."),
    (LATER, "de", "Der Ausländeranteil liegt seit 2016 mit 39,2 % höher als von 2006 bis 2015 mit 31,1 %."),
    (LEADING, "de", "2025 war der Ausländeranteil in Altstadt 39,2 %, einer der drei höchsten von 12 Werten."),
    (LEADING, "en", "In 2025 the share of foreigners in Altstadt was 39.2%, one of the three highest of 12 values."),
    (STRUCTURE, "de", "Der Ausländeranteil war 2025 für Frauen um 9,2 Prozentpunkte niedriger als für Männer, davon "
        "kommen 4,1 Prozentpunkte aus der Altersgruppe."),
]  # fmt: skip


@pytest.mark.parametrize(("message", "language", "sentence"), TRUE)
def test_a_sentence_that_says_its_message_reads_back(message: Message, language: Language, sentence: str) -> None:
    assert disagreements(_claim(message), sentence, language) == ()


@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{place}-{one['kind']}" for place, one in enumerate(SAMPLES)])
def test_every_kind_of_sentence_of_ours_reads_back(sample: dict[str, Any]) -> None:
    message = message_of(sample)
    registers: list[tuple[Language, Register]] = [("de", "standard"), ("de", "plain"), ("en", "standard")]
    for language, register in registers:
        assert disagreements(_claim(message), say(message, language, register), language) == ()


@pytest.mark.parametrize(
    ("message", "language", "sentence"),
    [
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Altstadt von 31,1 % auf 39,3 %."),
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Altstadt von 39,2 % auf 31,1 %."),
        (CHANGE, "de", "Von 2006 bis 2024 stieg der Ausländeranteil in Altstadt von 31,1 % auf 39,2 %."),
        (CHANGE, "de", "Von 2025 bis 2006 stieg der Ausländeranteil in Altstadt von 31,1 % auf 39,2 %."),
        (CHANGE, "de", "Von 2006 bis 2025 sank der Ausländeranteil in Altstadt von 31,1 % auf 39,2 %."),
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Neustadt von 31,1 % auf 39,2 %."),
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Altstadt Süd von 31,1 % auf 39,2 %."),
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Frauenanteil in Altstadt von 31,1 % auf 39,2 %."),
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Altstadt von 31,1 % auf 39,2 Prozentpunkte."),
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Altstadt von 31,1 auf 39,2."),
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Altstadt von 31,1 % auf 39,20 %."),
        (CHANGE, "de", "Von 2006 bis 2025 stieg der Ausländeranteil in Altstadt von 31,1 % auf 39,2 %, um 8,1 %."),
        (CHANGE, "de", "Von 2006 bis 2025 lag der Ausländeranteil in Altstadt bei 31,1 % und 39,2 %."),
        (CHANGE, "en", "From 2006 to 2025 the share of foreigners in Altstadt fell from 31.1% to 39.2%."),
        (LEVEL, "de", "2025 betrug das Durchschnittsalter für „Ausland“ 45,3 Jahre, für „Schweiz“ 38,1 Jahre."),
        (LEVEL, "de", "2025 betrug das Durchschnittsalter für „Schweiz“ 38,1 Jahre, für „Ausland“ 45,3 Jahre."),
        (LEVEL, "de", "2025 betrug das Durchschnittsalter für „Schweiz“ 45,3 Jahre, für „Ausland“ 38,1 Monate."),
        (RECORD, "de", "Der Ausländeranteil war 2025 mit 39,2 % höher als 2006."),
        (RECORD, "en", "In 2025 the share of foreigners was 39.2%, the lowest since 2006."),
        (NARROWER, "de", "Beim Ausländeranteil vergrößerte sich der Abstand von 2006 bis 2025 von 9,2 Prozentpunkten "
            "auf 4,1 Prozentpunkte."),
        (CHANCE, "de", "Der Ausländeranteil betrug 2006 31,1 % und 2025 39,2 %."),
        (CHANCE, "de", "Der Ausländeranteil stieg von 2006 31,1 % auf 2025 39,2 %; der Unterschied kann Zufall sein."),
        (SPAN, "de", "2019 bis 2022 betrug das Durchschnittsalter für Schweiz 45,3 Jahre, für Ausland 38,1 Jahre."),
        (RANK, "de", "2025 hatte Altstadt mit 39,2 % den zweithöchsten Ausländeranteil von 12 Stadtteilen."),
        (RANK, "de", "2025 hatte Altstadt mit 39,2 % den dritthöchsten Ausländeranteil von 13 Stadtteilen."),
        (LATER, "de", "Der Ausländeranteil liegt seit 2016 mit 39,2 % niedriger als von 2006 bis 2015 mit 31,1 %."),
        (LATER, "de", "Der Ausländeranteil liegt seit 2017 mit 39,2 % höher als von 2006 bis 2015 mit 31,1 %."),
        (LATER, "de", "Der Ausländeranteil liegt seit 2016 mit 31,1 % höher als von 2006 bis 2015 mit 39,2 %."),
        (LEADING, "de", "2025 war der Ausländeranteil in Altstadt 39,2 %, einer der vier höchsten von 12 Werten."),
        (LEADING, "de", "2025 war der Ausländeranteil in Altstadt 39,2 %, einer der drei niedrigsten von 12 Werten."),
        (STRUCTURE, "de", "Der Ausländeranteil war 2025 für Männer um 9,2 Prozentpunkte niedriger als für Frauen, "
            "davon kommen 4,1 Prozentpunkte aus der Altersgruppe."),
    ],
)  # fmt: skip
def test_a_sentence_that_says_anything_else_does_not(message: Message, language: Language, sentence: str) -> None:
    assert disagreements(_claim(message), sentence, language, {"Altstadt Süd", "Neustadt"})


def test_what_differs_is_said_in_both_languages() -> None:
    (difference,) = disagreements(
        _claim(RECORD), "In 2025 the share of foreigners was 39.3%, the highest since 2006.", "en"
    )
    assert difference == Text(
        "Die Zahlen sind 39.3 percent, sie müssten 39.2 percent sein.",
        "The numbers are 39.3 percent, they should be 39.2 percent.",
    )


def test_a_reason_is_not_read_for_numbers() -> None:
    reason = Text("Neue Zählung ab Mai 2011 mit 3 Fragen", "New census from May 2011 with 3 questions")
    message = Message(Kind.BREAK, Verdict.NOT_COMPARABLE, _SHARE, (), ("2010", "2011"), reason=reason)
    sentence = f"Der Ausländeranteil ist von 2010 auf 2011 nicht vergleichbar: {reason.de}."
    assert disagreements(_claim(message), sentence, "de") == ()


@pytest.mark.parametrize(
    ("direction", "said", "is_same"),
    [
        (Direction.UP, [Direction.UP, Direction.ABOVE], True),
        (Direction.UP, [], False),
        (Direction.NONE, [Direction.UP], False),
        (Direction.UP, [Direction.UP, Direction.DOWN], False),
        (Direction.ABOVE, [Direction.HIGHEST], False),
        (Direction.HIGHEST, [Direction.ABOVE], False),
        (Direction.NARROWER, [Direction.DOWN], True),
    ],
)
def test_directions_agree_by_their_sense(direction: Direction, said: list[Direction], is_same: bool) -> None:
    assert agree(direction, said) is is_same
