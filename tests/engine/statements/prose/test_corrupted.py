"""Finished sentences of real tables: the true ones are backed, every corrupted one is rejected."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from tests.engine.statements.corrupting import corrupted

from teilhabe.engine.preparation import prepare, take
from teilhabe.engine.statements.checking import disagreements
from teilhabe.engine.statements.choosing import judge_together, most_telling
from teilhabe.engine.statements.claim import Claim
from teilhabe.engine.statements.claims import candidates
from teilhabe.engine.statements.prose import Status, check
from teilhabe.engine.statements.prose.labels import labels_of
from teilhabe.engine.statements.tables import topics
from teilhabe.engine.statements.topic import Topic
from teilhabe.text import Language, same
from teilhabe.wording.sentences import say

_LANGUAGES: tuple[Language, ...] = ("de", "en")
_REJECTED = {Status.CONTRADICTED, Status.NOT_FOUND}


def _tables(shared_data: Path) -> Iterator[tuple[tuple[Topic, ...], list[Claim]]]:
    """Every second table of a real integration monitor, with all its claims."""
    folder = shared_data / "basel-integration"
    for row in json.loads((folder / "expected.json").read_text(encoding="utf-8"))["rows"][::2]:
        found = topics(prepare(take(folder / row["file"])), same(f"{row['title']}, {row['subtitle']}"))
        yield found, judge_together(claim for topic in found for claim in candidates(topic, ""))


def test_true_sentences_are_backed_and_corrupted_ones_rejected_by_the_reader_and_by_the_check(
    shared_data: Path,
) -> None:
    seeds, true, rejected = count(), 0, 0
    for found, claims in _tables(shared_data):
        for language in _LANGUAGES:
            names = labels_of(found, language).names
            for claim in most_telling(claims):
                text = say(claim.message, language)
                assert disagreements(claim, text, language, names) == ()
                assert not _statuses(text, found, language, claims) & _REJECTED, text
                true += 1
                for wrong in _one_way(text, claim, found, language, next(seeds)):
                    assert disagreements(claim, wrong, language, names), wrong
                    assert _statuses(wrong, found, language, claims) & _REJECTED, wrong
                    rejected += 1
    assert min(true, rejected) >= 200


def _statuses(text: str, found: tuple[Topic, ...], language: Language, claims: list[Claim]) -> set[Status]:
    return {checked.status for checked in check(text, found, language, claims)}


def _one_way(text: str, claim: Claim, found: tuple[Topic, ...], language: Language, seed: int) -> list[str]:
    """The sentence made false in one of the ways in which it can be, another one for each sentence."""
    of_topic = [topic for topic in found if topic.name == claim.message.topic]
    names = [label.in_language(language) for topic in of_topic for label in topic.labels.values()]
    ways = [wrong for _, wrong in corrupted(text, names, seed)]
    return [ways[seed % len(ways)]] if ways else []
