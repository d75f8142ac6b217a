"""Statements and checked sentences as lines for people and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from teilhabe.engine.statements.claim import Claim, Evidence
from teilhabe.engine.statements.prose import UNIT, Checked, CheckedNumber, Status
from teilhabe.text import Language, Text
from teilhabe.wording.message import Quantity
from teilhabe.wording.numbers import format_number
from teilhabe.wording.units import with_unit

_STATUSES = {
    Status.BACKED: Text("belegt", "backed"),
    Status.CONTRADICTED: Text("widersprochen", "contradicted"),
    Status.NOT_FOUND: Text("nicht gefunden", "not found"),
    Status.NOTHING_TO_CHECK: Text("ohne Zahl", "no number"),
}
_INSTEAD = Text("{number}: In der Tabelle steht {instead} ({cells}).", "{number}: the table has {instead} ({cells}).")
_ELSEWHERE = Text(
    "{number}: Die Zahl gehört zu einem anderen Zeitraum oder einer anderen Gruppe.",
    "{number}: the number belongs to another period or another group.",
)
_MISTAKEN = Text(
    "{number}: Prozent und Prozentpunkte sind verwechselt.",
    "{number}: per cent and percentage points are mixed up.",
)
_UNKNOWN = Text(
    "{number}: Die Tabelle enthält diese Zahl für diesen Zeitraum und diese Gruppe nicht.",
    "{number}: the table does not hold this number for this period and this group.",
)
_SUMMARY = Text(
    "{sentences} Sätze: {backed} belegt, {contradicted} widersprochen, {not_found} nicht gefunden, "
    "{nothing_to_check} ohne Zahl.",
    "{sentences} sentences: {backed} backed, {contradicted} contradicted, {not_found} not found, "
    "{nothing_to_check} without a number.",
)


def statement_mapping(claim: Claim, text: str, limits: Sequence[Text], language: Language) -> dict[str, Any]:
    """A statement as JSON; the keys are a public interface."""
    message = claim.message
    return {
        "kind": message.kind,
        "verdict": message.verdict,
        "text": text,
        "topic": message.topic.in_language(language),
        "numbers": [_number(number) for number in message.numbers],
        "periods": list(message.periods),
        "place": message.place.in_language(language) if message.place else None,
        "groups": [subject.in_language(language) for subject in message.subjects],
        "direction": message.direction or None,
        "test": _test(claim.evidence, language),
        "cells": list(claim.cells),
        "limits": [limit.in_language(language) for limit in limits],
    }


def checked_mapping(checked: Checked, language: Language) -> dict[str, Any]:
    """A checked sentence as JSON; the keys are a public interface."""
    return {
        "text": checked.text,
        "status": checked.status,
        "numbers": [
            {
                **_number(number.number),
                "status": number.status,
                "how": number.how or None,
                "cells": list(number.cells),
                "instead": number.instead,
            }
            for number in checked.numbers
        ],
        "reasons": [reason.in_language(language) for reason in checked.reasons],
    }


def checked_lines(checked: Sequence[Checked], language: Language) -> Iterator[str]:
    """One line for each sentence, below it what is wrong with it; the sum at the end."""
    width = max(len(label.in_language(language)) for label in _STATUSES.values())
    for each in checked:
        yield f"{_STATUSES[each.status].in_language(language):<{width}}  {each.text}"
        yield from (f"{'':<{width}}  → {reason}" for reason in _complaints(each, language))
    counts = Counter(each.status for each in checked)
    numbers = {status.value: counts[status] for status in Status}
    yield _SUMMARY.in_language(language).format(sentences=len(checked), **numbers)


def _complaints(checked: Checked, language: Language) -> Iterator[str]:
    for number in checked.numbers:
        if number.status in (Status.CONTRADICTED, Status.NOT_FOUND):
            yield _complaint(number, language)
    yield from (reason.in_language(language) for reason in checked.reasons)


def _complaint(number: CheckedNumber, language: Language) -> str:
    said = _printed(number.number, language)
    if number.instead is not None:
        places = max(0, -int(number.number.value.as_tuple().exponent))
        instead = format_number(number.instead, places, language)
        return _INSTEAD.in_language(language).format(number=said, instead=instead, cells=", ".join(number.cells))
    if number.how == UNIT:
        return _MISTAKEN.in_language(language).format(number=said)
    template = _ELSEWHERE if number.status == Status.CONTRADICTED else _UNKNOWN
    return template.in_language(language).format(number=said)


def _printed(quantity: Quantity, language: Language) -> str:
    text = format_number(quantity.value, max(0, -int(quantity.value.as_tuple().exponent)), language)
    return with_unit(text, quantity.unit, language) if quantity.unit else text


def _number(quantity: Quantity) -> dict[str, Any]:
    value = quantity.value
    return {"value": int(value) if value == value.to_integral_value() else float(value), "unit": quantity.unit}


def _test(evidence: Evidence, language: Language) -> Mapping[str, Any]:
    return {
        "procedure": evidence.procedure,
        "estimate": evidence.estimate,
        "low": evidence.low,
        "high": evidence.high,
        "p": evidence.p,
        "q": evidence.q,
        "effect": evidence.effect,
        "reason": evidence.reason.in_language(language) if evidence.reason else None,
    }
