from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from teilhabe.text import same
from teilhabe.wording.message import Direction, Kind, Message, Quantity, Verdict
from teilhabe.wording.sentences import say

_GAP = Message(
    Kind.GAP,
    Verdict.SUPPORTED,
    same("Quote"),
    (Quantity(Decimal("61.0"), "percent"), Quantity(Decimal("58.0"), "percent"), Quantity(Decimal("3.0"))),
    ("2024",),
    subjects=(same("A"), same("B")),
    direction=Direction.ABOVE,
)


@pytest.mark.parametrize(
    "message",
    [
        replace(_GAP, numbers=_GAP.numbers[:2]),
        replace(_GAP, numbers=()),
        replace(_GAP, subjects=()),
        replace(_GAP, periods=("2023", "2024")),
        replace(_GAP, kind=Kind.LEVEL),
        replace(_GAP, kind=Kind.RANK, numbers=_GAP.numbers[:1], subjects=()),
        replace(_GAP, verdict=Verdict.TOO_FEW, numbers=(), periods=("2022", "2023", "2024")),
    ],
)
def test_a_message_that_does_not_fit_its_kind_is_refused(message: Message) -> None:
    with pytest.raises(ValueError, match="is said with"):
        say(message, "de")


def test_a_distance_with_a_direction_has_no_sign() -> None:
    negative = (*_GAP.numbers[:2], Quantity(Decimal("-3.0")))
    with pytest.raises(ValueError, match="has no sign"):
        say(replace(_GAP, numbers=negative), "de")
    assert "−3,0" in say(replace(_GAP, numbers=negative, direction=Direction.NONE), "de")


def test_a_factor_has_no_unit() -> None:
    with pytest.raises(ValueError, match="have no unit"):
        say(replace(_GAP, kind=Kind.RATIO, numbers=(*_GAP.numbers[:2], Quantity(Decimal(2), "hours"))), "de")


def test_where_numbers_may_not_be_shown_the_reason_alone_is_told() -> None:
    hidden = replace(_GAP, verdict=Verdict.TOO_FEW, numbers=(), reason=same("unter 10 Personen"))
    assert say(hidden, "de") == (
        "Die Quote für „A“ und „B“ lässt sich im Jahr 2024 nicht sicher beurteilen,"
        " es sind zu wenige Angaben: unter 10 Personen."
    )


def test_a_place_that_is_one_of_the_subjects_is_named_once() -> None:
    difference = replace(_GAP, kind=Kind.DIFFERENCE, place=same("A"))
    assert say(difference, "de").count("in A") == 1
    assert say(difference, "en").count("in A") == 1
