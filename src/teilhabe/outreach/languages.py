"""The languages of the site: what a reader of each would like to get, best first.

A site language is what stands in an address: `de`, `ar`, or `de-simple`, German in plain words (the subtag `simple` is
registered for BCP 47). A variant of an InfoItem has a language and a level, and the reader gets the best there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from teilhabe.codes.language import SPOKEN_LANGUAGES


class Level(StrEnum):
    """How difficult a text may be: standard, plain (Einfache Sprache), easy (Leichte Sprache)."""

    STANDARD = "standard"
    PLAIN = "plain"
    EASY = "easy"


SIMPLE = "-simple"
"""How a site language ends whose readers want plain words."""
LAST_RESORTS = ("en", "de")
NEIGHBOURS: Mapping[str, str] = {"prs": "fa", "fa": "prs"}
"""Languages whose readers read the other one as well, before any other."""


def language_of(site_language: str) -> str:
    """The language in which its pages are written, as it stands in `lang`."""
    return site_language.removesuffix(SIMPLE)


def is_rtl(language: str) -> bool:
    known = SPOKEN_LANGUAGES.get(language)
    return known is not None and known.is_rtl


def own_name(language: str) -> str:
    """What the language calls itself; its code where we do not know it."""
    known = SPOKEN_LANGUAGES.get(language)
    return known.own_name if known else language


@cache
def wishes(site_language: str, level: str = "") -> tuple[tuple[str, Level], ...]:
    """Languages and levels in the order in which a reader of the site would take them.

    Who reads a language that is not German or English gets plain words first where their own language is missing.
    """
    own = language_of(site_language)
    own_levels = _levels(Level(level) if level else Level.PLAIN if site_language.endswith(SIMPLE) else Level.STANDARD)
    others = [each for each in (NEIGHBOURS.get(own, ""), *LAST_RESORTS) if each and each != own]
    foreign = Level.STANDARD if own in LAST_RESORTS else Level.PLAIN
    return tuple(
        [(own, each) for each in own_levels] + [(other, each) for other in others for each in _levels(foreign)]
    )


def _levels(first: Level) -> tuple[Level, ...]:
    after: dict[Level, tuple[Level, ...]] = {
        Level.STANDARD: (Level.STANDARD, Level.PLAIN, Level.EASY),
        Level.PLAIN: (Level.PLAIN, Level.EASY, Level.STANDARD),
        Level.EASY: (Level.EASY, Level.PLAIN, Level.STANDARD),
    }
    return after[first]
