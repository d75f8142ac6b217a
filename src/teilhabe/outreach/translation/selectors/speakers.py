"""How many people in the city read each site language: what the office knows, else what the monitor estimates."""

from __future__ import annotations

from dataclasses import dataclass

from teilhabe.core.extensions import SPEAKERS
from teilhabe.core.language import page_language
from teilhabe.outreach.translation.models import SpeakerEstimate

ROUNDING = 2
"""Digits that count: more would promise what nobody knows."""


@dataclass(frozen=True)
class Known:
    """Rounded; `source` says whose number it is."""

    people: int
    source: str
    is_own: bool


def rounded(people: int) -> int:
    digits = len(str(people))
    return round(people, min(0, ROUNDING - digits))


def speakers() -> dict[str, Known]:
    """By site language; an estimate of the office beats the monitor."""
    language = page_language()
    found: dict[str, Known] = {}
    for each in SPEAKERS.collect():
        told = f"{each.source.in_language(language)}, {each.period}"
        found.setdefault(each.language, Known(rounded(each.people), told, is_own=False))
    for own in SpeakerEstimate.objects.all():
        found[own.site_language] = Known(rounded(own.people), own.note, is_own=True)
    return found
