"""The triples of tests/specimens/readability: one subject in legal, plain and easy words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from teilhabe.outreach.body.blocks import split
from teilhabe.outreach.languages import Level
from teilhabe.outreach.readability.check import Report, check

FOLDER = Path(__file__).parents[2] / "specimens" / "readability"
KINDS = {"legal": Level.STANDARD, "plain": Level.PLAIN, "easy": Level.EASY}


def triples() -> dict[str, Mapping[str, str]]:
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))}


def reports() -> dict[str, tuple[Report, ...]]:
    """For each subject the legal, the plain and the easy text."""
    return {name: tuple(check(split(texts[kind])) for kind in KINDS) for name, texts in triples().items()}
