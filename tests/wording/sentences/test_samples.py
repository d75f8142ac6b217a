"""Sentences of every kind, read by an editor; and how the names of all indicators stand in a sentence."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from teilhabe.text import Text, same
from teilhabe.wording.message import Direction, Kind, Message, Noise, Quantity, Strength, Verdict
from teilhabe.wording.sentences import say
from teilhabe.wording.sentences.english_nouns import subject_of
from teilhabe.wording.sentences.german_nouns import noun
from teilhabe.wording.sentences.quantities import Counted
from teilhabe.wording.units import Unit

_HERE = Path(__file__).parent
_DEFINITIONS = Path("src/teilhabe/engine/indicators/definitions")
SAMPLES: list[dict[str, Any]] = tomllib.loads((_HERE / "samples.toml").read_text(encoding="utf-8"))["samples"]
TOPICS: list[dict[str, Any]] = tomllib.loads((_HERE / "topics.toml").read_text(encoding="utf-8"))["topics"]


def message_of(sample: dict[str, Any]) -> Message:
    return Message(
        Kind(sample["kind"]),
        Verdict(sample.get("verdict", "supported")),
        _text(sample["topic"]),
        tuple(_quantity(number) for number in sample["numbers"]),
        tuple(sample.get("periods", ())),
        _text(sample["place"]) if "place" in sample else None,
        tuple(_text(subject) for subject in sample.get("subjects", ())),
        Direction(sample.get("direction", "")),
        Strength(sample.get("strength", "")),
        (sample["rank"][0], sample["rank"][1]) if "rank" in sample else None,
        _text(sample["reason"]) if "reason" in sample else None,
        Noise(sample.get("noise", "chance")),
    )


def _text(text: str | list[str]) -> Text:
    return same(text) if isinstance(text, str) else Text(*text)


def _quantity(text: str) -> Quantity:
    value, _, unit = text.partition(" ")
    assert not unit or unit in get_args(Unit)
    return Quantity(Decimal(value), unit)  # type: ignore[arg-type]  # checked in the line above


@pytest.mark.parametrize("sample", SAMPLES, ids=[f"{number}-{sample['kind']}" for number, sample in enumerate(SAMPLES)])
def test_a_message_is_said_as_the_editor_has_read_it(sample: dict[str, Any]) -> None:
    message = message_of(sample)
    said = {"de": say(message, "de"), "plain": say(message, "de", "plain"), "en": say(message, "en")}
    assert {name: text.replace("\u00a0", " ") for name, text in said.items()} == {name: sample[name] for name in said}


def test_the_samples_show_every_kind_and_every_verdict() -> None:
    assert {sample["kind"] for sample in SAMPLES} == set(Kind)
    assert {sample.get("verdict", "supported") for sample in SAMPLES} == set(Verdict)


@pytest.mark.parametrize("topic", TOPICS, ids=[topic["name"][0] for topic in TOPICS])
def test_a_topic_stands_in_a_sentence_as_the_editor_has_read_it(topic: dict[str, Any]) -> None:
    german, english = topic["name"]
    counted: Counted = topic["counted"]
    told = noun(german, counted)
    assert (told.nominative, told.concerning) == (topic["de"], topic["bei"])
    assert subject_of(english, counted) == topic["en"]


def test_every_indicator_has_been_read() -> None:
    read = {tuple(topic["name"]) for topic in TOPICS}
    for path in sorted(_DEFINITIONS.glob("*.toml")):
        for indicator in tomllib.loads(path.read_text(encoding="utf-8"))["indicators"].values():
            named = [indicator, *indicator.get("variants", {}).values()]
            assert {(one["name"]["de"], one["name"]["en"]) for one in named if "name" in one} <= read
