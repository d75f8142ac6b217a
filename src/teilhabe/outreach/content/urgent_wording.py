"""Ready-made urgent notices: blocks with slots, worded in every language of the site (`urgent.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from teilhabe.outreach.body.segments import segment_hash
from teilhabe.outreach.languages import Level, language_of
from teilhabe.outreach.wording import reading
from teilhabe.text import Text

OWN_WORDS = "own"
"""Instead of a block: a notice in words of one's own."""
VOUCHED = ("de", "de-simple", "en")
"""Languages whose wording the project answers for."""


@dataclass(frozen=True)
class Block:
    """`wordings` are title and text by site language; `slots` names what they leave open."""

    key: str
    name: Text
    risk: str
    slots: tuple[str, ...]
    wordings: Mapping[str, tuple[str, str]]

    def text_hash(self, site_language: str) -> str:
        """What a confirmation is about: these words and no others."""
        return segment_hash("\n".join(self.wordings[site_language]))


@dataclass(frozen=True)
class Filled:
    """What an editor puts into the slots; `phone` is a number or the marker of a fact, `reason` a key."""

    date: date | None = None
    times: tuple[int, int] | None = None
    event: str = ""
    place: str = ""
    phone: str = ""
    reason: str = "none"


@cache
def blocks() -> Mapping[str, Block]:
    """All of them, in the order of the file."""
    return {key: _block(key, told) for key, told in _file()["blocks"].items()}


@cache
def reasons() -> Mapping[str, Text]:
    return {key: Text(told["name"]["de"], told["name"]["en"]) for key, told in _file()["reasons"].items()}


def worded(block: Block, site_language: str, filled: Filled) -> tuple[str, str]:
    """Title and text in this language, slots filled in its way of writing."""
    title, text = block.wordings[site_language]
    return title, " ".join(text.format_map(_slots(site_language, filled)).split())


def variant_of(site_language: str) -> tuple[str, Level]:
    """The language and level in which a site language is kept."""
    is_plain = site_language != language_of(site_language)
    return language_of(site_language), Level.PLAIN if is_plain else Level.STANDARD


def _slots(language: str, filled: Filled) -> Mapping[str, str]:
    return {
        "date": reading.day_with_weekday(filled.date, language) if filled.date else "",
        "times": reading.times([filled.times], language) if filled.times else "",
        "event": reading.isolated(filled.event, language),
        "place": reading.isolated(filled.place, language),
        "phone": reading.isolated(filled.phone, language),
        "reason": str(_file()["reasons"][filled.reason].get(language, "")),
    }


def _block(key: str, told: Mapping[str, Any]) -> Block:
    name = told["name"]
    wordings = {code: (pair[0], pair[1]) for code, pair in told.items() if isinstance(pair, list) and code != "slots"}
    return Block(key, Text(name["de"], name["en"]), str(told.get("risk", "ordinary")), tuple(told["slots"]), wordings)


@cache
def _file() -> Mapping[str, Mapping[str, dict[str, Any]]]:
    return tomllib.loads(files("teilhabe.outreach.content").joinpath("urgent.toml").read_text(encoding="utf-8"))
